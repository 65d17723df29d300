"""A premium and the page of budgets ask as many questions for many rows as for one."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dossiers.checklist.operations import add_paper
from dossiers.models import Dossier
from dossiers.types.grant.operations import add_owner, confirm_decision, pick_works, withdraw_decision
from dossiers.works.models import Invoice
from dossiers.works.operations import add_work
from oss.addresses.models import Measure
from oss.documents.models import DocumentKind
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.granted import now, proposed, to_decide

TABS = ("grant_request", "grant_handling", "grant_decision", "grant_payment", "files")
MOST = 75


@pytest.fixture
def karim(user_with: Callable[..., User]) -> User:
    return user_with(Role.FINANCIAL_ADVISER)


def fill(dossier: Dossier, by: User, how_many: int) -> None:
    griet = UserFactory.create(roles=[Role.COORDINATOR])
    kinds = DocumentKind.objects.exclude(pk__in=dossier.asked_papers.values("kind"))
    assert dossier.site_address is not None
    for _number, kind in zip(range(how_many), kinds, strict=False):
        measure = Measure.objects.get(code="green_roof")
        work = add_work(dossier.site_address, measure, by=None, quantity=Decimal(9))
        Invoice.objects.create(work=work, dated_on=timezone.localdate(), amount_incl=Decimal(900))
        pick_works(now(dossier), [work], by=by)
        add_paper(now(dossier), kind, by=by)
        add_owner(now(dossier), by=by, lot=f"A{work.pk}", shares=1)
        decision = confirm_decision(proposed(dossier, by), by=griet)
        withdraw_decision(decision, by=griet, because="opnieuw")


def test_a_premium(karim: User, client_of: Callable[[User], Client]) -> None:
    desk, dossier = client_of(karim), to_decide(karim)

    def queries(url: str) -> int:
        desk.get(url)  # what is asked once and kept
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(url).status_code == 200
        return sum("django_session" not in one["sql"] for one in captured.captured_queries)

    urls = [f"/dossiers/{dossier.number}/?tab={tab}" for tab in TABS] + ["/grants/budget/"]
    fill(dossier, karim, 1)
    ones = {url: queries(url) for url in urls}
    fill(dossier, karim, 5)
    for _number in range(3):
        to_decide(karim)
    assert {url: queries(url) for url in urls} == ones
    assert max(ones.values()) <= MOST, ones
