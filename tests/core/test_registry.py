from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from oss.core import registry
from oss.core.registry import Offer, offer, offered


@dataclass(frozen=True)
class Number(Offer):
    value: int


@dataclass(frozen=True)
class PrimeNumber(Number):
    """Another kind, though it is made like the first."""


@pytest.fixture(autouse=True)
def _taken_back() -> Iterator[None]:
    yield
    for kind in (Number, PrimeNumber):
        registry._offered.pop(kind, None)


def test_offers_come_back_by_name_in_the_order_in_which_they_were_made() -> None:
    two, one = Number("two", 2), Number("one", 1)
    offer(two, one)
    assert list(offered(Number).values()) == [two, one]
    assert offered(Number).get("one") is one
    assert offered(Number).get("three") is None


def test_each_kind_stands_by_itself() -> None:
    offer(Number("two", 2), PrimeNumber("two", 2))
    assert list(offered(Number).values()) == [Number("two", 2)]
    assert list(offered(PrimeNumber).values()) == [PrimeNumber("two", 2)]


def test_a_name_that_is_offered_twice_raises() -> None:
    offer(Number("one", 1))
    with pytest.raises(ValueError, match="Number 'one' is offered twice"):
        offer(Number("one", 1))
