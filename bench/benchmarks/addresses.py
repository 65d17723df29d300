"""What importing and finding addresses costs, on a generated register.

Each fills the tables of addresses of a database that is meant to be thrown away, and leaves them empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction

from bench.invented_register import write_register
from bench.measuring import Benchmark, Call, Goal, Result, measure
from oss.addresses import notation
from oss.addresses.importer import import_addresses
from oss.addresses.row_checks import RejectFile, checked
from oss.addresses.row_sources import Meter, rows_of, tables_of
from oss.addresses.typeahead import MOST, suggestions

QUERIES = settings.BASE_DIR / "bench/data/address_queries.txt"
IMPORTED, ALL_OF_FLANDERS = 500_000, 3_500_000


@contextmanager
def _register(addresses: int) -> Iterator[Path]:
    """An extract of this size, as long as it lasts; afterwards the tables are empty."""
    with TemporaryDirectory() as folder:
        extract = Path(folder) / "Adres.csv"
        write_register(extract, addresses)
        try:
            yield extract
        finally:
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE addresses_address, addresses_building, addresses_street CASCADE")


# --- Importing -----------------------------------------------------------------------------------


def import_register() -> Iterator[Result]:
    with _register(IMPORTED) as extract:

        def call() -> None:
            import_addresses(extract, by=None)

        goal = Goal(ratio=3, memory=250)
        for again in ("", ", again without a difference"):
            least = [_copying(extract.with_name("copy.txt"), extract)]
            yield measure(f"import {IMPORTED} addresses{again}", [call], goal, limits=least, warm=0)


def _copying(ready: Path, extract: Path) -> Call:
    """COPY of the same rows, read and checked beforehand, into a table like theirs with its indexes."""
    with RejectFile(None) as reject, ready.open("w", encoding="utf-8") as file:
        for row in checked(rows_of(tables_of(extract), Meter()), reject):
            values = (
                *(row.register_id, row.register_version, row.street_register_id, row.house_number),
                *(row.box_number, row.postcode, row.status, "true", "", row.lambert72_x, row.lambert72_y),
                *(row.longitude, row.latitude),
            )
            file.write("\t".join(r"\N" if value is None else value for value in values) + "\n")

    def call() -> None:
        with transaction.atomic(), connection.cursor() as cursor, ready.open("rb") as file:
            cursor.execute("CREATE TABLE address_copy (LIKE addresses_address INCLUDING ALL)")
            with cursor.copy(_COPY) as copy:
                while block := file.read(64 * 1024):
                    copy.write(block)
            cursor.execute("DROP TABLE address_copy")

    return call


_COPY = """
COPY address_copy (register_id, register_version, street_id, house_number, box_number, postcode, status,
    is_verified, unverified_reason, lambert72_x, lambert72_y, longitude, latitude) FROM STDIN
"""


# --- Finding -------------------------------------------------------------------------------------


def find_addresses() -> Iterator[Result]:
    """Every query of the file, warm; the limit is one question of SQL for the same text."""
    texts = read_queries()
    with _register(ALL_OF_FLANDERS) as extract:
        import_addresses(extract, by=None)
        yield measure(
            f"find one of {ALL_OF_FLANDERS} addresses",
            [_finding(text) for text in texts],
            Goal(ratio=3, p95=100),
            limits=[_least(text) for text in texts],
            warm=len(texts),
        )


def read_queries() -> list[str]:
    """One a line; blank lines and those that begin with # say what follows."""
    lines = QUERIES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _finding(text: str) -> Call:
    return lambda: suggestions(text)


_SHOWN = f"""
SELECT address.*, street.name, town.name FROM addresses_address AS address
JOIN addresses_street AS street ON street.id = address.street_id
JOIN addresses_municipality AS town ON town.id = street.municipality_id
WHERE address.status = 'in_use' AND %s LIMIT {MOST}
"""  # noqa: S608 - the number is ours
_IN_STREET = "street.search LIKE %(street)s"
_IN_HOUSE = "address.house_number LIKE %(house)s"


def _least(text: str) -> Call:
    """Streets with the words side by side in their name, and houses whose number begins so."""
    reading = notation.read(text)
    house = next(iter([*(number.text for number in reading.numbers), *reading.boxes]), "")
    where = [_IN_STREET] if reading.names else []
    where += [_IN_HOUSE] if house else []
    question = _SHOWN % " AND ".join(where)
    values = {"street": f"% {reading.phrase}%", "house": f"{house.upper()}%"}

    def call() -> None:
        with connection.cursor() as cursor:
            cursor.execute(question, values)
            cursor.fetchall()

    return call


BENCHMARKS = (
    Benchmark("import addresses", import_register, alone=True),
    Benchmark("find addresses", find_addresses, alone=True, only_named=True),
)
