"""The pages of dossiers over HTTP: gates, the export, the PDF, and hidden fields that lie."""

import re
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dossiers.factories import answer, information_dossier
from dossiers.models import Capacity, Dossier, Project, Reason, ReasonKind, Source, Topic
from dossiers.operations.opening import Client as JourneyClient
from dossiers.operations.stages import abandon, advance, complete
from dossiers.operations.summary import make_summary
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.operations.lifecycle import deactivate
from oss.staff.models import User
from oss.staff.roles import Role
from tests.drawn_forms import values_of


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def stage_of(dossier: Dossier) -> str:
    return Dossier.objects.values_list("stage", flat=True).get(pk=dossier.pk)


@pytest.mark.parametrize("tab", ["request", "information", "contact"])
def test_no_form_of_the_page_sets_the_stage(tab: str, dossier: Dossier, desk: Client) -> None:
    desk.post(f"/dossiers/{dossier.number}/{tab}/", {"stage": "completed", "is_active": ""})
    assert stage_of(dossier) == "request"
    assert Dossier.objects.active().exists()


def test_a_button_that_the_page_did_not_offer_is_refused(dossier: Dossier, desk: Client) -> None:
    answered = desk.post(f"/dossiers/{dossier.number}/stage/complete/", follow=True)
    assert [message.level_tag for message in answered.context["messages"]] == ["error"]
    assert stage_of(dossier) == "request"


def test_a_move_that_wants_a_reason_asks_it_at_once_and_tells_its_stage(
    dossier: Dossier, desk: Client
) -> None:
    url = f"/dossiers/{dossier.number}/stage/abandon/"
    asked = desk.get(url)
    assert re.search(r'<select[^>]* autofocus[^>]* id="id_reason"', asked.content.decode())
    reason = asked.context["form"].fields["reason"].queryset[0]
    answered = desk.post(url, {"reason": reason.pk}, follow=True)
    assert [str(message) for message in answered.context["messages"]] == ["Fase: Stopgezet."]


def test_a_list_by_stage_follows_the_flow(lotte: User, desk: Client) -> None:
    asked = information_dossier(by=lotte)
    handled = advance(information_dossier(by=lotte), by=lotte)
    answered = information_dossier(by=lotte)
    answer(answered, by=lotte)
    completed = complete(advance(answered, by=lotte), by=lotte)
    reason = Reason.objects.filter(kind=ReasonKind.ABANDON)[0]
    stopped = abandon(information_dossier(by=lotte), by=lotte, reason=reason)
    in_order = [one.number for one in (asked, handled, completed, stopped)]
    for sort, expected in (("stage", in_order), ("-stage", in_order[::-1])):
        for name in ("dossiers", "dossiers/information"):
            lines = desk.get(f"/{name}/?sort={sort}").context["grid"].lines
            assert [str(line.cells[0][1].text) for line in lines] == expected


def test_saving_and_completing_is_told_in_one_band(dossier: Dossier, lotte: User, desk: Client) -> None:
    answer(dossier, by=lotte)
    url = f"/dossiers/{dossier.number}/information/"
    page = desk.get(f"/dossiers/{dossier.number}/?tab=info").content.decode()
    form = page[page.index(f'action="{url}"') :].partition("</form>")[0]
    answered = desk.post(url, {**values_of(form), "further": "complete"}, follow=True)
    (said,) = [str(message) for message in answered.context["messages"]]
    assert re.fullmatch(r"Bewaard om \d\d:\d\d\. Fase: Voltooid\.", said)


def test_several_files_are_told_in_one_band(dossier: Dossier, desk: Client) -> None:
    files = [SimpleUploadedFile(f"{name}.pdf", name.encode()) for name in ("plan", "offerte", "foto")]
    answered = desk.post(f"/dossiers/{dossier.number}/upload/", {"files": files}, follow=True)
    assert [str(one) for one in answered.context["messages"]] == ["3 bestanden zijn bewaard."]


def test_looking_at_the_address_of_a_verb_does_nothing(dossier: Dossier, desk: Client) -> None:
    desk.get(f"/dossiers/{dossier.number}/stage/advance/")
    assert stage_of(dossier) == "request"


