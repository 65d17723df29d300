"""Each verb on each stage of each type by each role: it does what the tables say, or is refused with a
sentence and changes nothing. What goes wrong is told all at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.db.models import F, Func, OuterRef, Subquery

from dossiers.flows.profiles import Profile
from dossiers.flows.table import ABANDONED, COMPLETED, FLOWS, Flow
from dossiers.flows.verbs import VERBS
from dossiers.models import Capacity, Dossier, Project, Reason, ReasonKind, Source, StageVisit, Subtype
from dossiers.operations import activation, stages
from dossiers.operations.editing import update_dossier
from dossiers.operations.opening import Client, Opening, open_dossier
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.staff.models import User
from oss.staff.roles import ALL_STAFF, FINANCIAL, Role
from oss.timeline.models import Event

pytestmark = pytest.mark.django_db

DO: dict[str, Callable[..., Dossier]] = {
    "advance": stages.advance,
    "complete": stages.complete,
    "step_back": stages.step_back,
    "abandon": stages.abandon,
    "reopen": stages.reopen,
    "deactivate": activation.deactivate,
    "reactivate": activation.reactivate,
}
FORWARD = ("advance", "complete")


class Standing(NamedTuple):
    stage: str
    is_active: bool
    is_completed: bool
    has_reason: bool
    visits: int
    events: int
    last_event: str


def standing(dossier: Dossier) -> Standing:
    events = Event.objects.filter(case_file=OuterRef("case_file")).order_by()
    visits = StageVisit.objects.filter(dossier=OuterRef("pk")).order_by()
    found = Dossier.objects.filter(pk=dossier.pk).values_list(
        "stage",
        "is_active",
        "completed_on",
        "closing_reason",
        _count(visits),
        _count(events),
        Subquery(events.order_by("-pk").values("kind")[:1]),
    )
    stage, is_active, day, reason, visited, told, last = found.get()
    return Standing(stage, is_active, day is not None, reason is not None, visited, told, last)


def _count(rows: Any) -> Subquery:
    return Subquery(rows.annotate(number=Func(F("pk"), function="count")).values("number"))


def leads_to(verb: str, flow: Flow, stage: str, came_from: str, is_active: bool) -> str | None:
    """The stage after the verb, by the list of stages alone; None where it must be refused."""
    names, last = flow.names, len(flow.names) - 1
    place = names.index(stage) if stage in names else last + 1
    is_open = is_active and place < last
    possible: dict[str, str | None] = {
        "advance": names[place + 1] if is_open and place + 1 < last else None,
        "complete": COMPLETED if is_open and place + 1 == last else None,
        "step_back": names[place - 1] if is_open and place > 0 else None,
        "abandon": ABANDONED if is_open else None,
        "reopen": came_from if is_active and not is_open else None,
        "deactivate": stage if is_active else None,
        "reactivate": None if is_active else stage,
    }
    return possible[verb]


@contextmanager
def undone_after() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reasons(db: None) -> dict[str, Reason]:
    return {kind: Reason.objects.filter(kind=kind)[0] for kind in ReasonKind.values}


@pytest.fixture
def colleagues(user_with: Callable[..., User]) -> dict[Role, User]:
    return {role: user_with(role) for role in Role}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, db: None) -> dict[str, Subtype]:
    """By type: a subtype whose profile asks nothing on top of the table of flows."""
    found = {}
    for flow in FLOWS.values():
        profile = Profile(f"bare_{flow.type}", flow.type, (), label="Kaal")
        monkeypatch.setitem(offered(Profile), profile.name, profile)
        found[flow.type.value] = Subtype.objects.create(
            name="Kaal", code=profile.name, type=flow.type, phase="advice", profile=profile.name, position=99
        )
    return found


def opened(subtype: Subtype, by: User) -> Dossier:
    """With all that the table of flows asks."""
    person = Client(Capacity.objects.get(code="owner_occupier"), PersonFactory.create())
    known: dict[str, Any] = {"client": person, "address": AddressFactory.create(), "assignee": by}
    source, project = Source.objects.get(code="mail"), Project.objects.get(code="regular")
    return open_dossier(Opening(subtype=subtype, source=source, project=project, **known), by=by)


class Place(NamedTuple):
    """A dossier somewhere in its flow; `came_from`: the open stage in which it was last."""

    dossier: Dossier
    flow: Flow
    stage: str
    came_from: str
    is_active: bool
    before: Standing

    @property
    def where(self) -> tuple[Flow, str, str, bool]:
        return self.flow, self.stage, self.came_from, self.is_active

    def __str__(self) -> str:
        return f"{self.flow.type} in {self.stage}{'' if self.is_active else ', deactivated'}"


def everywhere(bare: dict[str, Subtype], by: User, reasons: dict[str, Reason]) -> Iterator[Place]:
    """Each type in each of its stages, active and deactivated; the dossier stands there while it is looked
    at."""
    for flow in FLOWS.values():
        dossier = opened(bare[flow.type], by)
        came_from = flow.names[0]
        for stage in (*flow.names[:-1], ABANDONED, COMPLETED):
            if stage == COMPLETED:
                stages.complete(stages.reopen(dossier, by=by, reason=reasons["back"]), by=by)
            elif stage == ABANDONED:
                stages.abandon(dossier, by=by, reason=reasons["abandon"])
            elif stage != came_from:
                stages.advance(dossier, by=by)
                came_from = stage
            yield Place(dossier, flow, stage, came_from, True, standing(dossier))
            with undone_after():
                activation.deactivate(dossier, by=by, reason=reasons["inactive"])
                yield Place(dossier, flow, stage, came_from, False, standing(dossier))


def what_is_wrong(place: Place, verb: str, by: User, *, may: bool, **told: Any) -> str:
    """Empty where the verb did what it should; what it did is undone."""
    wanted = leads_to(verb, *place.where)
    before = place.before
    with undone_after():
        try:
            DO[verb](place.dossier, by=by, **told)
        except Refused as refusal:
            if may and wanted:
                return f"refused: {refusal}"
            after = standing(place.dossier)
            if after != before:
                return f"refused, and yet {before} became {after}"
            return "" if is_sentence(str(refusal)) else f"refused without a sentence: {refusal}"
        after = standing(place.dossier)
        if not (may and wanted):
            return f"not refused, and {before} became {after}"
        expected = Standing(
            wanted,
            verb != "deactivate",
            wanted == COMPLETED or (wanted == ABANDONED and place.flow.is_financial),
            wanted == ABANDONED,
            before.visits + bool(VERBS[verb].to),
            before.events + 1,
            f"dossier_{verb}",
        )
        return "" if after == expected else f"{before} became {after}, not {expected}"


def is_sentence(said: str) -> bool:
    return len(said.split()) > 2 and said[0].isupper() and said.endswith(".")


def with_its_reason(verb: str, reasons: dict[str, Reason]) -> dict[str, Any]:
    kind = VERBS[verb].reason
    return {"reason": reasons[kind]} if kind else {}


def test_every_verb_is_among_those_that_are_tried() -> None:
    assert list(DO) == list(VERBS)


def test_each_verb_does_what_the_tables_say_in_each_stage_or_is_refused_and_changes_nothing(
    bare: dict[str, Subtype], colleagues: dict[Role, User], reasons: dict[str, Reason]
) -> None:
    """The roles that may take turns, until each has done each verb and been refused it. What is possible is
    refused to the auditor, of loans and premiums to the desk, without a reason of its own list, and, forward,
    while something is missing."""
    others = sorted((role for role in Role if role != Role.AUDITOR), key=FINANCIAL.__contains__)
    turns = {verb: {possible: cycle(others) for possible in (True, False)} for verb in DO}
    of_money = {verb: cycle(sorted(FINANCIAL)) for verb in DO}
    strange = cycle(ReasonKind.values)
    wrong, done, refused, places = [], set(), set(), 0

    def attempt(what: str, place: Place, verb: str, role: Role, *, may: bool = False, **told: Any) -> None:
        found = what_is_wrong(place, verb, colleagues[role], may=may, **told)
        if found:
            wrong.append(f"{place}: {verb} by {role}{what} {found}")

    for place in everywhere(bare, colleagues[Role.COORDINATOR], reasons):
        places += 1
        for verb in DO:
            told, kind = with_its_reason(verb, reasons), VERBS[verb].reason
            is_possible = bool(leads_to(verb, *place.where))
            is_of_money = is_possible and place.flow.is_financial
            role = next(of_money[verb] if is_of_money else turns[verb][is_possible])
            (done if is_possible else refused).add((verb, role))
            attempt("", place, verb, role, may=True, **told)
            if not is_possible:
                continue
            attempt("", place, verb, Role.DESK if is_of_money else Role.AUDITOR, **told)
            if kind:
                other = next(one for one in strange if one != kind)
                attempt(" without a reason", place, verb, role, reason=None)
                attempt(f" for a reason {other}", place, verb, role, reason=reasons[other])
        if place.is_active:
            with undone_after():
                asker = Role.FINANCIAL_ADVISER if place.flow.is_financial else Role.DESK
                update_dossier(place.dossier, by=colleagues[asker], source=None)
                for verb in DO:
                    told = with_its_reason(verb, reasons)
                    if leads_to(verb, *place.where):
                        attempt(" with a gap", place, verb, asker, may=verb not in FORWARD, **told)
    assert not wrong, "\n".join(wrong)
    assert places == sum(len(flow.names) + 1 for flow in FLOWS.values()) * 2
    assert len(done) == len(refused) == len(DO) * len(others)


def test_each_role_may_do_the_verbs_that_are_granted_to_it(colleagues: dict[Role, User]) -> None:
    for verb in VERBS.values():
        assert {role for role, one in colleagues.items() if one.has_perm(verb.permission)} == ALL_STAFF, verb
