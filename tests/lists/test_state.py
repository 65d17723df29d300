"""The URL is the whole state of a list, and holds nothing that its reader may not see."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import Func, TextField, Value
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.flows.table import DossierType
from oss.contacts.models import Person
from oss.core.registry import offered
from oss.lists import grammar
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.export import csv_lines
from oss.lists.filters import ALL, Group, described, joined, put, removed
from oss.lists.grid import Grid, build
from oss.lists.paging import counted, keys_of
from oss.lists.saved.opening import OpenedList
from oss.lists.selection import selection, time_limit
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from tests.lists.naive import PEOPLE, people


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def read(user: User, query: str, definition: ListDefinition = PEOPLE) -> ListState:
    return ListState.read(definition, user, QueryDict(query))


def grid_of(user: User, query: str, definition: ListDefinition = PEOPLE) -> Grid:
    return build(OpenedList.read(definition, user, QueryDict(query)))


QUERIES = (
    "",
    "f=name.contains:jan&f=any(language.in:nl~fr,all(quiet.in:yes,since.last:30))&q=de+smet",
    "sort=-since,name&cols=first,name.l,since.s&chart=since.week&sum=length",
    r"f=mail.is:a%5C,b%5C(c%5C)%5C~d",
    "f=since.between:2026-01-01~&f=since.between:~2026-12-31&f=address.empty",
    "chart=language&count=exact",
)


@pytest.mark.parametrize("query", QUERIES)
def test_a_state_written_and_read_again_is_the_same(query: str, lotte: User) -> None:
    state = read(lotte, query)
    assert not state.incomplete
    again = read(lotte, state.query_string())
    assert again == state.changed()
    assert again.query_string() == state.query_string()


def test_the_url_can_be_read_by_people(lotte: User) -> None:
    query = "f=any(name.contains:jan,language.in:nl~fr)&sort=-since,name&cols=name.l,since"
    assert read(lotte, query).query_string() == query


def test_a_filter_reads_as_a_sentence(lotte: User) -> None:
    state = read(lotte, "f=any(name.contains:jan,all(language.in:nl~fr,quiet.in:yes))&f=address.empty")
    assert described(state.filter) == (
        "(Naam bevat ‘jan’ of (Taal is Nederlands of Frans en Niet storen is ja))"
        " en Adres bevat geen gegevens"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("", "name", "name.", ".is:x", "any()", "any(name.is:x", "name.is:x)", "name.is:x\\", "all(,)"),
        "any(" * 6 + "name.is:x" + ")" * 6,
        f"all({','.join(['name.is:x'] * 41)})",
    ],
)
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(grammar.NotAFilter):
        grammar.read(text)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "f=nothing.is:x",
            "f=name.last:7",
            "f=since.last:x",
            "f=since.between:~",
            "f=since.between:2026-02-31~",
        ),
        *("f=length.is:NaN", "f=length.is:1e99", "f=town.in:999999", "f=town.in:x", "f=language.in:xx"),
        *(
            "f=since.is:0001-01-01",
            "f=since.is:9999-12-31",
            "f=name.contains:-",
            "sort=quiet",
            "f=(((",
        ),
        "f=length.between:" + "9" * 30 + "~",
        "f=since.last:" + "9" * 5000,
    ],
)
def test_what_cannot_be_used_is_left_out_and_said(query: str, lotte: User) -> None:
    state = read(lotte, query)
    assert state.incomplete
    assert state.filter == Group(ALL, ())
    assert list(selection(lotte, state)) == []


@pytest.mark.parametrize(
    "place",
    [
        *("x", "[]", "[1]", '{"a":1}', '["a","b","c",[1]]', '["a","b","x"]', "[null,null,1]"),
        *('["a","\\u0000",1]', '["\\ud800","b",1]', "[" * 60_000),
    ],
)
def test_a_place_that_does_not_fit_is_the_beginning(place: str, lotte: User) -> None:
    people(3)
    assert len(grid_of(lotte, f"after={place}").lines) == 3


HOSTILE = ("NaN", "true", "1e999", r'"\u0000"', r'"\ud800"', '"9999-12-31T23:59:59-14:00"')


@pytest.mark.parametrize("name", offered(ListDefinition))
def test_no_place_that_somebody_makes_up_breaks_a_list(name: str, lotte: User) -> None:
    definition = list_named(name)
    assert definition
    for column in definition.columns:
        for value in HOSTILE if column.sort else ():
            place = ",".join([value] * len(column.sort))
            for side in ("after", "before"):
                query = f"f=&sort={column.name}&{side}=[{place},1]"
                assert not grid_of(lotte, query, definition).too_broad


def test_a_filter_is_edited_in_its_place(lotte: User) -> None:
    tree = read(lotte, "f=name.contains:a&f=any(first.contains:b,quiet.in:no)").filter
    other = read(lotte, "f=language.in:fr").filter.terms[0]

    def written(group: Group) -> str:
        return ",".join(grammar.write(term.written) for term in group.terms)

    assert written(put(tree, (0,), other)) == "language.in:fr,any(first.contains:b,quiet.in:no)"
    assert written(removed(tree, (1, 0))) == "name.contains:a,quiet.in:no"
    assert written(joined(tree, (0,), "any", other)).startswith("any(name.contains:a,language.in:fr),")
    assert written(joined(tree, (1,), "any", other)).endswith(
        ",any(first.contains:b,quiet.in:no,language.in:fr)"
    )
    assert written(joined(tree, (), "", other)).endswith(",language.in:fr")
    assert written(removed(tree, (7, 7))) == written(tree)


# --- names of before -----------------------------------------------------------------------------


def renamed(definition: ListDefinition, **names: str) -> ListDefinition:
    """With columns under new names, which say how they were called: `renamed(PEOPLE, name="full_name")`."""
    columns = [
        replace(one, name=names[one.name], formerly=(one.name,)) if one.name in names else one
        for one in definition.columns
    ]
    return replace(definition, columns=tuple(columns), default_sort="language")


def test_a_renamed_column_is_read_by_its_old_name_and_written_by_its_new_one(lotte: User) -> None:
    definition = renamed(PEOPLE, name="full_name", since="known_since", length="size")
    shown = "sort=-since,name&cols=name.l,first&chart=since.week&sum=length"
    before = f"f=any(name.contains:jan,since.last:30)&{shown}"
    now = before.replace("name", "full_name").replace("since", "known_since").replace("length", "size")
    state = read(lotte, before, definition)
    assert not state.incomplete
    assert state.query_string() == now
    assert state == read(lotte, now, definition)
    twice = read(lotte, "cols=name.l,full_name,first&sort=name,-full_name", definition)
    assert twice.query_string() == "sort=full_name&cols=full_name.l,first"


def test_an_old_name_opens_nothing_that_is_not_for_a_role(lotte: User) -> None:
    state = read(lotte, "f=secret.contains:n&cols=name,secret", renamed(PEOPLE, secret="hidden"))
    assert state.incomplete
    assert state.query_string() == "cols=name"


def test_no_old_name_is_the_name_of_something_else() -> None:
    for several in (LISTS, *(one.columns for one in LISTS)):
        names = [name for one in several for name in (one.name, *one.formerly)]
        assert len(names) == len(set(names))


# --- what a user may not see ---------------------------------------------------------------------

SECRETS = (
    "f=secret.contains:n&cols=name",
    "q=n&cols=name",
    "cols=name,secret",
    "f=any(secret.filled,name.contains:x)&cols=name",
    "chart=secret&cols=name",
)


@pytest.mark.parametrize("query", SECRETS)
def test_a_column_that_is_not_for_a_role_shows_nowhere(query: str, lotte: User) -> None:
    people(40)
    state = read(lotte, query)
    assert "secret" not in state.known
    with CaptureQueriesContext(connection) as captured:
        lines = "".join(csv_lines(lotte, state))
        grid = grid_of(lotte, query)
    assert all("notes" not in one["sql"] for one in captured.captured_queries)
    assert "Geheim" not in lines
    assert "secret" not in grid.columns_url + grid.csv_url + grid.url
    assert all(heading.name != "secret" for heading in grid.headings)


def test_who_may_see_the_column_has_it(user_with: Callable[..., User]) -> None:
    femke = user_with(Role.ADMINISTRATOR)
    people(40)
    state = read(femke, "f=secret.contains:n&cols=name,secret")
    assert not state.incomplete
    assert 0 < selection(femke, state).count() < 40
    assert "Geheim" in "".join(csv_lines(femke, state))


def test_a_list_shows_no_row_to_who_may_see_none(user_with: Callable[..., User]) -> None:
    people(5)
    auditor = user_with(Role.AUDITOR)
    state = read(auditor, "chart=language")
    grid = grid_of(auditor, "chart=language")
    assert grid.lines == []
    assert grid.chart
    assert grid.chart.bars == ()
    assert len("".join(csv_lines(auditor, state)).splitlines()) == 1


# --- too much ------------------------------------------------------------------------------------


def test_a_filter_that_takes_too_long_is_answered_and_kept(
    lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    people(3)
    wait = Func(Value(60), function="pg_sleep", output_field=TextField())
    slow = replace(PEOPLE, rows=lambda _user: Person.objects.alias(wait=wait).filter(wait__isnull=False))
    monkeypatch.setattr("oss.lists.grid.time_limit", lambda: time_limit(0.02))
    monkeypatch.setattr("oss.lists.views.list_named", lambda _name: slow)
    response = client_of(lotte).get("/people/?f=name.contains:a")
    assert response.status_code == 422
    assert "te ruim" in response.text
    assert "bevat ‘a’" in response.text


@pytest.mark.parametrize("asked", ["chart=language", "count=exact"])
def test_a_chart_or_a_count_that_takes_too_long_costs_nobody_the_list(
    asked: str, lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_args: object, **_options: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(60)")

    people(60)
    monkeypatch.setattr("oss.lists.grid.SECONDS_FOR_ALL", 0.02)
    monkeypatch.setattr("oss.lists.grid.read_chart", wait)
    monkeypatch.setattr("oss.lists.paging.COUNTED", 20)
    known = counted
    monkeypatch.setattr(
        "oss.lists.grid.counted", lambda rows, *, exact=False: wait() if exact else known(rows)
    )
    response = client_of(lotte).get(f"/people/?f=&{asked}")
    assert response.status_code == 200
    assert "te veel rijen" in response.text
    assert response.text.count("data-bulk-row") == 50
    assert "20+ rijen" in response.text


# --- every declaration ---------------------------------------------------------------------------

LISTS = tuple(offered(ListDefinition).values())
DIFFERENT = [one for one in LISTS if one.name not in {f"dossiers_{kind}" for kind in DossierType.values}]
"""The lists per type hold the columns of the list of all dossiers."""


@pytest.mark.parametrize("definition", DIFFERENT, ids=lambda one: one.name)
def test_every_column_of_every_list_filters_sorts_shows_and_draws(
    definition: ListDefinition, user_with: Callable[..., User]
) -> None:
    """Each operator with a value that fits it, each sort both ways, each group of a chart."""
    lotte = user_with(Role.DESK, Role.FINANCIAL_ADVISER)  # some columns are for few
    ships_rows = definition.rows(lotte).exists()
    texts = {"text": "a 1", "range": "1~2", "days": "3", "number": "1", "day": "2026-01-01"}
    for column in definition.columns:
        queries = []
        for operator in column.kind.operators if column.filterable else ():
            values = [texts.get(operator.operand.value, "")]
            if operator.operand == "choices":
                options = column.kind.options(lotte)  # type: ignore[attr-defined]
                values = [options[0].value] if options else []
            if operator.operand == "range" and "day" in column.kind.steps:
                values = ["2026-01-01~2026-02-01"]
            if operator.operand != "nothing" and not any(values):
                continue
            queries.append(f"f={column.name}.{operator.name}" + (f":{values[0]}" if values[0] else ""))
        queries += [f"f=any({queries[0][2:]},{queries[-1][2:]})"] if queries else []
        queries += [f"sort={sign}{column.name}" for sign in ("", "-") if column.sort]
        queries += [f"cols={column.name}"] if column.shown else []
        queries += [
            f"chart={column.name}.{step}" for step in column.kind.steps if column.shown or column.truth
        ]
        queries += [f"chart={definition.columns[0].name}&sum={column.name}"] if column.kind.can_sum else []
        for query in queries:
            state = read(lotte, query, definition)
            assert not state.incomplete, query
            if query.startswith("f="):
                assert ships_rows or selection(lotte, state).count() == 0, query
            else:
                assert ships_rows or grid_of(lotte, query, definition).lines == [], query
                assert "".join(csv_lines(lotte, state))


@pytest.mark.parametrize("definition", LISTS, ids=lambda one: one.name)
def test_a_list_sorts_only_by_what_has_an_index(definition: ListDefinition, lotte: User) -> None:
    """The first key of each sort stands first in an index of its table."""
    with connection.cursor() as cursor:
        for column in definition.columns:
            if not column.sort:
                continue
            key = keys_of(read(lotte, f"sort={column.name}", definition))[0]
            table, name = key.field.model._meta.db_table, key.field.column
            cursor.execute(
                "SELECT count(*) FROM pg_index JOIN pg_attribute"
                " ON attrelid = indrelid AND attnum = indkey[0]"
                " WHERE indrelid = %s::regclass AND attname = %s",
                [table, name],
            )
            assert cursor.fetchone()[0], (
                f"{definition.name}.{column.name}: no index on {table}.{name}; sort by an indexed"
                " column of the row itself, or leave `sort` out (docs/engineers/lists.md)"
            )
