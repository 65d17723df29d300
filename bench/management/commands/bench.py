import logging
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from bench.benchmarks import BENCHMARKS
from bench.measuring import HEADING, Benchmark, Result, line
from bench.scale.seeding import Size, seed
from dossiers.models import Dossier

SUFFIX = "_bench"
MOST_GROWTH = 1.5
"""How much more a page may cost at the last size than at the first."""


class Command(BaseCommand):
    help = (
        "Measures all of bench/benchmarks on an invented loket, in a database of its own that is thrown"
        " away afterwards. With several sizes it also tells how the cost grew from the first to the last."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dossiers", default="100000", help="one size, or several: 10000,1000000")
        parser.add_argument("--addresses", type=int, help="as many as dossiers, unless you say otherwise")
        parser.add_argument("--mails", type=int, default=10, help="per dossier")
        parser.add_argument(
            "--only",
            default="",
            help="names of benchmarks, with commas between them; otherwise all but the longest",
        )
        parser.add_argument(
            "--keep", action="store_true", help="keep the database, and use one that was kept"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.INFO)  # what every request tells would hide the table
        sizes = [int(one) for one in options["dossiers"].split(",") if one.isdecimal() and int(one) > 0]
        if not sizes:
            raise CommandError("Say how many dossiers: --dossiers 100000")
        wanted = [one.strip() for one in options["only"].split(",") if one.strip()]
        if unknown := [one for one in wanted if one not in BENCHMARKS]:
            raise CommandError(f"No benchmark is called {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}.")
        chosen = [
            one for one in BENCHMARKS.values() if (one.name in wanted if wanted else not one.only_named)
        ]
        on_loket = [one for one in chosen if not one.alone]
        found = []
        for size in sizes if on_loket else []:
            with _database(f"{SUFFIX}_{size}", keep=options["keep"]):
                if not Dossier.objects.exists():
                    self._fill(Size(size, options["addresses"] or size, options["mails"]))
                found.append(self._run(f"{size} dossiers", on_loket))
        if len(found) > 1:
            self.stdout.write(_growth(sizes, found))
        if alone := [one for one in chosen if one.alone]:
            with _database(f"{SUFFIX}_alone"):
                self._run("A database without a loket", alone)

    def _fill(self, size: Size) -> None:
        self.stderr.write(f"Inventing {size.dossiers} dossiers…")
        self.stderr.write(f"Invented in {seed(size)['seconds']} s.")

    def _run(self, title: str, chosen: list[Benchmark]) -> list[Result]:
        results = []
        self.stdout.write(f"\n{title}\n\n{HEADING}")
        for benchmark in chosen:
            for result in benchmark.run():
                results.append(result)
                self.stdout.write(line(result))
        return results


@contextmanager
def _database(suffix: str, *, keep: bool = False) -> Iterator[None]:
    """A database of its own in the place of the usual one, as long as it lasts.

    `keep` leaves it behind, and uses one that was left behind.
    """
    own = connection.settings_dict["NAME"]
    name = f"{own}{suffix}"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        if not keep:
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchall():
            cursor.execute(f"CREATE DATABASE {quoted}")
    _use(name)
    try:
        _in_a_process_of_its_own(_prepare)
        yield
    finally:
        _use(own)
        if not keep:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {quoted}")


def _prepare() -> None:
    call_command("migrate", verbosity=0)
    call_command("sync_reference", stderr=_Nowhere())


def _in_a_process_of_its_own(work: Callable[[], None]) -> None:
    """What migrations take of memory does not count for what is measured afterwards."""
    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    if process.exitcode:
        raise CommandError("The database could not be prepared.")


class _Nowhere:
    def write(self, text: str) -> None:
        """What is written here is lost."""


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _growth(sizes: list[int], found: list[list[Result]]) -> str:
    """Judged by what each costs itself, as the two were not measured beside each other."""
    last = {one.operation: one for one in found[-1]}
    lines = [
        f"\nGrowth from {sizes[0]} to {sizes[-1]} dossiers: × limit, else own work and database\n",
        f"| operation | growth | goal ≤ {MOST_GROWTH:g}× |",
        "|---|---|---|",
    ]
    for one in found[0]:
        if one.operation in last:
            growth = last[one.operation].cost / one.cost
            lines.append(f"| {one.operation} | {growth:.2f}× | {'yes' if growth <= MOST_GROWTH else 'NO'} |")
    return "\n".join(lines)
