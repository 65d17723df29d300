"""The list of tasks, and whose case file a row of a list is about."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, TableCell
from oss.documents.lists import DOCUMENTS
from oss.lists.declaration import Column, ListDefinition, ListRow
from oss.lists.kinds import Day, Moment, Record, TextKind, YesNo
from oss.staff.models import User
from oss.timeline.models import Activity, FiledDocument
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

TASKS = ListDefinition(
    name="tasks",
    label=gettext_lazy("Tasks"),
    icon="checkbox",
    model=Activity,
    called=gettext_lazy("tasks"),
    rows=lambda user: Activity.objects.visible_to(user).worked_on().tasks(),
    permission="timeline.view_activity",
    url_name="tasks",
    default_sort="due_on",
    standard="f=done.in:no",
    row_link=lambda row: row["owner"].url if row["owner"] else "",
    link_fields=("case_file",),
    search=lambda rows, text: rows.matching(text),
    enrich=with_owners,
    empty=lambda: EmptyState("list-check", _("No tasks here. You add them in a dossier.")),
    columns=(
        Column("title", gettext_lazy("Task"), TextKind(), path="title", long=True),
        OWNER,
        Column(
            "assignee",
            gettext_lazy("Assignee"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="assignee",
        ),
        Column("due_on", gettext_lazy("Due"), Day(), path="due_on", sort=("due_on",)),
        Column("done", gettext_lazy("Done"), YesNo(), path="is_done", truth=lambda: Q(done_at__isnull=False)),
        Column("done_at", gettext_lazy("Done at"), Moment(), path="done_at", default=False),
        Column("created_at", gettext_lazy("Made at"), Moment(), path="created_at", default=False),
        Column("text", gettext_lazy("Notes"), TextKind(), path="text", default=False, long=True),
    ),
)


def _filed_on() -> Subquery:
    """The case file on which the document was filed last."""
    filings = FiledDocument.objects.filter(document=OuterRef("pk")).order_by("-filed_at", "-pk")
    return Subquery(filings.values("case_file")[:1])


FILED_DOCUMENTS = replace(
    DOCUMENTS,
    enrich=with_owners,
    columns=(
        DOCUMENTS.columns[0],
        replace(OWNER, expression=_filed_on),
        *DOCUMENTS.columns[1:],
    ),
)
"""The list of documents, with where each is filed."""
