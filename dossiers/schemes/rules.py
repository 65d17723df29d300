"""Who may count on a scheme: rules over what is known, and what to ask next. Without a database.

A rule is a row of groups that all must hold; of the tests in one group one is enough. What is not known
neither holds nor fails. A value is a word (`owner_occupier`, `3`, `yes`), a set of words of which one is
enough (works), or a `Span` of years or days, as far as it is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from oss.addresses.epc import LABELS

CAPACITY, LIVES_THERE, CATEGORY, YEAR, LABEL, BOUGHT, WORKS = (
    *("capacity", "lives_there", "category", "construction_year", "label", "bought_on", "works"),
)
FACTS = (CAPACITY, LIVES_THERE, CATEGORY, YEAR, LABEL, BOUGHT, WORKS)
"""In the order in which a colleague asks them. Any other fact is the code of a question: yes or no."""
CAPACITIES = ("owner_occupier", "owner_landlord", "co_owner", "tenant", "future_buyer", "usufructuary", "vme")
YES, NO = "yes", "no"
CHOICES: Mapping[str, tuple[str, ...]] = {
    CAPACITY: CAPACITIES,
    CATEGORY: ("4", "3", "2", "1"),
    LABEL: LABELS,
}
"""What can be answered; a question knows yes and no."""


class Compares(StrEnum):
    IN = "in"
    NOT_IN = "not_in"
    FROM = "from"
    UNTIL = "until"


class Verdict(StrEnum):
    YES = "yes"
    DEPENDS = "depends"
    NO = "no"


@dataclass(frozen=True)
class Span:
    """Of whole years or of days, both ends included; without an end where that is not known."""

    lowest: Any = None
    highest: Any = None


Value = str | frozenset[str] | Span
Known = Mapping[str, Value]


@dataclass(frozen=True)
class Test:
    """Of one fact. `values` are words, or one bound."""

    __test__ = False  # no test of pytest

    fact: str
    operator: Compares
    values: tuple[Any, ...]

    def outcome(self, known: Known) -> bool | None:
        value = known.get(self.fact)
        if value is None:
            return None
        if isinstance(value, Span):
            return _within(value, self.operator, self.values[0])
        found = value if isinstance(value, frozenset) else {value}
        return bool(found & set(self.values)) is (self.operator == Compares.IN)


def _within(span: Span, operator: Compares, bound: Any) -> bool | None:
    if operator == Compares.FROM:
        if span.lowest is not None and span.lowest >= bound:
            return True
        return False if span.highest is not None and span.highest < bound else None
    if span.highest is not None and span.highest <= bound:
        return True
    return False if span.lowest is not None and span.lowest > bound else None


def any_of(outcomes: Iterable[bool | None]) -> bool | None:
    found = set(outcomes)
    return True if True in found else None if None in found else False


@dataclass(frozen=True)
class Rule:
    """Of the scheme `key`. `is_confirmed`: nothing but facts about the client is still open."""

    key: int
    groups: tuple[tuple[Test, ...], ...]
    is_confirmed: bool = True

    def outcomes(self, known: Known) -> list[bool | None]:
        return [any_of(test.outcome(known) for test in group) for group in self.groups]

    def verdict(self, known: Known) -> Verdict:
        """What nobody confirmed can be a no, and never a yes."""
        found = self.outcomes(known)
        if False in found:
            return Verdict.NO
        return Verdict.YES if self.is_confirmed and None not in found else Verdict.DEPENDS

    def open_facts(self, known: Known) -> list[str]:
        """On which the verdict still depends; empty where it is settled."""
        found = self.outcomes(known)
        if False in found:
            return []
        waiting = (group for group, outcome in zip(self.groups, found, strict=True) if outcome is None)
        facts = (test.fact for group in waiting for test in group if test.outcome(known) is None)
        return list(dict.fromkeys(facts))


@dataclass(frozen=True)
class NextQuestion:
    """`settles`: how many schemes an answer settles, on average; `asked_by`: which depend on it."""

    fact: str
    settles: Fraction
    asked_by: tuple[int, ...]


def questions(rules: Sequence[Rule], known: Known) -> list[NextQuestion]:
    """What is still to be asked, first what settles most; among equals what most schemes ask."""
    asked: dict[str, list[int]] = {}
    for rule in rules:
        for fact in rule.open_facts(known):
            asked.setdefault(fact, []).append(rule.key)
    found = [NextQuestion(fact, settles(fact, rules, known), tuple(keys)) for fact, keys in asked.items()]
    return sorted(found, key=lambda one: (-one.settles, -len(one.asked_by), _place(one.fact), one.fact))


def _place(fact: str) -> int:
    return FACTS.index(fact) if fact in FACTS else len(FACTS)


def settles(fact: str, rules: Sequence[Rule], known: Known) -> Fraction:
    """How many rules that are open now are settled once it is answered, on average over its answers."""
    waiting = [rule for rule in rules if rule.open_facts(known)]
    answers = answers_of(fact, waiting, known)
    settled = sum(not rule.open_facts({**known, fact: one}) for one in answers for rule in waiting)
    return Fraction(settled, len(answers)) if answers else Fraction(0)


def answers_of(fact: str, rules: Iterable[Rule], known: Known) -> list[Value]:
    """All that can be answered, as far as these rules tell it apart; bounds cut years and days in spans."""
    tests = [test for rule in rules for group in rule.groups for test in group if test.fact == fact]
    if fact == WORKS:
        return [frozenset({one}) for one in dict.fromkeys(word for test in tests for word in test.values)]
    if fact in {YEAR, BOUGHT}:
        return list(_spans(fact, tests, known.get(fact)))
    return list(CHOICES.get(fact, (YES, NO)))


def _spans(fact: str, tests: Iterable[Test], known: Value | None) -> Iterable[Span]:
    """Between the first values after a bound, within what is known of it."""
    within = known if isinstance(known, Span) else Span()
    starts = {
        test.values[0] if test.operator == Compares.FROM else after(fact, test.values[0]) for test in tests
    }
    cuts = sorted(
        one
        for one in starts
        if (within.lowest is None or one > within.lowest)
        and (within.highest is None or one <= within.highest)
    )
    for low, high in zip([within.lowest, *cuts], [*cuts, None], strict=True):
        yield Span(low, within.highest if high is None else before(fact, high))


def after(fact: str, value: Any) -> Any:
    """The next year or day."""
    return value + 1 if fact == YEAR else value.fromordinal(value.toordinal() + 1)


def before(fact: str, value: Any) -> Any:
    return value - 1 if fact == YEAR else value.fromordinal(value.toordinal() - 1)
