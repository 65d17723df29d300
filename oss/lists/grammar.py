"""How a filter is written in the URL: readable, and the same again when it is read.

    stage.in:request~handling          a condition: column, operator, values between tildes
    assignee.me                        an operator that needs no value
    any(street.contains:bruul,all(type.in:loan,opened_on.last:30))

A backslash goes before a sign of the grammar that stands in a value.
"""

from dataclasses import dataclass

DEEPEST = 4
MOST_CONDITIONS = 40
_SIGNS = "\\~,()"


class NotAFilter(Exception):  # noqa: N818 - reads as what it says
    """The text does not follow the grammar."""


@dataclass(frozen=True)
class WrittenCondition:
    column: str
    operator: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrittenGroup:
    """`connector` is "all" or "any"."""

    connector: str
    terms: "tuple[WrittenCondition | WrittenGroup, ...]"


Written = WrittenCondition | WrittenGroup


def write(term: Written) -> str:
    if isinstance(term, WrittenGroup):
        return f"{term.connector}({','.join(map(write, term.terms))})"
    values = "~".join("".join(f"\\{sign}" if sign in _SIGNS else sign for sign in one) for one in term.values)
    return f"{term.column}.{term.operator}" + (f":{values}" if term.values else "")


def read(text: str) -> Written:
    """Raises NotAFilter."""
    reader = _Reader(text)
    term = reader.term(1)
    if reader.position != len(text):
        raise NotAFilter(text)
    return term


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.conditions = 0

    def term(self, depth: int) -> Written:
        for connector in ("all", "any"):
            if self.text.startswith(f"{connector}(", self.position):
                return self.group(connector, depth)
        return self.condition()

    def group(self, connector: str, depth: int) -> WrittenGroup:
        if depth > DEEPEST:
            raise NotAFilter(self.text)
        self.position += len(connector)
        terms: list[Written] = []
        while not terms or self.next_is(","):
            self.position += 1  # the bracket, or the comma
            terms.append(self.term(depth + 1))
        if not self.next_is(")"):
            raise NotAFilter(self.text)
        self.position += 1
        return WrittenGroup(connector, tuple(terms))

    def condition(self) -> WrittenCondition:
        self.conditions += 1
        column, dot, rest = self.word(":,)").partition(".")
        if not (column and dot and rest) or self.conditions > MOST_CONDITIONS:
            raise NotAFilter(self.text)
        values: list[str] = []
        if self.next_is(":"):
            while self.next_is(":" if not values else "~"):
                self.position += 1
                values.append(self.value())
        return WrittenCondition(column, rest, tuple(values))

    def word(self, ends: str) -> str:
        start = self.position
        while self.position < len(self.text) and self.text[self.position] not in ends:
            self.position += 1
        return self.text[start : self.position]

    def value(self) -> str:
        found = []
        while self.position < len(self.text) and self.text[self.position] not in "~,()":
            if self.text[self.position] == "\\":
                self.position += 1
            if self.position == len(self.text):
                raise NotAFilter(self.text)
            found.append(self.text[self.position])
            self.position += 1
        return "".join(found)

    def next_is(self, sign: str) -> bool:
        return self.text.startswith(sign, self.position)
