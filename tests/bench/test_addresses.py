"""The benchmarks of addresses measure what they say, on a small register."""

import pytest

from bench.benchmarks import addresses as benchmarks
from bench.measuring import Result
from oss.addresses.models import Address, ImportRun


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmarks, "IMPORTED", 600)
    monkeypatch.setattr(benchmarks, "ALL_OF_FLANDERS", 600)
    every_tenth = benchmarks.read_queries()[::10]
    monkeypatch.setattr(benchmarks, "read_queries", lambda: every_tenth)


def has_all_figures(result: Result) -> bool:
    return bool(result.median and result.queries and result.ratio)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_importing_is_measured_with_and_without_a_difference() -> None:
    results = list(benchmarks.import_register())
    assert [has_all_figures(result) and result.memory is not None for result in results] == [True, True]
    first, again = ImportRun.objects.order_by("pk")
    assert (first.added, again.added, again.unchanged) == (600, 0, 600)
    assert not Address.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small")
def test_finding_is_measured_beside_one_question_and_leaves_no_addresses() -> None:
    [result] = benchmarks.find_addresses()
    assert has_all_figures(result)
    assert not Address.objects.exists()
