"""People and organisations from and to spreadsheets: checked first, all or the good ones, never half."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from oss.addresses.factories import AddressFactory
from oss.celery import app
from oss.contacts.exchange import importing, operations
from oss.contacts.exchange.files import read
from oss.contacts.exchange.resources import PersonResource
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactImport, ImportState, Organisation, Person
from oss.contacts.tasks import continue_import, continue_imports, find_duplicates_of
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db

HEAD = "nummer;voornaam;achternaam;taal;e-mail;telefoon;postadres;niet contacteren;notities"


def no_worker(_key: int) -> None:
    """The test itself is the worker."""


@pytest.fixture
def griet(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR)


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


def checked(by: User, data: bytes, kind: str = "person") -> ContactImport:
    job = operations.upload(by=by, kind=kind, data=data, name="lijst.csv", hint=no_worker)
    found = importing.carry_on(job.pk)
    assert found is not None
    return found


def run(job: ContactImport, by: User, *, all_or_nothing: bool) -> ContactImport:
    operations.start(job, by=by, all_or_nothing=all_or_nothing, hint=no_worker)
    found = importing.carry_on(job.pk)
    assert found is not None
    return found


def test_an_address_is_taken_in_every_notation_and_what_is_not_clear_is_proposed(griet: User) -> None:
    house = AddressFactory(street__name="Bruul", house_number="12")
    box = AddressFactory(street=house.street, house_number="12", box_number="3")
    notations = (
        "Bruul 12/3, 2800 Mechelen",
        "Bruul 12 bus 0003, B-2800 Mechelen",
        "bruul 12 b 3 - 2800 mechelen",
    )
    rows = [f";An;Peeters {turn};Nederlands;;;{text};;" for turn, text in enumerate(notations)]
    run(checked(griet, csv(*rows)), griet, all_or_nothing=True)
    assert list(Person.objects.values_list("address", flat=True)) == [box.pk] * len(notations)
    job = checked(griet, csv(";Bo;Claes;Nederlands;;;Bruul 12 bus 7, 2800 Mechelen;;"))
    [(_row, column, words)] = job.row_errors
    assert column == "postadres"
    assert "Bedoel je ‘Bruul 12, 2800 Mechelen’" in words
    assert "niet in het register" not in words


def test_nothing_is_written_before_somebody_says_so(griet: User) -> None:
    job = checked(griet, csv(";An;Peeters;Nederlands;an@example.be;;;;", ";Bert;Maes;fr;;0460 11 22 33;;ja;"))
    assert (job.state, job.made, job.refused) == (ImportState.CHECKED, 2, 0)
    assert not Person.objects.exists()
    done = run(job, griet, all_or_nothing=True)
    assert (done.state, done.made) == (ImportState.DONE, 2)
    with pytest.raises(Refused, match="al gestart"):
        operations.start(job, by=griet, all_or_nothing=True, hint=no_worker)
    bert = Person.objects.get(last_name="Maes")
    assert (bert.language, bert.do_not_contact, bert.contact_points.get().normalised) == (
        "fr",
        True,
        "+32460112233",
    )


def test_each_wrong_row_says_in_dutch_which_column_and_what_to_do(griet: User) -> None:
    job = checked(
        griet,
        csv(
            ";;;nl;;;;;",
            ";An;Peeters;Klingon;an@;;Nergens 1, 9999 Niets;misschien;",
            "999999;An;Peeters;nl;;;;;",
            ";An;Peeters;nl;;;;;RR 85.07.30-033.28",
        ),
    )
    columns = {(row, column) for row, column, _text in job.row_errors}
    assert {(3, "taal"), (3, "postadres"), (3, "niet contacteren"), (4, "nummer"), (5, "notities")} <= columns
    assert any(row == 2 for row, _column in columns)
    texts = " ".join(text for _row, _column, text in job.row_errors)
    assert "Klingon" in texts
    assert "rijksregisternummer" in texts
    assert "<" not in texts
    assert job.refused == 4


def test_all_or_nothing_writes_nothing_when_one_row_fails_in_the_end(griet: User) -> None:
    head = "naam;soort;ondernemingsnummer"
    two = csv("Een BV;aannemer;0403.170.701", "Twee BV;aannemer;0403.019.261", head=head)
    job = checked(griet, two, "organisation")
    assert job.refused == 0
    meanwhile = OrganisationFactory.create(enterprise_number="0403.019.261")
    done = run(job, griet, all_or_nothing=True)
    assert (done.state, done.refused, done.made) == (ImportState.REFUSED, 1, 0)
    assert Organisation.objects.get() == meanwhile


def test_the_good_rows_go_in_without_the_wrong_ones(griet: User) -> None:
    job = checked(griet, csv(";An;Peeters;nl;;;;;", ";Bert;Maes;nl;geen mail;;;;"))
    with pytest.raises(Refused):
        operations.start(job, by=griet, all_or_nothing=True, hint=no_worker)
    done = run(job, griet, all_or_nothing=False)
    assert (done.state, done.made, done.refused) == (ImportState.DONE, 1, 1)
    assert Person.objects.get().name == "An Peeters"


def test_rows_that_repeat_another_are_told_and_never_imported_twice(griet: User) -> None:
    person = PersonFactory.create(first_name="Bo", last_name="Claes")
    number = person.pk
    head = "nummer;voornaam;achternaam"
    rows = csv(";An;Peeters", ";an;peeters", f"{number};Bob;Claes", f"{number};Rob;Claes", head=head)
    job = checked(griet, rows)
    assert (job.made, job.changed, job.refused) == (1, 1, 2)
    assert [line[:2] for line in job.row_errors] == [[3, ""], [5, "nummer"]]
    done = run(job, griet, all_or_nothing=False)
    assert (done.made, done.changed, done.refused) == (1, 1, 2)
    assert {one.name for one in Person.objects.all()} == {"An Peeters", "Bob Claes"}
    head = "naam;soort;ondernemingsnummer"
    job = checked(griet, csv("Een;bank;0403.019.261", "Twee;bank;403019261", head=head), "organisation")
    assert job.row_errors == [[3, "ondernemingsnummer", "0403.019.261 staat al in rij 2."]]


def test_an_empty_language_is_dutch_for_who_is_new_and_stays_for_who_is_known(griet: User) -> None:
    person = PersonFactory.create(language="fr")
    rows = csv(";An;Peeters;", f"{person.pk};Bo;Claes;", head="nummer;voornaam;achternaam;taal")
    done = run(checked(griet, rows), griet, all_or_nothing=True)
    assert (done.made, done.changed) == (1, 1)
    assert set(Person.objects.values_list("first_name", "language")) == {("An", "nl"), ("Bo", "fr")}
    job = checked(griet, csv("Een BV;", head="naam;soort"), "organisation")
    assert job.row_errors == [[2, "soort", "Dit veld is verplicht."]]


def test_who_is_known_already_is_pointed_out_before_a_second_is_made(griet: User) -> None:
    """The same file twice by accident; it is no error: a namesake may come in."""
    rows = csv(";An;Peeters;nl;an@example.be;;;;", ";Bert;Maes;nl;;;;;")
    run(checked(griet, rows), griet, all_or_nothing=True)
    job = checked(griet, rows)
    assert (job.made, job.refused) == (2, 0)
    an, bert = Person.objects.order_by("pk")
    assert [line[:2] for line in job.row_errors] == [[2, "nummer"], [3, "nummer"]]
    assert f"‘{an}’ bestaat al. Zet {an.pk} in" in job.row_errors[0][2]
    assert str(bert.pk) in job.row_errors[1][2]
    other = checked(griet, csv(";An;Peeters;nl;een.andere.an@example.be;;;;"))
    assert other.row_errors == []


def test_one_hint_for_the_rows_of_a_step(
    griet: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    job = checked(griet, csv(*(f";An;Peeters {number};nl;;;;;" for number in range(5))))
    sent: list[tuple[Any, ...]] = []
    monkeypatch.setattr(type(app), "send_task", lambda _app, *task: sent.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        run(job, griet, all_or_nothing=False)
    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    assert sent == [(find_duplicates_of.name, ["person", *keys])]


def test_an_import_goes_on_where_its_worker_died(griet: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "STEP", 2)
    job = checked(griet, csv(*(f";An;Peeters {number};nl;;;;;" for number in range(7))))
    operations.start(job, by=griet, all_or_nothing=False, hint=no_worker)
    take, steps = importing._take, []

    def die_in_the_third_step(*args: Any, **kwargs: Any) -> None:
        take(*args, **kwargs)
        steps.append(1)
        if len(steps) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(importing, "_take", die_in_the_third_step)
    with pytest.raises(KeyboardInterrupt):
        importing.carry_on(job.pk)
    job.refresh_from_db()
    assert (job.position, Person.objects.count()) == (4, 4)
    monkeypatch.setattr(importing, "_take", take)
    done = importing.carry_on(job.pk)
    assert done is not None
    assert (done.state, done.made, Person.objects.count()) == (ImportState.DONE, 7, 7)
    assert importing.carry_on(job.pk) == done
    assert Person.objects.count() == 7


def test_a_file_that_cannot_be_read_a_second_time_ends_its_import_and_holds_up_no_other(
    griet: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """A busy worker's limits, or a reader that refuses more than that of the upload."""
    unread = operations.upload(by=griet, kind="person", data=csv(";An;P;;;;;;"), name="a.csv", hint=no_worker)
    other = operations.upload(by=griet, kind="person", data=csv(";Bo;P;;;;;;"), name="b.csv", hint=no_worker)
    read_it, asked = importing.read, []

    def refuse_the_first(job: ContactImport) -> Any:
        if job.pk == unread.pk:
            raise ValidationError("Dit bestand lezen duurt te lang.")
        return read_it(job)

    monkeypatch.setattr(continue_import, "delay", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        continue_imports()
    assert sorted(asked) == [unread.pk, other.pk]
    monkeypatch.setattr(importing, "read", refuse_the_first)
    for key in asked:
        importing.carry_on(key)
    assert [job.state for job in ContactImport.objects.order_by("pk")] == ["refused", "checked"]
    page = client_of(griet).get(reverse("contact_import", args=[unread.pk])).content.decode()
    assert "duurt te lang" in page
    assert "Er is niets geïmporteerd." in page


def test_a_row_with_a_number_changes_that_record_in_the_columns_of_the_file(griet: User) -> None:
    person = PersonFactory.create(first_name="An", last_name="Peeters", notes="Blijft", mail="an@example.be")
    job = checked(griet, csv(f"{person.pk};Anna;nieuw@example.be", head="nummer;voornaam;e-mail"))
    assert job.changed == 1
    run(job, griet, all_or_nothing=True)
    person.refresh_from_db()
    assert (person.first_name, person.last_name, person.notes) == ("Anna", "Peeters", "Blijft")
    assert set(person.contact_points.filter(kind="mail").values_list("value", flat=True)) == {
        "an@example.be",
        "nieuw@example.be",
    }


def test_what_goes_out_comes_in_unchanged_and_formulas_stay_text(griet: User) -> None:
    address = AddressFactory(street__name="Bruul", house_number="12")
    PersonFactory.create(
        first_name="=HYPERLINK(1)", last_name="@Peeters", address=address, do_not_contact=True
    )
    PersonFactory.create(notes="Regel één\nRegel twee", phone="+32 460 11 22 33")
    data = PersonResource(by=griet).export(Person.objects.order_by("pk"))
    cells = [cell for row in data for cell in row]
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in cells)
    job = checked(griet, data.export("csv", delimiter=";").encode())
    assert (job.unchanged, job.changed, job.made, job.row_errors) == (2, 0, 0, [])


