"""The list of tasks and requests, and whose case file a row of a list is about."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, TableCell
from oss.documents.lists import DOCUMENTS
from oss.lists.declaration import Action, Branch, Column, ListDefinition, ListRow
from oss.lists.kinds import Choice, Day, DueDay, Moment, Number, Record, TextKind, YesNo
from oss.staff.models import User
from oss.timeline.describing import DESCRIBE
from oss.timeline.models import TO_DO, Activity, ActivityKind, FiledDocument
from oss.timeline.owners import Owner, owners_of


def with_owners(rows: list[dict[str, Any]]) -> None:
    """Puts the owner of `case_file` in each row, as "owner"; one question per kind of owner.

    A row without the key, because no column of it is shown, has none.
    """
    owners = owners_of({row["case_file"] for row in rows if row.get("case_file")})
    for row in rows:
        row["owner"] = owners.get(row.get("case_file") or 0)


def _owner_cell(row: ListRow) -> TableCell:
    owner: Owner | None = row["owner"]
    return TableCell(owner.label, owner.icon, owner.hue, owner.detail) if owner else TableCell("")


OWNER = Column(
    "owner",
    gettext_lazy("Dossier"),
    TextKind(),
    path="case_file",
    filterable=False,
    cell=_owner_cell,
    value=lambda row: row["owner"].label if row["owner"] else "",
)
"""Of what hangs on a case file, in a list that is enriched `with_owners`."""

_ASKED_OF = (
    *("asked_organisation__name", "asked_person__first_name", "asked_person__last_name"),
    *("asked_colleague__first_name", "asked_colleague__last_name"),
)


def _asked_of(row: ListRow) -> TableCell:
    return TableCell(" ".join(row[name] for name in _ASKED_OF if row[name]))


def _what(row: ListRow) -> TableCell:
    """A note has no title of its own but its kind: what was written down then."""
    kind = ActivityKind(row["kind"])
    says_more = row["title"] != kind.label or not row["text"]
    return TableCell(row["title"] if says_more else row["text"])


def _of(path: str) -> Branch:
    return Branch(Activity.objects.requests, "pk", path)


def _minutes(*, default: bool) -> tuple[Column, ...]:
    return (
        Column("minutes", gettext_lazy("Minutes"), Number(), path="minutes", default=default),
        Column(
            "travel",
            gettext_lazy("Travel in minutes"),
            Number(),
            path="travel_minutes",
            default=default,
            leaves=1,
        ),
    )


TASKS = ListDefinition(
    name="tasks",
    label=gettext_lazy("Tasks"),
    icon="checkbox",
    model=Activity,
    called=gettext_lazy("tasks"),
    rows=lambda user: Activity.objects.visible_to(user).worked_on().to_do(),
    permission="timeline.view_activity",
    url_name="tasks",
    default_sort="due_on",
    standard="f=done.in:no",
    row_link=lambda row: row["owner"].url if row["owner"] else "",
    link_fields=("case_file",),
    search=lambda rows, text: rows.matching(text),
    enrich=with_owners,
    empty=lambda: EmptyState("list-check", _("No tasks here. You add them in a dossier.")),
    actions=(Action(gettext_lazy("All activities"), "history", "activities"),),
    columns=(
        Column("title", gettext_lazy("Task"), TextKind(), path="title", long=True),
        Column(
            "kind",
            gettext_lazy("Kind"),
            Choice(tuple((kind.value, kind.label) for kind in TO_DO)),
            path="kind",
            leaves=3,
        ),
        OWNER,
        Column(
            "asked_of",
            gettext_lazy("Asked of"),
            TextKind(folded=True),
            fields=_ASKED_OF,
            cell=_asked_of,
            leaves=2,
            branches=(
                _of("asked_organisation__search"),
                _of("asked_person__search"),
            ),
        ),
        Column(
            "asked_colleague",
            gettext_lazy("Asked of the colleague"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="asked_colleague",
            default=False,
        ),
        Column("due_on", gettext_lazy("Due"), DueDay(), path="due_on", sort=("due_on",)),
        Column(
            "assignee",
            gettext_lazy("Assignee"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="assignee",
        ),
        Column(
            "late",
            gettext_lazy("Late"),
            YesNo(),
            path="is_late",
            truth=lambda: Q(done_at=None, due_on__lt=timezone.localdate()),
            default=False,
        ),
        Column("asked_on", gettext_lazy("Asked on"), Day(), path="asked_on", default=False),
        Column("reminded_on", gettext_lazy("Reminded on"), Day(), path="reminded_on", default=False),
        Column("answered_on", gettext_lazy("Answered on"), Day(), path="answered_on", default=False),
        Column("answer", gettext_lazy("Answer"), TextKind(), path="answer", default=False, long=True),
        Column(
            "done",
            gettext_lazy("Done"),
            YesNo(),
            path="is_done",
            truth=lambda: Q(done_at__isnull=False),
            leaves=2,
        ),
        Column("done_at", gettext_lazy("Done at"), Moment(), path="done_at", default=False),
        Column("created_at", gettext_lazy("Made at"), Moment(), path="created_at", default=False),
        Column("text", gettext_lazy("Notes"), TextKind(), path="text", default=False, long=True),
        *_minutes(default=False),
    ),
)

ACTIVITIES = ListDefinition(
    name="activities",
    label=gettext_lazy("Activities"),
    icon="history",
    model=Activity,
    rows=lambda user: Activity.objects.visible_to(user).worked_on(),
    permission="timeline.view_activity",
    url_name="activities",
    default_sort="-created_at",
    row_link=lambda row: row["owner"].url if row["owner"] else "",
    link_fields=("case_file",),
    search=lambda rows, text: rows.matching(text),
    enrich=with_owners,
    empty=lambda: EmptyState("history", _("No activities here. You write them down in a dossier.")),
    actions=(Action(gettext_lazy("Tasks"), "checkbox", "tasks"),),
    columns=(
        Column(
            "created_at", gettext_lazy("Made at"), Moment(), path="created_at", sort=("created_at",), leaves=3
        ),
        Column("kind", gettext_lazy("Kind"), Choice(tuple(ActivityKind.choices)), path="kind"),
        OWNER,
        *_minutes(default=True),
        Column(
            "colleague",
            gettext_lazy("Colleague"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="created_by",
            leaves=2,
        ),
        Column(
            "title",
            gettext_lazy("What"),
            TextKind(),
            path="title",
            fields=("title", "kind", "text"),
            cell=_what,
            value=lambda row: row["title"],
            long=True,
        ),
        Column("text", gettext_lazy("Notes"), TextKind(), path="text", long=True, leaves=1),
        Column(
            "assignee",
            gettext_lazy("Assignee"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="assignee",
            default=False,
        ),
        Column("done_at", gettext_lazy("Done at"), Moment(), path="done_at", default=False),
    ),
)
"""All that was done and is to be done on case files, with the time that it took."""


def _filed_on() -> Subquery:
    """The case file on which the document was filed last."""
    filings = FiledDocument.objects.filter(document=OuterRef("pk")).order_by("-filed_at", "-pk")
    return Subquery(filings.values("case_file")[:1])


FILED_DOCUMENTS = replace(
    DOCUMENTS,
    enrich=with_owners,
    verbs=(DESCRIBE,),
    columns=(
        DOCUMENTS.columns[0],
        replace(OWNER, expression=_filed_on),
        *DOCUMENTS.columns[1:],
    ),
)
"""The list of documents, with where each is filed."""
