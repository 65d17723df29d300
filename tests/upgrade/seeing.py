"""What is seen of the witness; these functions wrote its manifest too."""

from html import unescape
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test import Client

from oss.lists import grammar
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.saved.models import SavedView
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.staff.models import User

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
NOT_KEPT = {"django_session", "core_cacheentry"}
"""Whose rows stay behind: who was signed in, and how often somebody tried."""


def browser(first_name: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(email=f"{first_name}@loket.example"))
    return client


def query(text: str) -> QueryDict:
    return QueryDict(text)


def list_of(name: str) -> ListDefinition:
    found = list_named(name)
    assert found, f"no list is, or was, called {name}"
    return found


def counts() -> dict[str, int]:
    """The rows of every table."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall() if name not in NOT_KEPT]
        counting = (f"SELECT '{one}', count(*) FROM \"{one}\"" for one in tables)  # noqa: S608 - the catalogue's
        cursor.execute(" UNION ALL ".join(counting))
        return dict(cursor.fetchall())


def view_as_seen(view: SavedView, client: Client) -> dict[str, Any]:
    """The saved view as its page shows it: rows in order, columns with their widths, sort, chart, sum."""
    page = client.get(list_of(view.list_name).url(f"view={view.pk}"))
    assert page.status_code == 200, f"{view}: {page.status_code}"
    state, grid = page.context["opened"].state, page.context["grid"]
    assert page.context["opened"].view == view
    return {
        "incomplete": state.incomplete,
        "rows": sorted(selection(page.context["opened"].user, state).values_list("pk", flat=True)),
        "first_page": [line.pk for line in grid.lines],
        "bars": len(grid.chart.bars) if grid.chart else 0,
        **{name: value for name, value in state_as_read(state).items() if name != "f"},
    }


def state_as_read(state: ListState) -> dict[str, list[str]]:
    """By the keys of the URL, each column by its name of today."""
    chart = state.chart
    return {
        "f": [grammar.write(term.written) for term in state.filter.terms],
        "cols": [str(one) for one in state.columns],
        "sort": [str(one) for one in state.sort],
        "chart": [f"{chart.column.name}.{chart.step}"] if chart else [],
        "sum": [chart.total.name] if chart and chart.total else [],
    }


def words(page: Any) -> str:
    """All that a page holds, as people read it: no entities, single spaces."""
    return " ".join(unescape(page.content.decode()).split())
