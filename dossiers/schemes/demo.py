"""Rights checks of the demo: a roof of which all is known, a check that reads otherwise by now, and a caller
of whom little is known yet."""

from typing import NamedTuple

from dossiers.forms.shared import HOUSEHOLD
from dossiers.models import Dossier
from dossiers.operations.editing import update_detail
from dossiers.schemes.check_models import NOT_KNOWN, RightsCheck
from dossiers.schemes.operations import answer, keep_check
from dossiers.schemes.rules import BOUGHT, CATEGORY, LABEL, LIVES_THERE, WORKS, YEAR
from oss.addresses.models import Dwelling
from oss.staff.models import User
from oss.staff.roles import Role


class _Case(NamedTuple):
    answers: tuple[tuple[str, str], ...]
    later_category: int | None = None
    """As the assessment notice said, after the check was kept."""


CASES = (
    _Case(
        (
            (CATEGORY, "4"),
            (YEAR, "1958"),
            (WORKS, "roof_sarking"),
            (LIVES_THERE, "yes"),
            ("connected_before_2006", "yes"),
            ("works_not_started", "yes"),
            ("no_running_loan", "yes"),
            ("no_older_energy_loan", "yes"),
        )
    ),
    _Case(((CATEGORY, "3"), (WORKS, "windows"), (LABEL, "E"), (BOUGHT, "2024-03-14")), later_category=2),
    _Case(((WORKS, "heat_pump_air_water"), (CATEGORY, NOT_KNOWN), (YEAR, "..2005"))),
)


def load_checks() -> None:
    """On open dossiers of people of whom the address is known, and the household not yet."""
    if RightsCheck.objects.exists():
        return
    desk = User.objects.with_role(Role.DESK).order_by("pk").first()
    open_ones = Dossier.objects.open().filter(type__in=("information", "advice"), site_address__isnull=False)
    asked = open_ones.filter(main_contact__capacity__code="owner_occupier", journey__household=None)
    described = Dwelling.objects.exclude(construction_year=None, deed_on=None).values("address")
    free = asked.exclude(site_address__in=described).order_by("journey_id", "pk").distinct("journey_id")
    if desk is None:
        return
    for case, dossier in zip(CASES, free[: len(CASES)], strict=False):
        _check(case, dossier, desk)


def _check(case: _Case, dossier: Dossier, desk: User) -> None:
    for fact, text in case.answers:
        answer(dossier, fact, text, by=desk)
    keep_check(dossier, by=desk)
    if case.later_category is not None:
        update_detail(dossier, HOUSEHOLD, by=desk, category=case.later_category, category_method="notice")
