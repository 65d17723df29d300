"""Sheets of schemes, *Schemes today*, and the rights check of a dossier."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dossiers.factories import answer as answered
from dossiers.factories import information_dossier
from dossiers.models import Dossier, Household, Reason, ReasonKind
from dossiers.operations.activation import deactivate
from dossiers.operations.editing import update_detail
from dossiers.schemes import operations
from dossiers.schemes.board import Board, board_of
from dossiers.schemes.check_models import NOT_KNOWN, RightsAnswer, RightsCheck
from dossiers.schemes.forms import ConditionForm
from dossiers.schemes.models import Scheme, SchemeQuestion, SchemeVersion
from dossiers.schemes.reference import load_schemes
from dossiers.types.advice.scan.profile import SCAN
from oss.addresses.models import Dwelling, EnergyCertificate
from oss.core.conflicts import Conflict
from oss.core.refusal import NotAllowed, Refused
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity
from tests.dossiers.checked import asking_dossier, condition, scheme_of, set_aside_the_shipped

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def board(dossier: Dossier, by: User, on: date | None = None) -> Board:
    fresh = Dossier.objects.for_list().get(pk=dossier.pk)
    return board_of(fresh, by, on=on or timezone.localdate())


def verdicts(dossier: Dossier, by: User, on: date | None = None) -> dict[str, str]:
    return {one.version.scheme.name: one.verdict for one in board(dossier, by, on).lines}


# --- Sheets --------------------------------------------------------------------------------------


def test_sheets_of_one_scheme_never_overlap() -> None:
    first = scheme_of("Dak", valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30))
    for days in (
        {"valid_from": date(2026, 6, 30)},
        {"valid_until": date(2026, 1, 1)},
        {},
        {"valid_from": date(2026, 3, 1), "valid_until": date(2026, 4, 1)},
    ):
        with pytest.raises(ValidationError, match="geldt al een andere fiche"):
            scheme_of("Dak", **days)
        with pytest.raises(IntegrityError), transaction.atomic():
            SchemeVersion.objects.create(scheme=first.scheme, source="x", **days)
    scheme_of("Dak", valid_from=date(2026, 7, 1))
    scheme_of("Gevel", valid_from=date(2026, 3, 1))
    with pytest.raises(ValidationError, match="niet vóór de eerste"):
        scheme_of("Ramen", valid_from=date(2026, 3, 1), valid_until=date(2026, 2, 1))
    with pytest.raises(ValidationError, match="te bevestigen is"):
        scheme_of("Ramen", is_confirmed=False)
    with pytest.raises(ValidationError, match="Geef de dag waarop ze gesloten is"):
        scheme_of("Ramen", closed_on=date(2020, 1, 1), is_closed=True)


def test_the_first_rows_come_once_and_never_over_those_of_an_administrator() -> None:
    assert load_schemes() == 0
    sheets = SchemeVersion.objects.exclude(source="")
    assert sheets.count() == SchemeVersion.objects.count() > 25
    assert not sheets.filter(is_confirmed=False, to_confirm="").exists()
    for one in sheets:  # every rule of them can be read, on any day
        for day in (date(2000, 2, 29), TODAY, date(2099, 1, 1)):
            one.closed_by(day)
    roof = SchemeVersion.objects.get(code="mvp_roof:2026-03-01")
    own = SchemeVersion.objects.create(scheme=roof.scheme, valid_until=date(2025, 1, 1), source="eigen nota")
    SchemeVersion.objects.filter(pk=roof.pk).update(code="own-1", how_much="Zelf nagekeken.")
    assert load_schemes() == 0, "it would overlap"
    assert own.scheme.versions.count() == 2


def test_an_administrator_writes_values_by_their_names() -> None:
    version = scheme_of("Dak")

    def form(fact: str, comparison: str, values: str) -> ConditionForm:
        told = {"group": 1, "fact": fact, "comparison": comparison, "values": values, "text": ""}
        found = ConditionForm(told)
        found.instance.version = version
        return found

    for fact, comparison, values, kept in (
        ("capacity", "in", "Eigenaar-bewoner, vme", ["owner_occupier", "vme"]),
        ("category", "in", "3, 4", ["3", "4"]),
        ("label", "not_in", "A+", ["A+"]),
        ("works", "in", "Dakisolatie sarking, dakisolatie", ["roof_sarking", "roof"]),
        ("construction_year", "until", "2005", ["2005"]),
        ("bought_on", "from", "1/1/2023", ["2023-01-01"]),
        ("construction_year", "age", "15", ["15"]),
        ("lives_there", "in", "ja", ["yes"]),
    ):
        found = form(fact, comparison, values)
        assert found.is_valid(), (fact, found.errors)
        assert found.cleaned_data["values"] == kept or fact == "works"
    for fact, comparison, values in (
        ("category", "in", "5"),
        ("capacity", "in", "aannemer"),
        ("construction_year", "in", "2005"),
        ("construction_year", "until", "²⁰⁰⁵"),
        ("construction_year", "age", "vijftien"),
        ("bought_on", "from", "31/02/2023"),
        ("label", "from", "E"),
        ("label", "in", " , "),
    ):
        assert "values" in form(fact, comparison, values).errors, (fact, values)


# --- Schemes today -------------------------------------------------------------------------------


def test_schemes_of_a_day_are_shown_closed_ones_apart_and_old_ones_marked(desk: Client) -> None:
    set_aside_the_shipped()
    today = timezone.localdate()
    scheme_of("Dakpremie", condition("works", "roof"), valid_from=date(2026, 1, 1), how_much="€ 31 per m²")
    scheme_of("Vorig jaar", valid_until=date(2025, 12, 31), checked_on=date(2024, 1, 1))
    scheme_of("Lening", condition("capacity", "vme"), kind="loan", checked_on=today - timedelta(days=400))
    scheme_of("Voorbij", closed_on=date(2026, 7, 1), where="")
    page = desk.get("/schemes/today/").content.decode()
    assert "Dakpremie" in page
    assert "Vorig jaar" not in page
    assert page.index("Dakpremie") < page.index("1 regeling is gesloten") < page.index("Voorbij")
    assert page.count("ouder dan een jaar") == 1
    assert "nog in te vullen" in page
    for query, shown in (
        ("kind=loan", {"Lening"}),
        ("who=tenant", {"Dakpremie", "Voorbij"}),
        ("who=vme", {"Dakpremie", "Lening", "Voorbij"}),
        ("work=roof&kind=premium", {"Dakpremie", "Voorbij"}),
        ("on=1/6/2025", {"Vorig jaar", "Lening", "Voorbij"}),
        ("on=1/6/1990", {"Vorig jaar", "Lening", "Voorbij"}),
    ):
        found = desk.get(f"/schemes/today/?{query}").content.decode()
        names = {"Dakpremie", "Vorig jaar", "Lening", "Voorbij"}
        assert {name for name in names if f">{name}</a>" in found} == shown, query
    for query in ("on=gisteren", "on=1/6/0001", "kind=x", "who=x", "work=" + "a" * 300):
        assert desk.get(f"/schemes/today/?{query}").status_code == 422


def test_a_scheme_shows_all_its_sheets_and_only_the_coordination_writes_new_ones(
    desk: Client, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    old = scheme_of("Dak", valid_until=date(2025, 12, 31), how_much="vroeger 20")
    scheme_of("Dak", valid_from=date(2026, 1, 1), how_much="nu 31")
    page = desk.get(f"/schemes/{old.scheme_id}/").content.decode()
    assert page.index("nu 31") < page.index("vroeger 20")
    add = f"/admin/dossiers/schemeversion/add/?scheme={old.scheme_id}"
    assert add not in page
    coordination = client_of(user_with(Role.COORDINATOR))
    assert add in coordination.get(f"/schemes/{old.scheme_id}/").content.decode()
    assert coordination.get(add).status_code == 200
    assert desk.get("/schemes/999999/").status_code == 404


# --- The check -----------------------------------------------------------------------------------


def test_what_records_know_is_not_asked_again(lotte: User) -> None:
    set_aside_the_shipped()
    scheme_of(
        "Dak",
        condition("capacity", "owner_occupier"),
        condition("lives_there", "yes"),
        condition("category", "3", "4"),
        condition("construction_year", "2005", comparison="until"),
        condition("label", "E", "F"),
        condition("bought_on", "2023-01-01", comparison="from"),
        condition("works", "roof_insulation", "roof"),
    )
    dossier = asking_dossier(by=lotte)
    assert verdicts(dossier, lotte) == {"Dak": "depends"}
    asked = ["label", "category", "construction_year", "bought_on", "works"]
    assert [one.fact for one in board(dossier, lotte).questions] == asked
    answered(dossier, by=lotte)
    address = dossier.site_address
    Dwelling.objects.create(address=address, construction_year=1962, deed_on=date(2024, 5, 6))
    EnergyCertificate.objects.create(address=address, typed_label="F", issued_on=date(2023, 3, 1))
    Household.objects.create(journey=dossier.journey, category=4, category_year=2026)
    assert verdicts(dossier, lotte) == {"Dak": "yes"}
    assert board(dossier, lotte).questions == ()
    told = {name: one.told for name, one in board(dossier, lotte).facts.items()}
    assert told["category"] == "4 (van 2026)"
    assert told["bought_on"] == "06/05/2024"
    tenant = asking_dossier(by=lotte, capacity="tenant")
    line = board(tenant, lotte).lines[0]
    assert (line.verdict, line.why) == ("no", "hoedanigheid: eigenaar-bewoner (huurder)")


def test_an_answer_is_kept_where_it_belongs(lotte: User) -> None:
    dossier = asking_dossier(by=lotte, capacity="proxy")
    address = dossier.site_address
    assert address is not None

    def tell(fact: str, text: str, **more: Any) -> None:
        operations.answer(dossier, fact, text, by=lotte, **more)

    tell("category", "3", year=2025)
    household = Household.objects.get(journey=dossier.journey)
    assert (household.category, household.category_year, household.category_method) == (3, 2025, "declared")
    tell("construction_year", "..2005")
    tell("construction_year", "1962")
    tell("bought_on", "6/5/2024")
    dwelling = Dwelling.objects.get(address=address)
    assert (dwelling.construction_year, dwelling.deed_on) == (1962, date(2024, 5, 6))
    tell("label", "E")
    assert board(dossier, lotte).facts["label"].told == "E"
    assert not EnergyCertificate.objects.exists(), "without its year it is no certificate"
    tell("label", "F", year=2021)
    assert EnergyCertificate.objects.get().typed_label == "F"
    tell("capacity", "owner_landlord")
    tell("works", "roof")
    tell("works", "windows")
    tell("budget_meter", "yes")
    kept = dict(RightsAnswer.objects.values_list("fact", "value"))
    assert kept == {"capacity": "owner_landlord", "works": "roof,windows", "budget_meter": "yes"}
    operations.take_back(dossier, "works", by=lotte)
    assert "works" not in board(dossier, lotte).facts
    for fact, text in (
        ("category", "5"),
        ("category", "3,4"),
        ("construction_year", "10000"),
        ("construction_year", "2010..1990"),
        ("bought_on", "31/2/2024"),
        ("bought_on", ".."),
        ("label", "G"),
        ("works", ""),
        ("no_such_fact", "yes"),
        ("budget_meter", "misschien"),
    ):
        with pytest.raises(ValidationError):
            tell(fact, text)


def test_who_comes_second_does_not_write_over_what_a_colleague_filled_in(lotte: User) -> None:
    dossier = asking_dossier(by=lotte)
    Dwelling.objects.create(address=dossier.site_address, construction_year=1962)
    Household.objects.create(journey=dossier.journey, category=4, category_year=2026)
    for fact, text in (("construction_year", "1985"), ("category", "2")):
        with pytest.raises(Conflict):
            operations.answer(dossier, fact, text, by=lotte)
    operations.answer(dossier, "category", "4", by=lotte)
    assert Household.objects.get().category == 4


def test_who_answers_what_a_colleague_answered_meanwhile_is_told_who_and_what(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    dossier = asking_dossier(by=lotte, capacity="proxy")
    karim = user_with(Role.FINANCIAL_ADVISER, first_name="Karim", last_name="El Amrani")
    url, browser = f"/dossiers/{dossier.number}/rights/", client_of(karim)
    shown = browser.get(f"/dossiers/{dossier.number}/?tab=rights").content.decode()
    assert shown.count('name="seen" value=""') >= 3
    answers = {"capacity": "tenant", "category": "3", "construction_year": "1962", "label": NOT_KNOWN}
    for fact, text in answers.items():
        operations.answer(dossier, fact, text, by=lotte)
    for fact, text, stands in (
        ("capacity", "owner_occupier", "hoedanigheid: huurder"),
        ("category", "2", "inkomenscategorie: 3"),
        ("construction_year", "..2005", "bouwjaar: 1962"),
        ("label", "E", "label: onbekend"),
    ):
        refused = browser.post(f"{url}answer/", {"fact": fact, "value": text, "seen": ""})
        assert refused.status_code == 422
        assert stands in refused.content.decode()
        if fact in {"capacity", "label"}:  # of the others the factories of a test know no writer
            assert lotte.name in refused.content.decode()
    kept = {name: one.written for name, one in board(dossier, lotte).facts.items()}
    assert {name: kept[name] for name in answers} == answers
    # who agrees is not held up, who saw it may write over it, and works stand together
    operations.answer(dossier, "capacity", "tenant", by=karim, seen="")
    operations.answer(dossier, "capacity", "owner_occupier", by=karim, seen="tenant")
    for work in ("roof", "windows"):
        operations.answer(dossier, "works", work, by=karim, seen="")
    assert board(dossier, lotte).facts["works"].written == "roof,windows"
    # nor does an old page take back what it never showed
    browser.post(f"{url}back/", {"fact": "capacity", "seen": "tenant"})
    assert board(dossier, lotte).facts["capacity"].written == "owner_occupier"
    browser.post(f"{url}back/", {"fact": "capacity", "seen": "owner_occupier"})
    assert "capacity" not in board(dossier, lotte).facts


def test_what_nobody_knows_is_not_asked_again_and_settles_nothing(lotte: User) -> None:
    set_aside_the_shipped()
    scheme_of("Dak", condition("category", "3", "4"), condition("label", "E", "F"))
    dossier = asking_dossier(by=lotte)
    assert {one.fact for one in board(dossier, lotte).questions} == {"category", "label"}
    operations.answer(dossier, "label", NOT_KNOWN, by=lotte)
    Household.objects.create(journey=dossier.journey, category_lacks="not_told")
    found = board(dossier, lotte)
    assert found.questions == ()
    assert found.lines[0].open == ("inkomenscategorie", "label")
    nobody = information_dossier(by=lotte, is_anonymous=True)
    assert verdicts(nobody, lotte) == {"Dak": "depends"}
    assert set(board(nobody, lotte).facts) == set()


def test_closed_and_unconfirmed_schemes_never_say_yes(lotte: User) -> None:
    set_aside_the_shipped()
    today = timezone.localdate()
    scheme_of("Gesloten", closed_on=today)
    scheme_of("Morgen gesloten", closed_on=today + timedelta(days=1))
    scheme_of("Laatste dag", ask_until=today)
    scheme_of("Gisteren", ask_until=today - timedelta(days=1))
    scheme_of("Ooit", is_closed=True)
    scheme_of("Onzeker", is_confirmed=False, to_confirm="te bevestigen bij VEKA")
    dossier = asking_dossier(by=lotte)
    assert verdicts(dossier, lotte) == {
        "Morgen gesloten": "yes",
        "Laatste dag": "yes",
        "Onzeker": "depends",
        "Gesloten": "closed",
        "Gisteren": "closed",
        "Ooit": "closed",
    }


def test_where_the_deed_decides_the_sheet_of_that_day_holds(lotte: User) -> None:
    set_aside_the_shipped()
    scheme_of("Plicht", valid_until=date(2025, 12, 31), decides="deed", how_much="vroeger")
    scheme_of("Plicht", valid_from=date(2026, 1, 1), decides="deed", how_much="nu")
    dossier = asking_dossier(by=lotte)
    assert board(dossier, lotte, TODAY).lines[0].version.how_much == "nu"
    Dwelling.objects.create(address=dossier.site_address, deed_on=date(2024, 2, 29))
    assert [one.version.how_much for one in board(dossier, lotte, TODAY).lines] == ["vroeger"]


def test_a_kept_check_stays_as_it_was_told(lotte: User, desk: Client) -> None:
    set_aside_the_shipped()
    version = scheme_of("Dak", condition("category", "3", "4"), how_much="hoogstens 4.025")
    dossier = asking_dossier(by=lotte)
    Household.objects.create(journey=dossier.journey, category=4, category_year=2026)
    url = f"/dossiers/{dossier.number}/rights/"
    page = desk.post(f"{url}keep/", follow=True).content.decode()
    check = RightsCheck.objects.get()
    assert "hoogstens 4.025" in page
    assert "4 (van 2026)" in page
    assert "leest vandaag anders" not in page
    SchemeVersion.objects.filter(pk=version.pk).update(how_much="niets meer")
    Household.objects.update(category=2)
    later = desk.get(f"{url}{check.pk}/").content.decode()
    assert "hoogstens 4.025" in later
    assert "niets meer" not in later
    assert "vandaag: nee" in later
    tab = desk.get(f"/dossiers/{dossier.number}/?tab=rights").content.decode()
    assert "gewijzigd sinds: 1 regeling" in tab
    assert dossier.case_file.events.filter(kind="rights_checked").count() == 1
    Scheme.objects.update(is_active=False)
    with pytest.raises(Refused):
        operations.keep_check(dossier, by=lotte)


def test_what_is_kept_is_what_is_shown_also_of_another_day(lotte: User, desk: Client) -> None:
    set_aside_the_shipped()
    scheme_of("Dak", valid_until=date(2029, 12, 31), how_much="hoogstens 4.025")
    scheme_of("Dak", valid_from=date(2030, 1, 1), how_much="hoogstens 12")
    dossier = asking_dossier(by=lotte)
    url, tab = f"/dossiers/{dossier.number}/rights/", f"/dossiers/{dossier.number}/?tab=rights"
    shown = desk.get(f"{tab}&on=2030-02-01").content.decode()
    assert "Bewaren voor 01/02/2030" in shown
    assert shown.count('name="on" value="2030-02-01"') == shown.count("/rights/")
    sent = {"fact": "label", "value": "E", "seen": "", "on": "2030-02-01"}
    assert desk.post(f"{url}answer/", sent).url == f"{tab}&on=2030-02-01#rights-questions"
    page = desk.post(f"{url}keep/", {"on": "2030-02-01"}, follow=True).content.decode()
    check = RightsCheck.objects.get()
    assert check.made_on == date(2030, 2, 1)
    assert "hoogstens 12" in page
    assert "over wat geldt op 01/02/2030" in page
    assert "Gewijzigd sinds" not in page
    for day in ("", "&on=2030-02-01"):
        listed = desk.get(f"{tab}{day}").content.decode()
        assert f"bewaard op {timezone.localdate():%d/%m/%Y}" in listed
        assert "gewijzigd sinds" not in listed
    SchemeVersion.objects.filter(valid_from=date(2030, 1, 1)).update(how_much="niets meer")
    assert "Gewijzigd sinds" in desk.get(f"{url}{check.pk}/").content.decode()
    assert "Bewaren voor" not in desk.get(f"{tab}&on=1/6/0001").content.decode()


def test_on_the_page_a_tap_answers_and_a_scheme_becomes_a_task(lotte: User, desk: Client) -> None:
    dossier = asking_dossier(by=lotte, capacity="other")
    tab = f"/dossiers/{dossier.number}/?tab=rights"
    page = desk.get(tab).content.decode()
    assert "In welke hoedanigheid vraagt de klant dit?" in page
    url = f"/dossiers/{dossier.number}/rights/"
    told = {"fact": "capacity", "value": "owner_occupier"}
    assert desk.post(f"{url}answer/", told).url == f"{tab}#rights-questions"
    assert "In welke hoedanigheid vraagt de klant dit?" not in desk.get(tab).content.decode()
    for wrong in ({"fact": "label"}, {"fact": "label", "value": "Z"}, {"fact": "x" * 90, "value": "yes"}, {}):
        assert desk.post(f"{url}answer/", wrong).status_code == 422
    refused = desk.post(f"{url}answer/", {"fact": "construction_year", "typed": "19x6"}).content.decode()
    assert 'value="19x6"' in refused
    assert '<details class="fold rights-group" open' in refused
    both = {"fact": "construction_year", "typed": "1966", "value": NOT_KNOWN}
    assert desk.post(f"{url}answer/", both).status_code == 302  # what was tapped, not what still stood there
    assert RightsAnswer.objects.get(fact="construction_year").value == NOT_KNOWN
    version = SchemeVersion.objects.get(scheme__code="counter_advice")
    assert desk.post(f"{url}follow/{version.pk}/").status_code == 302
    assert Activity.objects.get(title__startswith="Opvolgen:").assignee == lotte
    assert f"referrals/new/?product={version.scheme.product_id}" in desk.get(tab).content.decode()
    for path in ("answer/", "keep/", "back/", f"follow/{version.pk}/"):
        assert desk.get(f"{url}{path}").status_code == 302
    assert desk.get(f"{url}999999/").status_code == 404


def test_no_one_without_the_right_or_on_a_deactivated_dossier_answers(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    dossier = asking_dossier(by=lotte)
    auditor = user_with(Role.AUDITOR)
    for act in (
        lambda: operations.answer(dossier, "label", "E", by=auditor),
        lambda: operations.keep_check(dossier, by=auditor),
        lambda: operations.take_back(dossier, "label", by=auditor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert client_of(auditor).get("/schemes/today/").status_code in {302, 403}
    deactivate(dossier, by=lotte, reason=_reason())
    with pytest.raises(Refused):
        operations.answer(dossier, "label", "E", by=lotte)
    page = client_of(lotte).get(f"/dossiers/{dossier.number}/?tab=rights").content.decode()
    assert "rights/answer/" in page
    assert 'name="value"' not in page


def _reason() -> Any:
    return Reason.objects.filter(kind=ReasonKind.DEACTIVATE).first()


def test_the_scan_says_which_of_its_criteria_opens_the_right(lotte: User, desk: Client) -> None:
    dossier = asking_dossier(by=lotte, subtype="advice_energy_scan", capacity="tenant")
    page = desk.get(f"/dossiers/{dossier.number}/?tab=advice").content.decode()
    assert "beschermde afnemer (sociaal tarief)" in page
    assert "Nog niets aangevinkt" in page
    assert "oktober 2024" in page
    ticked = SchemeQuestion.objects.get(code="budget_meter")
    unlisted = SchemeQuestion.objects.get(code="green_roof_six")
    update_detail(dossier, SCAN, by=lotte, criteria=[ticked, unlisted])
    page = desk.get(f"/dossiers/{dossier.number}/?tab=advice").content.decode()
    assert "Opent het recht: actieve budgetmeter." in page
    assert "en niet op die van vandaag: groendak van minstens 6 m²" in page
    scan = next(one for one in board(dossier, lotte).lines if one.version.scheme.code == "energy_scan")
    assert scan.groups[0].outcome is True
    assert scan.verdict == "depends", "the list of today is not confirmed"


def test_the_tab_asks_the_database_as_often_for_many_schemes(
    lotte: User, desk: Client, django_assert_max_num_queries: Any
) -> None:
    dossier = asking_dossier(by=lotte)
    for number in range(3):
        operations.keep_check(dossier, by=lotte)
        scheme_of(f"Regeling {number}", condition("category", "3"))
    url = f"/dossiers/{dossier.number}/?tab=rights"
    desk.get(url)
    with django_assert_max_num_queries(60):
        desk.get(url)
