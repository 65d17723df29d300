"""Three quotes from letter to choice, by mouse and by keyboard: how many fields and presses that takes."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from dossiers.factories import information_dossier
from dossiers.quotes.models import Quote, QuoteAnswer
from dossiers.works.models import Decision, Work
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import OrganisationFactory
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.conftest import TABLET
from tests.browser.pointer import covered, press
from tests.dossiers.quoted import roof_with_quotes, work_of

OpenPage = Callable[[str], Page]
CONTRACTORS = ("Dakwerken Peeters", "Van Hoof Daken", "Isolarco")
KEY, POINT, LOOK = 0.28, 1.1, 1.35
"""Seconds for a key, for pointing at a place and for looking up what comes next: the keystroke-level model
of Card, Moran and Newell."""
MOST_SECONDS = 360


@dataclass
class Hand:
    """Somebody at the page, whose keys, presses and fields are counted."""

    page: Page
    keys: int = 0
    presses: int = 0
    fields: int = 0

    def type(self, text: str) -> None:
        """Where the keyboard is."""
        self.fields += 1
        self.keys += len(text)
        self.page.keyboard.type(text)

    def key(self, name: str, times: int = 1) -> None:
        self.keys += times
        for _time in range(times):
            self.page.keyboard.press(name)

    def to(self, field: Locator) -> None:
        """By Tab, however far it is."""
        for _step in range(30):
            self.key("Tab")
            if field.evaluate("one => one.contains(document.activeElement)"):
                return
        raise AssertionError(f"no Tab leads to {field}")

    def press(self, target: Locator) -> None:
        self.presses += 1
        press(target)

    @property
    def seconds(self) -> float:
        """Each field is looked up twice: in the letter and on the page."""
        return self.keys * KEY + self.presses * POINT + (self.fields + self.presses) * 2 * LOOK


@pytest.fixture
def coach(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.COACH, first_name="Karim", last_name="El Amrani"))


@pytest.fixture
def roof(coach: User) -> Work:
    for name in CONTRACTORS:
        OrganisationFactory.create(name=name)
    return work_of(information_dossier(by=coach, address=AddressFactory.create()), "roof_sarking", by=coach)


def choose_contractor(hand: Hand, name: str) -> None:
    hand.type(name)
    expect(hand.page.locator(".ts-dropdown .option.active", has_text=name)).to_be_visible()
    hand.key("Enter")


def answer(hand: Hand, question: str, said: str) -> None:
    box = hand.page.get_by_role("group", name=question, exact=True)
    hand.press(box.get_by_text(said, exact=True))


def note_a_quote(hand: Hand, name: str, total: str) -> None:
    """At the depth of questions: by keyboard what is typed, by mouse what is chosen."""
    page = hand.page
    hand.press(page.locator("#id_contractor-ts-control"))
    choose_contractor(hand, name)
    for field, text in (("valid_until", "31/01/2027"), ("total_excl", total)):
        hand.to(page.locator(f"#id_{field}"))
        hand.type(text)
    for question, text in (("Materiaal", "PIR"), ("Dikte", "160 mm"), ("Rd-waarde", "7,2")):
        hand.to(page.get_by_label(question))
        hand.type(text)
    for question in ("Dampscherm", "Onderdak", "Stelling", "Afvoer"):
        answer(hand, question, "inbegrepen")
    answer(hand, "Asbest", "niet")
    answer(hand, "Binnenafwerking", "apart")
    hand.press(page.locator(".quote-question", has_text="Binnenafwerking").locator("input[inputmode]"))
    hand.type("1.850,00")


def test_three_quotes_are_noted_in_less_than_six_minutes(roof: Work, open_page: OpenPage) -> None:
    page = open_page(f"/quotes/new/?work={roof.pk}")
    hand = Hand(page)
    for number, name in enumerate(CONTRACTORS):
        note_a_quote(hand, name, f"2{number}.345,67")
        last = number == len(CONTRACTORS) - 1
        with page.expect_navigation():
            hand.press(page.locator("main .btn-primary[type=submit]" if last else "button[value=next]"))
    assert hand.fields <= 21, hand
    assert hand.presses <= 27, hand
    assert hand.seconds < MOST_SECONDS, hand
    assert Quote.objects.received().count() == len(CONTRACTORS)
    assert QuoteAnswer.objects.count() == 9 * len(CONTRACTORS)
    expect(page.get_by_text("vergeleken op vergelijkvragen")).to_be_visible()
    expect(page.get_by_role("row", name="Asbest")).to_contain_text("ontbreekt")


def test_a_quote_is_noted_by_keyboard_alone(roof: Work, open_page: OpenPage) -> None:
    page = open_page(f"/quotes/new/?work={roof.pk}")
    hand = Hand(page)
    page.locator("#id_contractor-ts-control").focus()
    choose_contractor(hand, CONTRACTORS[0])
    hand.to(page.locator("#id_total_incl"))
    hand.type("12.345,67")
    scaffold = page.get_by_role("group", name="Stelling", exact=True)
    hand.to(scaffold)
    hand.key("ArrowLeft", 3)
    expect(scaffold.get_by_role("radio", name="inbegrepen")).to_be_checked()
    hand.key("Control+Enter")
    page.wait_for_url(f"**/works/{roof.pk}/quotes/")
    assert [str(one.total_incl) for one in Quote.objects.all()] == ["12345.67"]
    assert [one.answer for one in QuoteAnswer.objects.all()] == ["included"]


def test_what_is_refused_stays_as_it_was_typed(
    roof: Work, open_page: OpenPage, allowed_errors: list[str]
) -> None:
    allowed_errors.append("422")
    page = open_page(f"/quotes/new/?work={roof.pk}")
    page.locator("#id_total_incl").fill("veel")
    answer(Hand(page), "Stelling", "apart")
    page.locator(".quote-question", has_text="Stelling").locator("input[inputmode]").fill("1.250")
    page.locator("main .btn-primary[type=submit]").click()
    expect(page.locator("#id_total_incl")).to_have_value("veel")
    expect(page.locator("[data-error-summary]")).to_have_count(1)
    expect(page.get_by_role("radio", name="apart").and_(page.locator(":checked"))).to_have_count(1)
    expect(page.locator(".quote-question", has_text="Stelling").locator("input[inputmode]")).to_be_visible()


def test_posts_are_filled_in_and_compared_with_a_quote_that_has_them(
    coach: User, open_page: OpenPage
) -> None:
    roof = roof_with_quotes(by=coach, quotes=1)
    OrganisationFactory.create(name=CONTRACTORS[0])
    page = open_page(f"/quotes/new/?work={roof.pk}")
    hand = Hand(page)
    hand.press(page.locator("#id_contractor-ts-control"))
    choose_contractor(hand, CONTRACTORS[0])
    hand.press(page.get_by_role("button", name="Bewaren en posten invullen"))
    first, own = page.get_by_label("Eenheidsprijs exclusief btw").first, page.locator("tr.quote-post").last
    first.fill("24,50")
    own.get_by_label("Post").fill("Werfinrichting")
    own.get_by_label("Hoeveelheid").fill("1")
    own.get_by_label("inbegrepen").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/works/{roof.pk}/quotes/")
    expect(page.get_by_text("vergeleken op posten")).to_be_visible()
    expect(page.get_by_role("row", name="Werfinrichting")).to_contain_text("inbegrepen")
    expect(page.get_by_role("row", name="Afbraak pannen")).to_contain_text("24,50")
    page.get_by_role("link", name="bedragen").click()
    expect(page.get_by_role("row", name="Afbraak pannen")).to_contain_text("2.891,00")


def test_a_quote_over_three_works_is_chosen_for_two_and_one_work_is_split(
    roof: Work, coach: User, open_page: OpenPage
) -> None:
    dossier = roof.on_dossiers.get().dossier
    windows, panels = (work_of(dossier, one, by=coach, quantity=14) for one in ("windows", "solar_panels"))
    works = "&".join(f"work={one.pk}" for one in (roof, windows, panels))
    page = open_page(f"/quotes/new/?{works}")
    hand = Hand(page)
    hand.press(page.locator("#id_contractor-ts-control"))
    choose_contractor(hand, CONTRACTORS[0])
    for number, amount in enumerate(("33.968,12", "12.000,00", "8.450,00")):
        page.get_by_label("Voor dit werk, inclusief btw").nth(number).fill(amount)
    page.keyboard.press("Control+Enter")
    page.get_by_role("link", name="Kies A").click()
    ticks = page.get_by_role("checkbox")
    expect(ticks).to_have_count(3)
    expect(page.get_by_label("Zonnepanelen: € 8.450,00")).to_be_checked()
    page.get_by_label("Zonnepanelen: € 8.450,00").uncheck()
    press(page.get_by_text("kwaliteit", exact=True))
    page.get_by_role("button", name="Keuze noteren").click()
    expect(page.get_by_text("De keuze is genoteerd.")).to_be_visible()
    told = Decision.objects.values_list("work", "amount", "reason__name").order_by("work")
    assert [(work, str(amount), why) for work, amount, why in told] == [
        (roof.pk, "33968.12", "kwaliteit"),
        (windows.pk, "12000.00", "kwaliteit"),
    ]
    expect(page.get_by_role("link", name="Kies A")).to_have_count(0)
    open_page(f"/works/{panels.pk}/quotes/")
    page.get_by_role("link", name="Splitsen over twee aannemers").click()
    page.locator("#id_description").fill("carport")
    page.locator("#id_quantity").fill("4,5")
    page.get_by_role("button", name="Splitsen").click()
    expect(page.get_by_text("Gesplitst")).to_be_visible()
    panels.refresh_from_db()
    assert (str(panels.quantity), str(Work.objects.latest("pk").quantity)) == ("9.50", "4.50")


def test_the_comparison_is_read_aloud_and_reached_by_a_finger(coach: User, open_page: OpenPage) -> None:
    roof = roof_with_quotes(by=coach)
    page = open_page(f"/works/{roof.pk}/quotes/")
    table = page.get_by_role("table", name="Offertes voor")
    expect(table.get_by_role("columnheader")).to_have_count(5)
    expect(table.get_by_role("rowheader", name="Vergelijkbaar totaal")).to_be_visible()
    expect(table.get_by_role("img", name="Tegenover de mediaan").first).to_be_visible()
    assert covered(page) == []
    page.set_viewport_size(TABLET)
    assert covered(page) == []
    page.emulate_media(media="print")
    expect(page.get_by_text("Uw offertes voor")).to_be_visible()
    expect(page.get_by_role("link", name="Kies A")).to_be_hidden()
