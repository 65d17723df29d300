"""The lists of dossiers, over all types and per type, and of journeys."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.bare import standing
from dossiers.bulk import VERBS
from dossiers.flows.table import (
    ABANDONED,
    COMPLETED,
    FINANCIAL_TYPES,
    FLOWS,
    STAGE_LABELS,
    DossierType,
    Flow,
    flow_of,
)
from dossiers.models import (
    Acquaintance,
    Capacity,
    Dossier,
    DossierParty,
    FactWithoutValue,
    Journey,
    Project,
    Scope,
    Source,
    StageVisit,
    Subtype,
    WhyNoValue,
)
from dossiers.surveys.bulk import WAIVE
from dossiers.types import in_each_room
from oss.addresses.lists import address_fields, address_text, at, municipality_column
from oss.addresses.models import Address
from oss.core.components import EmptyState, TableCell
from oss.core.dates import in_days
from oss.core.links import link
from oss.lists.declaration import Action, Branch, Column, ListDefinition, ListRow, Reserved
from oss.lists.kinds import Choice, Code, Day, DueDay, Matched, Moment, Record, TextKind, YesNo
from oss.lists.links import record_link
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, Activity
from oss.timeline.terms import when_due

_NAMES = ("person__first_name", "person__last_name", "organisation__name")
_NEW_DOSSIER = Action(gettext_lazy("New dossier"), "folder-plus", "dossier_new", primary=True)


def name_fields(path: str) -> tuple[str, ...]:
    return tuple(f"{path}__{name}" for name in _NAMES)


def name_in(row: ListRow, path: str) -> str:
    """As `Stakeholder.name`: the person, with the organisation they act for."""
    first, last, organisation = (row[field] or "" for field in name_fields(path))
    person = f"{first} {last}".strip()
    return f"{person} ({organisation})" if person and organisation else person or organisation


def _stages(flows: tuple[Flow, ...]) -> tuple[tuple[str, str | Promise], ...]:
    """Stage names with their labels in these flows: "handling" is "Dossier" here, "Handling" there."""
    labels: dict[str, list[str | Promise]] = {}
    for flow in flows:
        for stage in (*flow.names, ABANDONED):
            labels.setdefault(stage, []).append(STAGE_LABELS[flow.type, stage])
    last = [labels.pop(name) for name in (COMPLETED, ABANDONED)]
    in_order = {**labels, COMPLETED: last[0], ABANDONED: last[1]}
    return tuple((name, _either(*several)) for name, several in in_order.items())


def _joined(*labels: str | Promise) -> str:
    return " / ".join(dict.fromkeys(str(label) for label in labels))


_either = lazy(_joined, str)


def _number(row: ListRow) -> TableCell:
    return TableCell(row["number"], flow_of(row["type"]).icon, row["type"])


def _barely_known_stage(row: ListRow) -> TableCell:
    """Up to the decision, after that only that it goes on, or is over; not for how long."""
    told = standing(row["type"], row["stage"], whole=False)
    return TableCell(told.label, steps=None if told.is_closed else (told.done, told.of))


def _stage(row: ListRow) -> TableCell:
    """How far it is; while it is open, with how long it is in this stage."""
    flow, stage = flow_of(row["type"]), row["stage"]
    label = STAGE_LABELS[row["type"], stage]
    if stage == COMPLETED:
        return TableCell(label, steps=(len(flow.stages), len(flow.stages)))
    if stage == ABANDONED:
        return TableCell(label, quiet=True)
    since = row.get("in_stage_since")
    return TableCell(
        label,
        detail=in_days(max(0, (timezone.now() - since).days)) if since else "",
        steps=(flow.names.index(stage), len(flow.stages)),
    )


def _in_stage_since() -> Subquery:
    visits = StageVisit.objects.filter(dossier=OuterRef("pk"), left_at=None)
    return Subquery(visits.order_by().values("entered_at")[:1])


def _client(row: ListRow) -> TableCell:
    if row["is_anonymous"]:
        return TableCell(_("anonymous"), quiet=True)
    return TableCell(name_in(row, "main_contact"))


def _assignee(row: ListRow) -> TableCell:
    name = " ".join(filter(None, (row["assignee__first_name"], row["assignee__last_name"])))
    return TableCell(name) if name else TableCell(_("nobody"), quiet=True)


def _next_term(row: ListRow) -> TableCell:
    if row["next_due"] is None:
        return TableCell("")
    due = when_due(row["next_due"], timezone.localdate())
    hint = " · ".join(filter(None, (row.get("due_first"), str(due.title))))
    return TableCell(due.words, due.icon, tone=due.tone, hint=hint)


def _due_first() -> Subquery:
    """What is due on the day that the row keeps."""
    due = Activity.objects.to_do().open().filter(case_file=OuterRef("case_file"), due_on=OuterRef("next_due"))
    return Subquery(due.order_by("pk").values("title")[:1])


def _address(row: ListRow) -> TableCell:
    return TableCell(address_text(row, "site_address") or row["postcode"])


def _at_any_address(text: str) -> Q:
    """Also by an address besides the site."""
    found = Address.objects.matching(text).order_by().values("pk")
    return Q(pk__in=Dossier.objects.order_by().about(found).values("pk"))


def _is_open() -> Q:
    return Q(is_active=True) & ~Q(stage__in=(COMPLETED, ABANDONED))


def has_late_task() -> Q:
    """Of a dossier: something that was to be done on it should have been done before today."""
    return Q(case_file__in=Activity.objects.to_do().overdue().order_by().values("case_file"))


def _parties(path: str) -> Branch:
    return Branch(DossierParty.objects.current, "dossier", path)


def _main_contact(path: str) -> Branch:
    return Branch(Dossier.objects.all, "pk", f"main_contact__{path}")


def _columns(flows: tuple[Flow, ...]) -> tuple[Column, ...]:
    types = [flow.type.value for flow in flows]
    return (
        Column(
            "number",
            gettext_lazy("Number"),
            Code(),
            path="number",
            fields=("number", "type"),
            sort=("number",),
            cell=_number if len(types) > 1 else None,
            known=True,
        ),
        *((_TYPE,) if len(types) > 1 else ()),
        Column(
            "subtype",
            gettext_lazy("Subtype"),
            Record(lambda _user: Subtype.objects.filter(type__in=types)),
            path="subtype",
            leaves=2,
            known=True,
        ),
        Column(
            "stage",
            gettext_lazy("Stage"),
            Choice(_stages(flows)),
            path="stage",
            fields=("type", "stage"),
            sort=("stage_sort",),
            cell=_stage,
            beside={"in_stage_since": _in_stage_since},
            bare=True,
            instead=_barely_known_stage,
        ),
        *_COLUMNS,
        *(column for room in in_each_room("columns") if room.TYPE in types for column in room.COLUMNS),
    )


_TYPE = Column(
    "type",
    gettext_lazy("Type"),
    Choice(tuple(DossierType.choices)),
    path="type",
    default=False,
    bare=True,
    known=True,
)
_COLUMNS = (
    Column(
        "client",
        gettext_lazy("Main contact"),
        TextKind(folded=True),
        path="main_contact",
        fields=("is_anonymous", *name_fields("main_contact")),
        sort=("contact_sort",),
        cell=_client,
        branches=(_main_contact("person__search"), _main_contact("organisation__search")),
        known=True,
    ),
    Column(
        "address",
        gettext_lazy("Site address"),
        Matched(find=_at_any_address),
        path="site_address",
        fields=("postcode", *address_fields("site_address")),
        sort=("address_sort",),
        cell=_address,
        known=True,
    ),
    replace(municipality_column("site_address__street"), known=True),
    Column(
        "assignee",
        gettext_lazy("Assignee"),
        Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
        path="assignee",
        sort=("assignee_sort",),
        cell=_assignee,
        known=True,
    ),
    Column(
        "next_due",
        gettext_lazy("Next term"),
        DueDay(),
        path="next_due",
        sort=("next_due",),
        cell=_next_term,
        beside={"due_first": _due_first},
        leaves=3,
    ),
    Column(
        "opened_on",
        gettext_lazy("Opened"),
        Day(),
        path="opened_on",
        sort=("opened_on",),
        leaves=1,
        bare=True,
        known=True,
    ),
    Column(
        "completed_on",
        gettext_lazy("Completed"),
        Day(),
        path="completed_on",
        sort=("completed_on",),
        default=False,
        bare=True,
        known=True,
    ),
    Column("journey", gettext_lazy("Journey"), Code(), path="journey__number", default=False, known=True),
    Column(
        "party",
        gettext_lazy("Stakeholder"),
        TextKind(folded=True),
        branches=(_parties("person__search"), _parties("organisation__search")),
    ),
    Column(
        "capacity",
        gettext_lazy("Capacity of a stakeholder"),
        Record(lambda _user: Capacity.objects.all()),
        branches=(_parties("capacity"),),
    ),
    Column(
        "project",
        gettext_lazy("Project"),
        Record(lambda _user: Project.objects.all()),
        path="project",
        default=False,
        bare=True,
    ),
    Column(
        "source",
        gettext_lazy("Source of the question"),
        Record(lambda _user: Source.objects.all()),
        path="source",
        default=False,
    ),
    Column(
        "acquaintance",
        gettext_lazy("Acquaintance with the offer"),
        Record(lambda _user: Acquaintance.objects.all()),
        path="acquaintance",
        default=False,
    ),
    Column("scope", gettext_lazy("Concerns"), Choice(tuple(Scope.choices)), path="scope", default=False),
    Column("anonymous", gettext_lazy("Anonymous"), YesNo(), path="is_anonymous", default=False),
    Column(
        "open",
        gettext_lazy("Open"),
        YesNo(),
        path="is_open_now",
        truth=_is_open,
        default=False,
        bare=True,
        known=True,
    ),
    Column(
        "late", gettext_lazy("With a late task"), YesNo(), path="is_late", truth=has_late_task, default=False
    ),
    Column(
        "waiting",
        gettext_lazy("Waits for another dossier"),
        YesNo(),
        path="is_waiting",
        truth=lambda: Q(waits_for__isnull=False),
        default=False,
    ),
    Column(
        "without_value",
        gettext_lazy("Answered without a value"),
        Choice(tuple(WhyNoValue.choices)),
        branches=(Branch(FactWithoutValue.objects.all, "dossier", "why"),),
    ),
    Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False, bare=True, known=True),
)


def _for_who_reads_them(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of a list with nothing but loans or premiums: what others know nothing of is no column of theirs."""
    return tuple(
        one if one.known or one.instead else replace(one, permission=READ_FINANCIAL) for one in columns
    )


