"""On a filled loket no list, no lookup and no page that is open all day reads much more than it shows.

PostgreSQL itself counts. A new list or lookup is in it by itself.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.benchmarks.dossiers import Colleague
from bench.benchmarks.every_page import every_page, lookups
from bench.scale.seeding import Size, seed

PER_ROW, ANYWAY = 20, 2_000
"""Rows that may be read for one that is shown or counted, and for none."""


def rows_read(sql: str) -> tuple[int, int]:
    """Rows of tables that a question reads, kept or thrown away, and how many it answers or counts."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, FORMAT JSON) {sql}")
        (plan,) = cursor.fetchone()
        top = (plan if isinstance(plan, list) else json.loads(plan))[0]["Plan"]
        shown = top["Actual Rows"]
        if sql.upper().startswith("SELECT COUNT(*)"):
            cursor.execute(sql)
            (shown,) = cursor.fetchone()
    return sum(_read(top)), int(shown)


def _read(node: dict[str, Any]) -> Iterator[int]:
    if "Relation Name" in node:
        parts = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        yield round(sum(node.get(part, 0) for part in parts) * node["Actual Loops"])
    for child in node.get("Plans", []):
        yield from _read(child)


@pytest.mark.django_db
def test_no_list_lookup_or_first_page_reads_much_more_than_it_shows(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    seed(Size(dossiers=30_000, addresses=20_000, mails=1))
    assert rows_read("SELECT id FROM contacts_person WHERE notes = 'x'")[0] > 20_000  # planted
    assert {"person_lookup", "address_lookup"} <= set(lookups())
    browser = Colleague.of_the_busiest()
    found = []
    for name, url in every_page():
        with CaptureQueriesContext(connection) as captured:
            browser.get(url)()
        for query in captured.captured_queries:
            if query["sql"].startswith("SELECT"):
                read, shown = rows_read(query["sql"])
                if read > PER_ROW * shown + ANYWAY:
                    found.append(f"{name}: {read} read, {shown} shown\n{query['sql']}")
    assert not found, "\n\n".join(found)
