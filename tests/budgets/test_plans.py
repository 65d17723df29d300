"""On a hundred thousand dossiers no hot list reads a whole table: asserted on PostgreSQL's own plans."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.benchmarks.dossiers import SORTS, Colleague, deep_place, filters_of
from bench.scale.seeding import Size, seed

LARGE = 10_000
UNREAD = frozenset(
    {
        *("contacts_contactpoint", "timeline_casefile", "dossiers_stagevisit", "dossiers_informationdetail"),
        *("timeline_activity", "timeline_event"),
    }
)
SEARCHES = ("peeters", "kerkstraat 12", "D2025-07", "jan van den broeck", "xqzw", "va", "Élise Öztürk")


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def whole_scans(sql: str, large: set[str]) -> list[str]:
    """The large tables that the plan of a question reads from end to end.

    A scan that a LIMIT cuts off early reads no more than it shows, and counts for nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
    return list(_scans((plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"], large))


def _scans(node: dict[str, Any], large: set[str], part: float = 1.0) -> Iterator[str]:
    if node["Node Type"].endswith("Seq Scan") and node["Relation Name"] in large and part > 1 / 2:
        yield node["Relation Name"]
    for child in node.get("Plans", []):
        cut = node["Node Type"] == "Limit" and child["Total Cost"] > 0
        yield from _scans(child, large, node["Total Cost"] / child["Total Cost"] if cut else part)


def hot_pages(browser: Colleague) -> Iterator[str]:
    listed = reverse("dossiers")
    for _name, sort, columns, order in SORTS:
        url = f"{listed}?{urlencode({'f': 'active.in:yes', 'sort': sort})}"
        yield url
        yield f"{url}&{urlencode({'after': deep_place('dossiers_dossier', columns, order, 'is_active')})}"
    for written, _where, _values in filters_of(browser).values():
        yield f"{listed}?{urlencode([('f', 'active.in:yes'), ('f', written)])}"
    for words in SEARCHES:
        for name in ("dossiers", "journeys"):
            yield f"{reverse(name)}?{urlencode({'f': 'active.in:yes', 'q': words})}"
    for query in (
        {"sort": "-ended_on"},
        {"sort": "planned_start"},
        {"q": "kerkstraat dakisolatie"},
        {"q": "dak"},
    ):
        yield f"{reverse('works')}?{urlencode(query)}"
    yield f"{reverse('works')}?{urlencode({'f': 'state.in:decided'})}"
    place = deep_place("contacts_person", "sort_name, id", "sort_name, id")
    yield f"{reverse('people')}?{urlencode({'sort': 'name', 'after': place})}"
    yield reverse("people")
    yield reverse("journeys")


@pytest.mark.django_db
def test_no_hot_list_reads_a_whole_table(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    seed(Size(dossiers=100_000, addresses=20_000, mails=0), leave_out=UNREAD)
    large = large_tables()
    assert {"dossiers_dossier", "dossiers_dossierparty", "contacts_person", "addresses_address"} <= large
    assert "dossiers_work" in large
    assert whole_scans("SELECT * FROM dossiers_dossier WHERE scope = 'both' LIMIT 50", large)  # planted
    browser = Colleague.of_the_busiest()
    found = {}
    for url in hot_pages(browser):
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)()
        for query in captured.captured_queries:
            if query["sql"].startswith("SELECT") and (scans := whole_scans(query["sql"], large)):
                found[url] = f"{scans} {query['sql']}"
    assert not found, "\n\n".join(f"{url}\n{what}" for url, what in found.items())
