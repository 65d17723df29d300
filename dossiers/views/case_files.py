"""What lies on the case files of a train, or of one wagon: the timeline and the files.

`owners` says, by the key of the case file, whose it is.
"""

from collections.abc import Mapping

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
    return read(
        owners.keys(),
        user=request.user,
        url=url,
        chip=request.GET.get("filter", ""),
        before=request.GET.get("before", ""),
        owners=_named(owners),
        read_only=[key for key, owner in owners.items() if owner.read_only],
    )


def files_of(owners: Owners, user: User) -> list[tuple[FiledDocument, Owner | None]]:
    """What is filed there, each with whose it is where several share it."""
    filed = FiledDocument.objects.filter(
        case_file__in=owners.keys(), document__in=Document.objects.visible_to(user)
    ).select_related("document__stored_file", "document__kind", "filed_by")
    named = _named(owners)
    return [(one, named.get(one.case_file_id)) for one in filed]


def _named(owners: Owners) -> Owners:
    """None where a journey has one dossier alone: whose an entry is says nothing then."""
    return owners if len(owners) > 2 else {}  # noqa: PLR2004 - the journey and its dossier
