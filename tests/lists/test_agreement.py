"""Grid, count, chart and export show the rows that plain Python says they should."""

import random
from collections import Counter
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oss.addresses.models import Municipality
from oss.contacts.models import Language, Person
from oss.core.registry import offered
from oss.lists.charts import read_chart
from oss.lists.declaration import ListDefinition
from oss.lists.paging import counted
from oss.lists.reading import export_rows, read_page
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.staff.models import User
from oss.staff.roles import Role
from tests.lists.naive import PEOPLE, SORTS, WORDS, Asked, Known, contains, filters, people

PROPERTY = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
CHARTS = ("language", "quiet", "town", "since.month", "since.day", "channel", "since.week")


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK)


def read(user: User, **query: str) -> ListState:
    data = QueryDict(mutable=True)
    data.update(query)
    return ListState.read(PEOPLE, user, data)


def all_pages(user: User, state: ListState, size: int = 40) -> list[int]:
    found: list[int] = []
    rows = selection(user, state)
    while True:
        page = read_page(rows, state, size=size)[1]
        found += [row["pk"] for row in page.rows]
        if not page.after:
            return found
        state = state.changed(after=page.after)


def test_everything_shows_the_same_rows(lotte: User) -> None:
    known = people(300)
    towns = tuple(str(pk) for pk in Municipality.objects.values_list("pk", flat=True))

    @PROPERTY
    @given(
        asked=st.lists(filters(towns), max_size=2),
        words=st.lists(st.sampled_from(WORDS), max_size=2),
        chart=st.sampled_from(CHARTS),
        added=st.booleans(),
    )
    def agree(asked: list[Asked], words: list[str], chart: str, added: bool) -> None:
        query = QueryDict(mutable=True)
        query.setlist("f", [text for text, _holds in asked])
        query.update({"q": " ".join(words), "chart": chart, "cols": "name,length,language"})
        if added:
            query["sum"] = "length"
        state = ListState.read(PEOPLE, lotte, query)
        assert not state.incomplete
        wanted = {
            one.pk: one
            for one in known
            if all(holds(one) for _text, holds in asked)
            and all(is_found(one, word) for word in state.search.split())
        }
        rows = selection(lotte, state)
        grid = all_pages(lotte, state)
        assert len(grid) == len(set(grid))
        assert set(grid) == set(wanted)
        assert counted(rows) == (len(wanted), True)
        exported = list(export_rows(lotte, state))
        assert Counter(tuple(row[1:]) for row in exported) == Counter(
            (one.length, str(Language(one.language).label)) for one in wanted.values()
        )
        drawn = read_chart(rows, state, lambda _state: "")
        assert drawn
        assert sum(bar.amount for bar in drawn.bars) == (
            sum(one.length for one in wanted.values()) if added else len(wanted)
        )

    agree()


@pytest.mark.parametrize("asked", ["address.not:2", "town.out:{town}", "channel.out:mail", "mail.not:x"])
def test_what_is_empty_is_not_what_was_denied(asked: str, lotte: User) -> None:
    known = people(60)
    town = next(one.town for one in known if one.house == "2")
    holds = {
        "address": lambda one: one.house != "2",
        "town": lambda one: one.town != town,
        "channel": lambda one: one.channel != "mail",
        "mail": lambda one: True,
    }[asked.partition(".")[0]]
    found = selection(lotte, read(lotte, f=asked.format(town=town))).values_list("pk", flat=True)
    assert set(found) == {one.pk for one in known if holds(one)}


def is_found(one: Known, word: str) -> bool:
    return any(contains(text, word) for text in (one.name, one.first, *one.mails))


def test_the_bars_of_a_chart_lead_to_their_rows(lotte: User) -> None:
    people(60)
    for chart in CHARTS:
        state = read(lotte, chart=chart, f="quiet.in:no")
        drawn = read_chart(selection(lotte, state), state, lambda behind: behind.query_string())
        assert drawn
        for bar in drawn.bars:
            behind = ListState.read(PEOPLE, lotte, QueryDict(bar.url))
            assert not behind.incomplete
            assert selection(lotte, behind).count() == bar.amount


