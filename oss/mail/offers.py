"""What mail offers to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.contacts.panels import Panel
from oss.core.health import HealthWarning
from oss.core.registry import offer
from oss.documents.papers import PaperHolder
from oss.mail import held  # noqa: F401 - says what is held about people
from oss.mail.account import ACCOUNT
from oss.mail.freshness import check_mail, check_outbound_mail
from oss.mail.models import Attachment
from oss.mail.outbound import Why
from oss.mail.panels import mails_of
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

grant("mail.message", view=ALL_STAFF, retry=ADMINISTRATOR)
grant("mail.mailbox", view=ADMINISTRATOR, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("mail.outboundmessage", view=ADMINISTRATOR, resend=ADMINISTRATOR)

offer(
    HealthWarning("mail", check_mail),
    HealthWarning("outbound_mail", check_outbound_mail),
    Why(ACCOUNT, _("Access to the loket"), secret=True),
    Panel("mails", _("Mails"), 20, mails_of),
    PaperHolder("attachments", Attachment.objects.all),
)
