"""The list of works, over all addresses and buildings."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.quotes.expiring.reading import has_expiring_quote
from dossiers.works import operations
from dossiers.works.holding import hold_work
from dossiers.works.models import (
    Decision,
    Executor,
    Financing,
    PermitKind,
    Term,
    Work,
    WorkDossier,
    WorkSide,
    WorkState,
)
from oss.addresses.lists import address_fields, address_text
from oss.addresses.models import Address, Building, Measure, MeasureUnit
from oss.core.components import EmptyState, TableCell
from oss.core.forms import DayInput
from oss.core.money import in_unit
from oss.core.partial_dates import PartialDate, PartialDateFormField, read
from oss.core.refusal import Refused
from oss.lists.declaration import Action, Branch, Column, ListDefinition, ListRow
from oss.lists.jobs.verbs import Change, ListVerb, VerbForm
from oss.lists.kinds import Choice, Code, Day, Matched, Number, Record, TextKind, YesNo
from oss.lists.links import record_link
from oss.staff.models import User

_UNITS = dict(MeasureUnit.choices)


def _on_open_case_files() -> QuerySet[WorkDossier]:
    """Without what is shielded or financial, which nobody finds works by."""
    return WorkDossier.objects.filter(
        dossier__case_file__is_shielded=False, dossier__case_file__is_financial=False
    )


def _place(row: ListRow) -> TableCell:
    if row["building__street__name"]:
        name = f"{row['building__street__name']} {row['building__house_numbers']}"
        return TableCell(name, "building")
    return TableCell(address_text(row, "address"))


def _at(text: str) -> Q:
    here = Address.objects.matching(text).order_by().values("pk")
    around = Building.objects.matching(text).order_by().values("pk")
    return Q(address__in=here) | Q(building__in=around)


def _ended(row: ListRow) -> str:
    return str(row["ended_on"] or (_("date unknown") if row["is_executed"] else ""))


def _ended_in(text: str) -> Q:
    """In the year, the month or on the day that somebody types; a text that is no date finds nothing."""
    try:
        known = read(text)
    except ValidationError:
        return Q(pk__in=[])
    return Q(ended_on__range=(known, PartialDate.of(known.latest)))


def _is_decided() -> Q:
    return Q(pk__in=Decision.objects.standing().order_by().values("work"))


class StartedForm(VerbForm):
    started_on = PartialDateFormField(label=gettext_lazy("Started on"))


class FinishedForm(VerbForm):
    ended_on = PartialDateFormField(label=gettext_lazy("Finished on"))


class PlannedForm(VerbForm):
    planned_start = forms.DateField(label=gettext_lazy("Start planned on"), widget=DayInput())


def start(pk: int, *, by: User, started_on: Any) -> Change:
    operations.start(Work(pk=pk), by=by, started_on=started_on)
    return Change(after={"started_on": started_on.edtf})


def finish(pk: int, *, by: User, ended_on: Any) -> Change:
    before = hold_work(pk, by).started_on
    operations.finish(Work(pk=pk), by=by, ended_on=ended_on)
    return Change({"started_on": before and before.edtf}, {"ended_on": ended_on.edtf})


def take_back(pk: int, *, by: User, change: Change) -> None:
    held = hold_work(pk, by)
    as_left = all(getattr(held, field) == PartialDate.parse(told) for field, told in change.after.items())
    if not as_left or held.is_executed != ("ended_on" in change.after):
        raise Refused(_("“%(work)s” was changed since, by somebody else.") % {"work": held})
    started_with_its_end = "started_on" in change.before and change.before["started_on"] is None
    held = operations.take_back(held, by=by)
    if started_with_its_end and held.started_on == PartialDate.parse(change.after["ended_on"]):
        operations.take_back(held, by=by)


def plan(pk: int, *, by: User, planned_start: Any) -> Change:
    before = hold_work(pk, by).planned_start
    operations.update_work(Work(pk=pk), by=by, planned_start=planned_start)
    return Change({"planned_start": before and before.isoformat()}, {"planned_start": f"{planned_start}"})


def plan_as_before(pk: int, *, by: User, change: Change) -> None:
    held = hold_work(pk, by)
    if f"{held.planned_start}" != change.after["planned_start"]:
        raise Refused(_("“%(work)s” was changed since, by somebody else.") % {"work": held})
    before = change.before["planned_start"]
    operations.update_work(held, by=by, planned_start=before and date.fromisoformat(before))


VERBS = (
    ListVerb(
        "plan", gettext_lazy("Plan"), "calendar", operations.MAY_CHANGE, plan, plan_as_before, PlannedForm
    ),
    ListVerb("start", gettext_lazy("Started"), "crane", operations.MAY_CHANGE, start, take_back, StartedForm),
    ListVerb(
        "finish", gettext_lazy("Finished"), "check", operations.MAY_CHANGE, finish, take_back, FinishedForm
    ),
)

WORKS = ListDefinition(
    name="works",
    label=gettext_lazy("Works"),
    icon="tools",
    model=Work,
    rows=Work.objects.visible_to,
    permission="dossiers.view_work",
    url_name="works",
    default_sort="state",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("work"),
    apart_by="place",
    empty=lambda: EmptyState(
        "tools", _("No works here yet. You add them on an address, a building or a dossier.")
    ),
    actions=(Action(gettext_lazy("New work"), "plus", "work_new", primary=True),),
    verbs=VERBS,
    columns=(
        Column(
            "measure",
            gettext_lazy("Work"),
            Record(lambda _user: Measure.objects.all()),
            path="measure",
            fields=("measure__name", "description"),
            cell=lambda row: TableCell(row["measure__name"], detail=row["description"]),
        ),
        Column(
            "place",
            gettext_lazy("Where"),
            Matched(find=_at),
            path="address",
            fields=(
                *address_fields("address"),
                *("building__street__name", "building__house_numbers"),
            ),
            cell=_place,
        ),
        Column(
            "state",
            gettext_lazy("State"),
            Choice(tuple(WorkState.choices)),
            path="state",
            sort=("state_order",),
        ),
        Column(
            "side",
            gettext_lazy("Parts of the building"),
            Choice(tuple(WorkSide.choices)),
            path="side",
            default=False,
        ),
        Column(
            "quantity",
            gettext_lazy("Quantity"),
            Number(),
            path="quantity",
            fields=("quantity", "measure__unit"),
            leaves=2,
            cell=lambda row: TableCell(in_unit(row["quantity"], _UNITS.get(row["measure__unit"], ""))),
            value=lambda row: row["quantity"],
        ),
        Column(
            "term",
            gettext_lazy("Priority in the masterplan"),
            Choice(tuple(Term.choices)),
            path="term",
            default=False,
        ),
        Column(
            "decided", gettext_lazy("Decided"), YesNo(), path="is_decided", truth=_is_decided, default=False
        ),
        Column(
            "quote_expires",
            gettext_lazy("A quote expires before the decision"),
            YesNo(),
            path="quote_expires",
            truth=has_expiring_quote,
            default=False,
        ),
        Column(
            "planned_start",
            gettext_lazy("Start planned on"),
            Day(),
            path="planned_start",
            sort=("planned_start",),
        ),
        Column(
            "ended_on",
            gettext_lazy("Finished"),
            Matched(find=_ended_in),
            path="ended_on",
            fields=("ended_on", "is_executed"),
            sort=("ended_on",),
            leaves=2,
            cell=lambda row: TableCell(_ended(row)),
            value=_ended,
        ),
        Column(
            "permit", gettext_lazy("Permit"), Choice(tuple(PermitKind.choices)), path="permit", default=False
        ),
        Column(
            "executor",
            gettext_lazy("Who executes it"),
            Choice(tuple(Executor.choices)),
            path="executor",
            default=False,
        ),
        Column(
            "financing",
            gettext_lazy("Financing"),
            Choice(tuple(Financing.choices)),
            path="financing",
            default=False,
        ),
        Column(
            "dossier",
            gettext_lazy("Dossier"),
            Code(),
            branches=(Branch(_on_open_case_files, "work", "dossier__number"),),
        ),
        Column("source", gettext_lazy("Source"), TextKind(), path="source", default=False),
        Column(
            "past",
            gettext_lazy("Done before, or outside a dossier"),
            YesNo(),
            path="is_past",
            default=False,
        ),
    ),
)
