"""What lists, search, the dossier page and exports cost, beside the least that could do it."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.template import Context, Engine
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from bench.measuring import Benchmark, Call, Goal, Result, measure, peak_memory
from dossiers.lists import DOSSIERS
from dossiers.models import Dossier, DossierParty, Project, Subtype
from oss.core.text_search import SHORTEST_INSIDE, fold
from oss.lists.export import csv_lines
from oss.lists.jobs.exporting import write_xlsx
from oss.lists.reading import export_rows
from oss.lists.state import ListState
from oss.staff.models import User

TIMES = 30
DEEP = 0.8
"""How far down the list a deep page lies."""
EXPORTED = 100_000
PAGE_GOAL = Goal(ratio=3, queries=8, p95=100)
DOSSIER_GOAL = Goal(queries=15, cpu=28)
SEARCHES = settings.BASE_DIR / "bench/data/searches.txt"

_ROWS = """
SELECT dossier.number, dossier.type, dossier.stage, subtype.name, person.first_name, person.last_name,
    organisation.name, street.name, address.house_number, address.box_number, address.postcode, town.name,
    colleague.first_name, colleague.last_name, dossier.opened_on
FROM dossiers_dossier AS dossier
LEFT JOIN dossiers_subtype AS subtype ON subtype.id = dossier.subtype_id
LEFT JOIN dossiers_stakeholder AS contact ON contact.id = dossier.main_contact_id
LEFT JOIN contacts_person AS person ON person.id = contact.person_id
LEFT JOIN contacts_organisation AS organisation ON organisation.id = contact.organisation_id
LEFT JOIN addresses_address AS address ON address.id = dossier.site_address_id
LEFT JOIN addresses_street AS street ON street.id = address.street_id
LEFT JOIN addresses_municipality AS town ON town.id = street.municipality_id
LEFT JOIN staff_user AS colleague ON colleague.id = dossier.assignee_id
WHERE dossier.is_active AND {where} ORDER BY {order} LIMIT 50
"""
_BARE = Engine().from_string(
    "<table>{% for row in rows %}<tr>"
    "{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def _bare_page(statement: str, values: Iterable[Any] = ()) -> str:
    """The least that shows these rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return _BARE.render(Context({"rows": cursor.fetchall()}))


@dataclass(frozen=True)
class Colleague:
    """Somebody of the loket, with the pages they open."""

    user: User
    client: Client

    @classmethod
    def of_the_busiest(cls) -> "Colleague":
        user = User.objects.active().filter(dossiers__isnull=False, groups__isnull=False).order_by("pk")[0]
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        return cls(user, client)

    def get(self, url: str) -> Call:
        def call() -> None:
            response = self.client.get(url)
            if response.status_code != 200:  # noqa: PLR2004 - HTTP
                raise RuntimeError(f"{url} answered {response.status_code}")

        return call


# --- lists ---------------------------------------------------------------------------------------