def test_a_workbook_goes_out_and_comes_in(griet: User, client_of: Callable[[User], Client]) -> None:
    OrganisationFactory.create(name="Verzonnen BV")
    response = client_of(griet).get(reverse("organisation_export", args=["xlsx"]))
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["nummer", "naam", "soort"]
    job = checked(griet, response.content, "organisation")
    assert (job.unchanged, job.row_errors) == (1, [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04 kapot", "Excel"),
        (b"\x00\x01\x02", "Excel"),
        (csv(), "geen rijen"),
        (b"voornaam;schoenmaat\nAn;39", "schoenmaat"),
        (b"voornaam;voornaam\nAn;An", "twee keer"),
        (b'voornaam\n"An', "aanhalingsteken"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(data: bytes, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        read(data, "lijst.csv", PersonResource)


def test_a_list_of_an_old_excel_is_read_too() -> None:
    table = read("voornaam,notities\nZoë,café".encode("cp1252"), "lijst.csv", PersonResource)
    assert table.rows == [["Zoë", "café"]]


def test_a_row_with_a_fault_of_the_spreadsheet_is_refused_and_the_others_go_in(griet: User) -> None:
    """Below a title, and told by the number that the spreadsheet shows."""
    rows = csv(
        "voornaam;achternaam;notities", "Ella;#N/A;", "An;Peeters;#REF!", "Bo;Claes;", head="lijst van mei"
    )
    job = checked(griet, rows)
    assert (job.made, job.refused) == (1, 2)
    assert [line[:2] for line in job.row_errors] == [[3, "achternaam"], [4, "notities"]]
    assert "‘#N/A’ is een fout van het rekenblad" in job.row_errors[0][2]
    run(job, griet, all_or_nothing=False)
    assert Person.objects.get().name == "Bo Claes"


def test_two_values_in_one_cell_are_both_kept(griet: User) -> None:
    head = "voornaam;achternaam;e-mail;telefoon"
    row = 'Bart;Goossens;"bart@voorbeeld.example; b.goossens@werk.example";0478 10 20 30 / 015 10 20 30'
    job = checked(griet, csv(row, head=head))
    assert job.row_errors == []
    run(job, griet, all_or_nothing=True)
    bart = Person.objects.get()
    assert set(bart.contact_points.values_list("normalised", flat=True)) == {
        *("bart@voorbeeld.example", "b.goossens@werk.example"),
        *("+32478102030", "+3215102030"),
    }
    again = checked(griet, csv(f"{bart.pk};{row}", head=f"nummer;{head}"))
    assert (again.unchanged, again.changed) == (1, 0)


def test_columns_may_be_called_as_in_lists_and_as_elsewhere(griet: User) -> None:
    head = "Voornaam;Familienaam;Mailadres;GSM;Tel.;Opmerkingen"
    job = checked(
        griet,
        csv("Mia;Peeters;mia@example.be;0470 12 34 56;015 29 30 40;Belt terug", "Jan;Maes;x;;;", head=head),
    )
    assert [(row, column) for row, column, _text in job.row_errors] == [(3, "mailadres")]
    run(job, griet, all_or_nothing=False)
    person = Person.objects.get(last_name="Peeters")
    assert sorted(str(point.value) for point in person.contact_points.all()) == [
        "015 29 30 40",
        "0470 12 34 56",
        "mia@example.be",
    ]
    assert person.notes == "Belt terug"


def test_two_columns_of_one_value_are_refused(griet: User) -> None:
    with pytest.raises(ValidationError, match="‘achternaam’, ‘familienaam’ zijn allebei ‘achternaam’"):
        checked(griet, csv("Mia;Peeters;Maes", head="voornaam;achternaam;familienaam"))


def test_a_phone_number_that_lost_its_zero_is_read_and_told(griet: User) -> None:
    job = checked(griet, csv("An;Peeters;478102030", head="voornaam;achternaam;telefoon"))
    assert job.refused == 0
    assert "gelezen als 0478 10 20 30" in job.row_errors[0][2]
    run(job, griet, all_or_nothing=True)
    assert Person.objects.get().contact_points.get().value == "0478 10 20 30"


def test_a_wrong_number_of_somebody_known_is_told_before_anything_is_written(griet: User) -> None:
    person = PersonFactory.create()
    job = checked(griet, csv(f"{person.pk};0478 12 34 5", head="nummer;telefoon"))
    assert [line[:2] for line in job.row_errors] == [[2, "telefoon"]]
    assert "te weinig cijfers" in job.row_errors[0][2]


def test_the_refused_rows_are_fetched_corrected_and_imported(
    griet: User, client_of: Callable[[User], Client]
) -> None:
    head = "voornaam;achternaam;telefoon"
    job = checked(griet, csv("An;Peeters;", "Ella;#N/A;", "Bo;Claes;+32 478", head=head))
    run(job, griet, all_or_nothing=False)
    answer = client_of(griet).get(reverse("contact_import_refused", args=[job.pk]))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == [*head.split(";"), "wat er mis is"]
    assert [row[0] for row in rows[1:]] == ["Ella", "Bo"]
    assert "achternaam: ‘#N/A’" in rows[1][3]
    assert "te weinig cijfers" in rows[2][3]
    sheet["B2"], sheet["C3"] = "Maes", "+32 478 12 34 56"
    corrected = BytesIO()
    book.save(corrected)
    done = run(checked(griet, corrected.getvalue()), griet, all_or_nothing=True)
    assert (done.made, done.refused) == (2, 0)
    assert Person.objects.filter(last_name__in=["Peeters", "Maes", "Claes"]).count() == 3


def test_what_is_hidden_is_told_with_the_rows(griet: User) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["voornaam", "achternaam"], ["Hugo", "Thijs"], ["Verborgen", "Rij"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    file = BytesIO()
    book.save(file)
    job = checked(griet, file.getvalue())
    assert (job.made, job.refused) == (2, 0)
    assert [line[:2] for line in job.row_errors] == [[3, ""]]
    assert "verborgen" in job.row_errors[0][2]


def test_only_coordination_imports_and_exports(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    lotte = user_with(Role.DESK)
    with pytest.raises(PermissionDenied):
        operations.upload(by=lotte, kind="person", data=csv(";An;;;;;;;"), name="x.csv", hint=no_worker)
    for url in (reverse("person_import"), reverse("person_export", args=["csv"])):
        assert client_of(lotte).get(url).status_code == 403


def test_the_page_leads_from_the_file_to_the_end(
    griet: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oss.contacts.views.exchange.continue_import.delay", importing.carry_on)
    browser = client_of(griet)
    upload = BytesIO(csv(";An;Peeters;nl;;;;;", ";;;nl;;;;;"))
    upload.name = "lijst.csv"
    refused = browser.post(reverse("person_import"), {})
    assert refused.status_code == 422
    response = browser.post(reverse("person_import"), {"file": upload})
    job = ContactImport.objects.get()
    assert response.url == reverse("contact_import", args=[job.pk])
    importing.carry_on(job.pk)  # on commit, which a test never reaches
    assert "Om na te kijken" in browser.get(response.url).content.decode()
    browser.post(reverse("contact_import_start", args=[job.pk]), {"all_or_nothing": "good"})
    importing.carry_on(job.pk)
    assert "De import is klaar" in browser.get(response.url).content.decode()
    assert Person.objects.get().name == "An Peeters"
