"""The door for citizens: a token lets in, once; who guesses learns nothing; nothing of a reader is kept."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from oss.core.refusal import Gone
from oss.core.registry import offered
from oss.public.languages import LANGUAGES
from oss.public.models import PublicLink, PublicOpening
from oss.public.operations import issue_link, revoke_link, revoke_links, use_link
from oss.public.purposes import PublicPage, Purpose
from oss.staff.models import User
from oss.staff.roles import Role

pytestmark = pytest.mark.django_db


def _wish(request: HttpRequest, link: PublicLink) -> PublicPage | None:
    if link.about == 404:
        return None
    if request.method == "POST":
        use_link(link)
    return PublicPage("public/wait.html", is_answer=request.method == "POST")


@pytest.fixture(autouse=True)
def _a_purpose_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(offered(Purpose), "wish", Purpose("wish", "Wens", _wish))


def link_to(about: int = 1, *, days: int = 1, **more: Any) -> str:
    """The path of a new link."""
    url = issue_link("wish", about, by=None, expires_at=timezone.now() + timedelta(days=days), **more)
    return url.removeprefix("http://127.0.0.1").removeprefix("http://localhost")


def get(path: str, **more: Any) -> Any:
    return Client().get(path, **more)


def test_a_link_opens_the_page_of_its_purpose() -> None:
    answer = get(link_to())
    assert answer.status_code == 200
    assert "Even wachten" in answer.content.decode()


def test_the_token_is_kept_nowhere_but_in_its_link() -> None:
    path = link_to()
    token = path.split("/")[2]
    assert len(token) == 43  # 256 bits in base64
    held = PublicLink.objects.values().get()
    assert token not in str(held)


def closed_ones() -> dict[str, str]:
    used, revoked, taken_back = link_to(), link_to(), link_to(7)
    Client().post(used)
    revoke_link(PublicLink.objects.order_by("pk")[1], by=None)
    revoke_links("wish", 7, by=None)
    return {
        "unknown": reverse("public_page", args=["x" * 43]),
        "short": reverse("public_page", args=["x"]),
        "strange": "/p/%00%ed%a0%80'--/",
        "used": used,
        "expired": link_to(days=-1),
        "revoked": revoked,
        "taken back": taken_back,
        "of what is gone": link_to(404),
    }


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_open_is_one_and_the_same_page(method: str) -> None:
    answers = {name: getattr(Client(), method)(path) for name, path in closed_ones().items()}
    assert {name: one.status_code for name, one in answers.items()} == dict.fromkeys(answers, 404)
    assert len({one.content for one in answers.values()}) == 1
    assert len({str(sorted(one.headers.items())) for one in answers.values()}) == 1
    assert "niet meer open" in answers["unknown"].content.decode()


def test_a_link_of_a_purpose_that_is_not_offered_any_more_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    path = link_to()
    monkeypatch.delitem(offered(Purpose), "wish")
    assert get(path).status_code == 404
    with pytest.raises(LookupError):
        link_to()


def test_a_link_is_used_as_often_as_it_may() -> None:
    path = link_to(most_uses=2)
    assert [Client().post(path).status_code for _try in range(3)] == [200, 200, 404]
    with pytest.raises(Gone):
        use_link(PublicLink.objects.get())


def test_no_cookie_no_script_and_nothing_to_find_or_refer() -> None:
    for path in (link_to(), reverse("public_page", args=["guess"])):
        for answer in (get(path), Client().post(path)):
            page = answer.content.decode()
            assert not answer.cookies
            assert "<script" not in page
            assert "csrf" not in page
            assert answer["X-Robots-Tag"] == "noindex, nofollow"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["Cache-Control"] == "private, no-store"
            policy = answer["Content-Security-Policy"]
            assert "script-src 'none'" in policy
            assert "unsafe" not in policy


def test_a_colleague_who_is_logged_in_sees_what_a_citizen_sees(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    path = link_to()
    assert client_of(user_with(Role.DESK)).get(path).content == get(path).content


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Even wachten"), ("fr", "Un instant"), ("en", "Wait a moment")]
)
def test_the_page_speaks_the_language_of_its_link(language: str, words: str) -> None:
    path = link_to(language=language)
    answer = get(path)
    page = answer.content.decode()
    assert f'<html lang="{language}">' in page
    assert words in page
    assert answer["Content-Language"] == language
    assert re.findall(r'hreflang="(\w+)"', page) == list(LANGUAGES)


def test_another_language_is_dutch() -> None:
    assert "lang=" not in link_to(language="tr")
    assert "Even wachten" in get(link_to() + "?lang=tr").content.decode()


def test_each_opening_is_noted_without_where_it_came_from() -> None:
    path = link_to()
    get(path, REMOTE_ADDR="203.0.113.7")
    Client().post(path)
    get(path)
    get(reverse("public_page", args=["guess"]))
    assert [one.kind for one in PublicOpening.objects.order_by("pk")] == ["shown", "answered", "closed"]
    assert "203.0.113.7" not in str(list(PublicOpening.objects.values()) + list(PublicLink.objects.values()))


def test_a_log_tells_the_route_and_never_the_token(capsys: pytest.CaptureFixture[str]) -> None:
    open_one = link_to()
    with capture_logs() as lines:
        get(open_one)
        get(reverse("public_page", args=["a-guess-of-mine"]))
    told = str(lines) + "".join(capsys.readouterr())
    assert "p/<str:token>/" in told
    assert open_one.split("/")[2] not in told
    assert "a-guess-of-mine" not in told
    assert "127.0.0.1" not in told


# --- Too often -----------------------------------------------------------------------------------


def test_one_address_may_not_try_token_after_token(settings: Any) -> None:
    settings.PUBLIC_RATE_LIMITS = {"address": "5/10m/key", "token": "30/10m/key"}
    guesses = [reverse("public_page", args=[f"guess{number}"]) for number in range(6)]
    assert [get(path).status_code for path in guesses] == [404] * 5 + [429]
    refused = get(link_to())
    assert refused.status_code == 429, "a right token too: who is slowed down learns nothing"
    assert refused["Retry-After"] == "600"
    assert "Wacht tien minuten" in refused.content.decode()
    assert not refused.cookies
    assert get(link_to(), REMOTE_ADDR="203.0.113.7").status_code == 200


def test_one_token_may_not_be_opened_from_everywhere(settings: Any) -> None:
    settings.PUBLIC_RATE_LIMITS = {"address": "100/10m/key", "token": "3/10m/key"}
    for path in (link_to(), reverse("public_page", args=["guess"])):
        states = [get(path, REMOTE_ADDR=f"203.0.113.{number}").status_code for number in range(4)]
        assert states[-1] == 429
        assert 429 not in states[:-1]


def test_neither_address_nor_token_is_kept_in_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    kept = cache.set
    monkeypatch.setattr(cache, "set", lambda key, *rest, **more: (keys.append(key), kept(key, *rest, **more)))
    path = link_to()
    get(path, REMOTE_ADDR="203.0.113.7")
    assert keys
    assert "203.0.113.7" not in str(keys)
    assert path.split("/")[2] not in str(keys)


# --- Staff ---------------------------------------------------------------------------------------


def test_an_administrator_revokes_a_link(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    path = link_to()
    admin = client_of(user_with(Role.ADMINISTRATOR))
    place = reverse("admin:public_publiclink_changelist")
    assert "Wens" in admin.get(place).content.decode()
    key = PublicLink.objects.get().pk
    admin.post(place, {"action": "revoke", "_selected_action": [key]})
    assert get(path).status_code == 404


def test_an_auditor_sees_links_and_revokes_none(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    path = link_to()
    auditor = client_of(user_with(Role.AUDITOR))
    place = reverse("admin:public_publiclink_changelist")
    assert "Wens" in auditor.get(place).content.decode()
    auditor.post(place, {"action": "revoke", "_selected_action": [PublicLink.objects.get().pk]})
    assert get(path).status_code == 200
