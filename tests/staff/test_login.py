"""Logging in with a mail address, being slowed down when guessing, and getting a session back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oss.mail.outbound import OutboundMessage
from oss.mail.sending import send_waiting
from oss.staff.factories import DEMO_PASSWORD
from oss.staff.models import User
from oss.staff.roles import Role

LOGIN = "/account/login/"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters", email="lotte@loket.example")


def log_in(client: Client, email: str, password: str = DEMO_PASSWORD, path: str = LOGIN) -> int:
    return client.post(path, {"login": email, "password": password}).status_code


def test_the_mail_address_may_be_written_with_capitals(lotte: User) -> None:
    client = Client()
    assert log_in(client, "Lotte@Loket.Example") == 302
    assert client.get("/").status_code == 200


def test_after_login_the_page_asked_for_opens(lotte: User) -> None:
    response = Client().post(f"{LOGIN}?next=/profile/", {"login": lotte.email, "password": DEMO_PASSWORD})
    assert response["Location"] == "/profile/"


def test_login_never_leads_to_another_site(lotte: User) -> None:
    response = Client().post(
        f"{LOGIN}?next=https://evil.example/", {"login": lotte.email, "password": DEMO_PASSWORD}
    )
    assert response["Location"] == "/"


def test_an_inactive_colleague_does_not_get_in(lotte: User) -> None:
    User.objects.filter(pk=lotte.pk).update(is_active=False)
    client = Client()
    log_in(client, lotte.email)
    assert client.get("/").status_code == 302


def test_guessing_a_password_is_stopped_after_five_tries(lotte: User) -> None:
    client = Client()
    for _try in range(5):
        assert log_in(client, lotte.email, "wrong") == 200
    response = client.post(LOGIN, {"login": lotte.email, "password": DEMO_PASSWORD})
    assert response.status_code == 200
    assert "Te veel" in response.content.decode()
    assert "Wacht vijf minuten" in response.content.decode()


def test_guessing_at_one_account_locks_neither_the_office_nor_its_owner_elsewhere(
    lotte: User, user_with: Callable[..., User]
) -> None:
    bram = user_with(Role.DESK, email="bram@loket.example")
    office, home = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="198.51.100.7")
    for _try in range(15):
        log_in(office, lotte.email, "wrong")
    assert log_in(office, lotte.email) == 200
    assert log_in(office, bram.email) == 302
    assert log_in(home, lotte.email) == 302


def test_guessing_stops_over_many_accounts_from_one_address_and_over_many_addresses_at_one_account(
    lotte: User,
) -> None:
    guesser = Client(REMOTE_ADDR="192.0.2.1")
    for number in range(100):
        log_in(guesser, f"niemand{number}@loket.example", "wrong")
    assert log_in(guesser, lotte.email) == 200
    for number in range(30):
        log_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), lotte.email, "wrong")
    assert log_in(Client(REMOTE_ADDR="203.0.113.9"), lotte.email) == 200


def test_a_login_that_succeeds_counts_as_no_guess(lotte: User) -> None:
    for _time in range(31):
        assert log_in(Client(), lotte.email) == 302


def test_an_address_without_account_gets_the_same_answer_as_a_wrong_password(lotte: User) -> None:
    wrong = Client().post(LOGIN, {"login": lotte.email, "password": "wrong"})
    unknown = Client().post(LOGIN, {"login": "niemand@loket.example", "password": "wrong"})
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_who_logs_in_reads_the_words_of_the_loket_and_not_those_of_the_framework(lotte: User) -> None:
    asked = Client().get(LOGIN).content.decode()
    wrong = Client().post(LOGIN, {"login": lotte.email, "password": "wrong"}).content.decode()
    no_address = Client().post(LOGIN, {"login": "lotte", "password": "wrong"}).content.decode()
    assert "Mailadres" in asked
    assert "Het mailadres of het wachtwoord klopt niet." in wrong
    assert "Vul een geldig mailadres in." in no_address
    assert "e-mail" not in (asked + wrong + no_address).casefold()


def test_nobody_makes_their_own_account(db: None) -> None:
    Client().post("/account/signup/", {"email": "a@b.example", "password1": "een-lang-wachtwoord"})
    assert not User.objects.filter(email="a@b.example").exists()


def test_a_forgotten_password_sends_a_link_in_dutch(lotte: User) -> None:
    asked = Client().get(reverse("account_reset_password")).content.decode()
    assert re.search(r'<input[^>]* autofocus[^>]* id="id_email"', asked)
    Client().post(reverse("account_reset_password"), {"email": lotte.email})
    assert mail.outbox == []
    assert send_waiting() == 1
    assert "/account/password/reset/key/" in mail.outbox[0].body
    assert "wachtwoord" in mail.outbox[0].subject.lower()


@pytest.mark.parametrize("host", ["localhost:4444", "127.0.0.1:1", "testserver"])
def test_a_link_in_a_mail_has_the_address_of_the_shop_whatever_host_was_asked(
    lotte: User, settings: Any, host: str
) -> None:
    settings.ORIGIN = "https://loket.example"
    Client().post(reverse("account_reset_password"), {"email": lotte.email}, headers={"host": host})
    assert send_waiting() == 1
    body = mail.outbox[0].body
    (link,) = re.findall(r"\S+://\S+", body)
    assert link.startswith("https://loket.example/account/password/reset/key/")
    assert host not in body
    path = link.removeprefix("https://loket.example")
    assert Client().get(path, follow=True).templates[0].name == "account/password_reset_from_key.html"


def test_nothing_is_sent_to_an_address_without_account_and_the_page_says_the_same(lotte: User) -> None:
    known, unknown = (
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in (lotte.email, "vreemde@elders.example")
    )
    said = [re.sub(r"\w{32,}", "", page.content.decode()) for page in (known, unknown)]  # without tokens
    assert said[0] == said[1]
    assert known.redirect_chain == unknown.redirect_chain
    assert [one.recipient for one in OutboundMessage.objects.all()] == [lotte.email]


def test_who_names_another_port_each_time_guesses_no_longer(lotte: User) -> None:
    for port in range(6):
        answer = Client().post(
            LOGIN, {"login": lotte.email, "password": "fout"}, headers={"host": f"localhost:{8000 + port}"}
        )
    assert "Te veel mislukte pogingen" in answer.content.decode()


def test_a_page_asks_whether_its_session_is_still_there(lotte: User) -> None:
    client = Client()
    assert client.get("/session/").json()["authenticated"] is False
    client.force_login(lotte)
    state = client.get("/session/").json()
    assert state["authenticated"] is True
    assert state["user"] == lotte.pk
    assert state["csrf"]


def test_a_login_lasts_ten_hours_whatever_day_it_is(lotte: User) -> None:
    """By one clock, also where that of the database says another day."""
    morning = timezone.now() - timedelta(days=400)
    client = Client()
    with time_machine.travel(morning):
        client.force_login(lotte)
    for hours, signed_in in ((9, True), (11, False)):
        with time_machine.travel(morning + timedelta(hours=hours)):
            assert client.get("/session/").json()["authenticated"] is signed_in


def test_the_login_in_the_dialog_answers_with_the_user_and_a_fresh_token(lotte: User) -> None:
    client = Client()
    answer = client.post("/session/login/", {"login": lotte.email, "password": DEMO_PASSWORD})
    assert answer.json()["user"] == lotte.pk
    assert client.get("/").status_code == 200


def test_a_wrong_password_in_the_dialog_says_so_in_the_dialog(lotte: User) -> None:
    answer = Client().post("/session/login/", {"login": lotte.email, "password": "wrong"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()


def test_the_dialog_slows_guessing_down_too(lotte: User) -> None:
    client = Client()
    for _try in range(5):
        log_in(client, lotte.email, "wrong", "/session/login/")
    assert log_in(client, lotte.email, DEMO_PASSWORD, "/session/login/") == 422


def test_the_interface_is_dutch_until_somebody_chooses_english(lotte: User) -> None:
    client = Client(headers={"Accept-Language": "en"})
    assert 'lang="nl"' in client.get(LOGIN).content.decode()
    client.force_login(lotte)
    assert client.get("/")["Content-Language"] == "nl"
    User.objects.filter(pk=lotte.pk).update(language="en")
    assert client.get("/")["Content-Language"] == "en"


def test_english_can_be_chosen_before_login(db: None) -> None:
    client = Client()
    client.post("/language/", {"language": "en"})
    assert client.get(LOGIN)["Content-Language"] == "en"


def test_the_language_chosen_in_the_menu_is_found_again_at_the_next_login(lotte: User) -> None:
    client = Client()
    client.force_login(lotte)
    client.post("/language/", {"language": "en"})
    other = Client()
    other.force_login(lotte)
    assert other.get("/")["Content-Language"] == "en"


def test_a_language_that_is_not_offered_changes_nothing(lotte: User) -> None:
    client = Client()
    client.force_login(lotte)
    client.post("/language/", {"language": "xx"})
    assert User.objects.get(pk=lotte.pk).language == "nl"
