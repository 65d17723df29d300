"""The dashboard's tasks, by when they are due, and "my dossiers" by type and stage."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dossiers.bare import DossierStanding, reads, standing
from dossiers.flows.table import FLOWS, Flow
from dossiers.lists import DOSSIERS, DOSSIERS_OF_TYPE
from dossiers.models import Dossier
from oss.core.components import EmptyState
from oss.core.drawing import icon
from oss.core.entries import check_html
from oss.core.links import link
from oss.core.narrowing import with_keys
from oss.staff.asked_often import asked_often
from oss.staff.home import Figure, HomeGroup, HomePart, Place, WorkRow, rows_html
from oss.staff.models import User
from oss.timeline.checks import check_of
from oss.timeline.lists import TASKS
from oss.timeline.models import Activity
from oss.timeline.owners import Owner, owners_of
from oss.timeline.terms import when_due

OPEN_OF_MINE = "f=assignee.me&f=done.in:no"
"""My open tasks, in the list of tasks."""
MINE = "f=assignee.me&f=open.in:yes"
"""My open dossiers, in a list of dossiers."""
LIST_OF_TYPE = dict(zip(FLOWS, DOSSIERS_OF_TYPE, strict=True))


@dataclass(frozen=True)
class _Term:
    """Tasks due up to a day, and what the list is asked for them. `most` are shown."""

    heading: str
    condition: str
    most: int
    until: date

    @property
    def url(self) -> str:
        return TASKS.url(f"{OPEN_OF_MINE}&f={self.condition}")


def _terms(today: date) -> tuple[_Term, ...]:
    one_day = timedelta(days=1)
    sunday = today + timedelta(days=6 - today.weekday())
    yesterday, tomorrow, monday = today - one_day, today + one_day, sunday + one_day
    return (
        _Term(_("Late"), f"due_on.between:~{yesterday}", 20, yesterday),
        _Term(_("Today"), "due_on.today", 20, today),
        _Term(_("This week"), f"due_on.between:{tomorrow}~{sunday}", 10, sunday),
        _Term(_("Later"), f"any(due_on.between:{monday}~,due_on.empty)", 5, date.max),
    )


def my_tasks(user: User, token: str) -> HomePart:
    """My open ones of the list of tasks: late, today, this week, later or without a day."""
    today = timezone.localdate()
    terms = _terms(today)
    keys: list[list[int]] = [[] for _term in terms]
    for key, due_on in _open_tasks(user):
        number = next(at for at, term in enumerate(terms) if (due_on or date.max) <= term.until)
        keys[number].append(key)
    shown = [of_term[: term.most] for term, of_term in zip(terms, keys, strict=True)]
    named = [key for of_term in shown for key in of_term]
    tasks = {task.pk: task for task in _tasks(named)} if named else {}
    draw = _Drawing(owners_of({task.case_file_id for task in tasks.values()}), today, _token_for(user, token))
    groups = [
        HomeGroup(
            rows_html(draw.row(tasks[key]) for key in some if key in tasks),
            len(every),
            term.heading,
            term.url,
            len(every) - len(some),
        )
        for term, some, every in zip(terms, shown, keys, strict=True)
    ]
    late, due_today = groups[0].count, groups[1].count
    first = next((tasks[key] for some in shown for key in some if key in tasks), None)
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
        calm=_calm(first, today) if first and not late and not due_today else "",
        all_label=_("All tasks %(number)s") % {"number": sum(group.count for group in groups)},
        all_url=TASKS.url(OPEN_OF_MINE),
    )


@asked_often
def _open_tasks(user: User) -> QuerySet[Activity, tuple[int, date | None]]:
    mine = Activity.objects.visible_to(user).worked_on().to_do().open().assigned_to(user)
    return mine.by_due_date().values_list("pk", "due_on")


@asked_often
def _tasks(keys: list[int]) -> QuerySet[Activity]:
    return Activity.objects.filter(with_keys(keys)).defer("text").order_by()


def _token_for(user: User, token: str) -> str:
    """Empty for who may not tick off a task."""
    return token if user.has_perm("timeline.change_activity") else ""


class _Drawing:
    """Draws tasks as rows. With a token one can tick them off, and change them behind their title."""

    def __init__(self, owners: Mapping[int, Owner], today: date, token: str) -> None:
        self.owners = owners
        self.today = today
        self.token = token
        self.back = link("home")

    def row(self, task: Activity) -> WorkRow:
        owner = self.owners.get(task.case_file_id)
        check = check_of(task, back=self.back) if self.token else None
        return WorkRow(
            check_html(replace(check, brief=True), self.token) if check else icon("checkbox"),
            task.title,
            check.change_url if check else "",
            Place(owner.label, owner.url, owner.icon, owner.hue) if owner else None,
            owner.detail if owner else "",
            when_due(task.due_on, self.today) if task.due_on else None,
        )


def _calm(task: Activity, today: date) -> str:
    """What is said where nothing is late or due today."""
    coming = f"{task.title} ({when_due(task.due_on, today).words})" if task.due_on else task.title
    return _("Nothing late. Next: %(task)s") % {"task": coming}


def my_dossiers(user: User, _token: str) -> HomePart:
    """How many I handle and are open, by type and stage, and of how many a task is late."""
    overdue = Activity.objects.to_do().overdue().filter(case_file=OuterRef("case_file"))
    mine = Dossier.objects.listed_for(user).open().assigned_to(user).order_by()
    numbers: dict[tuple[str, DossierStanding], tuple[int, int]] = {}
    for dossier_type, stage, is_late in mine.values_list("type", "stage", Exists(overdue)):
        whole = reads(user, dossier_type)
        told = dossier_type, standing(dossier_type, stage, whole=whole)
        counted, late = numbers.get(told, (0, 0))
        numbers[told] = counted + 1, late + (is_late and whole)
    number, late = (sum(one[at] for one in numbers.values()) for at in (0, 1))
    rows = (_type_row(flow, numbers, whole=reads(user, flow.type)) for flow in FLOWS.values())
    return HomePart(
        "my-dossiers",
        _("My dossiers by stage"),
        30,
        (HomeGroup(mark_safe("".join(rows)), number),),  # noqa: S308 - made here, every value escaped
        EmptyState(
            "folder",
            _("You handle no open dossiers. Open one from a mail in the queues, or from scratch."),
            _("New dossier"),
            link("dossier_new"),
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


def _type_row(flow: Flow, numbers: dict[tuple[str, DossierStanding], tuple[int, int]], *, whole: bool) -> str:
    """The type, how many there are, and each stage in which there are some; "" without any. Only who reads
    them `whole` can ask their list for a stage."""
    found = [(told, *counts) for (of_type, told), counts in numbers.items() if of_type == flow.type]
    stages = sorted(found, key=lambda one: one[0].done)
    if not stages:
        return ""
    definition = LIST_OF_TYPE[flow.type]
    total = sum(number for _stage, number, _late in stages)
    parts = []
    for stage, number, late in stages:
        query = f"{MINE}&f=stage.in:{stage.name}" if whole else MINE
        label = escape(stage.label)
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
    words = escape(_("%(number)s with a late task") % {"number": late})
    return (
        f'<a class="work-when work-bad" href="{escape(url)}" aria-label="{words}" title="{words}">'
        f"{icon('alert-triangle')}{late}</a>"
    )
