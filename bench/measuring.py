"""Measuring against a limit: what an operation costs beside the least that could do the same.

`manage.py bench` runs all of `bench.benchmarks` on an invented loket and prints one line for each. The limit
is measured in the same run, in turns with the operation, so that a busy machine slows both.
"""

import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from django.db import connection

Call = Callable[[], object]
WARM_UP = 3


@dataclass(frozen=True)
class Goal:
    """The most that is allowed; None where nothing is asked. Milliseconds, MB of memory.

    `cpu` is own work on a quiet machine.
    """

    ratio: float | None = None
    queries: int | None = None
    p95: float | None = None
    memory: float | None = None
    cpu: float | None = None

    def __str__(self) -> str:
        parts = (
            (self.ratio, "≤ {:g}×"),
            (self.queries, "≤ {:g} queries"),
            (self.p95, "p95 < {:g} ms"),
            (self.memory, "< {:g} MB"),
            (self.cpu, "own work ≤ {:g} ms"),
        )
        return ", ".join(text.format(value) for value, text in parts if value is not None)


@dataclass(frozen=True)
class Result:
    """Milliseconds; `queries` is the most that one call asked; `ratio` compares the medians.

    `cpu` is what this process itself worked in the median call: no waiting, neither for the database nor for
    others on the same machine. `database` is how long it waited for the database.
    """

    operation: str
    median: float
    p95: float
    cpu: float
    queries: int
    goal: Goal
    ratio: float | None = None
    memory: float | None = None
    database: float = 0

    @property
    def cost(self) -> float:
        """What it costs itself, beside others or not: a multiple of its limit, or else milliseconds."""
        return self.ratio or self.cpu + self.database

    @property
    def met(self) -> bool | None:
        """None where nothing is asked."""
        pairs = (
            (self.ratio, self.goal.ratio),
            (self.queries, self.goal.queries),
            (self.p95, self.goal.p95),
            (self.memory, self.goal.memory),
            (self.cpu, self.goal.cpu),
        )
        asked = [(value, most) for value, most in pairs if most is not None]
        return all(value is not None and value <= most for value, most in asked) if asked else None


@dataclass(frozen=True)
class Benchmark:
    """`run` yields its results one by one.

    It measures an invented loket, one of each size that is asked; `alone`: once, in a database with reference
    data only. `only_named`: it takes long, and runs when somebody names it.
    """

    name: str
    run: Callable[[], Iterable[Result]]
    alone: bool = False
    only_named: bool = False


class _Counter:
    """Questions asked, and the milliseconds that they were waited for."""

    def __init__(self) -> None:
        self.number = 0
        self.waited = 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.number += 1
        began, worked = time.perf_counter(), time.process_time()
        try:
            return execute(*arguments)
        finally:
            self.waited += (time.perf_counter() - began - time.process_time() + worked) * 1000


def measure(
    operation: str, calls: Sequence[Call], goal: Goal, *, limits: Sequence[Call] = (), warm: int = WARM_UP
) -> Result:
    """Each call once; after each call one of the limits, which are taken in turns.

    The first `warm` of both are made once before, and not counted.
    """
    times, work, waits, limit_times, most = [], [], [], [], 0
    for call in (*calls[:warm], *limits[:warm]):
        call()
    for number, call in enumerate(calls):
        counter, worked = _Counter(), time.process_time()
        with connection.execute_wrapper(counter):
            times.append(_milliseconds(call))
        work.append((time.process_time() - worked) * 1000)
        waits.append(counter.waited)
        most = max(most, counter.number)
        if limits:
            limit_times.append(_milliseconds(limits[number % len(limits)]))
    return Result(
        operation,
        median(times),
        quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0],
        median(work),
        most,
        goal,
        median(times) / median(limit_times) if limits else None,
        peak_memory() if goal.memory is not None else None,
        median(waits),
    )


def _milliseconds(call: Call) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def peak_memory() -> float:
    """The most that this process ever had in memory, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


_MET = {True: "yes", False: "NO", None: ""}
_COLUMNS = ("operation", "median", "p95", "own work", "queries", "× limit", "goal", "met")
HEADING = f"| {' | '.join(_COLUMNS)} |\n{'|---' * len(_COLUMNS)}|"


def line(one: Result) -> str:
    """A line of the table, in Markdown, as it stands in docs/engineers/scale.md."""
    ratio = "" if one.ratio is None else f"{one.ratio:.1f}×"
    memory = "" if one.memory is None else f", {one.memory:.0f} MB"
    return (
        f"| {one.operation} | {one.median:.1f} ms | {one.p95:.1f} ms{memory} | {one.cpu:.1f} ms"
        f" | {one.queries} | {ratio} |"
        f" {one.goal} | {_MET[one.met]} |"
    )