_RESERVED = Reserved(
    READ_FINANCIAL,
    Dossier.objects.listed_for,
    ("type",),
    lambda row: row["type"] in FINANCIAL_TYPES,
    gettext_lazy("Without loans and premiums: your role does not read what this list asks of them."),
)


def _nothing() -> EmptyState:
    return EmptyState(
        "folder",
        _("No dossiers here yet. Open one from a mail in the queues, or from scratch."),
        _("New dossier"),
        link("dossier_new"),
    )


DOSSIERS = ListDefinition(
    name="dossiers",
    label=gettext_lazy("Climate dossiers"),
    icon="folder",
    model=Dossier,
    rows=Dossier.objects.visible_to,
    unread=Dossier.objects.hidden_from,
    named=Dossier.objects.listed_for,
    reserved=_RESERVED,
    permission="dossiers.view_dossier",
    url_name="dossiers",
    default_sort="-number",
    standard="f=active.in:yes",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("dossier", "number", like="D9999-99999"),
    link_fields=("number",),
    empty=_nothing,
    actions=(_NEW_DOSSIER,),
    verbs=(*VERBS, WAIVE),
    columns=_columns(tuple(FLOWS.values())),
)


def _of_flow(flow: Flow) -> Reserved:
    return replace(_RESERVED, rows=lambda user: Dossier.objects.listed_for(user).of_type(flow.type))


