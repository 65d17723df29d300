"""Reading what comes from outside costs time by its length: no pattern looks at the same text over and over.

Each pattern of the packages that meet outside text finds itself in this test. One that is linear needs some
milliseconds of processor for what stands here. One that is not needs many seconds, and the kernel ends the
process that tries it long before: how busy the machine is makes no difference.
"""

import ast
import importlib
import os
import pkgutil
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice, takewhile
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from oss import addresses, contacts, mail
from oss.addresses import notation
from oss.contacts import channels, enterprise_number, matching, person_names
from oss.core import plain_text
from oss.mail import address_lines, charsets, flowed, headers, mending, quoting, sanitise, transfer
from oss.mail.parse import parse

LENGTH = 100_000
MOST_SECONDS = 2  # of processor, for what takes milliseconds
MOST_SECONDS_OF_READER = 15  # for what takes tenths of one
MOST_FOUND = 10_000
MANY = 50  # times

UNITS = [
    *(" ", "\n", " \n", "a", "a ", "0", "1.", "_", "-", "<", "> ", "<a ", '<br "', '"', "(", ",", "\\"),
    *("=?u?q?", "a@", "<a@a>", "Op a schreef ", "Van: a\n"),
]
"""What worst inputs are made of."""


def modules() -> Iterator[ModuleType]:
    yield plain_text
    for package in (mail, contacts, addresses):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            parts = found.name.split(".")
            if not {"migrations", "management"} & set(parts):
                yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[Any]]:
    """By the module that made it: its attributes, and what it gives to `re.sub` and the like."""
    found: dict[re.Pattern[Any], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            several = value if isinstance(value, (list, tuple)) else [value]
            for one in several:
                if isinstance(one, re.Pattern):
                    found.setdefault(one, f"{module.__name__}.{name}")
        for line, written in inline(module):
            found.setdefault(re.compile(written), f"{module.__name__}:{line}")
    return {name: pattern for pattern, name in found.items() if repeats(parsed(pattern))}


def inline(module: ModuleType) -> Iterator[tuple[int, Any]]:
    tree = ast.parse(Path(module.__file__ or "").read_text())
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[first, *_]) if (
                name not in {"compile", "escape"}
            ):
                assert isinstance(first, ast.Constant), f"{module.__name__}:{node.lineno} is no plain pattern"
                yield node.lineno, first.value


def repeats(tree: Any) -> bool:
    """Whether anything in it may stand there without end, or nearly; others cost no more than themselves."""
    match tree:
        case (_parser.MAX_REPEAT | _parser.MIN_REPEAT | _parser.POSSESSIVE_REPEAT, (_least, most, inner)):
            return most > MANY or repeats(inner)
        case list() | tuple() | _parser.SubPattern():
            return any(repeats(one) for one in tree)
        case _:
            return False


def parsed(pattern: re.Pattern[Any]) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags & re.VERBOSE)


def beginning(pattern: re.Pattern[Any]) -> str:
    """The signs with which it has to begin."""
    literals = takewhile(lambda node: node[0] is _parser.LITERAL, parsed(pattern))
    return "".join(chr(code) for _kind, code in literals)


