"""Every URL × every role: the access map covers all URLs, and the pages obey it."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from oss.staff import access_map
from oss.staff.models import User
from oss.staff.roles import Role

# an example for every URL that takes arguments; None: opened by its own tests
ARGUMENTS: dict[str, list[str] | None] = {
    "help_page": ["aan-de-slag"],
    "section": ["condos"],
    "styleguide_component": ["empty_state"],
    "document": ["1", "x.pdf"],
    "mail": ["1"],
    "mail_body": ["1"],
    "mail_images": ["1"],
    "mail_raw": ["1"],
    "mail_attachment": ["1"],
    "mail_inline_image": ["x"],
    **{f"list_{name}": ["dossiers"] for name in ("view_new", "bulk", "export")},
    **{f"list_view{name}": ["1"] for name in ("", "_keep", "_share")},
    "list_view_verb": ["1", "star"],
    "list_view_restore": ["1"],
    **{f"list_job{name}": ["1"] for name in ("", "_stop", "_undo", "_file")},
    "activity_verb": ["1", "finish"],
    "queue": ["general"],
    "queue_item_verb": ["1", "pick"],
    "queue_items_verb": ["pick"],
    "dossier_link": ["1"],
    "journey": ["R2026-00001"],
    "dossiers_of_type": ["information"],
    **{f"list_{tool}": ["dossiers"] for tool in ("filter", "columns", "chart", "csv")},
    "dossier_stage": ["D2026-00001", "advance"],
    "dossier_activation": ["D2026-00001", "deactivate"],
    **{
        f"dossier{name}": ["D2026-00001"]
        for name in (
            *("", "_request", "_information", "_contact", "_stakeholder", "_note", "_upload", "_summary"),
        )
    },
    **{
        name: ["1"]
        for name in (
            *("address", "address_map", "address_building", "address_refresh", "dwelling_edit"),
            *("building", "building_map", "building_edit", "building_addresses"),
        )
    },
    "address_finding_new": ["1", "work"],
    "building_finding_new": ["1", "work"],
    "finding": ["work", "1"],
    "finding_remove": ["work", "1"],
    "finding_restore": ["work", "1"],
    **{
        f"{kind}{page}": ["1"]
        for kind in ("person", "organisation")
        for page in (
            *("", "_edit", "_deactivate", "_reactivate", "_delete", "_merge_choose", "_point", "_employment"),
        )
    },
    **{f"organisation_{page}": ["1"] for page in ("pool", "training", "evaluation", "building")},
    **{name: ["1"] for name in ("building_remove", "association_match")},
    **{f"{kind}_part_restore": ["1", "employment", "1"] for kind in ("person", "organisation")},
    **{f"{kind}_merge": ["1", "2"] for kind in ("person", "organisation")},
    **{f"{kind}_export": ["xlsx"] for kind in ("person", "organisation")},
    "organisation_training_remove": ["1", "1"],
    "organisation_evaluation_remove": ["1", "1"],
    **{f"contact_point_{verb}": ["1"] for verb in ("change", "prefer", "bounces", "works", "remove")},
    **{
        name: ["1"]
        for name in (
            *("contact_import", "contact_import_start", "employment_change", "merge_undo"),
            *("pair_not_duplicate",),
        )
    },
    "account_confirm_email": ["key"],
    "account_reset_password_from_key": ["1", "key"],
}


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
OPEN = {200, 302, 404, 405}
OWN_PAGES = [name for name in all_url_names() if not name.startswith(("admin:", "unnamed"))]


def test_every_url_declares_who_may_open_it() -> None:
    undeclared = [name for name in all_url_names() if access_map.find(name) is None]
    assert [name for name in undeclared if not name.startswith("unnamed")] == []


def test_the_map_names_no_url_that_is_gone() -> None:
    known = set(all_url_names()) | {f"{name.split(':')[0]}:*" for name in all_url_names() if ":" in name}
    assert access_map.names() - known == set()


def test_a_url_outside_the_map_opens_for_nobody(
    user_with: Callable[..., User], client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_map, "find", lambda name: None)
    assert client_of(user_with(*Role)).get("/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "no role")
@pytest.mark.parametrize("name", OWN_PAGES)
def test_the_page_opens_exactly_for_whom_the_map_says(
    name: str, role: Role | None, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    rule = access_map.find(name)
    user = user_with(*([role] if role else []))
    response = client_of(user).get(reverse(name, args=ARGUMENTS.get(name)))
    assert rule is not None
    assert response.status_code in (OPEN if rule.allows(user) else {403})


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_visitor_sees_public_pages_and_is_asked_to_log_in_for_the_others(name: str) -> None:
    rule = access_map.find(name)
    response = Client().get(reverse(name, args=ARGUMENTS.get(name)))
    asked = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    assert rule is not None
    assert asked is not rule.public or name == "account_logout"


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
def test_the_admin_opens_for_coordinators_and_administrators_only(
    role: Role, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    response = client_of(user_with(role)).get(reverse("admin:index"))
    allowed = role in {Role.COORDINATOR, Role.ADMINISTRATOR}
    assert response.status_code == (200 if allowed else 403)


@pytest.mark.django_db
def test_a_script_whose_session_is_gone_is_told_instead_of_redirected() -> None:
    response = Client().get(reverse("home"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["X-Login-Required"] == "1"
