"""A subtype without a profile, or with one of another type: refused in the admin, shut at every gate."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from dossiers.factories import answer, information_dossier
from dossiers.flows.bar import process_bar_of
from dossiers.flows.profiles import openable_subtypes, parts_of
from dossiers.models import Dossier, Subtype
from dossiers.operations import stages
from dossiers.operations.editing import update_detail, update_dossier
from dossiers.operations.opening import Opening, open_dossier, open_dossier_from_item
from oss.core.refusal import Refused
from oss.mail.factories import File
from oss.staff.models import User
from oss.staff.roles import Role
from tests.mails import receive_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def femke(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.ADMINISTRATOR))


def save(femke: Client, subtype: Subtype, **changes: str) -> str:
    """The page that answers: the errors, or what was said after saving."""
    fields = ("name", "type", "phase", "profile", "position")
    typed = {name: str(getattr(subtype, name)) for name in fields} | {"is_active": "on"} | changes
    answered = femke.post(f"/admin/dossiers/subtype/{subtype.pk}/change/", typed, follow=True)
    return answered.content.decode()


def test_the_admin_offers_the_profiles_and_refuses_any_other(femke: Client) -> None:
    subtype = Subtype.objects.get(code="loan_verbouwlening")
    subtype.profile = ""
    subtype.save()
    page = femke.get(f"/admin/dossiers/subtype/{subtype.pk}/change/").content.decode()
    assert '<select name="profile"' in page
    assert "Interesse in een renovatiemasterplan" in page
    assert "Er is geen profiel ‘informatoin’" in save(femke, subtype, profile="informatoin")
    assert "hoort bij ‘Informatie’" in save(femke, subtype, profile="information")
    subtype.refresh_from_db()
    assert subtype.profile == ""
    assert "tot het een profiel heeft" in save(femke, subtype)


def test_a_subtype_with_dossiers_keeps_its_type(femke: Client, dossier: Dossier) -> None:
    assert "het type blijft" in save(femke, dossier.subtype, type="advice", profile="")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_subtype SET type = 'advice' WHERE id = %s", [dossier.subtype_id])


def test_no_subtype_without_a_profile_of_its_type_is_opened(
    lotte: User, client_of: Callable[..., Client]
) -> None:
    for code, profile in (
        ("loan_verbouwlening", "information"),
        ("information_technical_question", "informatoin"),
    ):
        Subtype.objects.filter(code=code).update(profile=profile)
        subtype = Subtype.objects.get(code=code)
        with pytest.raises(Refused):
            open_dossier(Opening(subtype=subtype), by=lotte)
        form = client_of(lotte).get("/dossiers/new/").context["form"]
        assert subtype not in form.fields["subtype"].queryset
    assert not Dossier.objects.exists()


def test_no_subtype_that_is_deactivated_is_offered(lotte: User, client_of: Callable[..., Client]) -> None:
    for active in (True, False):
        Subtype.objects.filter(code="information_technical_question").update(is_active=active)
        offered = client_of(lotte).get("/dossiers/new/").context["form"].fields["subtype"].queryset
        assert offered.filter(code="information_technical_question").exists() is active


def test_a_dossier_whose_subtype_says_nothing_passes_no_gate_and_says_why(lotte: User) -> None:
    for profile in ("", "informatoin"):
        dossier = information_dossier(by=lotte)
        answer(dossier, by=lotte)
        Subtype.objects.filter(pk=dossier.subtype_id).update(profile=profile)
        dossier = Dossier.objects.get(pk=dossier.pk)
        for step in (stages.advance, stages.save_and_complete):
            with pytest.raises(stages.Incomplete, match=r"Profiel van subtype ‘Informatievraag’.*beheerder"):
                step(dossier, by=lotte)
        (gap,) = process_bar_of(dossier, lotte).missing
        assert "tab=request" in gap.url
        Subtype.objects.filter(pk=dossier.subtype_id).update(profile="information")
        stages.save_and_complete(Dossier.objects.get(pk=dossier.pk), by=lotte)


def test_a_dossier_without_a_subtype_passes_no_later_gate_either(lotte: User, dossier: Dossier) -> None:
    answer(dossier, by=lotte)
    stages.advance(dossier, by=lotte)
    update_dossier(dossier, by=lotte, subtype=None)
    with pytest.raises(stages.Incomplete, match="Subtype"):
        stages.complete(dossier, by=lotte)


def test_a_dossier_without_the_fields_of_its_subtype_passes_no_gate_either(
    lotte: User, dossier: Dossier
) -> None:
    answer(dossier, by=lotte)
    dossier.information.delete()
    with pytest.raises(stages.Incomplete, match="Antwoord"):
        stages.save_and_complete(Dossier.objects.get(pk=dossier.pk), by=lotte)


def test_the_release_names_what_was_written_past_the_admin(capsys: pytest.CaptureFixture[str]) -> None:
    Subtype.objects.filter(code="loan_verbouwlening").update(profile="information")
    call_command("check", "--tag", "database", "--database", "default")
    assert "Mijn VerbouwLening" in capsys.readouterr().err


def test_who_may_only_look_opens_a_subtype(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = f"/admin/dossiers/subtype/{Subtype.objects.get(code='loan_verbouwlening').pk}/change/"
    assert client_of(user_with(Role.COORDINATOR)).get(page).status_code == 200


TOLD: dict[str, dict[str, object]] = {
    "information": {"question": "Waar beginnen we?"},
    "advice": {"question": "Waar beginnen we?"},
    "design": {"agreed_on": date(2026, 11, 2)},
    "execution": {"space_needed": True},
    "lending": {"asked_on": date(2026, 11, 2)},
    "loan": {"asked_on": date(2026, 11, 2)},
    "grant": {"submitted_on": date(2026, 11, 2)},
}
"""Something that is filled in, by type."""


def held(dossier: Dossier) -> tuple[object, ...]:
    """What a dossier keeps, whatever its subtype."""
    now = Dossier.objects.get(pk=dossier.pk)
    mails = list(now.case_file.correspondence.values_list("message", flat=True))
    files = list(now.case_file.filed_documents.values_list("document", flat=True))
    filled = {name: getattr(getattr(now, now.type), name) for name in TOLD[now.type]}
    return now.number, now.stage, now.journey_id, mails, files, filled


def test_each_subtype_becomes_every_other_of_its_type_and_back_and_keeps_what_it_holds(
    user_with: Callable[..., User],
) -> None:
    lotte = user_with(Role.DESK, Role.FINANCIAL_ADVISER)
    for dossier_type, told in TOLD.items():
        subtypes = list(openable_subtypes().of_type(dossier_type).order_by("pk"))
        strange = openable_subtypes().exclude(type=dossier_type)[0]
        message = receive_message(subject="Vraag", attachments=[File("plan.pdf", b"%PDF-1.4 plan")])
        dossier = open_dossier_from_item(
            message.queue_item, Opening(subtype=subtypes[0]), by=lotte, attachments=message.attachments.all()
        )
        part = next(one for one in parts_of(dossier) if told.keys() <= one.fields)
        update_detail(dossier, part, by=lotte, **told)
        before = held(dossier)
        assert before[-3:] == ([message.pk], before[-2], told)
        assert len(before[-2]) == 1
        for subtype in (*subtypes[1:], subtypes[0]):
            assert update_dossier(dossier, by=lotte, subtype=subtype).subtype == subtype
            assert held(dossier) == before, subtype
            with pytest.raises(ValidationError, match="kies een ander subtype"):
                update_dossier(dossier, by=lotte, subtype=strange)
            assert held(dossier) == before, subtype
    assert {one.type for one in openable_subtypes()} == set(TOLD)
