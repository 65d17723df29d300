"""Whatever comes from outside, reading it costs time by its length: no pattern looks at the same text again and again.

Each pattern of the packages that meet outside text finds itself in this test, because it is an attribute of its
module. A pattern that is linear needs some milliseconds of processor for what stands here; one that is not needs
many seconds, and the process that tries it is ended by the kernel long before.
"""

import ast
import importlib
import os
import pkgutil
import re
import signal
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

from oss import addresses, contacts, mail
from oss.core import plain_text

LENGTH = 100_000
MOST_SECONDS = 2  # of processor, for what takes milliseconds
NOT_FROM_OUTSIDE = {"register_stub"}  # a register of our own, for the demo

UNITS = [
    *(" ", "\t", "\n", "\r\n", " \n", "\n ", "\xa0", "\u200d", "a", "a ", "A", "0", "0 ", "1.", "é", "_", "-", "--\n"),
    *("<", ">", "> ", ">\n", "\n>", "<a ", "< ", "<br ", '<br "', "<!--", "&", "&#", "</"),
    *('"', "'", '" ', "(", ")", "()", "[", ",", ", ", ";", "; ", ";a", ":", "/", "\\", "|", "+", "*", "."),
    *("=", "=?", "=?u?q?", "?=", "=?utf-8?q?a?= ", "@", "a@", "a@a ", "<a@a>", "Op ", "Op a schreef ", "Van: a\n", "Aan: a\n"),
]
"""What worst inputs are made of."""


def modules() -> Iterator[ModuleType]:
    yield plain_text
    for package in (mail, contacts, addresses):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            parts = found.name.split(".")
            if not {"migrations", "management", *NOT_FROM_OUTSIDE} & set(parts):
                yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[Any]]:
    """By the module that made it; one that is imported elsewhere is the same pattern."""
    found: dict[re.Pattern[Any], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            several = value if isinstance(value, (list, tuple)) else [value]
            for one in several:
                if isinstance(one, re.Pattern):
                    found.setdefault(one, f"{module.__name__}.{name}")
    return {name: pattern for pattern, name in found.items()}


def beginning(pattern: re.Pattern[Any]) -> str:
    """The signs with which it has to begin."""
    tree = _parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)
    literals = takewhile(lambda node: node[0] is _parser.LITERAL, tree)
    return "".join(chr(code) for _kind, code in literals)


def worst_inputs(pattern: re.Pattern[Any]) -> Iterator[str]:
    start = beginning(pattern)
    units = [*UNITS, *([start, f"{start} "] if start else [])]
    for unit in units:
        yield (unit * (LENGTH // len(unit) + 1))[:LENGTH]
    for unit in " ", "a", "0", '"', "<", "\n":
        yield start + unit * LENGTH + "\x01"


def look(pattern: re.Pattern[Any], told: Callable[[str], None]) -> None:
    for text in worst_inputs(pattern):
        told(repr(text[:40]))
        searched: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        for _found in pattern.finditer(searched):
            pass
        pattern.fullmatch(searched)


def first_that_is_too_slow(tasks: dict[str, Callable[[Callable[[str], None]], None]]) -> str:
    """In a process that the kernel ends; its last word says over what. Empty where it came to its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

        def tell(name: str, what: str) -> None:
            signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
            os.write(writing, f"{name} on {what}\n".encode())

        try:
            for name, task in tasks.items():
                tell(name, "")
                task(lambda what, name=name: tell(name, what))  # type: ignore[misc]
            os.write(writing, b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        said = lines.read().split("\n")
    os.waitpid(child, 0)
    return said[-2]


def test_every_pattern_looks_at_a_text_once() -> None:
    found = patterns()
    assert len(found) > 50
    tasks = {name: lambda told, one=one: look(one, told) for name, one in found.items()}
    assert first_that_is_too_slow(tasks) == ""
