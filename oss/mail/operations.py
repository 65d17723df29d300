"""What staff do to mails that stand still: read a parked one again, send one that failed again."""

import structlog
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from oss.core.background import tell_worker
from oss.core.refusal import Refused
from oss.documents.storing import store_all
from oss.mail.models import Message
from oss.mail.outbound import OutboundMessage, OutboundState
from oss.mail.reader import read_apart
from oss.mail.receiving import add_parts, attachments_of, fill
from oss.mail.sending import TASK
from oss.staff.models import User
from oss.staff.rights import hold, operation

log = structlog.get_logger(__name__)


@operation("mail.retry_message")
def retry_parked(message: Message, *, by: User) -> Message:
    """Reads a parked mail again, after the reader was improved. Raises NotAllowed."""
    locked = hold(Message.objects, message, by=None)  # whatever queue hides it: it is not read here
    if not locked.is_parked:
        return locked
    mail = read_apart(locked.raws.order_by("pk")[0].read())
    if mail.problem is None:
        # it keeps the identity under which it was parked where the same mail came in by another way
        others = Message.objects.exclude(pk=locked.pk)
        locked.same_id_other_content = (
            mail.message_id != "" and others.filter(message_id=mail.message_id).exists()
        )
        if not others.filter(identity__in=(mail.identity, mail.earlier_identity)).exists():
            locked.identity = mail.identity
        add_parts(locked, mail, store_all(one.data for one in attachments_of(mail)))
    fill(locked, mail)
    locked.save()
    log.info("parked_mail_retried", message=locked.pk, state=locked.state, by=by.pk)
    return locked


@operation("mail.resend_outboundmessage")
def send_again(message: OutboundMessage, *, by: User) -> OutboundMessage:
    """Puts a mail that failed back in line, as if it were new."""
    locked = hold(OutboundMessage.objects, message, by=by)
    if locked.state != OutboundState.FAILED:
        raise Refused(_("This mail did not fail."))
    if locked.secret:
        raise Refused(_("The text of this mail is not kept: let its reader ask for a new one."))
    OutboundMessage.objects.filter(pk=locked.pk).update(
        state=OutboundState.WAITING, interruptions=0, waiting_since=Now(), next_try_at=Now()
    )
    tell_worker(TASK)
    log.info("mail_sent_again", mail=locked.pk, by=by.pk)
    locked.refresh_from_db()
    return locked