def deep_place(table: str, columns: str, order: str, where: str = "true") -> str:
    """Where the page begins that lies `DEEP` down a list."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {where}")  # noqa: S608 - our own words
        (rows,) = cursor.fetchone()
        cursor.execute(
            f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order} OFFSET {int(rows * DEEP)} LIMIT 1"  # noqa: S608
        )
        return json.dumps(cursor.fetchone(), default=str)


SORTS = (
    # name, sort in the URL, the keys as columns, the order
    ("newest first", "-number", "number, id", "number DESC, id DESC"),
    ("by main contact", "client", "contact_sort, id", "contact_sort, id"),
    (
        "by address, downwards",
        "-address",
        "address_sort, id",
        "address_sort DESC NULLS LAST, id DESC",
    ),
    (
        "by stage, newest first, contact",
        "stage,-opened_on,client",
        "stage_sort, opened_on, contact_sort, id",
        "stage_sort, opened_on DESC, contact_sort, id",
    ),
)


def dossier_pages() -> Iterator[Result]:
    """The list of active dossiers in several orders, the first page and one far down."""
    browser, list_url = Colleague.of_the_busiest(), reverse("dossiers")
    for name, sort, columns, order in SORTS:
        url = f"{list_url}?{urlencode({'f': 'active.in:yes', 'sort': sort})}"
        place = deep_place("dossiers_dossier", columns, order, "is_active")
        limit = _limit("true", order)
        yield measure(f"dossiers {name}, page 1", [browser.get(url)] * TIMES, PAGE_GOAL, limits=[limit])
        deep = f"{url}&{urlencode({'after': place})}"
        limit = _limit(*_beyond(columns, order, place))
        yield measure(f"dossiers {name}, deep", [browser.get(deep)] * TIMES, PAGE_GOAL, limits=[limit])


def _limit(where: str, order: str, values: Iterable[Any] = ()) -> Call:
    in_order = ", ".join(f"dossier.{key}" for key in order.split(", "))
    statement = _ROWS.format(where=where, order=in_order)
    return lambda: _bare_page(statement, values)


def _beyond(columns: str, order: str, place: str) -> tuple[str, str, list[Any]]:
    """The page by hand: a bound on the first key, then the place itself."""
    names, keys, values = columns.split(", "), order.split(", "), json.loads(place)
    signs = ["<" if "DESC" in key else ">" for key in keys]
    either = [
        "("
        + " AND ".join([*(f"dossier.{one} = %s" for one in names[:number]), f"dossier.{name} {sign} %s"])
        + ")"
        for number, (name, sign) in enumerate(zip(names, signs, strict=True))
    ]
    repeated = [value for number in range(len(names)) for value in values[: number + 1]]
    where = f"dossier.{names[0]} {signs[0]}= %s AND ({' OR '.join(either)})"
    return where, order, [values[0], *repeated]


def filters_of(browser: Colleague) -> dict[str, tuple[str, str, list[Any]]]:
    """One of each kind: as the URL has it, and as SQL with its values."""
    subtype = Subtype.objects.filter(type="advice").order_by("pk")[0].pk
    project = Project.objects.order_by("-pk")[0].pk
    party = DossierParty.objects.filter(organisation__isnull=False).order_by("pk")[0]
    stakeholder = "dossier.id IN (SELECT dossier_id FROM dossiers_dossierparty WHERE {} AND is_current)"
    contact = (
        "dossier.main_contact_id IN (SELECT id FROM dossiers_stakeholder WHERE person_id IN"
        " (SELECT id FROM contacts_person WHERE search LIKE %s))"
    )
    return {
        "choice (stage)": ("stage.in:request~advice", "dossier.stage IN ('request', 'advice')", []),
        "me (assignee)": ("assignee.me", "dossier.assignee_id = %s", [browser.user.pk]),
        "record (project, rare)": (f"project.in:{project}", "dossier.project_id = %s", [project]),
        "record (subtype)": (f"subtype.in:{subtype}", "dossier.subtype_id = %s", [subtype]),
        "day (this month)": (
            "opened_on.month",
            "dossier.opened_on >= date_trunc('month', now())::date",
            [],
        ),
        "no value (completed)": ("completed_on.empty", "dossier.completed_on IS NULL", []),
        "text of another table, common": ("client.contains:peeters", contact, ["%peeters%"]),
        "text of another table, rare": ("client.contains:kowalski agnieszka", contact, ["%kowalski%"]),
        "stakeholder by name": (
            "party.contains:syndicus van den",
            stakeholder.format(
                "organisation_id IN (SELECT id FROM contacts_organisation WHERE search LIKE %s)"
            ),
            ["%syndicus van den%"],
        ),
        "stakeholder in a capacity": (
            f"capacity.in:{party.capacity_id}",
            stakeholder.format("capacity_id = %s"),
            [party.capacity_id],
        ),
        "either of two": (
            f"any(assignee.me,project.in:{project})",
            "(dossier.assignee_id = %s OR dossier.project_id = %s)",
            [browser.user.pk, project],
        ),
    }


def dossier_filters() -> Iterator[Result]:
    """Every kind of filter, in the usual order."""
    browser, list_url = Colleague.of_the_busiest(), reverse("dossiers")
    for name, (written, where, values) in filters_of(browser).items():
        url = f"{list_url}?{urlencode([('f', 'active.in:yes'), ('f', written)])}"
        limit = _limit(where, "number DESC", values)
        yield measure(f"dossiers filtered: {name}", [browser.get(url)] * TIMES, PAGE_GOAL, limits=[limit])


def list_searches() -> Iterator[Result]:
    """Two hundred searches in the list: common, rare, one or two letters, misspelt, without a hit."""
    browser = Colleague.of_the_busiest()
    words = SEARCHES.read_text().splitlines()
    pages = [
        browser.get(f"{reverse('dossiers')}?{urlencode({'f': 'active.in:yes', 'q': one})}") for one in words
    ]
    yield measure(
        "search in the list of dossiers", pages, PAGE_GOAL, limits=[_search_limit(one) for one in words]
    )


def _search_limit(text: str) -> Call:
    """What `fragments` asks, by hand."""
    folded = [word for word in map(fold, text.split()) if any(sign.isalnum() for sign in word)]
    words = [word if len(word) >= SHORTEST_INSIDE else f" {word}" for word in folded]
    where = " AND ".join(["dossier.search LIKE %s"] * len(words)) or "true"
    return _limit(where, "number DESC", [f"%{word}%" for word in words])


CHARTS = (
    # name, chart in the URL, what SQL groups by
    ("by stage", "stage", "stage"),
    ("by month", "opened_on.month", "date_trunc('month', opened_on)"),
    ("by assignee", "assignee", "assignee_id"),
)


def dossier_charts() -> Iterator[Result]:
    """A chart of all active dossiers above their first page, beside the one question that counts them."""
    browser, url = Colleague.of_the_busiest(), reverse("dossiers")
    for name, chart, group in CHARTS:
        statement = f"SELECT {group}, count(*) FROM dossiers_dossier WHERE is_active GROUP BY 1"  # noqa: S608
        calls = [browser.get(f"{url}?{urlencode({'f': 'active.in:yes', 'chart': chart})}")] * TIMES
        limits = [partial(_bare_page, statement)]
        yield measure(f"chart of dossiers {name}", calls, Goal(), limits=limits)


_POINT = """
(SELECT value FROM contacts_contactpoint AS point WHERE point.person_id = person.id AND kind = '{}'
 ORDER BY state DESC, preferred DESC, id LIMIT 1)
