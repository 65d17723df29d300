"""The block of the dashboard with what waits for a second colleague."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.flows.table import ABANDONED, COMPLETED, flow_of
from oss.core.components import EmptyState
from oss.core.dates import moment
from oss.core.drawing import icon
from oss.core.links import link
from oss.core.money import euros
from oss.core.registry import Offer, offered
from oss.staff.home import Figure, HomeGroup, HomePart, Place, When, WorkRow, rows_html
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL

NAME = "second-pair"
MOST = 100
"""Rows that are shown; the oldest first."""


@dataclass(frozen=True)
class ToConfirm(Offer):
    """A kind of row that two colleagues answer for. `dossier`: how it leads to its own; `rows` are drawn with
    what `title` and `url` ask."""

    icon: str
    may_confirm: str
    dossier: str
    rows: Callable[[], QuerySet[Any]]
    title: Callable[[Any], str]
    url: Callable[[Any, str], str]

    def waiting(self, user: User) -> QuerySet[Any]:
        """What this user may confirm, and did not propose; of dossiers that are open."""
        if not user.has_perm(self.may_confirm):
            return self.rows().none()
        found: Any = self.rows()
        proposed = found.visible_to(user).proposed().exclude(proposed_by=user)
        going = proposed.filter(**{f"{self.dossier}__is_active": True})
        return going.exclude(**{f"{self.dossier}__stage__in": (COMPLETED, ABANDONED)}).order_by("proposed_at")


def second_pair(user: User, _token: str) -> HomePart | None:
    """For financial roles; its number is that of the rows."""
    if not user.has_perm(READ_FINANCIAL):
        return None
    found = [(row, kind) for kind in offered(ToConfirm).values() for row in kind.waiting(user)[: MOST + 1]]
    shown = sorted(found, key=lambda one: one[0].proposed_at)[:MOST]
    number = len(shown)
    return HomePart(
        NAME,
        _("Waits for a second colleague"),
        15,
        (HomeGroup(rows_html(_row(row, kind) for row, kind in shown), number),),
        EmptyState("users", _("Nothing waits. What a colleague proposes and you may confirm stands here.")),
        figures=(
            Figure(
                number,
                ngettext("%(number)s to confirm", "%(number)s to confirm", number) % {"number": number},
                f"{link('home')}#{NAME}",
            ),
        ),
        note=_("the oldest; more follow once these are done") if len(found) > number else "",
    )


def in_words(amount: Decimal | None, *told: object) -> str:
    """The amount first, as a narrow row is cut off: "€ 375,00 · payment · advance"."""
    return " · ".join(str(one) for one in ("" if amount is None else euros(amount), *told) if one)


def _row(row: Any, kind: ToConfirm) -> WorkRow:
    dossier = row
    for step in kind.dossier.split("__"):
        dossier = getattr(dossier, step)
    flow = flow_of(dossier.type)
    return WorkRow(
        icon(kind.icon),
        kind.title(row),
        kind.url(row, dossier.number),
        Place(dossier.number, link("dossier", dossier.number), flow.icon, dossier.type),
        _("proposed by %(name)s") % {"name": row.proposed_by},
        When(moment(row.proposed_at)),
    )
