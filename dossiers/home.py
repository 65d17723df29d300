"""The dashboard's tasks, by when they are due, and "my dossiers" by type and stage."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, QuerySet, Value, Window
from django.db.models import When as Where
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.flows.table import FLOWS, STAGE_LABELS, Flow
from dossiers.lists import DOSSIERS, DOSSIERS_OF_TYPE, has_late_task
from dossiers.models import Dossier
from oss.core.components import EmptyState
from oss.core.templatetags.components import icon
from oss.staff.home import Figure, HomeGroup, HomePart, Place, When, WorkRow, rows_html
from oss.staff.models import User
from oss.timeline.checks import check_of, check_to_do
from oss.timeline.lists import TASKS
from oss.timeline.models import Activity
from oss.timeline.owners import Owner, owners_of

OPEN_OF_MINE = "f=assignee.me&f=done.in:no"
"""My open tasks, in the list of tasks."""
MINE = "f=assignee.me&f=open.in:yes"
"""My open dossiers, in a list of dossiers."""
LIST_OF_TYPE = dict(zip(FLOWS, DOSSIERS_OF_TYPE, strict=True))


@dataclass(frozen=True)
class _Term:
    """Tasks that are due within a term: what the list is asked for them, and how many are shown."""

    heading: str
    condition: str
    most: int

    @property
    def url(self) -> str:
        return TASKS.url(f"{OPEN_OF_MINE}&f={self.condition}")


def _terms(today: date) -> tuple[_Term, ...]:
    sunday = today + timedelta(days=6 - today.weekday())
    one_day = timedelta(days=1)
    yesterday, tomorrow, monday = today - one_day, today + one_day, sunday + one_day
    return (
        _Term(_("Late"), f"due_on.between:~{yesterday}", 20),
        _Term(_("Today"), "due_on.today", 20),
        _Term(_("This week"), f"due_on.between:{tomorrow}~{sunday}", 10),
        _Term(_("Later"), f"any(due_on.between:{monday}~,due_on.empty)", 5),
    )


def my_tasks(user: User, token: str) -> HomePart:
    """My open ones of the list of tasks: late, today, this week, later or without a day."""
    today = timezone.localdate()
    terms = _terms(today)
    found: list[Any] = list(_in_terms(user, today, terms))  # with what the query adds to each
    owners = owners_of({task.case_file_id for task in found})
    token = token if user.has_perm("timeline.change_activity") else ""
    groups = []
    for number, term in enumerate(terms):
        tasks = [task for task in found if task.in_term == number]
        count = tasks[0].of_these if tasks else 0
        rows = rows_html(_task(one, owners.get(one.case_file_id), today, token) for one in tasks)
        groups.append(HomeGroup(rows, count, term.heading, term.url, count - len(tasks)))
    late, due_today = groups[0].count, groups[1].count
    total = sum(group.count for group in groups)
    return HomePart(
        "my-tasks",
        _("My tasks"),
        10,
        tuple(groups),
        EmptyState("list-check", _("No open tasks. What is given to you stands here by due date.")),
        figures=(
            Figure(late, _("%(number)s late") % {"number": late}, terms[0].url),
            Figure(due_today, _("%(number)s today") % {"number": due_today}, terms[1].url),
        ),
        calm=_calm(found[0], today) if found and not late and not due_today else "",
        all_label=_("All tasks %(number)s") % {"number": total},
        all_url=TASKS.url(OPEN_OF_MINE),
    )


def _in_terms(user: User, today: date, terms: tuple[_Term, ...]) -> QuerySet[Activity]:
    """The first tasks of each term, each with the number of its term and of all that are in it."""
    sunday = today + timedelta(days=6 - today.weekday())
    most = Case(*(Where(in_term=number, then=Value(term.most)) for number, term in enumerate(terms)))
    return (
        Activity.objects.visible_to(user)
        .worked_on()
        .tasks()
        .open()
        .assigned_to(user)
        .annotate(
            in_term=Case(
                Where(due_on__lt=today, then=Value(0)),
                Where(due_on=today, then=Value(1)),
                Where(due_on__lte=sunday, then=Value(2)),
                default=Value(3),
            ),
            of_these=Window(Count("pk"), partition_by="in_term"),
            place=Window(
                RowNumber(), partition_by="in_term", order_by=[F("due_on").asc(nulls_last=True), F("pk")]
            ),
            most=most,
        )
        .filter(place__lte=F("most"))
        .order_by("in_term", "place")
    )


def _task(task: Activity, owner: Owner | None, today: date, token: str) -> WorkRow:
    """With a token the task can be ticked off, and its title leads to where it is changed."""
    back = reverse("home")
    check = check_of(task, back=back) if token else None
    return WorkRow(
        check_to_do(check, token) if check else icon("checkbox"),
        task.title,
        check.change_url if check else "",
        Place(owner.label, owner.url, owner.icon, owner.hue) if owner else None,
        owner.detail if owner else "",
        _due(task.due_on, today),
    )


def _due(day: date | None, today: date) -> When | None:
    if day is None:
        return None
    whole = date_format(day, "l j F Y")
    if day < today:
        return When(_("%(number)s d late") % {"number": (today - day).days}, "alert-triangle", "bad", whole)
    if day == today:
        return When(_("today"), "clock", "warn", whole)
    if day == today + timedelta(days=1):
        return When(_("tomorrow"), "clock", "warn", whole)
    return When(date_format(day, "D d/m" if day.year == today.year else "d/m/Y"), "calendar", title=whole)


def _calm(task: Activity, today: date) -> str:
    """What is said where nothing is late or due today."""
    due = _due(task.due_on, today)
    coming = f"{task.title} ({due.words})" if due else task.title
    return _("Nothing late. Next: %(task)s") % {"task": coming}


def my_dossiers(user: User, _token: str) -> HomePart:
    """How many I handle and are open, by type and stage, and of how many a task is late."""
    counted = list(
        Dossier.objects.visible_to(user)
        .open()
        .assigned_to(user)
        .order_by()
        .values("type", "stage")
        .annotate(number=Count("pk"), late=Count("pk", filter=has_late_task()))
    )
    number, late = (sum(one[name] for one in counted) for name in ("number", "late"))
    numbers = {(one["type"], one["stage"]): (one["number"], one["late"]) for one in counted}
    rows = (_type_row(flow, numbers) for flow in FLOWS.values())
    return HomePart(
        "my-dossiers",
        _("My dossiers by stage"),
        30,
        (HomeGroup(mark_safe("".join(rows)), number),),  # noqa: S308 - made here, every value escaped
        EmptyState(
            "folder",
            _("You handle no open dossiers. Open one from a mail in the queues, or from scratch."),
            _("New dossier"),
            reverse("dossier_new"),
        ),
        figures=(
            Figure(
                number,
                ngettext("%(number)s dossier", "%(number)s dossiers", number) % {"number": number},
                DOSSIERS.url(MINE),
            ),
        ),
        note=_("%(number)s with a late task") % {"number": late} if late else "",
        all_label=_("As a list"),
        all_url=DOSSIERS.url(MINE),
    )


def _type_row(flow: Flow, numbers: dict[tuple[str, str], tuple[int, int]]) -> str:
    """The type, how many there are, and each stage in which there are some; "" without any."""
    stages = [(name, *numbers[flow.type, name]) for name in flow.names if (flow.type, name) in numbers]
    if not stages:
        return ""
    definition = LIST_OF_TYPE[flow.type]
    total = sum(number for _stage, number, _late in stages)
    parts = []
    for stage, number, late in stages:
        query = f"{MINE}&f=stage.in:{stage}"
        label = escape(STAGE_LABELS[flow.type, stage])
        part = f'<a href="{escape(definition.url(query))}"><b>{number}</b> {label}</a>'
        if late:
            part += _late_link(definition.url(f"{query}&f=late.in:yes"), late)
        parts.append(f'<span class="work-stage">{part}</span>')
    return (
        f'<li class="work-row work-type hue-{flow.type.value}">{icon(flow.icon)}'
        f'<a class="work-title" href="{escape(definition.url(MINE))}">{escape(flow.plural)}</a>'
        f'<span class="work-total">{total}</span><span class="work-stages">{"".join(parts)}</span></li>'
    )


def _late_link(url: str, late: int) -> str:
    words = escape(
        ngettext("%(number)s with a late task", "%(number)s with a late task", late) % {"number": late}
    )
    return (
        f'<a class="work-when work-bad" href="{escape(url)}" aria-label="{words}" title="{words}">'
        f"{icon('alert-triangle')}{late}</a>"
    )
