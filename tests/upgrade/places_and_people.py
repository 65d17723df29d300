"""What the staff of the witness knew of places, people and organisations: see `tests.upgrade.making`."""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path

from django.db.models import Count
from oss.addresses.correcting import join_building, merge_buildings, split_off
from oss.addresses.describing import (
    describe_building,
    describe_dwelling,
    record_finding,
)
from oss.contacts.association_roles import (
    end_association_role,
    remove_association_role,
    set_association_role,
    update_association_role,
)
from oss.contacts.editing import (
    add_building,
    add_employment,
    change_contact_point,
    remove_contact_point,
    update_employment,
    update_organisation,
)
from oss.contacts.merging.deciding import not_a_duplicate
from oss.contacts.pool import add_evaluation, add_training, remove_training, update_contractor

from dossiers.factories import past_work
from dossiers.works.models import Work
from dossiers.works.operations import remove_work, restore_work, update_work
from oss.addresses import demo as demo_addresses
from oss.addresses.importer import import_addresses
from oss.addresses.models import (
    Address,
    AsbestosCertificate,
    Building,
    EnergyCertificate,
    EnergyReading,
    Street,
)
from oss.addresses.unverified import add_unverified_address
from oss.contacts import lifecycle
from oss.contacts.duplicate_pairs import find_duplicates
from oss.contacts.exchange import importing
from oss.contacts.merging.operations import merge, undo_merge
from oss.contacts.models import (
    AssociationMatch,
    DuplicatePair,
    Organisation,
    Person,
    PointKind,
)
from oss.contacts.operations import add_contact_point, create_organisation, create_person, update_person
from oss.contacts.register.associations import adopt_association, match_associations, settle_match
from oss.contacts.register.importing import import_register
from oss.core.partial_dates import PartialDate
from oss.staff.models import User
from tests.contacts.register_set import enterprise, full_set

PRECISIONS = (PartialDate(2011), PartialDate(2014, 6), PartialDate(2019, 2, 28))
WORKS = ("roof", "windows_and_doors", "other_work")


def user(first_name: str) -> User:
    return User.objects.get(email=f"{first_name}@loket.example")


# --- Places --------------------------------------------------------------------------------------


def know_places() -> dict[str, Address | Building]:
    """Findings of every kind and precision; buildings merged and split; addresses the register lacks."""
    jonas, griet, bram = user("jonas"), user("griet"), user("bram")
    houses = list(Address.objects.in_use().filter(building=None, street__name="Bruul").in_order()[5:8])
    known, removed, described = houses
    for house in houses:
        _find_out(house, by=jonas)
    describe_dwelling(
        described, by=jonas, type="house", detachment="half_open", construction_year=1958, storeys=2
    )
    describe_dwelling(described, by=griet, construction_year=1962, heritage="inventory", is_rented=True)
    _correct(known, by=griet)

    pairs = Building.objects.annotate(size=Count("addresses")).filter(size__gte=2).order_by("size", "pk")
    street = next(one for one in pairs if pairs.filter(street=one.street).count() > 3).street
    kept, gone, split, _last = pairs.filter(street=street)[:4]
    moved = gone.addresses.in_order()[0]
    describe_building(kept, by=jonas, name="De Getuige", construction_year=1971, dwelling_units=6)
    describe_building(gone, by=jonas, storeys=4, typology="Middelhoogbouw, gevel in baksteen")
    for building in (kept, gone):
        _find_out(building, by=jonas)
    _find_out(moved, by=jonas)
    merge_buildings(kept, gone, by=griet)
    part = split_off([split.addresses.in_order()[0]], by=griet)
    join_building(part.addresses.get(), kept, by=griet)

    outside = add_unverified_address(
        by=bram, street=street, house_number="999", postcode="2800", reason="Nieuwbouw, nog niet in register"
    )
    elsewhere = add_unverified_address(
        by=bram,
        street_name="Getuigenpad",
        municipality=street.municipality,
        house_number="7",
        box_number="3",
        postcode="2800",
        reason="Private weg",
    )
    _find_out(outside, by=jonas)
    _import_without(removed)
    removed.refresh_from_db()
    return {
        "known": known,
        "removed": removed,
        "described": described,
        "merged": Building.objects.get(pk=kept.pk),
        "moved": moved,
        "outside": outside,
        "elsewhere": elsewhere,
    }