"""
_PEOPLE = f"""
SELECT first_name, last_name, {_POINT.format("mail")}, {_POINT.format("phone")}, street.name,
    address.house_number, address.box_number, address.postcode, town.name
FROM contacts_person AS person
LEFT JOIN addresses_address AS address ON address.id = person.address_id
LEFT JOIN addresses_street AS street ON street.id = address.street_id
LEFT JOIN addresses_municipality AS town ON town.id = street.municipality_id
WHERE {{where}} ORDER BY {{order}} LIMIT 50
"""  # noqa: S608 - our own words


def people_pages() -> Iterator[Result]:
    browser, url = Colleague.of_the_busiest(), f"{reverse('people')}?sort=name"
    order = "sort_name, id"
    place = deep_place("contacts_person", order, order)
    in_order = "sort_name, person.id"
    first = _PEOPLE.format(where="is_active", order=in_order)
    beyond = _PEOPLE.format(where="is_active AND (sort_name, person.id) > (%s, %s)", order=in_order)
    yield measure(
        "people by name, page 1", [browser.get(url)] * TIMES, PAGE_GOAL, limits=[lambda: _bare_page(first)]
    )
    yield measure(
        "people by name, deep",
        [browser.get(f"{url}&{urlencode({'after': place})}")] * TIMES,
        PAGE_GOAL,
        limits=[lambda: _bare_page(beyond, json.loads(place))],
    )


# --- the dossier page ----------------------------------------------------------------------------

_ENTRIES = (
    "SELECT kind, title, text, created_at FROM timeline_activity WHERE case_file_id = %s ORDER BY created_at"
)


def dossier_page() -> Iterator[Result]:
    """One with two hundred entries, on each of its tabs."""
    browser = Colleague.of_the_busiest()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_file_id FROM timeline_activity"
            " GROUP BY case_file_id ORDER BY count(*) DESC, 1 LIMIT 1"
        )
        (case_file,) = cursor.fetchone()
    page = reverse("dossier", args=[Dossier.objects.get(case_file=case_file).number])
    limit = [lambda: _bare_page(_ENTRIES, [case_file])]
    for tab in ("timeline", "info", "contact"):
        calls = [browser.get(f"{page}?tab={tab}")] * TIMES
        yield measure(f"dossier of 200 entries, tab {tab}", calls, DOSSIER_GOAL, limits=limit)


# --- exports -------------------------------------------------------------------------------------


def exports() -> Iterator[Result]:
    """The newest dossiers, some `EXPORTED`, as a spreadsheet and as CSV."""
    user = Colleague.of_the_busiest().user
    by_day = Dossier.objects.order_by("-opened_on").values_list("opened_on", flat=True)
    day = by_day[min(EXPORTED, by_day.count()) - 1]
    state = ListState.read(DOSSIERS, user, QueryDict(urlencode({"f": f"opened_on.between:{day}~2999-01-01"})))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"

        def call() -> None:
            write_xlsx(path, user, state)

        call()
        memory = peak_memory()  # before the rows are kept for the limit
        rows = list(export_rows(user, state))
        name, goal = f"export {len(rows)} rows as XLSX", Goal(ratio=1.5, memory=250)
        found = measure(name, [call], goal, limits=[lambda: _bare_sheet(path, rows)], warm=0)
        yield replace(found, memory=memory)
    yield measure(f"export {len(rows)} rows as CSV", [lambda: sum(map(len, csv_lines(user, state)))], Goal())


def _bare_sheet(path: Path, rows: list[list[Any]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)


BENCHMARKS = (
    Benchmark("dossier pages", dossier_pages),
    Benchmark("dossier filters", dossier_filters),
    Benchmark("list searches", list_searches),
    Benchmark("dossier charts", dossier_charts),
    Benchmark("people pages", people_pages),
    Benchmark("dossier page", dossier_page),
    Benchmark("exports", exports),
)