def _of_room(flow: Flow, what: str) -> list[Any]:
    """What the room of the type does from its list."""
    return [one for room in in_each_room("bulk") if flow.type == room.TYPE for one in getattr(room, what)]


def _of_type(flow: Flow) -> ListDefinition:
    return replace(
        DOSSIERS,
        name=f"dossiers_{flow.type.value}",
        label=flow.plural,
        icon=flow.icon,
        hue=flow.type.value,
        rows=lambda user: Dossier.objects.visible_to(user).of_type(flow.type),
        unread=lambda user: Dossier.objects.hidden_from(user).of_type(flow.type),
        named=None,
        reserved=_of_flow(flow) if flow.is_financial else None,
        url_name="dossiers_of_type",
        url_args=(flow.type.value,),
        columns=_for_who_reads_them(_columns((flow,))) if flow.is_financial else _columns((flow,)),
        verbs=(*VERBS, *((WAIVE,) if "survey" in flow.names else ()), *_of_room(flow, "VERBS")),
        actions=(_NEW_DOSSIER, *_of_room(flow, "ACTIONS")),
    )


DOSSIERS_OF_TYPE = tuple(_of_type(flow) for flow in FLOWS.values())

JOURNEYS = ListDefinition(
    name="journeys",
    label=gettext_lazy("Journeys"),
    icon="train",
    model=Journey,
    rows=Journey.objects.visible_to,
    permission="dossiers.view_journey",
    url_name="journeys",
    default_sort="-number",
    standard="f=active.in:yes",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("journey", "number", like="R9999-99999"),
    link_fields=("number",),
    empty=lambda: EmptyState(
        "train",
        _("No journeys yet: they come with the first dossier."),
        _("New dossier"),
        link("dossier_new"),
    ),
    columns=(
        Column(
            "number",
            gettext_lazy("Number"),
            Code(),
            path="number",
            sort=("number",),
        ),
        Column(
            "client",
            gettext_lazy("Client"),
            TextKind(folded=True),
            path="client",
            fields=name_fields("client"),
            sort=("client_sort",),
            cell=lambda row: TableCell(name_in(row, "client") or _("unknown")),
            branches=(
                Branch(Journey.objects.all, "pk", "client__person__search"),
                Branch(Journey.objects.all, "pk", "client__organisation__search"),
            ),
        ),
        Column(
            "address",
            gettext_lazy("Address"),
            Matched(find=at("address")),
            path="address",
            fields=address_fields("address"),
            sort=("address_sort",),
            cell=lambda row: TableCell(address_text(row, "address")),
        ),
        municipality_column("address__street"),
        Column("opened_at", gettext_lazy("Opened"), Moment(), path="opened_at", sort=("opened_at",)),
        Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False),
    ),
)
