"""One train by mouse: from a mail over an advice and a design to an execution that is completed.

What each wagon asks is proved by its own test; here is only what leads from one to the next.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier, FirstAction, Journey, Reason
from dossiers.works.models import Advised, Work
from oss.addresses.factories import AddressFactory
from oss.contacts.factories import PersonFactory
from oss.contacts.models import Person
from oss.staff.models import User
from oss.staff.roles import Role
from tests.browser.pointer import press
from tests.browser.scenery import mail
from tests.browser.test_execution import saved, to_stage
from tests.dossiers.designed import quote_for

OpenPage = Callable[[str], Page]


@pytest.fixture
def griet(user_with: Callable[..., User], log_in: Callable[[User], User]) -> User:
    return log_in(user_with(Role.COORDINATOR, first_name="Griet", last_name="Somers"))


def save(page: Page, words: str = "Bewaren") -> None:
    press(page.get_by_role("button", name=words, exact=True).first)


def tab(page: Page, name: str) -> None:
    press(page.locator(f".tabs a[href$='tab={name}']"))


def newest() -> Dossier:
    return Dossier.objects.latest("pk")


def next_wagon(page: Page, subtype: str) -> None:
    """Opened from the train, with nothing filled in but what kind it is."""
    press(page.locator(".record-verbs a[href*='/dossiers/new/?on=']"))
    group, _point, name = subtype.partition(": ")
    value = page.locator(f"#id_subtype optgroup[label='{group}'] option", has_text=name).get_attribute(
        "value"
    )
    page.locator("#id_subtype").select_option(value=value)


def opened(page: Page, subtype: str) -> None:
    press(page.get_by_role("button", name="Dossier openen"))
    expect(page.locator(".record-subtype")).to_contain_text(subtype)


def ask_and_answer(page: Page) -> None:
    press(page.locator("a[href*='/dossiers/new/?item=']").first)
    opened(page, "Informatievraag")
    tab(page, "info")
    page.get_by_label("Antwoord").fill("Het dak eerst.")
    first_action = FirstAction.objects.get(code="answered_by_mail").pk
    page.locator("#id_first_action").select_option(value=str(first_action))
    for name in ("asked_on", "first_action_on"):
        page.locator(f"#id_{name}").fill(newest().opened_on.isoformat())
    press(page.get_by_label("dakisolatie", exact=True).locator("xpath=.."))
    press(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")


def advise(page: Page) -> None:
    next_wagon(page, "Advies: Renovatieadvies")
    opened(page, "Renovatieadvies")
    to_stage(page, "Advies")
    press(page.get_by_role("link", name="Werk adviseren"))
    page.get_by_label("Maatregel of studie").select_option(label="Dakisolatie sarking (m²)")
    save(page)
    press(page.locator("#id_advised").get_by_role("link", name="Dakisolatie sarking"))
    press(page.get_by_label("ja", exact=True))
    save(page)
    expect(page.locator("#id_advised")).to_contain_text("ja")


def design(page: Page, open_page: OpenPage) -> None:
    next_wagon(page, "Projectontwerp: Mijn VerbouwBegeleiding")
    expect(page.locator("input[name=along_works]")).to_be_checked()
    opened(page, "Mijn VerbouwBegeleiding")
    work = Work.objects.get()
    quote_for(work)
    open_page(f"/works/{work.pk}/quotes/")
    press(page.get_by_role("link", name="Kies A"))
    press(page.get_by_text("enige offerte", exact=True))
    save(page, "Keuze noteren")
    expect(page.get_by_text("De keuze is genoteerd.")).to_be_visible()
    open_page(f"/dossiers/{newest().number}/")


def execute(page: Page, open_page: OpenPage) -> None:
    next_wagon(page, "Uitvoering: Mijn VerbouwBegeleiding")
    expect(page.locator("input[name=along_works]")).to_be_checked()
    opened(page, "Mijn VerbouwBegeleiding")
    to_stage(page, "Voorbereiding")
    page.locator("#id_permit").select_option(label="niet nodig")
    save(page)
    saved(page)
    press(page.get_by_role("button", name="De rest blijft"))
    expect(page.locator(".street")).not_to_contain_text("niet beantwoord")
    to_stage(page, "Uitvoering")
    press(page.locator("#works-decided").get_by_role("link", name="Dakisolatie sarking"))
    press(page.locator("#verb-finish summary"))
    press(page.locator("#verb-finish button[type=submit]"))
    expect(page.locator(".work-state")).to_have_text("uitgevoerd")
    open_page(f"/dossiers/{newest().number}/")


def look_back(page: Page) -> None:
    to_stage(page, "Klantenbevraging")
    tab(page, "survey")
    save(page, str(Reason.objects.get(code="survey_not_wanted")))
    expect(page.get_by_role("button", name="Toch nodig")).to_be_visible()
    tab(page, "aftercare")
    page.locator("#id_accepted_on").fill(newest().opened_on.isoformat())
    page.locator("#id_grant_asked").select_option(label="nee")
    page.locator("#id_next_step_discussed").select_option(label="ja")
    press(page.get_by_role("button", name="Bewaren en voltooien"))
    expect(page.locator(".record-facts")).to_contain_text("voltooid op")


def test_one_client_goes_by_mouse_from_a_mail_to_the_end_of_the_works(
    open_page: OpenPage, griet: User
) -> None:
    PersonFactory.create(mail="an.desmet@burger.example", address=AddressFactory.create())
    item = mail("An De Smet <an.desmet@burger.example>", "Waar beginnen we best?")
    page = open_page(f"/queues/general/?item={item.pk}")
    ask_and_answer(page)
    advise(page)
    design(page, open_page)
    execute(page, open_page)
    look_back(page)
    train = Journey.objects.get().dossiers.order_by("pk")
    assert [one.type for one in train] == ["information", "advice", "design", "execution"]
    assert train.last().stage == "completed"
    assert (Person.objects.count(), Advised.objects.get().answer) == (1, "yes")
    roles = Work.objects.get().on_dossiers.order_by("pk").values_list("role", flat=True)
    assert list(roles) == ["advised", "designed", "executed"]