def test_the_admin_has_no_way_to_a_stage(
    dossier: Dossier, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    femke = client_of(user_with(Role.ADMINISTRATOR))
    url = f"/admin/dossiers/dossier/{dossier.pk}/change/"
    assert femke.get(url).status_code == 200
    assert femke.post(url, {"stage": "completed"}).status_code == 403
    assert femke.post("/admin/dossiers/dossier/add/", {"stage": "completed"}).status_code == 403
    assert stage_of(dossier) == "request"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_a_name_that_is_a_formula_stays_text_in_the_export(sign: str, lotte: User, desk: Client) -> None:
    person = PersonFactory.create(first_name=f"{sign}cmd()", last_name="", mail="x@burger.example")
    if sign == "\t":  # names are stripped before they are kept
        person.__class__.objects.filter(pk=person.pk).update(first_name="\t=cmd()")
    information_dossier(by=lotte, client=JourneyClient(Capacity.objects.first(), person))
    lines = b"".join(desk.get("/lists/dossiers/export.csv").streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert ";'" in lines[1]
    assert f";{sign}" not in lines[1]
    assert f';"{sign}' not in lines[1]


def test_the_summary_is_a_tagged_pdf_in_dutch(dossier: Dossier, lotte: User) -> None:
    answer(dossier, by=lotte)
    pdf = make_summary(dossier, by=lotte).stored_file.read()
    assert pdf.startswith(b"%PDF-")
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    objects = b"".join(zlib.decompress(one) for one in streams if one.startswith(b"x\xda"))
    assert b"/MarkInfo" in objects
    assert re.search(rb"/Lang ?\(nl", objects)


def test_a_first_dossier_is_offered_to_who_is_in_use_only(lotte: User, desk: Client) -> None:
    an = PersonFactory.create()
    page, opening = reverse("person", args=[an.pk]), reverse("dossier_new", query={"person": an.pk})
    assert opening in desk.get(page).content.decode()
    deactivate(an, by=lotte, reason="Verhuisd")
    assert opening not in desk.get(page).content.decode()


def test_person_organisation_and_address_open_a_dossier_filled_in(lotte: User, desk: Client) -> None:
    address = AddressFactory.create()
    an, association = PersonFactory.create(address=address), OrganisationFactory.create(address=address)
    for name, record in (("person", an), ("organisation", association), ("address", address)):
        opening = reverse("dossier_new", query={name: record.pk})
        assert opening in desk.get(reverse(name, args=[record.pk])).content.decode()
        known = desk.get(opening).context["form"].initial
        assert (known[name], known["address"]) == (record.pk, address.pk)


def test_the_next_dossier_of_a_journey_has_source_and_project_filled_in(lotte: User, desk: Client) -> None:
    source, project = Source.objects.get(code="phone"), Project.objects.get(code="arsenaal")
    first = information_dossier(by=lotte, source=Source.objects.get(code="mail"))
    information_dossier(by=lotte, journey=first.journey, source=source, project=project)  # the newest counts
    form = desk.get(reverse("dossier_new", query={"on": first.journey.number})).context["form"]
    assert (form["source"].value(), form["project"].value()) == (source.pk, project.pk)
    Source.objects.filter(pk=source.pk).update(is_active=False)
    form = desk.get(reverse("dossier_new", query={"on": first.journey.number})).context["form"]
    assert (form["source"].value(), form["project"].value()) == (None, project.pk)


def test_topics_are_a_column_and_a_filter_of_the_list(lotte: User, desk: Client) -> None:
    first, second = (information_dossier(by=lotte) for _ in range(2))
    for topic, dossier in (("premiums", first), ("heat_pump", second)):
        answer(dossier, by=lotte, topic=topic)
    premiums = Topic.objects.get(code="premiums")
    for url in ("/dossiers/", "/dossiers/information/"):
        page = desk.get(url, {"f": f"topics.in:{premiums.pk}", "cols": "number,topics"}).content.decode()
        assert first.number in page
        assert second.number not in page
        assert "premies" in page
    assert "Onderwerpen" not in desk.get("/dossiers/loan/").content.decode()