def worst_inputs(pattern: re.Pattern[Any]) -> Iterator[str]:
    start = beginning(pattern)
    units = [*UNITS, *([start, f"{start} "] if start else [])]
    for unit in units:
        yield (unit * (LENGTH // len(unit) + 1))[:LENGTH] + "\x01"
    for unit in (" ", "a", "0", '"') if start else ():
        yield start + unit * LENGTH + "\x01"


def look(pattern: re.Pattern[Any], told: Callable[[str], None]) -> None:
    for text in worst_inputs(pattern):
        told(repr(text[:40]))
        searched: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
        deque(islice(pattern.finditer(searched), MOST_FOUND), maxlen=0)
        pattern.fullmatch(searched)


def first_that_is_too_slow(
    tasks: dict[str, Callable[[Callable[[str], None]], None]], seconds: int = MOST_SECONDS
) -> str:
    """In a process that the kernel ends; its last word says over what. Empty where it came to its end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

        def tell(name: str, what: str) -> None:
            signal.setitimer(signal.ITIMER_PROF, seconds)
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


def test_a_pattern_that_looks_again_and_again_is_told() -> None:
    slow = re.compile(r"[ \t]+\n")
    assert first_that_is_too_slow({"blanks": lambda told: look(slow, told)}).startswith("blanks on '   ")


# --- Loops ---------------------------------------------------------------------------------------

SHORT_UNITS = [" ", "a ", "<", "> a\n", '"', ",", ";a=", "=?u?q?a?= ", "<a@a> "]


def refusing(function: Callable[[str], object]) -> Callable[[str], None]:
    def call(text: str) -> None:
        with suppress(ValidationError):
            function(text)

    return call


READERS: dict[str, Callable[[str], object]] = {
    "visible": plain_text.visible,
    "one_line": plain_text.one_line,
    "header text": headers.text,
    "header parameters": lambda text: headers.parameters(f"text/plain; {text}"),
    "header addresses": address_lines.addresses,
    "message ids": headers.message_ids,
    "date": headers.date,
    "decode": lambda text: charsets.decode(text.encode() + b"\xff"),
    "base64": lambda text: transfer.words_from_base64(text.encode(), ""),
    "quoted-printable": lambda text: transfer.from_quoted_printable(text.encode()),
    "flowed": lambda text: flowed.unflowed(text, delete_space=True),
    "mended": lambda text: mending.mended(text.encode()),
    "segments": quoting.segments,
    "sanitised": lambda text: sanitise.html_to_text(sanitise.sanitise(f"<p {text}>{text}")),
    "crude text": sanitise.crude_text,
    "address": notation.read,
    "box": refusing(notation.read_box),
    "phone": refusing(channels.read_phone),
    "phones": refusing(channels.split_phones),
    "mails": refusing(channels.split_mails),
    "whom to find": matching.read,
    "name of a person": person_names.split_name,
    "enterprise number": refusing(enterprise_number.read),
}


def read_all(reader: Callable[[str], object], told: Callable[[str], None]) -> None:
    for unit in SHORT_UNITS:
        told(repr(unit))
        reader((unit * (LENGTH // len(unit) + 1))[:LENGTH])


def test_every_reader_goes_through_a_text_once() -> None:
    tasks = {name: lambda told, one=one: read_all(one, told) for name, one in READERS.items()}
    assert first_that_is_too_slow(tasks, MOST_SECONDS_OF_READER) == ""


HEAD = b"From: a@x.example\r\nSubject: "
HTML = b"From: a@x.example\r\nContent-Type: text/html\r\n\r\n"
MAILS = {
    "encoded words": HEAD + b"=?utf-8?q?a?= " * 40_000 + b"\r\n\r\nx",
    "encoded words in pieces": HEAD + b"=?utf-8?q?=C3?==?utf-8?q?=A9?=\r\n " * 20_000 + b"\r\n\r\nx",
    "signs of a tag": HEAD + b"x\r\n\r\n" + b"<" * 1_000_000,
    "signs of a tag in HTML": HTML + b"<" * 250_000,
    "tags without end": HTML + b'<a "' * 50_000,
    "quoted lines": HEAD + b"x\r\n\r\n" + b"> een geciteerde regel\r\n" * 100_000,
    "quoted lines between others": HEAD + b"x\r\n\r\n" + b"een\r\n\r\n> twee\r\n\r\n" * 50_000,
    "blanks in the header": HEAD + b" " * 500_000 + b"x\r\n\r\nx",
    "blanks in the text": HEAD + b"x\r\n\r\n" + b" " * 1_000_000 + b"x",
    "fields": HEAD + b"x\r\n" + b"X-A: b\r\n" * 50_000 + b"\r\nx",
    "lines of a header": HEAD + b"x\r\n" * 50_000 + b"Date: x\r\n\r\nx",
    "parameters": b"From: a@x\r\nContent-Type: text/plain" + b"; a*0*=b" * 50_000 + b"\r\n\r\nx",
    "recipients": b"From: a@x\r\nTo: " + b'"a, b" <a@b>, ' * 20_000 + b"\r\n\r\nx",
}


@pytest.mark.parametrize("name", MAILS)
def test_the_worst_of_mails_are_read(name: str) -> None:
    def read(told: Callable[[str], None]) -> None:
        mail = parse(MAILS[name])
        quoting.segments(mail.text)
        told(str(mail.problem))

    assert first_that_is_too_slow({name: read}, MOST_SECONDS_OF_READER) == ""
