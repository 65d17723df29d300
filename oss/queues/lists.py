"""Queue items as a list, beside triage: for whoever looks over all queues."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.components import EmptyState, TableCell
from oss.core.links import link
from oss.lists.declaration import Branch, Column, ListDefinition, ListRow
from oss.lists.kinds import Choice, Moment, Record, TextKind, YesNo
from oss.queues.models import ItemState, Queue, QueueItem
from oss.staff.models import User
from oss.timeline.lists import OWNER, with_owners


def _link(row: ListRow) -> str:
    """The item open in triage."""
    return f"{link('queue', row['queue__slug'])}?show=all&item={row['pk']}"


def _subject(row: ListRow) -> TableCell:
    text = row["message__subject"] or row["activity__title"] or _("(no subject)")
    return TableCell(text, "mail" if row["activity__title"] is None else "checkbox")


def _item(path: str) -> Branch:
    return Branch(QueueItem.objects.all, "pk", path)


QUEUE_ITEMS = ListDefinition(
    name="queue_items",
    label=gettext_lazy("Queue items"),
    icon="inbox",
    model=QueueItem,
    rows=QueueItem.objects.visible_to,
    permission="queues.view_queueitem",
    url_name="queue_items",
    default_sort="-arrived",
    standard="f=state.in:open",
    row_link=_link,
    link_fields=("queue__slug", "case_file"),
    search=lambda rows, text: rows.matching(text),
    enrich=with_owners,
    empty=lambda: EmptyState("inbox", _("Nothing in the queues: all mail is handled.")),
    columns=(
        Column(
            "subject",
            gettext_lazy("Subject"),
            TextKind(),
            fields=("message__subject", "activity__title"),
            cell=_subject,
            long=True,
            branches=(_item("message__subject"), _item("activity__title")),
        ),
        Column(
            "sender",
            gettext_lazy("Sender"),
            TextKind(),
            fields=("message__from_name", "message__from_address"),
            cell=lambda row: TableCell(row["message__from_name"] or row["message__from_address"] or ""),
            branches=(_item("message__from_name"), _item("message__from_address")),
        ),
        Column("queue", gettext_lazy("Queue"), Record(Queue.objects.visible_to), path="queue"),
        Column("state", gettext_lazy("State"), Choice(tuple(ItemState.choices)), path="state", default=False),
        Column(
            "worker",
            gettext_lazy("Picked by"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="worker",
        ),
        Column(
            "linked",
            gettext_lazy("Linked"),
            YesNo(),
            path="is_linked",
            truth=lambda: Q(case_file__isnull=False),
            default=False,
        ),
        OWNER,
        Column("arrived", gettext_lazy("Arrived"), Moment(), path="created_at", sort=("created_at",)),
        Column(
            "entered",
            gettext_lazy("In this queue since"),
            Moment(),
            path="entered_queue_at",
            default=False,
        ),
    ),
)
