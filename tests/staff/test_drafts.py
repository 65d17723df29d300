"""What is typed and not saved: kept for its user alone, given back, forgotten when the form is saved."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.operations.parts import add_employment
from oss.core.account_number import has_account_number
from oss.staff.drafts import LARGEST, LONGEST_OF, MOST_PER_FORM, clear_old_drafts
from oss.staff.models import Draft, User
from oss.staff.roles import Role
from tests.drawn_forms import values_of


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte")


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def typed(page: UUID | None = None, number: int = 1, **other: Any) -> dict[str, Any]:
    return {
        "form": "profile",
        "of": "-",
        "page": str(page or uuid4()),
        "number": number,
        "fields": {"first_name": ["Lot"]},
        "seen": {"first_name": ["Lotte"]},
        "options": {},
        "replaces": [],
    } | other


def keep(client: Client, draft: dict[str, Any]) -> HttpResponse:
    return client.post("/drafts/", json.dumps(draft), content_type="application/json")


def held(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/drafts/", {"form": "profile", "of": "-"}).json()["drafts"]
    return found


def form_of(page: HttpResponse) -> str:
    return re.search(r'<form class="form".*?</form>', page.content.decode(), re.DOTALL)[0]


def test_a_draft_comes_back_on_the_page_and_to_its_user_alone(
    desk: Client, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    saved = keep(desk, typed()).json()
    assert saved == {"saved": timezone.localtime().strftime("%H:%M"), "left_out": []}
    assert [one["fields"] for one in held(desk)] == [{"first_name": ["Lot"]}]
    assert "Lot&quot;" in desk.get("/profile/").content.decode()
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        colleague = client_of(user_with(role))
        assert held(colleague) == []
        assert "Lot&quot;" not in colleague.get("/profile/").content.decode()
    assert Draft not in admin.site._registry
    assert not Draft.objects.visible_to(user_with(Role.ADMINISTRATOR)).exists()


def test_nobody_writes_or_throws_away_somebody_elses(
    desk: Client, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    page = uuid4()
    keep(desk, typed(page))
    colleague = client_of(user_with(Role.ADMINISTRATOR))
    keep(colleague, typed(page, 9, fields={"first_name": ["X"]}))
    keep(colleague, typed(number=9, fields={}, replaces=[str(page)]))
    assert [one["fields"] for one in held(desk)] == [{"first_name": ["Lot"]}]


def test_saving_the_form_forgets_its_draft_and_a_refusal_keeps_it(desk: Client, lotte: User) -> None:
    other = uuid4()
    keep(desk, typed(other, form="person_new"))
    sent = values_of(form_of(desk.get("/profile/")))
    page = UUID(sent["draft"][0].split()[-1])
    keep(desk, typed(page))
    refused = desk.post("/profile/", sent | {"first_name": [""]})
    assert f'data-page="{page}"' in refused.content.decode()  # it goes on with the same draft
    assert Draft.objects.count() == 2
    assert desk.post("/profile/", sent | {"first_name": ["Lot"]}).status_code == 302
    assert [one.page for one in Draft.objects.all()] == [other]
    assert desk.post("/profile/", sent | {"draft": ["profile - x"]}).status_code == 302


def test_passwords_account_and_register_numbers_are_never_kept(desk: Client) -> None:
    private = {
        "password": ["geheim-genoeg"],
        "add-iban": ["x"],
        "keep_national_number": ["85.07.30-033.28"],
        "notes": ["Zijn nummer is 85.07.30-033.28, zegt hij"],
        "remarks": ["Op be68 5390 0754 7034 graag"],
        "person": ["7"],
    }
    options = {"person": [{"value": "7", "label": "An Peeters", "detail": "BE68539007547034"}]}
    answer = keep(desk, typed(fields=private | {"first_name": ["Lot"]}, seen=private, options=options))
    assert answer.json()["left_out"] == sorted(private)
    draft = Draft.objects.get()
    assert (draft.fields, draft.seen, draft.options) == ({"first_name": ["Lot"]}, {}, {})
    keep(desk, typed(draft.page, 2, fields=private, options=options))
    assert not Draft.objects.exists()
    seen = {"notes": ["85.07.30-033.28"], "remarks": ["BE68 5390 0754 7034"]}  # which somebody emptied
    assert keep(desk, typed(fields={"notes": [""], "remarks": [""]}, seen=seen)).json()["left_out"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("BE68 5390 0754 7034", True),
        ("rekening BE68-5390-0754-7034.", True),
        ("NL91ABNA0417164300 van Jan", True),
        ("BE68 5390 0754 7035", False),
        ("IBANBE68 5390 0754 7034", True),
        ("BE 68 5390 0754 7034", True),
        ("BE68\u20115390\u20110754\u20117034", True),
        ("BE68\n5390\n0754\n7034", True),
        ("BE68 / 5390 / 0754 / 7034", True),
        ("\uff22\uff25\uff16\uff185390\u200b07547034", True),
        ("rekening 539-0075470-34", True),
        ("rekening 539-0075470-35", False),
        ("be68 " * 5000, False),
        ("Bruul 12, 2800 Mechelen", False),
    ],
)
def test_an_account_number_is_found_among_words(text: str, has_one: bool) -> None:
    assert has_account_number(text) is has_one


def test_what_comes_late_overwrites_nothing_and_nothing_typed_leaves_no_draft(desk: Client) -> None:
    page = uuid4()
    keep(desk, typed(page, 3, fields={"first_name": ["Nieuw"]}))
    keep(desk, typed(page, 2, fields={"first_name": ["Oud"]}))
    keep(desk, typed(page, 1, fields={}))
    assert Draft.objects.get().fields == {"first_name": ["Nieuw"]}
    keep(desk, typed(page, 4, fields={}))
    assert not Draft.objects.exists()


def test_the_draft_that_was_put_back_becomes_that_of_the_new_page(desk: Client) -> None:
    old, new = uuid4(), uuid4()
    keep(desk, typed(old))
    keep(desk, typed(new, fields={"first_name": ["Lotje"]}, replaces=[str(old)]))
    assert [one["page"] for one in held(desk)] == [str(new)]


def test_a_form_that_comes_back_goes_on_with_its_own_draft_and_no_other(desk: Client) -> None:
    sent = values_of(form_of(desk.get("/profile/"))) | {"first_name": [""]}
    own, before, other = uuid4(), uuid4(), uuid4()
    page = desk.post("/profile/", sent | {"draft": [f"profile - {own} {before}"]}).content.decode()
    assert f'data-page="{own}"' in page
    assert f'data-replaces="{before}"' in page
    assert f'name="draft" value="profile - {own} {before}"' in page
    for draft in (f"person_new - {other}", f"profile 7 {other}", "profile -"):
        page = desk.post("/profile/", sent | {"draft": [draft]}).content.decode()
        assert UUID(re.search(r'data-page="([^"]*)"', page)[1]) != other
        assert 'data-replaces=""' in page


def test_a_page_with_a_long_address_keeps_its_draft_too(desk: Client) -> None:
    place = f"/dossiers/new/?address=&q={'x' * LONGEST_OF}"
    form, of = re.search(r'data-draft="([^" ]*) ([^"]*)"', desk.get(place).content.decode()).groups()
    assert keep(desk, typed(form=form, of=unescape(of))).status_code == 200
    assert "Lot&quot;" in desk.get(place).content.decode()


def test_two_tabs_keep_a_draft_each_up_to_a_few(desk: Client) -> None:
    for number in range(MOST_PER_FORM + 2):
        keep(desk, typed(fields={"first_name": [str(number)]}))
    assert [one["fields"]["first_name"][0] for one in held(desk)] == ["6", "5", "4", "3", "2"]


def test_one_keeps_so_many_drafts_and_no_more(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oss.staff.drafts.MOST", 3)
    for number in range(4):
        keep(desk, typed(of=f"made-up-{number}"))
    assert [one.of for one in Draft.objects.all()] == ["made-up-3", "made-up-2", "made-up-1"]


def test_a_draft_of_another_day_says_which_and_after_thirty_days_it_is_gone(desk: Client) -> None:
    keep(desk, typed())
    long_ago = timezone.now() - timedelta(days=29)
    Draft.objects.update(saved_at=long_ago)
    assert held(desk)[0]["saved"] == timezone.localtime(long_ago).strftime("%d/%m/%Y %H:%M")
    assert clear_old_drafts() == 0
    Draft.objects.update(saved_at=long_ago - timedelta(days=2))
    assert clear_old_drafts() == 1


def test_what_is_too_long_or_no_draft_is_refused(desk: Client) -> None:
    answer = keep(desk, typed(fields={"first_name": ["x" * LARGEST]}))
    assert answer.status_code == 413
    assert "te lang" in answer.json()["refused"]
    sent = json.dumps(typed())
    for body in (
        "",
        "[" * 30_000,
        sent.replace("{}", '{"a": ' * 900 + "{}" + "}" * 900),
        sent.replace('"number": 1', '"number": 1e999'),
        sent.replace('"number": 1', '"number": -1'),
        sent.replace('"options": {}', '"options": {"a": [{"label": NaN}]}'),
        sent.replace('"options": {}', '"options": {"a": [{"label": {}}, {"value": [1]}]}'),
        json.dumps(typed(form=["profile"])),
        "[]",
        "{}",
        '"x"',
        json.dumps(typed(fields={"a": "b"})),
        json.dumps(typed() | {"page": "x"}),
        json.dumps(typed(form="")),
        json.dumps(typed(form="x" * 81)),
        json.dumps(typed(of="x" * 121)),
    ):
        assert desk.post("/drafts/", body, content_type="application/json").status_code == 400
    assert desk.post("/drafts/", {"fields": "x"}).status_code == 400
    half_an_emoji = "\ud83c"
    odd = {"first_name": [f"a\x00b\\u0000{half_an_emoji}"]}
    assert keep(desk, typed(number=10**30, fields=odd)).status_code == 200
    assert Draft.objects.get().fields == {"first_name": ["ab\\u0000"]}


def test_a_page_that_leads_on_to_nothing_but_a_refusal_keeps_its_draft(desk: Client, lotte: User) -> None:
    """A colleague was first: what was typed in the form with the button is not thrown away."""
    employment = add_employment(by=lotte, person=PersonFactory(), organisation=OrganisationFactory())
    place = reverse("employment_change", args=[employment.pk])
    sent = values_of(form_of(desk.get(place)))
    keep(desk, typed(UUID(sent["draft"][0].split()[-1]), form="employment_change", of=str(employment.pk)))
    refused = desk.post(place, sent | {"remove": ["1"], "seen": ["what stood there before"]})
    assert refused.status_code == 302
    assert Draft.objects.count() == 1
    desk.get(place)  # tells why
    assert desk.post(place, sent | {"remove": ["1"]}).status_code == 302
    assert Draft.objects.count() == 0
