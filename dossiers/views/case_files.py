"""What lies on the case files of a train, or of one wagon: the timeline and the files.

`owners` says, by the key of the case file, whose it is; of a loan or premium that somebody does not read the
timeline tells no more than that a mail came or went.
"""

from collections.abc import Mapping

from dossiers.bare import reads
from dossiers.flows.table import FINANCIAL_TYPES
from oss.core.components import Timeline
from oss.documents.models import Document
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.models import FiledDocument
from oss.timeline.owners import Owner
from oss.timeline.reading import read

Owners = Mapping[int, Owner]


def timeline_of(request: StaffRequest, owners: Owners, url: str) -> Timeline:
    """As it is asked for at `url`; each entry with whose it is where several share it."""
    theirs = of_those_they_read(owners, request.user)
    return read(
        theirs.keys(),
        user=request.user,
        url=url,
        chip=request.GET.get("filter", ""),
        before=request.GET.get("before", ""),
        owners=_named(owners),
        read_only=[key for key, owner in owners.items() if owner.read_only],
        unread={key: owner for key, owner in owners.items() if key not in theirs},
    )


def of_those_they_read(owners: Owners, user: User) -> Owners:
    """An owner is told apart by its hue, which is its type."""
    return {key: one for key, one in owners.items() if one.hue not in FINANCIAL_TYPES or reads(user, one.hue)}


def files_of(owners: Owners, user: User) -> list[tuple[FiledDocument, Owner | None]]:
    """What is filed there, each with whose it is where several share it."""
    filed = FiledDocument.objects.filter(
        case_file__in=of_those_they_read(owners, user).keys(), document__in=Document.objects.visible_to(user)
    ).select_related("document__stored_file", "document__kind", "filed_by")
    named = _named(owners)
    return [(one, named.get(one.case_file_id)) for one in filed]


def _named(owners: Owners) -> Owners:
    """None where a journey has one dossier alone: whose an entry is says nothing then."""
    return owners if len(owners) > 2 else {}  # noqa: PLR2004 - the journey and its dossier
