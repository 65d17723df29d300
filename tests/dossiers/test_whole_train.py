"""One client, from a mail to the survey after the works: four wagons of one train, by the pages of staff.

Each step asks what stands in the database then, and what its page says.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple

import pytest
from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from dossiers.models import Dossier, FirstAction, Journey, NextStep, Reason, Stakeholder, Subtype, Topic
from dossiers.quotes.models import ComparisonQuestion, Quote, QuoteWork
from dossiers.surveys.models import Survey
from dossiers.types.design.model import FinancingLine, PlannedWork
from dossiers.types.execution.model import StreetElement
from dossiers.works.models import Decision, Work, WorkDossier
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Address, Measure
from oss.contacts.factories import OrganisationFactory
from oss.contacts.models import Person
from oss.mail.factories import File
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.surveyed import newest_link
from tests.drawn_forms import values_of
from tests.mails import receive_message

pytestmark = pytest.mark.django_db

QUESTION = "Waar beginnen we best: het dak, de ramen of de vloer?"
Values = dict[str, Any]
IN_ORDER = (
    r"geopend: Informatievraag",
    r"00001 voltooid",
    r"geopend: Renovatieadvies",
    r"00002 naar Advies",
    r"‘Vloerisolatie’ bij het dossier gezet",
    r"00002 naar Klantenbevraging",
    r"De klant beantwoordde de bevraging van .*00002",
    r"00002 voltooid",
    r"00003 geopend",
    r"00003 naar Offertevraag",
    r"^Offerte van .* ontvangen voor Dakisolatie sarking, Ramen",
    r"‘Dakisolatie sarking’ gesplitst",
    r"‘Dakisolatie sarking’ gaat door",
    r"‘Dakisolatie sarking · Dakvlak achteraan’ gaat door",
    r"Financieringsplan van .*00003 gewijzigd",
    r"00003 voltooid",
    r"00004 geopend",
    r"00004 naar Uitvoering",
    r"‘Dakisolatie sarking’ gestart",
    r"‘Dakisolatie sarking’ klaar",
    r"‘Ramen’ gestart",
    r"00004 naar Klantenbevraging",
    r"00004 telefonisch beantwoord",
    r"00004 voltooid",
)
"""What the timeline of the train tells, the oldest first."""


class Colleague:
    """Somebody at a browser: opens pages, and sends their forms with what is changed in them."""

    def __init__(self, user: User, browser: Client) -> None:
        self.user, self.browser = user, browser

    def page(self, url: str) -> str:
        answer = self.browser.get(url)
        assert answer.status_code == 200, url
        return unescape(answer.content.decode()).replace("\xa0", " ")

    def drawn(self, url: str, action: str = "") -> dict[str, list[str]]:
        """What the form on that page holds, which goes to `action`, or back to the page itself."""
        forms = re.findall(r"<form.*?</form>", self.browser.get(url).content.decode(), re.DOTALL)
        target = f'action="{action}"' if action else "data-submit-key"
        found = [one for one in forms if target in one.partition(">")[0]]
        assert found, f"{url} has no form to {action or url}"
        values = values_of(found[0])
        return {name: value for name, value in values.items() if name not in {"further", "remove"}}

    def send(self, url: str, action: str = "", **changes: Any) -> str:
        """Where it leads."""
        sent = self.drawn(url, action) | changes
        answer = self.browser.post(action or url, sent)
        errors = re.findall(
            r'class="[^"]*error[^"]*"[^>]*>(.*?)<', unescape(answer.content.decode()), re.DOTALL
        )
        assert answer.status_code == 302, (url, errors)
        return answer["Location"]

    def fill_in(self, dossier: Dossier, tab: str, address: str = "", **changes: Any) -> str:
        place = f"/dossiers/{dossier.number}/"
        return self.send(f"{place}?tab={tab}", f"{place}{address or tab}/", **changes)

    def move(self, dossier: Dossier, verb: str = "advance") -> str:
        """By the button of the process bar; the stage it stands in then."""
        place = f"/dossiers/{dossier.number}/"
        self.send(place, f"{place}stage/{verb}/")
        return now(dossier).stage


class Team(NamedTuple):
    lotte: Colleague
    jonas: Colleague
    karim: Colleague


@pytest.fixture
def team(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Team:
    people = (
        ("Lotte", "Peeters", Role.DESK),
        ("Jonas", "Claes", Role.COACH),
        ("Karim", "Idrissi", Role.FINANCIAL_ADVISER),
    )
    users = [user_with(role, first_name=first, last_name=last) for first, last, role in people]
    return Team(*(Colleague(one, client_of(one)) for one in users))


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def number_in(location: str) -> Dossier:
    return Dossier.objects.get(number=location.split("/")[2])


def roles_of(work: Work) -> list[tuple[str, str]]:
    links = WorkDossier.objects.filter(work=work).order_by("pk")
    return list(links.values_list("dossier__type", "role"))


def nothing_is_doubled() -> None:
    held = (
        Person.objects.count(),
        Address.objects.count(),
        Journey.objects.count(),
        Stakeholder.objects.count(),
    )
    assert held == (1, 1, 1, 1)


def asked_on_next(colleague: Colleague, journey: Journey, code: str) -> tuple[str, set[str], Values]:
    """The page that opens the next wagon: its URL, what it leaves empty, and all that its form holds."""
    url = f"/dossiers/new/?on={journey.number}&subtype={Subtype.objects.get(code=code).pk}"
    held = colleague.drawn(url)
    return url, empty_in(held), held


def empty_in(held: Values) -> set[str]:
    """Of what the page shows."""
    hidden = {"proposed", "journey_chosen"}
    return {name for name, value in held.items() if not any(value)} - hidden


LEFT_EMPTY = {"acquaintance", "organisation", "postcode"}
"""What nobody knows after a mail, and no next wagon asks."""


def ask_by_mail(team: Team) -> Dossier:
    """Who wrote a mail is made in the side panel, and an Information dossier is opened from it."""
    home = AddressFactory.create()
    mail = receive_message(
        sender="An De Smet <an.desmet@burger.example>",
        subject="Premie voor mijn dak",
        text=QUESTION,
        attachments=[File("dak.pdf", b"%PDF-1.4 dak")],
    )
    item = mail.queue_item
    assert "Premie voor mijn dak" in team.lotte.page(f"/queues/general/?item={item.pk}")
    url = f"/dossiers/new/?item={item.pk}"
    newcomer = {"first_name": "An", "last_name": "De Smet", "mail": "an.desmet@burger.example"}
    panel = team.lotte.browser.get("/people/new/panel/", newcomer).content.decode()
    made = team.lotte.browser.post("/people/new/panel/", values_of(panel) | {"address": str(home.pk)})
    assert made.status_code == 201
    held = team.lotte.drawn(url)
    an = Person.objects.get()
    assert (held["person"], held["address"]) == ([str(an.pk)], [str(home.pk)])
    assert held["question"][0].strip() == QUESTION
    assert empty_in(held) - {"journey"} == LEFT_EMPTY
    dossier = number_in(team.lotte.send(url, attachments=[str(mail.attachments.get().pk)]))
    item.refresh_from_db()
    assert (item.case_file, item.worker) == (dossier.case_file, team.lotte.user)
    assert dossier.case_file.correspondence.get().message == mail
    assert dossier.case_file.filed_documents.get().document.name == "dak.pdf"
    assert (dossier.type, dossier.main_contact.person, dossier.site_address) == ("information", an, home)
    assert (dossier.source.code, dossier.information.question.strip()) == ("mail", QUESTION)
    return dossier


def answer_it(team: Team, dossier: Dossier) -> None:
    told = {
        "answer": "Het dak eerst; kom voor de rest langs.",
        "first_action": FirstAction.objects.get(code="answered_by_mail").pk,
        "first_action_on": today(),
        "asked_on": today(),
        "topics": [Topic.objects.get(code="roof_insulation").pk],
    }
    team.lotte.fill_in(dossier, "info", "information", **told, further="complete")
    assert now(dossier).stage == "completed"
    assert [one.stage for one in dossier.visits.all()] == ["request", "handling", "completed"]
    assert "Voltooid" in team.lotte.page(f"/dossiers/{dossier.number}/")


def advise_three_works(team: Team, journey: Journey) -> tuple[Dossier, list[Work]]:
    """Nothing is typed again but the question; the client says yes to two works and no to one."""
    url, empty, held = asked_on_next(team.jonas, journey, "advice_renovation_advice")
    assert empty == LEFT_EMPTY | {"question", "asked_on"}
    first = journey.dossiers.get()
    for name, known in {
        "person": first.main_contact.person_id,
        "capacity": first.main_contact.capacity_id,
        "address": first.site_address_id,
        "source": first.source_id,
        "project": first.project_id,
        "journey": journey.pk,
        "assignee": team.jonas.user.pk,
    }.items():
        assert held[name] == [str(known)], name
    dossier = number_in(team.jonas.send(url, question="Wat eerst?"))
    nothing_is_doubled()
    assert dossier.journey == journey
    assert team.jonas.move(dossier) == "advice"
    team.jonas.fill_in(
        dossier,
        "advice",
        visit_on=today(),
        visit_way="home",
        discussed=[Topic.objects.get(code="roof_insulation").pk],
        delivered_on=today(),
        delivered_how="report",
        next_steps=[NextStep.objects.get(code="guidance").pk],
    )
    works = []
    for code, quantity in (("roof_sarking", "118"), ("windows", "24"), ("floor", "60")):
        place = f"/works/new/?dossier={dossier.number}&tab=advice"
        measure = Measure.objects.get(code=code)
        back = team.jonas.send(place, measure=str(measure.pk), quantity=quantity)
        assert back.endswith("?tab=advice")
        works.append(Work.objects.get(measure=measure))
    no = {"answer": "no", "reason": str(Reason.objects.get(code="decline_too_expensive").pk)}
    for work, told in zip(works, ({"answer": "yes"}, {"answer": "yes"}, no), strict=True):
        team.jonas.send(f"/works/{work.pk}/advised/{work.on_dossiers.get().pk}/", **told)
    assert [roles_of(one) for one in works] == [[("advice", "advised")]] * 3
    assert [one.on_dossiers.get().advised.answer for one in works] == ["yes", "yes", "no"]
    assert team.jonas.move(dossier) == "survey"
    return dossier, works


def answer_the_survey(team: Team, advice: Dossier) -> None:
    place = f"/dossiers/{advice.number}/"
    team.jonas.send(f"{place}?tab=survey", f"{place}survey/ask/")
    path = newest_link()
    visitor = Client()
    page = visitor.get(path).content.decode()
    assert "Hoe goed hebben wij u geholpen?" in page
    assert advice.number not in page
    assert visitor.post(path, {"helped": "5", "better": "Sneller"}).status_code == 200
    assert visitor.get(path).status_code == 404
    survey = Survey.objects.get(dossier=advice)
    assert (survey.answered_by, survey.answers.count()) == ("page", 2)
    assert "Sneller" in team.jonas.page(f"{place}?tab=survey")
    assert team.jonas.move(advice, "complete") == "completed"


def design_what_was_said_yes_to(team: Team, journey: Journey, works: list[Work]) -> Dossier:
    roof, windows, floor = works
    assert "Volgend dossier: Mijn VerbouwBegeleiding" in team.jonas.page(
        f"/dossiers/{journey.dossiers.get(type='advice').number}/?tab=advice"
    )
    url, empty, held = asked_on_next(team.jonas, journey, "design_verbouwbegeleiding")
    assert empty == LEFT_EMPTY
    assert held["along_works"] == [str(roof.pk), str(windows.pk)]
    assert f'value="{floor.pk}"' in team.jonas.page(url)
    dossier = number_in(team.jonas.send(url))
    nothing_is_doubled()
    assert [roles_of(one)[1:] for one in works] == [[("design", "designed")], [("design", "designed")], []]
    assert team.jonas.move(dossier) == "studies"
    team.jonas.fill_in(dossier, "studies", no_studies="on", further="advance")
    assert now(dossier).stage == "quotes"
    return dossier


def enter_quote(team: Team, works: list[Work], amounts: list[str], scaffold: str) -> Quote:
    """With the comparison questions answered; several works have amounts of their own."""
    contractor = OrganisationFactory.create(kind="contractor")
    url = "/quotes/new/?" + "&".join(f"work={one.pk}" for one in works)
    question = ComparisonQuestion.objects.get(code="roof_sarking:scaffold").pk
    told = {
        "contractor": str(contractor.pk),
        "number": f"P-{contractor.pk}",
        "valid_until": (timezone.localdate() + timedelta(days=60)).isoformat(),
        "total_incl": str(sum(int(one) for one in amounts)),
        f"w{works[0].pk}-q{question}": scaffold,
    }
    if len(works) > 1:
        told |= {f"w{one.pk}-total_incl": amount for one, amount in zip(works, amounts, strict=True)}
    if scaffold == "separate":
        told[f"w{works[0].pk}-q{question}_amount"] = "1.250"
    team.jonas.send(url, **told)
    return Quote.objects.get(contractor=contractor)


def compare_and_choose(team: Team, design: Dossier, works: list[Work]) -> Work:
    """Three quotes; the roof is split over two contractors, and one quote is taken for two of three works."""
    roof, windows, _floor = works
    first = enter_quote(team, [roof, windows], ["21000", "12000"], "included")
    second = enter_quote(team, [roof], ["9500"], "separate")
    third = enter_quote(team, [roof, windows], ["24000", "15000"], "missing")
    side_by_side = f"/works/{roof.pk}/quotes/"
    page = team.jonas.page(side_by_side)
    for told in ("vergeleken op vergelijkvragen", "Kies A", "Kies B", "Kies C", "€ 21.000,00", "€ 9.500,00"):
        assert told in page
    new_part = team.jonas.send(
        f"/works/{roof.pk}/split/", description="Dakvlak achteraan", quantity="38", quotes=[str(second.pk)]
    )
    back = Work.objects.get(pk=new_part.split("/")[2])
    roof.refresh_from_db()
    assert (roof.quantity, back.quantity) == (Decimal(80), Decimal(38))
    assert roles_of(back) == roles_of(roof) == [("advice", "advised"), ("design", "designed")]
    why = str(Reason.objects.get(code="choose_price").pk)
    for quote, chosen in ((first, [roof, windows]), (second, [back])):
        url = f"/quotes/{quote.pk}/choose/"
        held = team.jonas.drawn(url)
        assert held["works"] == [str(one.pk) for one in chosen]
        team.jonas.send(url, reason=why, decider="owner")
    decided = Decision.objects.standing().order_by("work")
    assert {(one.work_id, one.quote_id, one.amount) for one in decided} == {
        (roof.pk, first.pk, Decimal(21000)),
        (windows.pk, first.pk, Decimal(12000)),
        (back.pk, second.pk, Decimal(9500)),
    }
    assert not third.decisions.exists()
    assert QuoteWork.objects.filter(work__in=[roof, windows, back]).count() == 5
    assert "€ 42.500,00" in team.jonas.page(f"/dossiers/{design.number}/?tab=financing")
    return back


def pay_for_it(team: Team, design: Dossier) -> None:
    """Until the plan has no gap; only who may sees of what."""
    url = f"/dossiers/{design.number}/financing/new/"
    assert team.jonas.browser.get(url).status_code == 403
    for kind, amount in (("own", "12.500"), ("premium", "30.000")):
        team.karim.send(url, kind=kind, amount=amount, source="gesprek met de klant")
    place = f"/dossiers/{design.number}/?tab=financing"
    assert "Het plan sluit." in team.karim.page(place)
    assert "30.000,00" not in team.jonas.page(place)
    paid = FinancingLine.objects.aggregate(sum=Sum("amount"))["sum"]
    assert paid == PlannedWork.objects.aggregate(sum=Sum("amount"))["sum"] == Decimal(42500)
    team.jonas.fill_in(design, "quotes", further="complete")
    assert now(design).stage == "completed"


def prepare_the_works(team: Team, journey: Journey, decided: list[Work], floor: Work) -> Dossier:
    url, empty, held = asked_on_next(team.jonas, journey, "execution_verbouwbegeleiding")
    assert empty == LEFT_EMPTY
    assert set(held["along_works"]) == {str(one.pk) for one in decided}
    dossier = number_in(team.jonas.send(url))
    nothing_is_doubled()
    for work in decided:
        assert [role for _type, role in roles_of(work)] == ["advised", "designed", "executed"]
    assert roles_of(floor) == [("advice", "advised")]
    assert team.jonas.move(dossier) == "preparation"
    granted = {"permit": "permit", "permit_asked_on": today(), "permit_granted_on": today()}
    team.jonas.fill_in(dossier, "preparation", **granted)
    assert {(one.permit, one.state) for one in Work.objects.filter(pk__in=[one.pk for one in decided])} == {
        ("permit", "permitted")
    }
    signs = StreetElement.objects.get(code="traffic_signs")
    place = f"/dossiers/{dossier.number}/"
    street = f"{place}street_furniture/"
    tab = f"{place}?tab=preparation"
    team.jonas.send(tab, f"{street}{signs.pk}/", needed="True", authority="Stad Mechelen", asked_on=today())
    team.jonas.send(tab, f"{street}rest/")
    told = dossier.street_furniture.values_list("needed", flat=True)
    assert sorted(told) == [False] * (StreetElement.objects.count() - 1) + [True]
    assert team.jonas.move(dossier) == "execution"
    return dossier


def do_the_works(team: Team, dossier: Dossier, works: list[Work]) -> None:
    """Started, inspected, more than was asked, invoiced, finished and checked."""
    place = f"/dossiers/{dossier.number}/"
    tab = f"{place}?tab=execution"
    for number, work in enumerate(works):
        page, verb = f"/works/{work.pk}/?tab=execution", f"/works/{work.pk}/do/"
        team.jonas.send(page, f"{verb}start/")
        assert Work.objects.get(pk=work.pk).state == "executing"
        team.jonas.send(page, f"/works/{work.pk}/save/execution/", extra_work="Rotte kepers vervangen.")
        amount = ["21.600", "12.000", "9.500"][number]
        team.jonas.send(page, f"{verb}invoice/", number="F1", dated_on=today(), amount_incl=amount)
        team.jonas.send(page, f"{verb}finish/")
        assert Work.objects.get(pk=work.pk).state == "executed"
        inspected = {"work": str(work.pk), "phase": "end", "outcome": "conform"}
        team.jonas.send(tab, f"{place}inspections/new/", **inspected)
        assert Work.objects.get(pk=work.pk).state == "checked"
        with pytest.raises(AssertionError, match="has no form to"):
            team.jonas.drawn(page, f"{verb}start/")
    shown = team.jonas.page(tab)
    for told in ("Rotte kepers vervangen.", "€ 21.600,00", "€ 12.000,00", "€ 9.500,00"):
        assert told in shown
    assert team.jonas.move(dossier) == "survey"


def look_back(team: Team, dossier: Dossier) -> None:
    """Aftercare, a survey by phone, and the end."""
    place = f"/dossiers/{dossier.number}/"
    after = {"accepted_on": today(), "grant_asked": "True", "next_step_discussed": "True"}
    team.jonas.fill_in(dossier, "aftercare", **after)
    team.jonas.send(f"{place}survey/answers/", helped="4")
    survey = Survey.objects.get(dossier=dossier)
    assert (survey.answered_by, survey.written_by) == ("phone", team.jonas.user)
    team.jonas.fill_in(dossier, "aftercare", further="complete")
    assert now(dossier).stage == "completed"


def today() -> str:
    return timezone.localdate().isoformat()


def test_one_train_from_a_mail_to_the_survey_after_the_works(team: Team) -> None:
    information = ask_by_mail(team)
    answer_it(team, information)
    journey = information.journey
    nothing_is_doubled()
    advice, works = advise_three_works(team, journey)
    answer_the_survey(team, advice)
    roof, windows, floor = works
    design = design_what_was_said_yes_to(team, journey, works)
    back = compare_and_choose(team, design, works)
    pay_for_it(team, design)
    execution = prepare_the_works(team, journey, [roof, windows, back], floor)
    do_the_works(team, execution, [roof, windows, back])
    look_back(team, execution)
    nothing_is_doubled()
    wagons = [information, advice, design, execution]
    assert list(journey.dossiers.order_by("pk")) == wagons
    assert {one.stage for one in journey.dossiers.all()} == {"completed"}
    assert [work.state for work in Work.objects.order_by("pk")] == [
        "checked",
        "checked",
        "advised",
        "checked",
    ]
    the_timeline_tells_it_once_and_in_order(team.lotte, journey)


def the_timeline_tells_it_once_and_in_order(colleague: Colleague, journey: Journey) -> None:
    told, url = [], f"/journeys/{journey.number}/"
    while url:
        timeline = colleague.browser.get(url).context["timeline"]
        told += [str(one.title) for one in timeline.entries if one.kind == "Stap"]
        url = timeline.older_url
    told.reverse()
    places = [[place for place, one in enumerate(told) if re.search(mark, one)] for mark in IN_ORDER]
    assert all(places), [mark for mark, found in zip(IN_ORDER, places, strict=True) if not found]
    first = [found[0] for found in places]
    assert first == sorted(first), "\n".join(told)
    # on each wagon of its own: a work that was put there; and each of the two means
    apart = re.compile("bij het dossier gezet|^Financieringsplan")
    assert {one for one in told if told.count(one) > 1 and not apart.search(one)} == set()
