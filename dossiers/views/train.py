"""The train: locomotive and wagons, as the page draws and reads them."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dossiers.bare import standing_of
from dossiers.models import Dossier, Journey, Phase
from oss.staff.models import User

BAR = 600
"""Width of the small stage bar, in the units of its drawing."""


@dataclass(frozen=True)
class StageMark:
    state: str
    x: int
    width: int


@dataclass(frozen=True)
class DrawnWagon:
    """`progress`: how many stages are behind it, of how many."""

    number: str
    url: str
    type: str
    icon: str
    type_label: str
    subtype: str
    stage: str | Promise
    done: int
    stages: int
    assignee: str
    opened_on: object
    is_closed: bool
    is_active: bool
    is_current: bool
    is_shielded: bool = False

    @property
    def marks(self) -> list[StageMark]:
        """The small stage bar: done, current, next, with a gap between them."""
        step = BAR / self.stages
        return [
            StageMark(
                "done" if number < self.done else "current" if number == self.done else "next",
                round(number * step),
                round(step) - 12,
            )
            for number in range(self.stages)
        ]


@dataclass(frozen=True)
class Train:
    journey: Journey
    phases: list[tuple[str | Promise, list[DrawnWagon]]]

    @property
    def wagons(self) -> list[DrawnWagon]:
        return [wagon for _phase, wagons in self.phases for wagon in wagons]


def train_of(journey: Journey, dossiers: list[Dossier], user: User, current: Dossier | None = None) -> Train:
    """These wagons (`telling_apart`), grouped by phase in the order of a renovation; what is shielded comes
    last, and says no more than its number, type and stage."""
    theirs, hidden = told_apart(dossiers)
    phases: list[tuple[str | Promise, list[DrawnWagon]]] = [
        (phase.label, wagons)
        for phase in Phase
        if (wagons := [_wagon(one, user, current) for one in theirs if _phase(one) == phase])
    ]
    if hidden:
        phases.append((_("Shielded"), [_shielded_wagon(one, user) for one in hidden]))
    return Train(journey, phases)


def told_apart(wagons: list[Any]) -> tuple[list[Dossier], list[Dossier]]:
    """What they read, and what is shielded from them."""
    theirs = [one for one in wagons if not one.is_closed_to_them]
    return theirs, [one for one in wagons if one.is_closed_to_them]


def _phase(dossier: Dossier) -> str:
    return dossier.subtype.phase if dossier.subtype else Phase.INFORMATION


def _shielded_wagon(dossier: Dossier, user: User) -> DrawnWagon:
    told = standing_of(dossier, user)
    return DrawnWagon(
        number=dossier.number,
        url="",
        type=dossier.type,
        icon=dossier.flow.icon,
        type_label=dossier.get_type_display(),
        subtype=_("a shielded dossier"),
        stage=told.label,
        done=told.done,
        stages=told.of,
        assignee="",
        opened_on=None,
        is_closed=told.is_closed,
        is_active=dossier.is_active,
        is_current=False,
        is_shielded=True,
    )


def _wagon(dossier: Dossier, user: User, current: Dossier | None) -> DrawnWagon:
    told = standing_of(dossier, user)
    return DrawnWagon(
        number=dossier.number,
        url=reverse("dossier", args=[dossier.number]),
        type=dossier.type,
        icon=dossier.flow.icon,
        type_label=dossier.get_type_display(),
        subtype=str(dossier.subtype or ""),
        stage=told.label,
        done=told.done,
        stages=told.of,
        assignee=dossier.assignee.name if dossier.assignee else "",
        opened_on=dossier.opened_on,
        is_closed=told.is_closed,
        is_active=dossier.is_active,
        is_current=current is not None and dossier.pk == current.pk,
        is_shielded=dossier.case_file.is_shielded,
    )
