"""What is shielded is read by whoever handles the case file where it lies, beside who may read all of it."""

from django.db.models import Exists, OuterRef, Q

from oss.core.registry import offered
from oss.staff.models import User
from oss.timeline.models import Correspondence, FiledDocument
from oss.timeline.owners import HandledBy


def documents_they_handle(user: User) -> Q:
    """Asked of each shielded document: a list of all that they handle would be read for a page with one."""
    return Q(Exists(FiledDocument.objects.filter(_theirs(user), document=OuterRef("pk"))))


def attachments_they_handle(user: User) -> Q:
    """Those of mails that hang there."""
    return Q(message__in=Correspondence.objects.filter(_theirs(user)).values("message"))


def _theirs(user: User) -> Q:
    first, *others = (one.case_files(user).order_by() for one in offered(HandledBy).values())
    return Q(case_file__in=first.union(*others))
