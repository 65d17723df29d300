"""The tabs of a dossier page. The six of every dossier, and those that a type, a subtype or a leaf adds.

A tab has a template of its own, the form of the parts that stand on it, or both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from dossiers.flows.parts import Part
from dossiers.flows.profiles import parts_of, profile_of
from dossiers.models import Dossier
from oss.core.registry import Offer, offered
from oss.staff.http import StaffRequest
from oss.staff.models import User


def _nothing_more(_request: StaffRequest, _dossier: Dossier, _form: Any) -> dict[str, Any]:
    return {}


def _any(_dossier: Dossier) -> bool:
    return True


@dataclass(frozen=True)
class DossierTab(Offer):
    """`name` is a code that stands in addresses and stays. `needs`: the part without which a dossier has no
    such tab; without it all dossiers have it, or, `on_request`, those whose profile names it in `tabs`.
    `only_on` asks the dossier itself, such as whether it has an address; without a query, as each page does.

    `context`: what its template reads besides the page's own, from the dossier and the form of the tab.
    `sent_to`: the end of the address that takes its form, where that is another than its name.
    `permission`: on top of that of the dossier.
    """

    label: str | Promise
    order: int
    template: str = "dossiers/tab_form.html"
    context: Callable[[StaffRequest, Dossier, Any], dict[str, Any]] = _nothing_more
    needs: str = ""
    on_request: bool = False
    only_on: Callable[[Dossier], bool] = _any
    sent_to: str = ""
    permission: str = ""

    @property
    def address(self) -> str:
        return self.sent_to or self.name


def tabs_of(dossier: Dossier, user: User) -> list[DossierTab]:
    """In their order; without those that this user may not see."""
    profile = profile_of(dossier)
    named = profile.tabs if profile else ()
    held = {part.name for part in parts_of(dossier)}
    return sorted(
        (
            tab
            for tab in offered(DossierTab).values()
            if (not tab.needs or tab.needs in held)
            and (not tab.on_request or tab.name in named)
            and tab.only_on(dossier)
            and (not tab.permission or user.has_perm(tab.permission))
        ),
        key=lambda tab: tab.order,
    )


def parts_on(dossier: Dossier, tab: DossierTab, user: User) -> list[Part]:
    """What stands in the form of the tab: first what the profile adds."""
    common = offered(Part).values()
    found = [
        part
        for part in parts_of(dossier)
        if part.tab == tab.name and (not part.permission or user.has_perm(part.permission))
    ]
    return sorted(found, key=lambda part: part in common)


def opens_on(dossier: Dossier) -> str:
    """The tab where its stage is worked."""
    if not dossier.is_open:
        return "info"
    profile = profile_of(dossier)
    own = profile.opens_on.get(dossier.stage) if profile else None
    return own or dossier.flow.stage(dossier.stage).tab