@pytest.mark.parametrize(
    ("name", "chart", "title"),
    [
        ("dossiers_information", "subtype", "Aantal dossiers per subtype"),
        ("dossiers", "opened_on.month", "Aantal dossiers per maand: geopend"),
        ("tasks", "assignee", "Aantal taken per behandelaar"),
        ("people", "language", "Aantal personen per taal"),
    ],
)
@pytest.mark.django_db
def test_a_chart_says_what_it_counts(
    name: str, chart: str, title: str, user_with: Callable[..., User]
) -> None:
    lotte, definition = user_with(Role.DESK), offered(ListDefinition).get(name)
    assert definition is not None
    with override("nl"):
        state = ListState.read(definition, lotte, QueryDict(f"chart={chart}"))
        drawn = read_chart(selection(lotte, state), state, lambda _state: "")
    assert drawn is not None
    assert drawn.title == title


def test_what_a_chart_draws_as_others_is_counted_too(lotte: User, monkeypatch: pytest.MonkeyPatch) -> None:
    people(60)
    monkeypatch.setattr("oss.lists.charts.MOST_BARS", 1)
    state = read(lotte, chart="language")
    drawn = read_chart(selection(lotte, state), state, lambda _state: "")
    assert drawn
    assert len(drawn.bars) == 2
    assert sum(bar.amount for bar in drawn.bars) == 60


def test_paging_visits_every_row_once_while_rows_are_inserted(lotte: User) -> None:
    known = {one.pk for one in people(120)}

    @settings(PROPERTY, max_examples=30)
    @given(
        sort=st.lists(st.sampled_from(SORTS), min_size=1, max_size=3, unique=True),
        down=st.lists(st.booleans(), min_size=3, max_size=3),
        size=st.integers(6, 40),
        seed=st.integers(0, 1000),
    )
    def visit(sort: list[str], down: list[bool], size: int, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        keys = [f"{'-' if turned else ''}{name}" for name, turned in zip(sort, down, strict=False)]
        state = read(lotte, sort=",".join(keys))
        seen: list[int] = []
        while True:
            page = read_page(selection(lotte, state), state, size=size)[1]
            seen += [row["pk"] for row in page.rows]
            if not page.after:
                break
            if len(seen) < len(known):
                inserted.append(Person.objects.create(first_name=chance.choice("aAmzé"), last_name="x"))
            state = state.changed(after=page.after)
        assert len(seen) == len(set(seen))
        assert known <= set(seen)
        assert inserted
        Person.objects.filter(pk__in=[one.pk for one in inserted]).delete()
        inserted.clear()

    inserted: list[Person] = []
    visit()


@pytest.mark.parametrize(
    "sort", ["name", "-name", "address", "-address", "address,-since", "-language,address,-first"]
)
def test_pages_go_back_the_way_they_came(sort: str, lotte: User) -> None:
    people(90)
    state = read(lotte, sort=sort)
    rows = selection(lotte, state)
    forward = [read_page(rows, state, size=20)[1]]
    while forward[-1].after:
        forward.append(read_page(rows, state.changed(after=forward[-1].after), size=20)[1])
    assert len(forward) == 5
    page = forward[-1]
    for expected in reversed(forward[:-1]):
        page = read_page(rows, state.changed(before=page.before), size=20)[1]
        assert [row["pk"] for row in page.rows] == [row["pk"] for row in expected.rows]
    assert page.before == ()


def test_empty_values_come_last_in_both_directions(lotte: User) -> None:
    people(60)
    for sort in ("address", "-address"):
        state = read(lotte, sort=sort, cols="address")
        values = [row[0] for row in export_rows(lotte, state)]
        assert "" in values or None in values
        filled = [bool(one) for one in values]
        assert filled == sorted(filled, reverse=True)


def test_a_count_stops_where_counting_gets_slow(lotte: User, monkeypatch: pytest.MonkeyPatch) -> None:
    people(30)
    monkeypatch.setattr("oss.lists.paging.COUNTED", 20)
    rows = selection(lotte, read(lotte))
    assert counted(rows) == (20, False)
    assert counted(rows, exact=True) == (30, True)