def _find_out(place: Address | Building, *, by: User) -> None:
    """A finding of every kind, at every precision that it knows."""
    where = {"address" if isinstance(place, Address) else "building": place}
    for number, known in enumerate(PRECISIONS):
        past_work(place, WORKS[number], ended_on=known, description=f"Werk {known}")
        reading = EnergyReading(
            **where, known_on=known, source="energiefactuur", floor_area=120 + number, heating="gas"
        )
        record_finding(reading, by=by)
        certificate = EnergyCertificate(**where, score=410 - 100 * number, issued_on=_later(known))
        record_finding(certificate, by=by)
    past_work(place, "heating", source="eigenaar")  # nobody knows when
    record_finding(EnergyCertificate(**where, typed_label="C", issued_on=PartialDate(2016)), by=by)
    record_finding(EnergyCertificate(**where, kind="epb", e_level=40, issued_from=date(2018, 5, 3)), by=by)
    record_finding(
        EnergyCertificate(**where, basis="estimated", score=275, issued_from=date(2025, 1, 20)), by=by
    )
    for result in ("safe", "not_safe", "free"):
        record_finding(AsbestosCertificate(**where, result=result, issued_on=date(2024, 5, 6)), by=by)
    if isinstance(place, Building):
        record_finding(
            EnergyCertificate(
                **where, is_common_parts=True, issued_from=date(2024, 2, 1), number=f"W-{place.pk}"
            ),
            by=by,
        )


def _later(known: PartialDate) -> PartialDate:
    """As precise, some years on: certificates are younger than works."""
    return PartialDate(known.year + 6, known.month, known.day)


def _correct(place: Address, *, by: User) -> None:
    works = list(Work.objects.of(place).order_by("pk"))
    update_work(works[0], by=by, seen={"description": works[0].description}, description="Dak, 18 cm")
    remove_work(works[1], by=by)
    remove_work(works[2], by=by)
    restore_work(works[2].pk, by=by)


def _import_without(address: Address) -> None:
    """The next extract of the register, in which an address is gone and another street number changed."""
    with tempfile.TemporaryDirectory() as folder, demo_addresses.EXTRACT.open(newline="") as extract:
        lines = [line for line in extract if not line.startswith("#")]
        rows = [row for row in csv.reader(lines) if row[1] != str(address.register_id)]
        path = Path(folder) / "addresses_mechelen_next.csv"
        with path.open("w", newline="") as written:
            csv.writer(written).writerows(rows)
        import_addresses(path, by=None)


# --- People --------------------------------------------------------------------------------------


def know_people() -> dict[str, Person | Organisation]:
    """Changed, reached in other ways, out of use, deleted, merged, and a merge that was undone."""
    lotte, sofie, femke = user("lotte"), user("sofie"), user("femke")
    people = list(Person.objects.order_by("pk")[10:22])
    changed = update_person(people[0], by=lotte, last_name="Getuige-Maes", notes="Belt liever na 17 uur.")
    changed = update_person(changed, by=sofie, last_name="Getuige", preferred_channel="phone")
    mail = add_contact_point(changed, by=lotte, kind=PointKind.MAIL, value="Getuige@Burger.example")
    phone = add_contact_point(changed, by=lotte, kind=PointKind.PHONE, value="015 20 30 40", preferred=True)
    wrong = add_contact_point(changed, by=lotte, kind=PointKind.PHONE, value="0470 11 22 33")
    change_contact_point(mail, by=sofie, state="bouncing")
    change_contact_point(phone, by=sofie, value="015 20 30 41", preferred=True)
    remove_contact_point(wrong, by=sofie)
    office = Organisation.objects.get(name="Studiebureau Voorbeeld")
    job = add_employment(
        by=lotte, person=changed, organisation=office, role="Ingenieur", since=date(2020, 1, 1)
    )
    update_employment(job, by=sofie, until=date(2025, 12, 31))
    lifecycle.deactivate(people[1], by=lotte, reason="Verhuisd naar het buitenland")
    typed = create_person(by=lotte, first_name="Wis", last_name="Mij")
    lifecycle.delete(typed, by=femke, typed_name=typed.name)

    twin = {"first_name": "Gitta", "last_name": "Getuigens", "address": people[2].address}
    winner = create_person(by=lotte, **twin, mail="gitta@burger.example", phone="0460 02 03 04")
    loser = create_person(by=lotte, **(twin | {"first_name": "Gita"}), mail="gita.g@burger.example")
    merge(winner, loser, by=sofie, choices={"notes": "both"})
    back = create_person(by=lotte, first_name="Terug", last_name="Gekomen", mail="terug@burger.example")
    kept = create_person(by=lotte, first_name="Terug", last_name="Gekoomen", phone="0460 05 06 07")
    undo_merge(merge(kept, back, by=sofie), by=lotte)
    one = create_organisation(by=lotte, name="Bouwwerken Getuige", kind="contractor", mail="a@bouw.example")
    other = create_organisation(by=lotte, name="Bouwwerken Getuige BV", kind="contractor")
    merge(one, other, by=sofie)
    update_organisation(office, by=sofie, name="Studiebureau Voorbeeld en Partners")
    for model in (Person, Organisation):
        find_duplicates(model)
    pair = DuplicatePair.objects.of_people().open().for_list().first()
    assert pair is not None
    not_a_duplicate(pair, by=sofie)
    return {
        "changed": Person.objects.get(pk=changed.pk),
        "inactive": people[1],
        "winner": winner,
        "loser": loser,
        "kept": kept,
        "back": back,
        "office": Organisation.objects.get(pk=office.pk),
        "firm": one,
        "merged_firm": other,
    }


