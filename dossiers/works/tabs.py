"""The tabs on the page of a work, its own two and those that a higher room offers; and what such a room shows
of works on the page of a dossier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossiers.works.models import Work
from oss.core.components import Text
from oss.core.registry import Offer
from oss.staff.http import StaffRequest


@dataclass(frozen=True)
class WorkTab(Offer):
    """`name` is a code that stands in addresses and stays. `context`: what its template reads besides the
    page's own. A past work has only those that `of_past` works have."""

    label: Text
    order: int
    template: str
    context: Callable[[StaffRequest, Work], dict[str, Any]]
    of_past: bool = False


@dataclass(frozen=True)
class WorkRemarks(Offer):
    """What stands under the state of works on the page of a dossier. `of`: by the key of the work, in a fixed
    number of queries; the works come with the decision that stands."""

    of: Callable[[StaffRequest, Sequence[Work]], Mapping[int, str]]
