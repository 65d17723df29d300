"""Dossiers of different journeys that have to do with each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from dossiers.around import proposed_relation
from dossiers.factories import information_dossier
from dossiers.models import Dossier, DossierRelation, Reason, ReasonKind, RelationKind, Scope
from dossiers.operations import activation
from dossiers.operations.relating import relate_dossiers, remove_relation, restore_relation
from oss.addresses.factories import AddressFactory
from oss.core.refusal import Gone, Refused
from oss.staff.models import User
from oss.staff.roles import Role


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def both(lotte: User) -> tuple[Dossier, Dossier]:
    """An apartment, and the common parts of the same house."""
    house = AddressFactory(house_number="18")
    door = AddressFactory(street=house.street, house_number="18", box_number="3")
    private = information_dossier(by=lotte, address=door)
    common = information_dossier(by=lotte, address=house)
    Dossier.objects.filter(pk=common.pk).update(scope=Scope.COMMON)
    common.refresh_from_db()
    return private, common


def kind(code: str = "neighbours") -> RelationKind:
    return RelationKind.objects.get(code=code)


def told(dossier: Dossier) -> list[str]:
    return [event.kind for event in dossier.case_file.events.filter(kind__startswith="dossiers_related")]


def page(dossier: Dossier) -> str:
    return f"/dossiers/{dossier.number}/?tab=journey"


def test_two_dossiers_are_related_from_both_sides(
    desk: Client, lotte: User, both: tuple[Dossier, Dossier]
) -> None:
    private, common = both
    relate_dossiers(common, private, by=lotte, kind=kind("apartment_building"))
    for one, other in (both, both[::-1]):
        html = desk.get(page(one)).content.decode()
        assert "appartement en gebouw" in html
        assert f'href="/dossiers/{other.number}/"' in html
        assert told(one) == ["dossiers_related"]
        assert one.case_file.events.get(kind="dossiers_related").data["other"] == other.number


def test_once_whichever_way_and_who_was_first_is_told(lotte: User, both: tuple[Dossier, Dossier]) -> None:
    relate_dossiers(*both, by=lotte, kind=kind())
    for pair in (both, both[::-1]):
        with pytest.raises(Refused, match="Lotte Peeters .* buren"):
            relate_dossiers(*pair, by=lotte, kind=kind("other"))
    assert DossierRelation.objects.get().kind == kind()


def test_not_to_itself_nor_to_another_wagon(lotte: User, both: tuple[Dossier, Dossier]) -> None:
    dossier = both[0]
    with pytest.raises(Refused, match="zichzelf"):
        relate_dossiers(dossier, dossier, by=lotte, kind=kind())
    wagon = information_dossier(by=lotte, journey=dossier.journey)
    with pytest.raises(Refused, match="dezelfde klantenreis"):
        relate_dossiers(dossier, wagon, by=lotte, kind=kind())
    assert not DossierRelation.objects.exists()


def test_the_database_keeps_a_pair_once_and_in_order(both: tuple[Dossier, Dossier]) -> None:
    first, second = both
    DossierRelation.objects.create(first=first, second=second, kind=kind())
    for one, other, name in (
        (first, second, "dossiers_related_once"),
        (second, first, "related_dossiers_in_one_order"),
        (first, first, "related_dossiers_in_one_order"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            DossierRelation.objects.create(first=one, second=other, kind=kind())


def test_what_is_removed_can_be_put_back(desk: Client, lotte: User, both: tuple[Dossier, Dossier]) -> None:
    private, common = both
    relation = relate_dossiers(*both, by=lotte, kind=kind())
    answer = desk.post(reverse("dossier_relation", args=[common.number, relation.pk, "remove"]), follow=True)
    assert not DossierRelation.objects.exists()
    undo = reverse("dossier_relation", args=[common.number, relation.pk, "restore"])
    assert f'action="{undo}"' in answer.content.decode()
    desk.post(undo)
    assert DossierRelation.objects.get().pk == relation.pk
    for one in both:
        assert told(one) == ["dossiers_related", "dossiers_related_no_more", "dossiers_related"]
    remove_relation(relation, by=lotte)
    with pytest.raises(Gone):
        remove_relation(relation, by=lotte)
    relate_dossiers(private, common, by=lotte, kind=kind())
    with pytest.raises((Refused, ValidationError)):
        restore_relation(relation.pk, by=lotte)


def test_a_deactivated_dossier_is_only_read(desk: Client, lotte: User, both: tuple[Dossier, Dossier]) -> None:
    _private, common = both
    relation = relate_dossiers(*both, by=lotte, kind=kind())
    reason = Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
    activation.deactivate(common, by=lotte, reason=reason)
    for act in (
        lambda: remove_relation(relation, by=lotte),
        lambda: relate_dossiers(common, information_dossier(by=lotte), by=lotte, kind=kind()),
    ):
        with pytest.raises(Refused, match="gedeactiveerd"):
            act()
    for one in both:
        html = desk.get(page(one)).content.decode()
        assert "buren" in html
        assert f"/relations/{relation.pk}/remove/" not in html
    assert "relations/new" not in desk.get(page(common)).content.decode()


def test_one_click_on_what_lies_around_relates_it(desk: Client, both: tuple[Dossier, Dossier]) -> None:
    private, common = both
    html = desk.get(page(private)).content.decode()
    assert f'form="relate-proposed" name="proposed" value="{common.pk}"' in html
    desk.post(reverse("dossier_relate", args=[private.number]), {"proposed": common.pk})
    assert DossierRelation.objects.get().kind.code == "apartment_building"
    assert f'name="proposed" value="{common.pk}"' not in desk.get(page(private)).content.decode()


def test_a_dossier_that_is_looked_up(desk: Client, lotte: User, both: tuple[Dossier, Dossier]) -> None:
    far = information_dossier(by=lotte)
    url = reverse("dossier_relate", args=[both[0].number])
    assert desk.post(url, {"dossier": far.pk}).status_code == 422
    assert desk.post(url, {"dossier": both[0].pk, "kind": kind().pk}).status_code == 422
    assert desk.post(url, {"dossier": far.pk, "kind": kind("same_owner").pk}).status_code == 302
    assert DossierRelation.objects.get().second == far


def test_what_is_proposed_follows_from_doors_and_people(lotte: User, both: tuple[Dossier, Dossier]) -> None:
    private, common = both
    door = private.site_address
    assert door
    next_door = AddressFactory(street=door.street, house_number="18", box_number="4")
    assert proposed_relation(private, common) == "apartment_building"
    assert proposed_relation(private, information_dossier(by=lotte, address=next_door)) == "neighbours"
    assert proposed_relation(private, information_dossier(by=lotte, address=door)) == "other"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_relate_the_same_two_one_is_told(
    user_with: Callable[..., User], lotte: User, both: tuple[Dossier, Dossier]
) -> None:
    start = Barrier(2)

    def act(user: User, pair: tuple[Dossier, Dossier]) -> str:
        try:
            start.wait()
            relate_dossiers(*pair, by=user, kind=kind())
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    sofie = user_with(Role.COORDINATOR)
    with ThreadPoolExecutor(2) as threads:
        answers = sorted(threads.map(act, (lotte, sofie), (both, both[::-1])))
    assert DossierRelation.objects.count() == 1
    assert answers[0] == ""
    assert "gekoppeld" in answers[1]
