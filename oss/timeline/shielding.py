"""What is shielded is read by whoever handles the case file where it lies, beside who may read all of it."""

from django.db.models import Q

from oss.core.registry import offered
from oss.staff.models import User
from oss.timeline.models import Correspondence, FiledDocument
from oss.timeline.owners import HandledBy


def documents_they_handle(user: User) -> Q:
    return Q(pk__in=FiledDocument.objects.filter(_theirs(user)).values("document"))


def attachments_they_handle(user: User) -> Q:
    """Those of mails that hang there."""
    return Q(message__in=Correspondence.objects.filter(_theirs(user)).values("message"))


def _theirs(user: User) -> Q:
    first, *others = (one.case_files(user).order_by() for one in offered(HandledBy).values())
    return Q(case_file__in=first.union(*others))
