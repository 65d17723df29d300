"""Every verb knows what its user saw: from an old page it does nothing, and tells who was there since."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dossiers.factories import answer, information_dossier, past_work
from dossiers.loans.models import EarlyRepayment, Obligation
from dossiers.loans.operations.keeping import change_early
from dossiers.loans.operations.promised import change_obligation
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import activation, stages
from dossiers.quotes.models import Quote
from dossiers.quotes.operations import OfWork, enter
from dossiers.types.design.model import FinancingLine, Study
from dossiers.types.design.operations import change_means, change_study
from dossiers.types.execution.model import Complaint
from dossiers.types.execution.operations import add_complaint, change_complaint
from dossiers.types.grant.model import GrantOwner
from dossiers.types.grant.operations import change_owner
from dossiers.types.loan.model import RunningCredit
from dossiers.types.loan.operations.preparing import add_credit, change_credit
from dossiers.works.models import Work
from dossiers.works.operations import (
    add_work,
    decide,
    finish,
    start,
    take_back,
    update_work,
    withdraw_decision,
)
from oss.addresses.factories import AddressFactory, BuildingFactory, StreetFactory
from oss.addresses.models import Building, EnergyReading, Measure, Street
from oss.addresses.operations import describing
from oss.addresses.operations.correcting import merge_buildings
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import ContactPoint, Employment, Person
from oss.contacts.operations import lifecycle
from oss.contacts.operations import parts as editing
from oss.contacts.operations.records import add_contact_point, update_person
from oss.core.partial_dates import PartialDate
from oss.core.seen_state import Changed, state_of
from oss.lists.saved.models import SavedView
from oss.lists.saved.operations import change_view
from oss.staff.factories import UserFactory
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import Activity, ActivityKind
from oss.timeline.operations import add_activity, finish_activity, reopen_activity
from tests.conftest import ROOT
from tests.dossiers import repaid
from tests.dossiers.borrowed import application
from tests.dossiers.designed import full_design
from tests.dossiers.granted import association
from tests.drawn_forms import values_of


@pytest.fixture
def sofie(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR, first_name="Sofie", last_name="De Wachter")


@pytest.fixture
def desk(user_with: Callable[..., User], client_of: Callable[[User], Client]) -> Client:
    return client_of(user_with(Role.COORDINATOR, Role.ADMINISTRATOR))


@dataclass(frozen=True)
class Case:
    """A button: the page it stands on, where it posts, what a colleague does meanwhile, what must stay as the
    colleague left it, what else is typed."""

    page: str
    action: str
    meanwhile: Callable[[], object]
    left: Callable[[], object]
    typed: dict[str, Any]


def reason(kind: ReasonKind) -> Reason:
    return Reason.objects.filter(kind=kind)[0]


def stage_cases(sofie: User) -> list[Case]:
    found = []
    typed = {
        "advance": {},
        "complete": {},
        "step_back": {"reason": reason(ReasonKind.BACK).pk},
        "abandon": {"reason": reason(ReasonKind.ABANDON).pk},
        "reopen": {"reason": reason(ReasonKind.BACK).pk},
        "deactivate": {"reason": reason(ReasonKind.DEACTIVATE).pk},
        "reactivate": {},
    }
    for verb, fields in typed.items():
        dossier = information_dossier(by=sofie)
        answer(dossier, by=sofie)
        folder = "stage/" if hasattr(stages, verb) else ""
        if verb == "reopen":
            stages.abandon(dossier, by=sofie, reason=reason(ReasonKind.ABANDON))
        elif verb in {"complete", "step_back"}:
            stages.advance(dossier, by=sofie)
        if verb == "reactivate":
            activation.deactivate(dossier, by=sofie, reason=reason(ReasonKind.DEACTIVATE))

        def meanwhile(dossier: Dossier = dossier, verb: str = verb) -> None:
            if verb == "reopen":
                stages.reopen(dossier, by=sofie, reason=reason(ReasonKind.BACK))
            elif verb in {"complete", "step_back"}:
                stages.step_back(dossier, by=sofie, reason=reason(ReasonKind.BACK))
            elif verb == "reactivate":  # put back, carried on, and taken out again
                activation.reactivate(dossier, by=sofie)
                stages.advance(dossier, by=sofie)
                activation.deactivate(dossier, by=sofie, reason=reason(ReasonKind.DEACTIVATE))
            else:
                stages.advance(dossier, by=sofie)

        def left(dossier: Dossier = dossier) -> object:
            return Dossier.objects.values_list("stage", "is_active").get(pk=dossier.pk)

        page = f"/dossiers/{dossier.number}/"
        found.append(Case(page, f"{page}{folder}{verb}/", meanwhile, left, fields))
    return found


def contact_cases(sofie: User) -> list[Case]:
    found = []
    for verb, typed in (
        ("deactivate", {"reason": "Verhuisd"}),
        ("delete", {"typed_name": "Mieke Maes"}),
        ("reactivate", {}),
    ):
        person = PersonFactory(first_name="Mieke", last_name="Maes")
        page = f"/people/{person.pk}/"
        if verb == "reactivate":
            lifecycle.deactivate(person, by=sofie, reason="Dubbel")

        def meanwhile(person: Person = person, verb: str = verb) -> None:
            if verb == "reactivate":
                lifecycle.reactivate(person, by=sofie)
                lifecycle.deactivate(person, by=sofie, reason="Overleden")
            else:
                update_person(person, by=sofie, notes="Belt morgen terug")

        def left(person: Person = person) -> object:
            return Person.objects.values_list("is_active", "notes", "inactive_reason").get(pk=person.pk)

        where = page if verb == "reactivate" else f"{page}{verb}/"
        found.append(Case(where, f"{page}{verb}/", meanwhile, left, typed))
    winner, loser = PersonFactory(), PersonFactory()
    page = f"/people/{winner.pk}/merge/{loser.pk}/"
    found.append(
        Case(
            page,
            page,
            lambda: update_person(loser, by=sofie, notes="Is iemand anders"),
            lambda: Person.objects.values_list("merged_into", "notes").get(pk=loser.pk),
            {},
        )
    )
    for verb in ("prefer", "bounces", "remove"):
        person = PersonFactory(mail="een@burger.example")
        point = add_contact_point(person, by=sofie, kind="mail", value="twee@burger.example")

        def change(point: ContactPoint = point) -> None:
            editing.change_contact_point(point, by=sofie, value="drie@burger.example")

        def point_left(point: ContactPoint = point) -> object:
            return ContactPoint.objects.values_list("value", "preferred", "state").get(pk=point.pk)

        found.append(
            Case(f"/people/{person.pk}/", f"/contact-points/{point.pk}/{verb}/", change, point_left, {})
        )
    employment = editing.add_employment(by=sofie, person=PersonFactory(), organisation=OrganisationFactory())
    page = f"/employments/{employment.pk}/"
    found.append(
        Case(
            page,
            page,
            lambda: editing.update_employment(employment, by=sofie, role="zaakvoerder"),
            lambda: Employment.objects.values_list("role").get(pk=employment.pk),
            {"remove": "1"},
        )
    )
    return found


def building_cases(sofie: User) -> list[Case]:
    found = []
    for correction in ("add", "merge", "split"):
        street = StreetFactory()
        shown, other, more = (BuildingFactory(street=street, house_numbers=number) for number in "468")
        door, elsewhere, _third = (
            AddressFactory(street=street, house_number=one.house_numbers, building=one)
            for one in (shown, other, more)
        )

        def meanwhile(shown: Building = shown, more: Building = more) -> None:
            merge_buildings(shown, more, by=sofie)

        def left(street: Street = street) -> object:
            return list(street.addresses.order_by("pk").values_list("building", flat=True))

        typed = {
            "add": {"add-address": elsewhere.pk},
            "merge": {"merge-building": other.pk},
            "split": {"split-addresses": [door.pk]},
        }[correction]
        page = f"/addresses/buildings/{shown.pk}/addresses/"
        found.append(Case(page, page, meanwhile, left, {"correction": correction, **typed}))
    return found


def work_cases(sofie: User) -> list[Case]:
    """What is taken back or withdrawn is what the page showed; a choice is of the amounts it showed."""
    ended, decided, asked = (
        add_work(AddressFactory(), Measure.objects.get(code="roof_sarking"), by=sofie) for _one in range(3)
    )
    today, year = timezone.localdate(), PartialDate(2020)
    decide(ended, by=sofie, goes_on=True, decided_on=today)
    start(ended, by=sofie, started_on=year)
    finish(ended, by=sofie, ended_on=year)
    decide(decided, by=sofie, goes_on=True, decided_on=today)
    told = {"contractor": OrganisationFactory(), "received_on": today, "total_incl": 800}
    quote = enter(None, told, {asked: OfWork({}, {})}, by=sofie)

    def again() -> None:
        withdraw_decision(decided, by=sofie, reason="Te duur")
        decide(decided, by=sofie, goes_on=True, decided_on=today, note="Toch")

    choose = f"/quotes/{quote.pk}/choose/"
    chosen = {"reason": reason(ReasonKind.CHOOSE).pk, "works": [asked.pk], "decider": "owner"}
    return [
        Case(
            f"/works/{ended.pk}/?tab=execution",
            f"/works/{ended.pk}/back/",
            lambda: take_back(ended, by=sofie),
            lambda: Work.objects.values_list("started_on", "ended_on").get(pk=ended.pk),
            {},
        ),
        Case(
            f"/works/{decided.pk}/?tab=execution",
            f"/works/{decided.pk}/do/withdraw/",
            again,
            lambda: list(decided.decisions.values_list("pk", "withdrawn_at")),
            {"reason": "Klant ziet ervan af"},
        ),
        Case(
            choose,
            choose,
            lambda: enter(quote, {"total_incl": 8000}, {asked: OfWork({}, {})}, by=sofie),
            lambda: list(asked.decisions.values_list("pk")),
            chosen,
        ),
    ]


def other_cases(sofie: User, desk: Client) -> list[Case]:
    reading = describing.record_finding(
        EnergyReading(address=AddressFactory(), heating="gas", source="x", known_on=PartialDate(2024)),
        by=sofie,
    )
    work = past_work(AddressFactory())
    roof = add_work(AddressFactory(), Measure.objects.get(code="roof_sarking"), by=sofie)
    told = {"contractor": OrganisationFactory(), "asked_on": timezone.localdate()}
    quote = enter(None, told, {roof: OfWork({}, {})}, by=sofie)
    design = full_design(by=sofie)
    study, means = Study.objects.get(), FinancingLine.objects.get()
    drawn = repaid.drawn(by=sofie, other=UserFactory(roles=[Role.COORDINATOR]))
    repaid.fill(drawn, sofie, 1)
    promise, early = Obligation.objects.get(), EarlyRepayment.objects.get()
    loan = application(by=sofie)
    credit = add_credit(loan, by=sofie, what="Autolening", monthly=Decimal(210))
    association(sofie, 1)
    owner = GrantOwner.objects.get()
    view = SavedView.objects.create(list_name="dossiers", name="Alles", query="", changed_by=sofie)
    dossier = information_dossier(by=sofie)
    task = add_activity(dossier.case_file, by=sofie, kind=ActivityKind.TASK, title="Terugbellen")
    finish_activity(task, by=sofie)

    execution = information_dossier(by=sofie, subtype="execution_verbouwbegeleiding")
    day = timezone.localdate()
    complaint = add_complaint(execution, by=sofie, reported_on=day, about="contr", what="Lek.")
    complaint_url = f"/dossiers/{execution.number}/complaints/{complaint.pk}/"

    def again() -> None:
        reopen_activity(task, by=sofie)
        finish_activity(task, by=sofie)

    return [
        Case(
            f"/addresses/findings/energy/{reading.pk}/",
            f"/addresses/findings/energy/{reading.pk}/remove/",
            lambda: describing.correct_finding(reading, by=sofie, seen={}, source="factuur"),
            lambda: EnergyReading.objects.values_list("source").get(pk=reading.pk),
            {},
        ),
        Case(
            f"/works/{work.pk}/",
            f"/works/{work.pk}/remove/",
            lambda: update_work(work, by=sofie, description="Sarking"),
            lambda: Work.objects.values_list("description").get(pk=work.pk),
            {},
        ),
        Case(
            f"/quotes/{quote.pk}/",
            f"/quotes/{quote.pk}/remove/",
            lambda: enter(quote, {"number": "2026/402"}, {roof: OfWork({}, {})}, by=sofie),
            lambda: Quote.objects.values_list("number").get(pk=quote.pk),
            {},
        ),
        Case(
            complaint_url,
            complaint_url,
            lambda: change_complaint(complaint, by=sofie, answer="Ik kom morgen kijken."),
            lambda: Complaint.objects.values_list("answer").get(pk=complaint.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{design.number}/studies/{study.pk}/",
            f"/dossiers/{design.number}/studies/{study.pk}/",
            lambda: change_study(study, by=sofie, conclusion="Het dak houdt"),
            lambda: Study.objects.values_list("conclusion").get(pk=study.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{design.number}/financing/{means.pk}/",
            f"/dossiers/{design.number}/financing/{means.pk}/",
            lambda: change_means(means, by=sofie, what="spaargeld"),
            lambda: FinancingLine.objects.values_list("what").get(pk=means.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{drawn.number}/outstanding/obligations/{promise.pk}/",
            f"/dossiers/{drawn.number}/outstanding/obligations/{promise.pk}/",
            lambda: change_obligation(promise, by=sofie, note="Gezien"),
            lambda: Obligation.objects.values_list("note").get(pk=promise.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{drawn.number}/outstanding/early/{early.pk}/",
            f"/dossiers/{drawn.number}/outstanding/early/{early.pk}/",
            lambda: change_early(early, by=sofie, note="Gezien"),
            lambda: EarlyRepayment.objects.values_list("note").get(pk=early.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{loan.number}/loan/credits/{credit.pk}/",
            f"/dossiers/{loan.number}/loan/credits/{credit.pk}/",
            lambda: change_credit(credit, by=sofie, what="Zonnepanelen"),
            lambda: RunningCredit.objects.values_list("what").get(pk=credit.pk),
            {"remove": "1"},
        ),
        Case(
            f"/dossiers/{owner.grant.dossier.number}/grant/owners/{owner.pk}/",
            f"/dossiers/{owner.grant.dossier.number}/grant/owners/{owner.pk}/",
            lambda: change_owner(owner, by=sofie, note="belde terug"),
            lambda: GrantOwner.objects.values_list("note").get(pk=owner.pk),
            {"remove": "1"},
        ),
        Case(
            f"/views/{view.pk}/",
            f"/views/{view.pk}/delete/",
            lambda: change_view(view, by=sofie, version=view.version, name="Alles van ons"),
            lambda: SavedView.objects.values_list("name").get(pk=view.pk),
            {},
        ),
        Case(
            f"/dossiers/{dossier.number}/?tab=timeline",
            f"/activities/{task.pk}/reopen/",
            again,
            lambda: Activity.objects.values_list("done_at").get(pk=task.pk),
            {},
        ),
    ]


def drawn(client: Client, page: str, action: str) -> dict[str, list[str]]:
    """What the button would send along; a page of its own posts to itself."""
    html = client.get(page).content.decode()
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        posts_to = re.search(r'action="([^"]*)"', form.partition(">")[0])
        if (posts_to[1] if posts_to else page) == action:
            return values_of(form)
    raise AssertionError(f"no form for {action} on {page}")


def test_no_verb_of_an_old_page_goes_over_what_a_colleague_did(desk: Client, sofie: User) -> None:
    contacts, buildings = contact_cases(sofie), building_cases(sofie)
    for case in [*stage_cases(sofie), *contacts, *buildings, *work_cases(sofie), *other_cases(sofie, desk)]:
        asks = case.action.startswith("/dossiers/") and "reason" in case.typed
        page = case.action if asks else case.page  # a page of its own asks for the reason
        sent = drawn(desk, page, case.action)
        case.meanwhile()
        left = case.left()
        answer = desk.post(case.action, sent | case.typed, follow=True)
        assert case.left() == left, case.action
        assert "Sofie De Wachter" in answer.content.decode(), case.action


def test_a_merge_that_waited_for_a_colleague_looks_again_once_it_holds_both(sofie: User) -> None:
    """The page looks before it asks; between that and the lock somebody may save either of the two."""
    for changed in (0, 1):
        both = PersonFactory(), PersonFactory()
        seen = state_of(*both)
        update_person(both[changed], by=sofie, notes="Is iemand anders")
        with pytest.raises(Changed, match="Sofie De Wachter"):
            merge(*both, by=sofie, seen=seen)
        assert not Person.objects.filter(pk__in=[one.pk for one in both], is_active=False).exists()


def test_two_clicks_never_pass_two_stages(desk: Client, sofie: User) -> None:
    dossier = information_dossier(by=sofie)
    answer(dossier, by=sofie)
    page = f"/dossiers/{dossier.number}/"
    sent = drawn(desk, page, f"{page}stage/advance/")
    for changed in ({}, {"once": [""]}):  # sent again by the browser, and from a page without its key
        desk.post(f"{page}stage/advance/", sent | changed)
        dossier.refresh_from_db()
        assert dossier.stage == dossier.flow.names[1]


KNOWS_BY_ITSELF = {
    "account": "signing in and passwords: the user's own",
    "core/frame": "language, leaving: the user's own",
    "core/styleguide": "shows forms, keeps nothing",
    "staff": "the user's own profile and session",
    "allauth": "the user's own",
    "admin": "signs out",
    "mail/frame.html": "shows images to this reader",
    "queues/undo_fields.html": "carries the moves",
    "queues/panes.html": "carries the moves (undo_fields.html)",
    "queues/pane_verbs.html": "carries the moves",
    "queues/bulk_bar.html": "the ticks carry the moves",
    "dossiers/contact_moments/tally.html": "each tap counts one more, and is undone by one",
    "dossiers/link.html": "carries the move",
    "dossiers/open.html": "has a key of its own",
    "dossiers/tab_form.html": "the SeenForms of its parts",
    "dossiers/tab_files.html": "a summary that is being made is not asked for twice",
    "dossiers/surveys/public.html": "the link is used up",
    "dossiers/surveys/tab.html": "what was asked, answered or waived is not done again",
    "contacts/import_state.html": "an import starts once",
    "contacts/association_match.html": "a SeenForm",
    "contacts/pairs.html": "the first decision stands",
    "contacts/undo.html": "what came after a merge stands in the way of its undo",
    "core/undo.html": "puts back only what is not there",
    "lists/list.html": "goes to a page that asks",
    "lists/jobs/job_body.html": "a job ends once and is undone once",
    "lists/saved/bar.html": "carries the version; the star is the user's own",
    "lists/saved/view.html": "carries the version; shares are their owner's own",
    "addresses/address.html": "asks the register anew",
}
"""Forms without `{% seen %}` or `{% once %}`, with why."""


def test_every_form_that_posts_says_what_its_user_saw_or_carries_a_key() -> None:
    silent = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        name = str(path.relative_to(ROOT / "templates"))
        if any(name.startswith(known) for known in KNOWS_BY_ITSELF):
            continue
        forms = re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL)
        silent += [name for form in forms if not re.search(r'{% (once|seen) |name="(seen|version)"', form)]
    assert silent == []
