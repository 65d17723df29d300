"""The dashboard's "my tasks" by due date and "my dossiers" by stage."""

from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.core.components import Cell, Column, EmptyState, ListTable, Row
from oss.core.dates import age
from oss.staff.home import HomeList, HomePart
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.models import Activity
from oss.timeline.owners import owners_of

MOST_TASKS = 20
MOST_DOSSIERS = 60


def my_tasks(user: User) -> HomePart:
    """Overdue first, then by due date, then what has none."""
    tasks = list(Activity.objects.open().assigned_to(user).worked_on().by_due_date()[:MOST_TASKS])
    owners = owners_of({task.case_file_id for task in tasks})
    may_finish = user.has_perm("timeline.change_activity")
    rows = []
    for task in tasks:
        owner = owners.get(task.case_file_id)
        rows.append(
            Row(
                (
                    Cell(task.title, "checkbox", detail=task.get_kind_display()),
                    Cell(owner.label, owner.icon, owner.hue, owner.detail) if owner else Cell(""),
                    _due(task),
                    *([Cell("", check=check_of(task, back=reverse("home")))] if may_finish else []),
                ),
                owner.url if owner else "",
            )
        )
    empty = EmptyState("list-check", _("No open tasks. What is given to you stands here by due date."))
    columns = [Column(_("Task")), Column(_("Dossier")), Column(_("Due"))]
    if may_finish:
        columns.append(Column(_("Handled")))
    table = ListTable(_("My tasks"), tuple(columns), tuple(rows), empty)
    return HomePart("my-tasks", _("My tasks"), 20, (HomeList("", table),), empty)


def _due(task: Activity) -> Cell:
    if task.due_on is None:
        return Cell("–")
    day = date_format(task.due_on, "d/m/Y")
    if task.is_overdue:
        return Cell(day, "alert-triangle", detail=_("overdue"))
    return Cell(day, detail=_("today") if task.due_on == timezone.localdate() else "")


def my_dossiers(user: User) -> HomePart:
    """What I handle and is open, by type and stage, the oldest first."""
    mine = Dossier.objects.visible_to(user).open().assigned_to(user)
    # chosen first, so that what is shown of them is not fetched for all that are mine
    shown = mine.order_by("type", "stage", "opened_on", "pk")[:MOST_DOSSIERS]
    found = list(Dossier.objects.filter(pk__in=list(shown.values_list("pk", flat=True))).for_list())
    empty = EmptyState(
        "folder",
        _("You handle no open dossiers. Open one from a mail in the queues, or from scratch."),
        _("New dossier"),
        reverse("dossier_new"),
    )
    in_order = sorted(found, key=lambda one: (list(one.flow.names).index(one.stage), one.opened_on, one.pk))
    return HomePart(
        "my-dossiers",
        _("My dossiers"),
        30,
        tuple(
            HomeList(f"{dossier_type} · {stage}", _table(f"{dossier_type} · {stage}", list(dossiers), empty))
            for (dossier_type, stage), dossiers in groupby(
                sorted(in_order, key=lambda one: str(one.get_type_display())),
                key=lambda one: (str(one.get_type_display()), str(one.stage_label)),
            )
        ),
        empty,
        _("All dossiers"),
        reverse("dossiers"),
    )


def _table(caption: str, dossiers: list[Dossier], empty: EmptyState) -> ListTable:
    return ListTable(
        caption,
        (Column(_("Dossier")), Column(_("Who and where")), Column(_("Open"), numeric=True)),
        tuple(
            Row(
                (
                    Cell(one.number, one.flow.icon, one.type, str(one.subtype or "")),
                    _who(one),
                    Cell(age(one.opened_on)),
                ),
                reverse("dossier", args=[one.number]),
            )
            for one in dossiers
        ),
        empty,
    )


def _who(dossier: Dossier) -> Cell:
    contact = dossier.main_contact.name if dossier.main_contact else ""
    where = str(dossier.site_address or dossier.postcode)
    return Cell(
        contact or (_("anonymous") if dossier.is_anonymous else where), detail=where if contact else ""
    )
