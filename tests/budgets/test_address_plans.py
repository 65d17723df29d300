"""On a hundred thousand addresses nobody who looks for one reads a whole table: PostgreSQL's plans say so."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.benchmarks.addresses import read_queries
from bench.invented_register import write_register
from oss.addresses.importer import import_addresses
from oss.addresses.typeahead import suggestions
from tests.budgets.test_plans import large_tables, whole_scans

ADDRESSES = 100_000
MORE_STREETS = """
INSERT INTO addresses_street (register_id, name, municipality_id)
SELECT street.register_id + turn * 1000000, md5(street.id || '/' || turn), street.municipality_id
FROM addresses_street AS street, generate_series(1, 30) AS turn
"""


@pytest.mark.django_db
def test_nobody_who_looks_for_an_address_reads_a_whole_table(tmp_path: Path) -> None:
    extract = tmp_path / "Adres.csv"
    write_register(extract, ADDRESSES)
    import_addresses(extract, by=None)
    with connection.cursor() as cursor:
        cursor.execute(MORE_STREETS)
        cursor.execute("ANALYZE addresses_address, addresses_street, addresses_municipality")
    large = large_tables()
    assert {"addresses_address", "addresses_street"} <= large
    assert whole_scans("SELECT * FROM addresses_address WHERE search LIKE '%% 12%%'", large)  # planted
    found = {}
    for text in read_queries():
        with CaptureQueriesContext(connection) as captured:
            suggestions(text)
        for query in captured.captured_queries:
            if query["sql"].startswith("SELECT") and (scans := whole_scans(query["sql"], large)):
                found[text] = f"{scans} {query['sql']}"
    assert not found, "\n\n".join(f"{text}\n{what}" for text, what in found.items())