def govern(places: dict[str, Address | Building]) -> Organisation:
    """An association with syndics, members and an auditor of now and before."""
    lotte, griet = user("lotte"), user("griet")
    people = list(Person.objects.filter(is_active=True).order_by("pk")[30:36])
    offices = Organisation.objects.of_kind("syndic").order_by("pk")
    association = Organisation.objects.get(name="VME Residentie Sint-Rombout")
    merged = places["merged"]
    assert isinstance(merged, Building)
    add_building(association, merged, by=lotte)
    give = {"by": lotte, "association": association}
    set_association_role(**give, role="syndic", person=people[0], professional=False, since=date(2015, 3, 1))
    set_association_role(
        **give,
        role="syndic",
        organisation=offices[0],
        person=people[1],
        professional=True,
        since=date(2021, 9, 1),
        note="Aangesteld door de algemene vergadering",
    )
    chair = set_association_role(**give, role="council", person=people[2], since=date(2019, 1, 1))
    member = set_association_role(**give, role="council", person=people[3])
    set_association_role(**give, role="auditor", person=people[4], since=date(2022, 1, 1))
    wrong = set_association_role(**give, role="working_group", person=people[5])
    update_association_role(member, by=griet, note="Voorzitter")
    end_association_role(chair, by=griet, on=date(2023, 12, 31))
    remove_association_role(wrong, by=griet)
    return association


def fill_the_pool() -> None:
    griet = user("griet")
    firm = Organisation.objects.get(name="Bouwwerken Getuige")
    update_contractor(firm, by=griet, status="candidate", segments=["small"], remarks="Vraagt werk.")
    update_contractor(firm, by=griet, status="suspended")
    add_training(firm, by=griet, name="Luchtdicht bouwen", followed_on=date(2024, 3, 1))
    wrong = add_training(firm, by=griet, name="Verkeerde opleiding")
    remove_training(firm, wrong.pk, by=griet)
    add_evaluation(firm, by=griet, score=2, text="Kwam te laat.")


def import_contacts() -> None:
    """A spreadsheet with a row that could not be taken, and a set of the company register."""
    griet = user("griet")
    rows = (
        "voornaam,familienaam,e-mail\nIngrid,Voerders,ingrid@burger.example\nRik,Geweigerd,geen mailadres\n"
    )
    job = importing.upload(by=griet, kind="person", data=rows.encode(), name="lijst.csv", hint=_nobody)
    importing.carry_on(job.pk)
    job.refresh_from_db()
    importing.start(job, by=griet, all_or_nothing=False, hint=_nobody)
    importing.carry_on(job.pk)
    with tempfile.TemporaryDirectory() as folder:
        street = Street.objects.get(name="Bruul")
        building = Building.objects.filter(street=street).order_by("pk").first()
        number = building.addresses.in_order()[0].house_number if building else "12"
        parts = [
            enterprise(1001, "VME Getuigenhof", form="070", house=number),
            enterprise(1002, "VME Nergens", form="070", street="Onbestaandestraat"),
            enterprise(1003, "VME Gekozen", form="070", street="Verzonnenweg"),
            enterprise(1004, "Dakwerker Register", mail="dak@register.example", phone="015 11 22 33"),
        ]
        import_register(full_set(Path(folder) / "kbo_getuige", *parts), by=None, postcodes=["2800"])
    matches = {str(one): one for one in AssociationMatch.objects.for_list()}
    settle_match(matches["VME Nergens"], building=Building.objects.order_by("pk")[0], by=griet)
    settle_match(matches["VME Gekozen"], building=None, by=griet)
    adopt_association(AssociationMatch.objects.get(pk=matches["VME Getuigenhof"].pk), by=griet)
    match_associations()


def _nobody(_key: int) -> None:
    """No worker is told."""


def days_ago(days: int) -> date:
    return date.today() - timedelta(days=days)  # noqa: DTZ011 - the day on which the witness is made
