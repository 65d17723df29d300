"""What is shielded: a paper, read by whoever handles the case file where it lies, beside who may read all of
them; and a whole case file, or a financial one, whose mails and documents go with it (`open_to`)."""

from django.db.models import Exists, OuterRef, Q

from oss.core.registry import offered
from oss.staff.models import User
from oss.timeline.models import Correspondence, FiledDocument, PostedMail, links_open_to
from oss.timeline.owners import HandledBy


def documents_they_handle(user: User) -> Q:
    """Asked of each shielded document: a list of all that they handle would be read for a page with one."""
    return Q(Exists(FiledDocument.objects.filter(_theirs(user), document=OuterRef("pk"))))


def attachments_they_handle(user: User) -> Q:
    """Those of mails that hang there."""
    return Q(message__in=Correspondence.objects.filter(_theirs(user)).values("message"))


def documents_open_to(user: User) -> Q:
    """What a document must meet: it is filed on nothing that is closed to them, wherever else it is."""
    return links_open_to(user, FiledDocument.objects.all(), by="document")


def mails_open_to(user: User) -> Q:
    """What a message must meet."""
    return links_open_to(user, Correspondence.objects.all(), by="message")


def posted_mails_open_to(user: User) -> Q:
    """What a mail of ours must meet."""
    return links_open_to(user, PostedMail.objects.all(), by="message")


def _theirs(user: User) -> Q:
    first, *others = (one.case_files(user).order_by() for one in offered(HandledBy).values())
    return Q(case_file__in=first.union(*others))
