"""The one list of measures: what ships comes once, and stays as the administrator left it."""

import pytest

from oss.addresses.models import Measure, MeasureKind
from oss.addresses.reference import load_measures

pytestmark = pytest.mark.django_db


def test_what_ships_comes_once_and_stays_as_the_administrator_left_it() -> None:
    roof = Measure.objects.get(code="flat_roof")
    Measure.objects.filter(pk=roof.pk).update(name="Plat dak isoleren", is_active=False, position=99)
    assert load_measures() == 0
    roof.refresh_from_db()
    assert (roof.name, roof.is_active, roof.position) == ("Plat dak isoleren", False, 99)


def test_a_work_has_a_unit_to_count_it_by_and_a_study_has_none() -> None:
    without = Measure.objects.filter(kind=MeasureKind.WORK, unit="")
    assert [one.code for one in without] == ["other_work"]  # which may be anything
    assert not Measure.objects.filter(kind=MeasureKind.STUDY).exclude(unit="").exists()
