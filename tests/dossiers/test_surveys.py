"""The survey of a dossier: asked once, reminded twice, answered on the page or by phone, or waived."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from dossiers.factories import information_dossier
from dossiers.flows.profiles import missing
from dossiers.models import Dossier, Reason, ReasonKind, Subtype
from dossiers.operations import activation, stages
from dossiers.operations.opening import Client as JourneyClient
from dossiers.recipients import NoAddress
from dossiers.surveys import operations
from dossiers.surveys.bulk import WAIVE
from dossiers.surveys.following_up import follow_up
from dossiers.surveys.models import Questionnaire, Survey, SurveyAnswer, SurveyQuestion
from dossiers.surveys.reference import load_questionnaires
from oss.addresses.factories import AddressFactory
from oss.contacts.models import ContactPoint, Person
from oss.contacts.operations.records import update_person
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.lists.declaration import list_named
from oss.lists.jobs.models import Job
from oss.lists.jobs.operations import start_bulk, undo
from oss.lists.jobs.running import run
from oss.lists.state import ListState
from oss.mail.outbound import OutboundMessage, OutboundState
from oss.mail.sending import send_waiting
from oss.public.models import PublicLink
from oss.staff.models import User
from oss.staff.roles import Role
from tests.dossiers.surveyed import CODE, link_in, newest_link, surveyed_dossier, with_survey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_type_with_a_survey(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with with_survey(monkeypatch):
        yield


@pytest.fixture
def asked(lotte: User) -> Dossier:
    return surveyed_dossier(by=lotte)


@pytest.fixture
def desk(lotte: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(lotte)


def survey_of(dossier: Dossier) -> Survey:
    return Survey.objects.get(dossier=dossier)


def reason(code: str = "survey_not_wanted") -> Reason:
    return Reason.objects.get(code=code)


def asked_days_ago(dossier: Dossier, days: int) -> None:
    """As if it was sent, or last reminded of, so long ago."""
    day, survey = timezone.localdate() - timedelta(days=days), survey_of(dossier)
    Survey.objects.filter(pk=survey.pk).update(**{"reminded_on" if survey.reminders else "asked_on": day})


def answers_of(dossier: Dossier) -> dict[str, str]:
    return {one.question.code: one.reads for one in survey_of(dossier).answers.select_related("question")}


def finished(job: Job) -> Job:
    while run(job.pk):
        pass
    job.refresh_from_db()
    return job


def mails() -> list[OutboundMessage]:
    return list(OutboundMessage.objects.filter(why="survey").order_by("pk"))


# --- Asking --------------------------------------------------------------------------------------


def test_asking_sends_one_mail_about_the_case_file_without_anything_personal(
    asked: Dossier, lotte: User
) -> None:
    survey = operations.ask_survey(asked, by=lotte)
    (mail,) = mails()
    assert (mail.recipient, mail.secret, mail.state) == ("an@burger.example", True, OutboundState.WAITING)
    assert asked.case_file.posted_mails.get().message == mail
    person = asked.main_contact.person
    for personal in (asked.number, person.first_name, person.last_name, str(asked.site_address), "an@burger"):
        assert personal not in mail.text + mail.subject
    assert mail.subject == "Hoe hebben wij u geholpen?"
    assert survey.questionnaire == Questionnaire.objects.get(code="standard:1")
    assert asked.case_file.events.filter(kind="survey_asked", by=lotte).count() == 1


@pytest.mark.parametrize(
    ("language", "subject", "lang"),
    [
        ("fr", "Vous avons-nous bien aidé ?", "?lang=fr"),
        ("en", "How did we help you?", "?lang=en"),
        ("tr", "Hoe hebben wij u geholpen?", ""),
    ],
)
def test_a_client_is_written_to_in_their_language_or_in_dutch(
    language: str, subject: str, lang: str, lotte: User
) -> None:
    operations.ask_survey(surveyed_dossier(by=lotte, person={"language": language}), by=lotte)
    (mail,) = mails()
    assert mail.subject == subject
    assert link_in(mail).partition("/?")[1:] == (("/?", lang[1:]) if lang else ("", ""))


def test_a_mail_server_that_is_away_changes_nothing_but_the_moment(
    asked: Dossier, lotte: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 0.5
    operations.ask_survey(asked, by=lotte)
    assert send_waiting() == 0
    (mail,) = mails()
    assert mail.state == OutboundState.WAITING
    path = link_in(mail)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    OutboundMessage.objects.update(next_try_at=timezone.now())
    assert send_waiting() == 1
    (mail,) = mails()
    assert (mail.state, mail.text) == (OutboundState.SENT, ""), "nobody reads the link afterwards"
    assert Client().get(path).status_code == 200


def test_asking_twice_is_refused(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    with pytest.raises(Refused, match="verstuurd"):
        operations.ask_survey(asked, by=lotte)
    assert len(mails()) == 1


def test_a_client_gets_one_survey_in_sixty_days(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    person = JourneyClient(asked.main_contact.capacity, asked.main_contact.person)
    elsewhere = surveyed_dossier(by=lotte, client=person)
    same_train = surveyed_dossier(by=lotte, journey=asked.journey)
    for again in (elsewhere, same_train):
        with pytest.raises(Refused, match="kreeg op .* al een bevraging"):
            operations.ask_survey(again, by=lotte)
    asked_days_ago(asked, 60)
    operations.ask_survey(elsewhere, by=lotte)
    with pytest.raises(Refused):
        operations.ask_survey(same_train, by=lotte)
    operations.ask_survey(surveyed_dossier(by=lotte, mail="bo@burger.example"), by=lotte)


def test_who_cannot_or_will_not_be_written_to_is_not_asked(lotte: User) -> None:
    silent = surveyed_dossier(by=lotte, mail="")
    with pytest.raises(NoAddress, match="geen e-mailadres"):
        operations.ask_survey(silent, by=lotte)
    alone = surveyed_dossier(by=lotte)
    update_person(alone.main_contact.person, by=lotte, do_not_contact=True)
    with pytest.raises(NoAddress, match="niet gecontacteerd"):
        operations.ask_survey(alone, by=lotte)
    assert mails() == []


def test_an_address_that_bounces_is_passed_over(asked: Dossier, lotte: User) -> None:
    ContactPoint.objects.filter(person=asked.main_contact.person).update(state="bouncing")
    with pytest.raises(NoAddress):
        operations.ask_survey(asked, by=lotte)


def test_a_deactivated_dossier_asks_nobody(asked: Dossier, lotte: User) -> None:
    why = Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
    activation.deactivate(asked, by=lotte, reason=why)
    with pytest.raises(Refused, match="gedeactiveerd"):
        operations.ask_survey(asked, by=lotte)


def test_a_link_to_a_deactivated_dossier_is_closed_until_that_is_back(
    asked: Dossier, lotte: User, desk: Client
) -> None:
    operations.ask_survey(asked, by=lotte)
    link, phone = newest_link(), f"/dossiers/{asked.number}/survey/answers/"
    activation.deactivate(asked, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0])
    for page in (Client().get(link), Client().post(link, {"helped": "4"})):
        assert "niet meer open" in page.content.decode()
    assert desk.get(phone).status_code == 302
    assert desk.post(phone, {"helped": "4"}).status_code == 302
    assert not SurveyAnswer.objects.exists()
    activation.reactivate(asked, by=lotte)
    assert "Hoe goed" in Client().get(link).content.decode()
    Client().post(link, {"helped": "4"})
    assert SurveyAnswer.objects.get().score == 4


def test_who_asks_before_the_stage_of_the_survey_is_told(lotte: User, desk: Client) -> None:
    early = information_dossier(by=lotte, subtype=CODE, address=AddressFactory.create(), assignee=lotte)
    told = "nog niet aan de bevraging toe"
    assert told in desk.get(f"/dossiers/{early.number}/?tab=survey").content.decode()
    stages.advance(stages.advance(early, by=lotte), by=lotte)
    assert told not in desk.get(f"/dossiers/{early.number}/?tab=survey").content.decode()


def test_a_dossier_without_a_survey_asks_waives_and_answers_none(lotte: User, desk: Client) -> None:
    other = information_dossier(by=lotte)
    why = Reason.objects.get(code="survey_not_wanted")
    for act in (
        lambda: operations.ask_survey(other, by=lotte),
        lambda: operations.waive_survey(other, by=lotte, reason=why),
        lambda: operations.answer_survey(other, {"helped": "4"}, by=lotte),
    ):
        with pytest.raises(Refused, match="geen klantenbevraging"):
            act()
    for path in ("ask", "waive", "answers"):
        assert desk.post(f"/dossiers/{other.number}/survey/{path}/").status_code == 404
    assert not Survey.objects.exists()
    assert not OutboundMessage.objects.exists()


def test_an_auditor_does_nothing_with_surveys(asked: Dossier, user_with: Callable[..., User]) -> None:
    auditor = user_with(Role.AUDITOR)
    for act in (
        lambda: operations.ask_survey(asked, by=auditor),
        lambda: operations.answer_survey(asked, {"helped": "5"}, by=auditor),
        lambda: operations.waive_survey(asked, by=auditor, reason=reason()),
        lambda: operations.take_back_waiver(asked, by=auditor),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Survey.objects.visible_to(auditor).exists()


# --- The gate ------------------------------------------------------------------------------------


def test_a_dossier_waits_in_its_stage_until_the_survey_is_answered_or_waived(
    asked: Dossier, lotte: User
) -> None:
    assert [one.name for one in missing(asked)] == ["survey"]
    operations.ask_survey(asked, by=lotte)
    with pytest.raises(stages.Incomplete):
        stages.complete(Dossier.objects.get(pk=asked.pk), by=lotte)
    operations.answer_survey(asked, {"helped": "4"}, by=lotte)
    assert stages.complete(Dossier.objects.get(pk=asked.pk), by=lotte).stage == "completed"
    other = surveyed_dossier(by=lotte)
    operations.waive_survey(other, by=lotte, reason=reason())
    assert missing(Dossier.objects.get(pk=other.pk)) == []


# --- The page of the client ----------------------------------------------------------------------


def test_a_client_answers_on_the_page_without_script_and_once(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    path = newest_link()
    page = Client().get(path).content.decode()
    assert "Hoe goed hebben wij u geholpen?" in page
    assert asked.number not in page
    told = {"helped": "5", "works": "yes", "hardest": "de prijs", "better": "Sneller <b>bellen</b>"}
    answer = Client().post(path, told)
    assert answer.status_code == 200
    assert "Dank u wel" in answer.content.decode()
    assert answers_of(asked) == {
        "helped": "5 / 5",
        "works": "ja",
        "hardest": "de prijs",
        "better": "Sneller <b>bellen</b>",
    }
    survey = survey_of(asked)
    assert (survey.answered_by, survey.written_by) == ("page", None)
    assert [one.status_code for one in (Client().post(path, told), Client().get(path))] == [404, 404]
    assert survey.answers.count() == 4


def test_half_an_answer_is_welcome_and_nonsense_is_left_out(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    path = newest_link()
    sent = {
        "helped": "9",
        "clear": "drie",
        "works": "misschien",
        "hardest": "alles",
        "recommend": "no",
        "better": "a\x00" + "b" * 5_000,
        "unknown": "x",
    }
    assert Client().post(path, sent).status_code == 200
    assert answers_of(asked) == {"recommend": "nee", "better": "a" + "b" * 999}


def test_nothing_at_all_uses_up_nothing(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    path = newest_link()
    answer = Client().post(path, {"helped": "", "better": "  "})
    assert answer.status_code == 200
    assert "nog niets" in answer.content.decode()
    assert survey_of(asked).answered_on is None
    assert Client().post(path, {"helped": "3"}).status_code == 200
    assert answers_of(asked) == {"helped": "3 / 5"}


def test_a_national_register_number_is_not_kept(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    Client().post(newest_link(), {"better": "Mijn nummer is 85.07.30-033.28, bel mij"})
    assert answers_of(asked) == {"better": "Mijn nummer is …, bel mij"}


def test_the_page_asks_in_the_language_of_the_link(lotte: User) -> None:
    dossier = surveyed_dossier(by=lotte, person={"language": "fr"})
    operations.ask_survey(dossier, by=lotte)
    path = newest_link()
    page = Client().get(path).content.decode()
    assert "Notre explication était-elle claire ?" in page
    assert "les papiers" in page
    assert "Envoyer" in page
    Client().post(path, {"hardest": "de papieren"})
    assert answers_of(dossier) == {"hardest": "de papieren"}


def test_every_link_that_went_out_is_closed_by_an_answer_by_phone(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    first = newest_link()
    operations.remind_survey(survey_of(asked), by=lotte)
    second = newest_link()
    assert first != second
    assert Client().get(first).status_code == Client().get(second).status_code == 200
    operations.answer_survey(asked, {"helped": "4"}, by=lotte)
    assert Client().get(first).status_code == Client().get(second).status_code == 404


def test_a_link_to_a_survey_that_was_waived_is_closed_and_comes_back_with_a_reminder(
    asked: Dossier, lotte: User
) -> None:
    operations.ask_survey(asked, by=lotte)
    path = newest_link()
    operations.waive_survey(asked, by=lotte, reason=reason())
    assert Client().get(path).status_code == 404
    operations.take_back_waiver(asked, by=lotte)
    operations.remind_survey(survey_of(asked), by=lotte)
    assert Client().get(newest_link()).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_once_answer_once(lotte: User) -> None:
    dossier = surveyed_dossier(by=lotte)
    operations.ask_survey(dossier, by=lotte)
    path, start = newest_link(), Barrier(4)

    def send(score: int) -> int:
        start.wait()
        try:
            return Client(REMOTE_ADDR=f"203.0.113.{score}").post(path, {"helped": str(score)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        states = list(threads.map(send, range(1, 5)))
    assert states.count(200) == 1
    assert SurveyAnswer.objects.count() == 1


# --- By phone ------------------------------------------------------------------------------------


def test_a_colleague_fills_in_by_phone_what_was_never_sent(asked: Dossier, lotte: User, desk: Client) -> None:
    url = f"/dossiers/{asked.number}/survey/answers/"
    assert "Hoe goed hebben wij u geholpen?" in desk.get(url).content.decode()
    assert desk.post(url, {}).status_code == 422
    assert not Survey.objects.exists()
    answer = desk.post(url, {"helped": "5", "better": "Niets"})
    assert answer["Location"] == f"/dossiers/{asked.number}/?tab=survey"
    survey = survey_of(asked)
    assert (survey.answered_by, survey.written_by, survey.asked_on) == ("phone", lotte, None)
    page = desk.get(answer["Location"]).content.decode()
    assert "Telefonisch beantwoord" in page
    assert "Niets" in page
    assert asked.case_file.events.filter(kind="survey_answered_phone", by=lotte).exists()
    assert desk.get(url).status_code == 302


def test_an_answer_after_an_answer_is_refused(asked: Dossier, lotte: User) -> None:
    operations.answer_survey(asked, {"helped": "4"}, by=lotte)
    with pytest.raises(Gone):
        operations.answer_survey(asked, {"helped": "1"}, by=lotte)
    with pytest.raises(Refused):
        operations.waive_survey(asked, by=lotte, reason=reason())
    assert answers_of(asked) == {"helped": "4 / 5"}


# --- Following up --------------------------------------------------------------------------------


def test_two_reminders_go_out_and_then_no_answer_is_needed(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    asked_days_ago(asked, 13)
    assert follow_up() == 0
    for number in (1, 2):
        asked_days_ago(asked, 14)
        assert (follow_up(), follow_up()) == (1, 0)
        assert survey_of(asked).reminders == number
        assert len(mails()) == 1 + number
    assert "al eerder" in mails()[-1].text
    asked_days_ago(asked, 14)
    assert (follow_up(), follow_up()) == (1, 0)
    survey = survey_of(asked)
    assert (str(survey.waived_because), survey.waived_by) == ("niet beantwoord", None)
    assert len(mails()) == 3
    assert Client().get(newest_link()).status_code == 404
    assert missing(Dossier.objects.get(pk=asked.pk)) == []


def test_a_link_is_open_until_the_survey_waives_itself(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    left = PublicLink.objects.get().expires_at - timezone.now()
    assert timedelta(days=41, hours=23) < left <= timedelta(days=42)


def test_nobody_is_reminded_of_what_is_answered_waived_or_put_away(lotte: User) -> None:
    for act in (
        lambda one: operations.answer_survey(one, {"helped": "4"}, by=lotte),
        lambda one: operations.waive_survey(one, by=lotte, reason=reason()),
        lambda one: activation.deactivate(
            one, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.DEACTIVATE)[0]
        ),
        lambda one: stages.abandon(one, by=lotte, reason=Reason.objects.filter(kind=ReasonKind.ABANDON)[0]),
    ):
        dossier = surveyed_dossier(by=lotte)
        operations.ask_survey(dossier, by=lotte)
        asked_days_ago(dossier, 30)
        act(dossier)
    assert follow_up() == 0
    assert len(mails()) == 4


def test_who_cannot_be_reminded_any_more_is_not_waited_for(asked: Dossier, lotte: User) -> None:
    operations.ask_survey(asked, by=lotte)
    update_person(Person.objects.get(pk=asked.main_contact.person_id), by=lotte, do_not_contact=True)
    asked_days_ago(asked, 14)
    assert follow_up() == 1
    assert survey_of(asked).waived_on is not None
    assert len(mails()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_each_reminder_once(lotte: User) -> None:
    dossiers = [surveyed_dossier(by=lotte, mail=f"an{number}@burger.example") for number in range(3)]
    for one in dossiers:
        operations.ask_survey(one, by=lotte)
        asked_days_ago(one, 14)
    start = Barrier(4)

    def sweep(_number: int) -> int:
        start.wait()
        try:
            return follow_up()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        done = sum(threads.map(sweep, range(4)))
    assert done == 3
    assert len(mails()) == 6
    assert set(Survey.objects.values_list("reminders", flat=True)) == {1}


# --- Waiving -------------------------------------------------------------------------------------


def test_one_click_says_why_no_survey_is_needed_and_one_takes_it_back(asked: Dossier, desk: Client) -> None:
    page = desk.get(f"/dossiers/{asked.number}/").content.decode()
    assert "klant wil niet" in page, "a dossier opens on the tab where its stage is worked"
    assert desk.post(f"/dossiers/{asked.number}/survey/waive/", {"reason": reason().pk}).status_code == 302
    assert survey_of(asked).waived_because == reason()
    page = desk.get(f"/dossiers/{asked.number}/?tab=survey").content.decode()
    assert "Toch nodig" in page
    desk.post(f"/dossiers/{asked.number}/survey/restore/")
    assert not Survey.objects.exists()
    assert {"survey_waived", "survey_wanted"} <= set(asked.case_file.events.values_list("kind", flat=True))


@pytest.mark.parametrize("sent", [{}, {"reason": "0"}, {"reason": "x"}])
def test_waiving_without_a_reason_of_its_list_is_refused(
    sent: dict[str, str], asked: Dossier, desk: Client
) -> None:
    desk.post(f"/dossiers/{asked.number}/survey/waive/", sent)
    other = Reason.objects.filter(kind=ReasonKind.ABANDON)[0]
    desk.post(f"/dossiers/{asked.number}/survey/waive/", {"reason": other.pk})
    assert not Survey.objects.exists()


def test_many_are_waived_over_a_list_and_taken_back(lotte: User) -> None:
    fresh, sent, answered = (surveyed_dossier(by=lotte, mail=f"{one}@burger.example") for one in "abc")
    operations.ask_survey(sent, by=lotte)
    operations.answer_survey(answered, {"helped": "4"}, by=lotte)
    shown = ListState.read(list_named("dossiers"), lotte, QueryDict(""))
    ticked, why = [fresh.pk, sent.pk, answered.pk], {"reason": [str(reason().pk)]}
    job = finished(start_bulk(WAIVE, shown, by=lotte, parameters=why, only=ticked))
    outcomes = dict(job.rows.values_list("row", "outcome"))
    assert [outcomes[one.pk] for one in (fresh, sent, answered)] == ["done", "done", "skipped"]
    assert Survey.objects.filter(waived_because=reason()).count() == 2
    finished(undo(job, by=lotte))
    assert Survey.objects.filter(waived_on__isnull=False).count() == 0
    assert survey_of(sent).asked_on is not None
    assert not Survey.objects.filter(dossier=fresh).exists()
    assert WAIVE not in list_named("dossiers_information").verbs
    assert WAIVE in list_named("dossiers_advice").verbs


# --- Questionnaires ------------------------------------------------------------------------------


def test_the_first_questions_are_proposals_and_come_once() -> None:
    assert SurveyQuestion.objects.filter(is_proposal=True).count() == 8
    assert load_questionnaires() == 0


def test_a_subtype_may_have_questions_of_its_own(asked: Dossier, lotte: User) -> None:
    mine = Questionnaire.objects.create(name="Eigen", subtype=asked.subtype, is_active=True)
    SurveyQuestion.objects.create(questionnaire=mine, code="own", kind="text", text="En?")
    newer = operations.new_version(mine, by=None)
    assert (newer.version, newer.is_active, newer.questions.get().code) == (2, False, "own")
    assert operations.ask_survey(asked, by=lotte).questionnaire == mine
    other = Subtype.objects.exclude(pk=asked.subtype_id)[0]
    assert Questionnaire.objects.for_subtype(other.pk).code == "standard:1"


def test_questions_that_were_sent_stay_and_change_in_a_new_version(asked: Dossier, lotte: User) -> None:
    questionnaire = operations.ask_survey(asked, by=lotte).questionnaire
    assert questionnaire
    question = questionnaire.questions.all()[0]
    for act in (
        lambda: SurveyQuestion.objects.filter(pk=question.pk).update(text="Anders"),
        question.delete,
        lambda: SurveyQuestion.objects.create(questionnaire=questionnaire, code="x", kind="text", text="x"),
    ):
        with pytest.raises(IntegrityError, match="new version"), transaction.atomic():
            act()
    newer = operations.new_version(questionnaire, by=None)
    SurveyQuestion.objects.filter(questionnaire=newer, code="clear").update(text="Was het duidelijk?")
    Questionnaire.objects.filter(pk=newer.pk).update(is_active=True)
    assert "Was het duidelijk?" not in Client().get(newest_link()).content.decode()
    later = operations.ask_survey(surveyed_dossier(by=lotte, mail="bo@burger.example"), by=lotte)
    assert later.questionnaire == newer


def test_an_administrator_edits_questions_until_they_were_sent(
    asked: Dossier, lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    admin = client_of(user_with(Role.ADMINISTRATOR))
    questionnaire = Questionnaire.objects.get()
    place = f"/admin/dossiers/questionnaire/{questionnaire.pk}/change/"
    assert 'name="questions-0-text"' in admin.get(place).content.decode()
    operations.ask_survey(asked, by=lotte)
    page = admin.get(place).content.decode()
    assert 'name="questions-0-text"' not in page
    assert "Hoe duidelijk was onze uitleg?" in page
    changelist = "/admin/dossiers/questionnaire/"
    admin.post(changelist, {"action": "make_new_version", "_selected_action": [questionnaire.pk]})
    assert Questionnaire.objects.filter(version=2, is_active=False).exists()
