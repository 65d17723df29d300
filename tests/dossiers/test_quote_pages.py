"""The pages of quotes lose nothing that was typed, and keep nothing that is no longer shown."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.models import Reason
from dossiers.quotes import operations
from dossiers.quotes.amounts import asked_for
from dossiers.quotes.comparing import PriceBasis, Terms, side_by_side
from dossiers.quotes.models import AnswerKind, ComparisonQuestion, Quote, QuoteWork
from dossiers.quotes.operations import MOST_LINES, Answer, OfWork
from dossiers.works.models import Work
from dossiers.works.operations import update_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory
from oss.core.parameters import known_figures
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.quoted import work_of
from tests.drawn_forms import values_of

TODAY = timezone.localdate()


@pytest.fixture
def client(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


@pytest.fixture
def works(lotte: User) -> list[Work]:
    dossier = information_dossier(by=lotte, address=AddressFactory.create())
    return [work_of(dossier, code, by=lotte) for code in ("roof_sarking", "windows")]


def quote_of(works: dict[Work, OfWork], by: User, **told: Any) -> Quote:
    told = {"contractor": OrganisationFactory.create(), "received_on": TODAY} | told
    return operations.enter(None, told, works, by=by)


def drawn(client: Client, url: str) -> dict[str, list[str]]:
    forms = re.findall(r"<form.*?</form>", client.get(url).content.decode(), re.DOTALL)
    return values_of(next(one for one in forms if "data-submit-key" in one))


def price() -> Reason:
    return Reason.objects.get(code="choose_price")


def posts(part: QuoteWork, number: int, by: User) -> None:
    line = {"unit": "sum", "unit_price": Decimal(1), "vat_rate": Decimal(6)}
    operations.set_lines(part, [line | {"text": f"Post {one}"} for one in range(number)], by=by)


def test_an_amount_of_a_work_goes_with_its_field(works: list[Work], lotte: User, client: Client) -> None:
    """Of one work only, a quote has one total, and no other that nobody sees."""
    own = {work: OfWork({"total_incl": Decimal(500)}, {}) for work in works}
    quote = quote_of(own, lotte, total_incl=Decimal(1000))
    sent = drawn(client, f"/quotes/{quote.pk}/?work={works[0].pk}") | {"total_incl": "900"}
    assert client.post(f"/quotes/{quote.pk}/", sent).status_code == 302
    (asked,) = asked_for(Quote.objects.in_full().get()).values()
    assert asked.incl == Decimal(900)


def test_a_quote_with_answers_is_saved_after_its_work_got_another_measure(
    works: list[Work], lotte: User, client: Client
) -> None:
    scaffold = ComparisonQuestion.objects.get(code="roof_sarking:scaffold").pk
    quote = quote_of({works[0]: OfWork({}, {scaffold: Answer(AnswerKind.MISSING)})}, lotte)
    update_work(works[0], by=lotte, measure=Measure.objects.get(code="windows"))
    sent = drawn(client, f"/quotes/{quote.pk}/") | {"number": "2026/7"}
    assert client.post(f"/quotes/{quote.pk}/", sent).status_code == 302
    quote.refresh_from_db()
    assert quote.number == "2026/7"
    assert quote.parts.get().answers.get().question_id == scaffold


def test_a_row_beyond_many_is_kept(works: list[Work], lotte: User, client: Client) -> None:
    part = quote_of({works[0]: OfWork({}, {})}, lotte).parts.get()
    posts(part, 85, lotte)
    url = f"/quotes/posts/{part.pk}/"
    sent = drawn(client, url)
    last = f"l{int(sent['rows'][0]) - 1}"
    row = {f"{last}-text": "Nieuwe post", f"{last}-quantity": "1", f"{last}-unit_price": "12,50"}
    assert client.post(url, sent | row).status_code == 302
    assert part.lines.filter(text="Nieuwe post").exists()


def test_no_more_posts_are_kept_than_a_page_can_save(works: list[Work], lotte: User, client: Client) -> None:
    part = quote_of({works[0]: OfWork({}, {})}, lotte).parts.get()
    posts(part, MOST_LINES, lotte)
    url = f"/quotes/posts/{part.pk}/"
    sent = drawn(client, url)
    assert client.post(url, sent).status_code == 302
    assert part.lines.count() == MOST_LINES
    more = {name.replace("l0-", f"l{MOST_LINES}-"): value for name, value in sent.items() if "l0-" in name}
    answer = client.post(url, drawn(client, url) | more | {"rows": str(MOST_LINES + 1)})
    assert (answer.status_code, part.lines.count()) == (422, MOST_LINES)
    with pytest.raises(Refused, match="hoogstens"):
        posts(part, MOST_LINES + 1, lotte)


def test_a_post_in_own_words_without_a_price_is_not_lost(
    works: list[Work], lotte: User, client: Client
) -> None:
    part = quote_of({works[0]: OfWork({}, {})}, lotte).parts.get()
    url = f"/quotes/posts/{part.pk}/"
    sent = drawn(client, url)
    last = f"l{int(sent['rows'][0]) - 1}"
    answer = client.post(url, sent | {f"{last}-text": "Stelling", f"{last}-quantity": "1"})
    assert answer.status_code == 422
    assert "Vul de prijs in" in answer.content.decode()
    client.post(url, sent | {f"{last}-text": "Stelling", f"{last}-is_included": "on"})
    assert part.lines.get().text == "Stelling"
    first = f"{next(name for name, value in drawn(client, url).items() if value == ['Stelling'])}"
    client.post(url, drawn(client, url) | {first.replace("-text", "-is_included"): []})
    assert not part.lines.exists()


@pytest.mark.parametrize("typed", ["01/01/0025", "31/12/9999"])
def test_a_year_that_cannot_be_meant_is_told(works: list[Work], client: Client, typed: str) -> None:
    url = f"/quotes/new/?work={works[0].pk}"
    contractor = OrganisationFactory.create().pk
    answer = client.post(url, drawn(client, url) | {"contractor": contractor, "valid_until": typed})
    assert answer.status_code == 422
    assert "kijk het jaar na" in answer.content.decode()
    url = f"/works/{works[0].pk}/save/execution/"
    sent = drawn(client, f"/works/{works[0].pk}/?tab=execution")
    assert client.post(url, sent | {"planned_start": typed}).status_code == 422


def test_each_of_many_quotes_has_a_letter_of_its_own(works: list[Work], lotte: User) -> None:
    for _number in range(28):
        quote_of({works[0]: OfWork({}, {})}, lotte)
    terms = Terms.of(lotte, known_figures(), TODAY, PriceBasis.UNIT, flags=True)
    letters = [one.letter for one in side_by_side(works[0], terms).table.offered]
    assert letters[24:] == ["Y", "Z", "AA", "AB"]


def test_who_chooses_another_quote_from_an_old_page_is_told_who_chose_before(
    works: list[Work], lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    coach = user_with(Role.COACH, first_name="Karim", last_name="El Amrani")
    one, other = (quote_of(dict.fromkeys(works[:number], OfWork({}, {})), lotte) for number in (2, 1))
    client, url = client_of(coach), f"/quotes/{other.pk}/choose/"
    typed = {"note": "Beste stielman", "reason": str(price().pk), "decider": "owner"}
    sent = drawn(client, url) | typed
    operations.choose(one, [works[0]], by=coach, decided_on=TODAY, reason=price())
    answer = client.post(url, sent)
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Karim El Amrani noteerde" in told
    assert "Beste stielman" in told
    assert "Keuze noteren" not in told
    assert "al beslist" in client.get(url, follow=True).content.decode()
    left = drawn(client, f"/quotes/{one.pk}/choose/")
    assert left["works"] == [str(works[1].pk)]
