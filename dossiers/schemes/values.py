"""What is written of a fact, and what it means: codes and names, years and days, one or from … until …."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Capacity, Topic
from dossiers.schemes.models import Comparison, ConditionFact, SchemeCondition, SchemeQuestion
from dossiers.schemes.rules import (
    BOUGHT,
    CAPACITY,
    CHOICES,
    NO,
    WORKS,
    YEAR,
    YES,
    Compares,
    Span,
    Test,
    Value,
)
from oss.addresses.models import Measure
from oss.addresses.models.construction import FIRST_YEAR, LAST_YEAR
from oss.core.dates import months_before, read_day, written
from oss.core.plain_text import inside_a_sentence

BETWEEN = ".."
YES_NO = {YES: gettext_lazy("yes"), NO: gettext_lazy("no")}
OLDEST = 1000
LONGEST_AGE = 3
"""In digits."""


class FactWords:
    """How codes read. Four queries, whatever is asked of it."""

    def __init__(self) -> None:
        capacities = dict(Capacity.objects.values_list("code", "name"))
        works = dict(Topic.objects.values_list("code", "name"))
        works |= {code: inside_a_sentence(name) for code, name in Measure.objects.values_list("code", "name")}
        asked = SchemeQuestion.objects.all()
        self.questions: dict[str, SchemeQuestion] = {one.code: one for one in asked}
        self._names: Mapping[str, Mapping[str, Any]] = {CAPACITY: capacities, WORKS: works}

    def of(self, fact: str, code: str) -> str:
        names = self._names.get(fact, {} if fact in CHOICES else YES_NO)
        return str(names.get(code, code))

    def codes(self, fact: str) -> Mapping[str, Any]:
        """All that can be written of a fact: code → name."""
        if fact in CHOICES and fact != CAPACITY:
            return {one: one for one in CHOICES[fact]}
        return self._names.get(fact, YES_NO)

    def label(self, fact: str) -> str:
        if fact in self.questions:
            return self.questions[fact].short
        return str(ConditionFact(fact).label) if fact in ConditionFact.values else fact

    def told(self, fact: str, value: Value) -> str:
        """A value as it is read: “eigenaar-bewoner”, “3”, “vóór 2006”."""
        if isinstance(value, Span):
            return told_span(value)
        codes = sorted(value) if isinstance(value, frozenset) else [value]
        return ", ".join(dict.fromkeys(self.of(fact, one) for one in codes))


def told_span(span: Span) -> str:
    low, high = _told(span.lowest), _told(span.highest)
    if span.lowest == span.highest:
        return low
    if span.lowest is None:
        return _("until %(last)s") % {"last": high}
    if span.highest is None:
        return _("from %(first)s on") % {"first": low}
    return _("from %(first)s until %(last)s") % {"first": low, "last": high}


def _told(bound: Any) -> str:
    return written(bound) if isinstance(bound, date) else str(bound)


def written_value(value: Value) -> str:
    """As it is kept and sent: “owner_occupier”, “..2005”, “2020-03-14..”."""
    if isinstance(value, Span):
        low, high = (_bound(one) for one in (value.lowest, value.highest))
        return low if low and low == high else f"{low}{BETWEEN}{high}"
    return ",".join(sorted(value)) if isinstance(value, frozenset) else value


def _bound(bound: Any) -> str:
    return "" if bound is None else bound.isoformat() if isinstance(bound, date) else str(bound)


def read_value(fact: str, text: str, codes: Iterable[str]) -> Value:
    """ValidationError for what is no value of that fact; `codes` are those it can have."""
    clean = text.strip()
    if fact in {YEAR, BOUGHT}:
        first, is_range, last = clean.partition(BETWEEN)
        low, high = read_bound(fact, first), read_bound(fact, last)
        span = Span(low, high if is_range else low)
        if span == Span() or (span.lowest and span.highest and span.lowest > span.highest):
            raise ValidationError(_("“%(text)s” is no period.") % {"text": clean})
        return span
    known, found = set(codes), [one.strip() for one in clean.split(",")]
    if not clean or not known.issuperset(found) or (fact != WORKS and len(found) > 1):
        raise ValidationError(_("“%(text)s” is none of the answers.") % {"text": clean})
    return frozenset(found) if fact == WORKS else found[0]


def read_bound(fact: str, text: str) -> Any:
    """A year or a day; None for an empty text."""
    if not text.strip():
        return None
    if fact == YEAR:
        if text.strip().isascii() and text.strip().isdecimal():
            year = int(text.strip()[:5])
            if FIRST_YEAR <= year <= LAST_YEAR:
                return year
        raise ValidationError(_("“%(text)s” is no year of four digits.") % {"text": text.strip()})
    day = read_day(text)
    if day is None or day.year < OLDEST:
        raise ValidationError(
            _("“%(text)s” is not a day: write it like 31/12/2026.") % {"text": text.strip()}
        )
    return day


def test_of(condition: SchemeCondition, *, on: date) -> Test:
    """`on`: the day from which an age is counted."""
    fact, values = condition.fact, tuple(condition.values)
    if condition.question is not None:
        return Test(condition.question.code, Compares.IN, values)
    if condition.comparison == Comparison.AGE:
        years = int(values[0])
        bound: Any = on.year - years if fact == YEAR else months_before(on, 12 * years)
        return Test(fact, Compares.UNTIL, (bound,))
    if fact in {YEAR, BOUGHT}:
        return Test(fact, Compares(condition.comparison), (read_bound(fact, values[0]),))
    return Test(fact, Compares(condition.comparison), values)


def condition_words(condition: SchemeCondition, words: FactWords) -> str:
    """What it asks, in a few words: those that were typed, or those of its values."""
    if condition.text:
        return condition.text
    if condition.question is not None:
        short = condition.question.short
        return short if condition.values == [YES] else _("not: %(condition)s") % {"condition": short}
    fact, comparison = condition.fact, condition.comparison
    values = [words.of(fact, one) for one in condition.values]
    told: dict[str, Any] = {"what": words.label(fact), "values": _or(values)}
    if comparison == Comparison.AGE:
        return _("%(what)s: at least %(values)s years ago") % told
    if fact in {YEAR, BOUGHT}:
        bound = read_bound(fact, condition.values[0])
        span = Span(bound, None) if comparison == Comparison.FROM else Span(None, bound)
        return f"{told['what']}: {told_span(span)}"
    if comparison == Comparison.NOT_IN:
        return _("%(what)s: not %(values)s") % told
    return f"{told['what']}: {told['values']}"


def _or(values: list[str]) -> str:
    values = list(dict.fromkeys(values))
    if len(values) == 1:
        return values[0]
    return _("%(some)s or %(last)s") % {"some": ", ".join(values[:-1]), "last": values[-1]}


def read_condition(fact: str, comparison: str, text: str, words: FactWords) -> list[str]:
    """The values as an administrator writes them, by name or code, with a comma between; ValidationError."""
    parts = [one.strip() for one in text.split(",") if one.strip()]
    if not parts:
        raise ValidationError(_("Write at least one value."))
    one_number = comparison == Comparison.AGE
    if fact in {YEAR, BOUGHT}:
        if comparison in {Comparison.IN, Comparison.NOT_IN} or len(parts) > 1:
            raise ValidationError(_("A year or a day is compared with one value: from, until or years ago."))
        if one_number:
            if not (parts[0].isascii() and parts[0].isdecimal() and len(parts[0]) <= LONGEST_AGE):
                raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": parts[0]})
            return parts
        return [_bound(read_bound(fact, parts[0]))]
    if comparison not in {Comparison.IN, Comparison.NOT_IN}:
        raise ValidationError(_("This is compared with a list: is one of, or is none of."))
    names = words.codes(fact)
    by_name = {str(name).casefold(): code for code, name in names.items()}
    found = []
    for part in parts:
        code = part if part in names else by_name.get(part.casefold())
        if code is None or (fact == CAPACITY and code not in CHOICES[CAPACITY]):
            known = [str(names.get(one, one)) for one in (CHOICES[CAPACITY] if fact == CAPACITY else names)]
            raise ValidationError(
                _("“%(text)s” is not known here: write some of %(known)s.")
                % {"text": part, "known": ", ".join(dict.fromkeys(known))}
            )
        found.append(code)
    return found
