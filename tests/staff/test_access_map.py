"""Every URL × every role: the access map covers all URLs, and the pages obey it."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.admin import site
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from oss.core import pages
from oss.core.registry import offered
from oss.staff.grants import Grant
from oss.staff.models import User
from oss.staff.roles import Role
from tests.examples import path_of


def all_url_names() -> list[str]:
    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, inner)
            else:
                yield f"{namespace}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"

    return sorted(set(walk(get_resolver().url_patterns, "")))


# what an open page may answer: shown, sent on, POST wanted, no such record, or the style guide without DEBUG
OPEN = {200, 301, 302, 404, 405}
OWN_PAGES = [name for name in all_url_names() if not name.startswith(("admin:", "unnamed"))]


def test_every_url_declares_who_may_open_it() -> None:
    undeclared = [name for name in all_url_names() if pages.find(name) is None]
    assert [name for name in undeclared if not name.startswith("unnamed")] == []


def test_the_map_names_no_url_that_is_gone() -> None:
    known = set(all_url_names()) | {f"{name.split(':')[0]}:*" for name in all_url_names() if ":" in name}
    assert set(offered(pages.NotOurs)) - known == set()


def test_every_right_that_opens_a_page_is_granted_to_somebody() -> None:
    granted = set(offered(Grant)) | {"everybody", "everybody signed in"}
    assert {name for name, page in pages.pages().items() if page.access.label not in granted} == set()


def test_a_url_outside_the_map_opens_for_nobody(
    user_with: Callable[..., User], client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "find", lambda name: None)
    assert client_of(user_with(*Role)).get("/").status_code == 403


def ask(client: Client, method: str, path: str, **values: str) -> HttpResponse:
    """The answer to a request of which nothing stays."""
    with transaction.atomic():
        response = getattr(client, method)(path, values)
        transaction.set_rollback(True)
    return response


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "no role")
def test_pages_open_exactly_for_whom_the_map_says(
    role: Role | None, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    user = user_with(*([role] if role else []))
    client = client_of(user)
    wrong = {}
    for name in OWN_PAGES:
        rule = pages.find(name)
        status = ask(client, "get", path_of(name)).status_code
        if rule is None or status not in (OPEN if rule.allows(user) else {403}):
            wrong[name] = status
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "no role")
def test_nothing_is_sent_to_a_page_that_the_map_keeps_closed(
    role: Role | None, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    """Who is let in gets an answer, whatever it is: an empty form breaks nothing. They send one in turn."""
    colleagues = {one: user_with(one) for one in Role}
    user = colleagues[role] if role else user_with()
    client = client_of(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    wrong = {}
    for place, name in enumerate(OWN_PAGES):
        rule = pages.find(name)
        let_in = [one for one, colleague in colleagues.items() if rule and rule.allows(colleague)]
        if rule and role in let_in and role != let_in[place % len(let_in)]:
            continue
        status = ask(client, "post", path_of(name)).status_code
        if rule is None or (status >= 500 if rule.allows(user) else status != 403):
            wrong[name] = status
        # as it was: logged in, also after what ends the session, and no attempt counted
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        cache.clear()
    assert wrong == {}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_sees_public_pages_and_is_asked_to_log_in_for_the_others(method: str) -> None:
    wrong = []
    client = Client()
    for name in OWN_PAGES:
        rule = pages.find(name)
        client.cookies.clear()
        response = ask(client, method, path_of(name))
        asked = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
        # some pages for everybody end at the login: who logs out, and what an empty form leads to
        may_lead_there = name == "account_logout" or method == "post"
        if rule is None or (asked if rule.public and not may_lead_there else not (asked or rule.public)):
            wrong.append(name)
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/search/?q=%00", "/admin/staff/user/?q=%00"])
def test_a_nul_sign_in_the_query_is_refused(
    path: str, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.ADMINISTRATOR)).get(path).status_code == 400


@pytest.mark.django_db
def test_no_page_of_the_loket_stays_behind_in_a_shared_browser(
    user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    assert client_of(user_with(Role.DESK)).get("/")["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_admin_opens_each_verb_exactly_for_whom_has_its_right(
    role: Role, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    """For coordinators, administrators and the auditor; there a kind may offer less than the right says."""
    user = user_with(role)
    client, request = client_of(user), RequestFactory().get("/")
    request.user = user
    granted = {
        one.kind for one in offered(Grant).values()
    }  # a part of a record goes by the right to the whole
    inside_it = {Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR}
    inside, outside = role in inside_it, [one for one in Role if one not in inside_it]
    wrong = {}
    if (status := client.get(reverse("admin:index")).status_code) != (200 if inside else 403):
        wrong["index"] = status
    for place, (model, admin) in enumerate(site._registry.items()):
        if not inside and role != outside[place % len(outside)]:
            continue  # they are refused all, and try in turn
        app, name = model._meta.app_label, model._meta.model_name
        kind = f"{app}_{name}"
        view, add, change, delete = (
            getattr(admin, f"has_{verb}_permission")(request)
            and (f"{app}.{name}" not in granted or user.has_perm(f"{app}.{verb}_{name}"))
            for verb in ("view", "add", "change", "delete")
        )
        # nobody has number 0: past the right comes the way back to the admin
        pages = {"changelist": view or change, "add": add, "change": view or change, "delete": delete}
        to_send = pages | {"change": change}
        for page, allowed in pages.items():
            path = reverse(f"admin:{kind}_{page}", args=["0"] if page in {"change", "delete"} else [])
            status = ask(client, "get", path).status_code
            if status not in ({200, 302} if inside and allowed else {403}):
                wrong[f"{kind} {page}"] = status
            if not (inside and to_send[page]) and (status := ask(client, "post", path).status_code) != 403:
                wrong[f"{kind} {page} sent"] = status
    assert wrong == {}


@pytest.mark.django_db
def test_a_script_whose_session_is_gone_is_told_instead_of_redirected() -> None:
    response = Client().get(reverse("home"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["X-Login-Required"] == "1"
