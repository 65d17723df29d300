"""Referrals: to an organisation or a queue of ours, followed up by a request, closed by an outcome."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dossiers.models import (
    Dossier,
    Reason,
    ReasonKind,
    Referral,
    ReferralOutcome,
    ReferralProduct,
    ReferralWay,
)
from dossiers.operations.activation import deactivate
from dossiers.operations.opening import Opening, open_dossier
from dossiers.operations.referring import change_referral, refer, remove_referral
from dossiers.summary import drawn_summary
from oss.contacts.factories import OrganisationFactory
from oss.contacts.models import Organisation
from oss.core.conflicts import Conflict
from oss.core.models import DatedValue
from oss.core.refusal import Refused
from oss.queues.models import Queue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from oss.timeline.operations import answer_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def ocmw() -> Organisation:
    return OrganisationFactory.create(name="OCMW Mechelen")


@pytest.fixture
def support(db: None) -> ReferralProduct:
    return ReferralProduct.objects.get(code="social_support")


@pytest.fixture
def referral(dossier: Dossier, ocmw: Organisation, support: ReferralProduct, lotte: User) -> Referral:
    return refer(dossier, by=lotte, product=support, organisation=ocmw)


def sent(page: Any, **typed: str) -> dict[str, str]:
    data = {}
    for field in page.context["form"]:
        value = field.value()
        data[field.html_name] = str(typed.get(field.name, "" if value in (None, False) else value))
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = "" if field.initial is None else str(field.initial)
    return data


def test_a_client_is_referred_to_an_organisation_and_the_outcome_is_expected_in_two_weeks(
    dossier: Dossier, ocmw: Organisation, support: ReferralProduct, desk: Client, lotte: User
) -> None:
    tab = f"/dossiers/{dossier.number}/?tab=info"
    url = reverse("referral_new", args=[dossier.number])
    assert url in desk.get(tab).text
    today = timezone.localdate()
    warm = {"product": str(support.pk), "organisation": str(ocmw.pk), "way": "warm", "client_told": "on"}
    page = desk.get(url)
    assert "mag mijn naam, contactgegevens en vraag doorgeven" in page.text
    refused = desk.post(url, sent(page, **warm))
    assert refused.status_code == 422
    assert "Zonder toestemming" in refused.text
    shown = desk.post(url, sent(page, **warm, consent_on=f"{today}"), follow=True).text
    assert "OCMW Mechelen" in shown
    assert f"tegen {today + timedelta(days=14):%d/%m/%Y}" in shown
    referral = dossier.referrals.get()
    assert (referral.consent_on, referral.consent_text_from) == (today, date(2026, 1, 1))
    request = referral.activity
    assert (request.asked_of, request.asked_on, request.assignee) == (ocmw, today, lotte)
    assert dossier.case_file.events.filter(kind="dossier_referred").count() == 1


def test_a_queue_of_ours_gets_a_task(dossier: Dossier, lotte: User) -> None:
    queue = Queue.objects.get(slug="loans")
    loan = ReferralProduct.objects.get(code="loan")
    referral = refer(dossier, by=lotte, product=loan, queue=queue, way=ReferralWay.WARM)
    item = queue.items.get()
    assert (item.activity, item.case_file) == (referral.activity, dossier.case_file)
    assert referral.to == str(queue)
    remove_referral(referral, by=lotte)
    assert Activity.objects.get(pk=referral.activity_id).done_at is not None


def test_the_outcome_closes_the_request_and_without_one_it_waits_again(
    referral: Referral, lotte: User
) -> None:
    change_referral(referral, by=lotte, outcome=ReferralOutcome.NOT_REACHED)
    request = Activity.objects.get(pk=referral.activity_id)
    assert (request.answer, request.answered_on) == ("niet bereikt", timezone.localdate())
    change_referral(referral, by=lotte, outcome="")
    assert Activity.objects.get(pk=referral.activity_id).done_at is None
    answer_request(request, by=lotte, answer="Afspraak op dinsdag")
    change_referral(referral, by=lotte, outcome=ReferralOutcome.HELPED)
    assert Activity.objects.get(pk=referral.activity_id).answer == "Afspraak op dinsdag"


def test_consent_keeps_to_which_text_it_was_given(referral: Referral, lotte: User) -> None:
    DatedValue.objects.create(
        parameter="referral_consent", valid_from=date(2026, 6, 1), value="Nieuwe tekst", source="DPO"
    )
    for day, version in ((date(2026, 5, 31), date(2026, 1, 1)), (date(2026, 6, 1), date(2026, 6, 1))):
        assert change_referral(referral, by=lotte, consent_on=day).consent_text_from == version
    for wrong in (date(2025, 12, 31), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(ValidationError):
            change_referral(referral, by=lotte, consent_on=wrong)


def test_it_goes_to_one_and_not_without_consent(
    dossier: Dossier, ocmw: Organisation, support: ReferralProduct, referral: Referral, lotte: User
) -> None:
    queue = Queue.objects.get(slug="loans")
    for wrong in ({}, {"organisation": ocmw, "queue": queue}, {"organisation": ocmw, "way": "warm"}):
        with pytest.raises(ValidationError):
            refer(dossier, by=lotte, product=support, **wrong)
    assert Activity.objects.count() == 1
    for wrong in ({"way": "warm"}, {"consent_on": date(2026, 6, 1)}, {"outcome": "gone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.filter(pk=referral.pk).update(**wrong)


def test_it_is_changed_by_two_and_removed_as_a_mistake(
    dossier: Dossier, referral: Referral, desk: Client, lotte: User
) -> None:
    url = reverse("referral", args=[dossier.number, referral.pk])
    page = desk.get(url)
    with pytest.raises(Conflict):
        change_referral(referral, by=lotte, seen={"outcome": "helped"}, outcome="unknown")
    change_referral(referral, by=lotte, client_told=True)
    told = desk.post(url, {**sent(page), "remove": "1", "seen": page.context["removable"]}, follow=True)
    assert "Lotte Peeters wijzigde dit" in told.text
    page = desk.get(url)
    desk.post(url, {**sent(page), "remove": "1", "seen": page.context["removable"]})
    assert not dossier.referrals.exists()
    assert not Activity.objects.exists()
    assert dossier.case_file.events.filter(kind="referral_removed").exists()


def test_the_summary_tells_it(
    dossier: Dossier, referral: Referral, lotte: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossiers.summary.render_pdf", render_to_string)
    assert "OCMW Mechelen" in drawn_summary(dossier, lotte)


def test_nobody_refers_from_a_deactivated_dossier_nor_the_auditor(
    dossier: Dossier,
    referral: Referral,
    ocmw: Organisation,
    support: ReferralProduct,
    lotte: User,
    user_with: Callable[..., User],
) -> None:
    with pytest.raises(Refused):
        refer(dossier, by=user_with(Role.AUDITOR), product=support, organisation=ocmw)
    deactivate(dossier, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0])
    for refused in (
        lambda: refer(dossier, by=lotte, product=support, organisation=ocmw),
        lambda: change_referral(referral, by=lotte, outcome="helped"),
        lambda: remove_referral(referral, by=lotte),
    ):
        with pytest.raises(Refused):
            refused()


# --- What follows ---------------------------------------------------------------------------------


def test_a_referral_to_a_service_of_ours_proposes_the_dossier_that_follows(
    desk: Client, dossier: Dossier, ocmw: Organisation, lotte: User
) -> None:
    advice = ReferralProduct.objects.get(code="advice")
    page = reverse("dossier", args=[dossier.number])
    refer(dossier, by=lotte, product=advice, organisation=ocmw)
    assert "Volgend dossier: Renovatieadvies" not in desk.get(page, {"tab": "info"}).content.decode()
    refer(dossier, by=lotte, product=advice, queue=Queue.objects.visible_to(lotte).active().first())
    html = desk.get(page, {"tab": "info"}).content.decode()
    assert "Volgend dossier: Renovatieadvies" in html
    url = reverse("dossier_new", query={"on": dossier.journey.number, "subtype": advice.opens_id})
    assert url.replace("&", "&amp;") in html
    opened = advice.opens
    assert opened is not None
    open_dossier(Opening(subtype=opened, journey=dossier.journey), by=lotte)
    assert "Volgend dossier: Renovatieadvies" not in desk.get(page, {"tab": "info"}).content.decode()


def test_a_product_whose_dossiers_cannot_be_opened_yet_proposes_nothing(
    desk: Client, dossier: Dossier, lotte: User
) -> None:
    product = ReferralProduct.objects.get(code="advice")
    product.opens.profile = ""
    product.opens.save()
    refer(dossier, by=lotte, product=product, queue=Queue.objects.visible_to(lotte).active().first())
    page = reverse("dossier", args=[dossier.number])
    assert "Volgend dossier:" not in desk.get(page, {"tab": "info"}).content.decode()
