"""Who may count on a scheme, and which question settles most: rules, without a database."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers.schemes.rules import (
    BOUGHT,
    CAPACITY,
    CATEGORY,
    CHOICES,
    LABEL,
    NO,
    WORKS,
    YEAR,
    YES,
    Compares,
    Rule,
    Span,
    Test,
    Verdict,
    answers_of,
    questions,
)

ASKED = ("works_not_started", "budget_meter", "cut_off")
WORDS = {
    CAPACITY: CHOICES[CAPACITY],
    CATEGORY: CHOICES[CATEGORY],
    LABEL: CHOICES[LABEL],
    WORKS: ("roof", "floor", "windows"),
    **dict.fromkeys(ASKED, (YES, NO)),
}


def one_test(fact: str, *values: Any, operator: Compares = Compares.IN) -> Test:
    return Test(fact, operator, values)


@st.composite
def comparisons(draw: st.DrawFn) -> Test:
    fact = draw(st.sampled_from([*WORDS, YEAR, BOUGHT]))
    if fact in WORDS:
        values = draw(st.lists(st.sampled_from(WORDS[fact]), min_size=1, max_size=2, unique=True))
        return Test(fact, draw(st.sampled_from([Compares.IN, Compares.NOT_IN])), tuple(values))
    bound = st.integers(1930, 2020) if fact == YEAR else st.dates(date(2015, 1, 1), date(2026, 1, 1))
    return Test(fact, draw(st.sampled_from([Compares.FROM, Compares.UNTIL])), (draw(bound),))


rules = st.lists(
    st.lists(st.lists(comparisons(), min_size=1, max_size=3).map(tuple), max_size=4).map(tuple),
    min_size=1,
    max_size=6,
).map(lambda found: [Rule(key, groups) for key, groups in enumerate(found)])


@st.composite
def known(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for fact, words in WORDS.items():
        if draw(st.booleans()):
            word = draw(st.sampled_from(words))
            found[fact] = frozenset({word}) if fact == WORKS else word
    if draw(st.booleans()):
        first = draw(st.integers(1930, 2020))
        found[YEAR] = Span(first, draw(st.sampled_from([None, first, first + 20])))
    return found


@given(rules, known())
@settings(max_examples=150, deadline=None)
def test_no_other_question_settles_more_than_the_first(found: list[Rule], told: dict[str, Any]) -> None:
    """Counted anew: of the rules that wait, those that wait for nothing more after each answer."""
    waiting = [one for one in found if one.open_facts(told)]
    asked = questions(found, told)
    assert {one.fact for one in asked} == {fact for one in waiting for fact in one.open_facts(told)}

    def settled(fact: str) -> Fraction:
        answers = answers_of(fact, waiting, told)
        each = [sum(not one.open_facts({**told, fact: answer}) for one in waiting) for answer in answers]
        return Fraction(sum(each), len(each))

    for other in asked[1:]:
        assert settled(asked[0].fact) >= settled(other.fact)


@given(rules, known(), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_settled_stays_so_whatever_is_answered(
    found: list[Rule], told: dict[str, Any], data: st.DataObject
) -> None:
    before = {one.key: one.verdict(told) for one in found if not one.open_facts(told)}
    for _turn in range(40):
        asked = questions(found, told)
        if not asked:
            break
        fact = asked[0].fact
        told = {**told, fact: data.draw(st.sampled_from(answers_of(fact, found, told)))}
    assert not questions(found, told), "each answer leaves less to ask"
    assert {one.key: one.verdict(told) for one in found if one.key in before} == before


def test_one_of_a_group_is_enough_and_every_group_must_hold() -> None:
    rule = Rule(
        1,
        (
            (one_test(CAPACITY, "owner_occupier", "co_owner"),),
            (one_test("budget_meter", YES), one_test(CATEGORY, "3", "4")),
            (one_test(YEAR, 2005, operator=Compares.UNTIL),),
        ),
    )
    assert rule.verdict({}) == Verdict.DEPENDS
    assert rule.open_facts({}) == [CAPACITY, "budget_meter", CATEGORY, YEAR]
    told: dict[str, Any] = {CAPACITY: "owner_occupier", CATEGORY: "4"}
    assert rule.open_facts(told) == [YEAR]
    assert rule.verdict(told | {YEAR: Span(None, 2005)}) == Verdict.YES
    assert rule.verdict(told | {YEAR: Span(2000, 2010)}) == Verdict.DEPENDS
    assert rule.verdict(told | {YEAR: Span(2006, None)}) == Verdict.NO
    assert rule.verdict({CAPACITY: "tenant"}) == Verdict.NO
    assert rule.open_facts({CAPACITY: "tenant"}) == []
    unconfirmed = Rule(1, rule.groups, is_confirmed=False)
    assert unconfirmed.verdict(told | {YEAR: Span(1960, 1960)}) == Verdict.DEPENDS
    assert unconfirmed.verdict({CAPACITY: "tenant"}) == Verdict.NO


@pytest.mark.parametrize("told", [{}, {YEAR: Span(1990, 2012)}])
def test_years_are_cut_where_rules_tell_them_apart(told: dict[str, Any]) -> None:
    found = [
        Rule(1, ((one_test(YEAR, 2005, operator=Compares.UNTIL),),)),
        Rule(2, ((one_test(YEAR, 2011, operator=Compares.UNTIL),),)),
    ]
    span = told.get(YEAR, Span())
    expected = [Span(span.lowest, 2005), Span(2006, 2011), Span(2012, span.highest)]
    assert answers_of(YEAR, found, told) == expected
