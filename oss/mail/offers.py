"""What mail offers to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.contacts.panels import Panel, panels
from oss.core import health
from oss.mail import held  # noqa: F401 - says what is held about people
from oss.mail.account import ACCOUNT
from oss.mail.freshness import check_mail, check_outbound_mail
from oss.mail.outbound import Why, reasons
from oss.mail.panels import mails_of
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

grant("mail.message", view=ALL_STAFF, retry=ADMINISTRATOR)
grant("mail.mailbox", view=ADMINISTRATOR, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant("mail.outboundmessage", view=ADMINISTRATOR, resend=ADMINISTRATOR)

health.warnings.register("mail", check_mail)
health.warnings.register("outbound_mail", check_outbound_mail)

reasons.register(ACCOUNT, Why(_("Access to the loket"), secret=True))

panels.register("mails", Panel(_("Mails"), 20, mails_of))
