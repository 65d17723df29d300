"""Saved views: mine, the shop's, shared; opened, changed, never overwritten unseen, handed over."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from oss.core import registry
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.saved import operations
from oss.lists.saved.models import DefaultView, SavedView, ViewStar
from oss.lists.saved.opening import OpenedList
from oss.lists.state import ListState
from oss.staff.factories import TeamFactory
from oss.staff.models import Membership, Team, User
from oss.staff.roles import Role
from tests.staff.test_admin import change_form, change_url

pytestmark = pytest.mark.django_db
MINE = "f=assignee.me"


@pytest.fixture
def lotte(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Lotte", last_name="Peeters")


@pytest.fixture
def bram(user_with: Callable[..., User]) -> User:
    return user_with(Role.DESK, first_name="Bram", last_name="Claes")


@pytest.fixture
def chief(user_with: Callable[..., User]) -> User:
    return user_with(Role.COORDINATOR)


@pytest.fixture
def team(bram: User) -> Team:
    team: Team = TeamFactory()
    Membership.objects.create(team=team, user=bram)
    return team


def dossiers() -> ListDefinition:
    definition = list_named("dossiers")
    assert definition
    return definition


def state(user: User, query: str = MINE) -> ListState:
    return ListState.read(dossiers(), user, QueryDict(query))


def save(user: User, name: str = "Mijn werk", query: str = MINE, *, system: bool = False) -> SavedView:
    return operations.save_view(state(user, query), by=user, name=name, system=system)


def opened(user: User, query: str = "") -> OpenedList:
    return OpenedList.read(dossiers(), user, QueryDict(query))


# --- keeping -------------------------------------------------------------------------------------


def test_a_view_keeps_the_state_and_opens_it_again(lotte: User) -> None:
    query = f"{MINE}&sort=opened_on&cols=number,opened_on.s&q=bruul"
    view = save(lotte, query=query)
    again = opened(lotte, f"view={view.pk}")
    assert again.view == view
    assert again.state == state(lotte, query)
    assert not again.changed


def test_a_name_that_is_taken_is_refused_and_nothing_is_overwritten(lotte: User, bram: User) -> None:
    view = save(lotte)
    with pytest.raises(ValidationError):
        save(lotte, "mijn WERK", "q=iets")
    view.refresh_from_db()
    assert view.query == MINE
    save(bram)  # a name of one's own


def test_the_shops_own_views_are_made_by_who_may(lotte: User, chief: User, bram: User) -> None:
    with pytest.raises(Refused):
        save(lotte, system=True)
    view = save(chief, system=True)
    assert view in SavedView.objects.visible_to(bram)
    with pytest.raises(Refused):
        operations.change_view(view, by=bram, version=1, name="Van mij")
    with pytest.raises(Refused):
        operations.delete_view(view, by=bram)
    with pytest.raises(ValidationError):
        save(chief, system=True)


def test_who_did_not_see_the_last_change_does_not_overwrite_it(
    chief: User, user_with: Callable[..., User]
) -> None:
    view = save(chief, system=True)
    other = user_with(Role.ADMINISTRATOR, first_name="Ann", last_name="Maes")
    operations.change_view(view, by=other, version=1, state=state(other, "q=dak"))
    with pytest.raises(Refused, match="Ann Maes"):
        operations.change_view(view, by=chief, version=1, state=state(chief, "q=gevel"))
    view.refresh_from_db()
    assert (view.query, view.version) == ("q=dak", 2)


def test_a_copy_is_mine_under_a_name_that_is_free(lotte: User, bram: User) -> None:
    view = save(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    first = operations.duplicate_view(view, by=bram)
    second = operations.duplicate_view(view, by=bram)
    assert (first.owner, first.name, first.query) == (bram, "Mijn werk", MINE)
    assert second.name != first.name
    operations.change_view(first, by=bram, version=1, name="Van Bram")
    view.refresh_from_db()
    assert view.name == "Mijn werk"


def test_the_history_of_a_view_survives_it(lotte: User) -> None:
    view = save(lotte)
    operations.change_view(view, by=lotte, version=1, name="Anders")
    events = SavedView.pgh_event_model.objects.filter(pgh_obj_id=view.pk)  # type: ignore[attr-defined]
    operations.delete_view(view, by=lotte)
    assert list(events.order_by("pgh_id").values_list("name", flat=True)) == ["Mijn werk", "Anders", "Anders"]


# --- sharing -------------------------------------------------------------------------------------


def test_a_view_is_mine_alone_until_i_share_it(lotte: User, bram: User, chief: User, team: Team) -> None:
    view = save(lotte)
    assert not SavedView.objects.visible_to(bram).exists()
    operations.share_view(view, by=lotte, users=[], teams=[team])
    assert SavedView.objects.visible_to(bram).get() == view
    assert not SavedView.objects.visible_to(chief).exists()
    operations.share_view(view, by=lotte, users=[chief], teams=[])
    assert SavedView.objects.visible_to(chief).get() == view
    assert not SavedView.objects.visible_to(bram).exists()


def test_a_view_shared_twice_over_is_listed_once(lotte: User, bram: User, team: Team) -> None:
    operations.share_view(save(lotte), by=lotte, users=[bram], teams=[team])
    assert SavedView.objects.visible_to(bram).count() == 1


def test_a_team_that_is_closed_shares_nothing_any_more(lotte: User, bram: User, team: Team) -> None:
    operations.share_view(save(lotte), by=lotte, users=[], teams=[team])
    Team.objects.filter(pk=team.pk).update(is_active=False)
    assert not SavedView.objects.visible_to(bram).exists()


def test_only_the_owner_changes_shares_and_deletes(lotte: User, bram: User) -> None:
    view = save(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    for attempt in (
        lambda: operations.change_view(view, by=bram, version=1, name="Gekaapt"),
        lambda: operations.share_view(view, by=bram, users=[], teams=[]),
        lambda: operations.delete_view(view, by=bram),
    ):
        with pytest.raises(Refused):
            attempt()
    assert SavedView.objects.visible_to(bram).get().name == "Mijn werk"


def test_the_auditor_has_no_views(lotte: User, chief: User, user_with: Callable[..., User]) -> None:
    auditor = user_with(Role.AUDITOR)
    save(chief, system=True)
    operations.share_view(save(lotte), by=lotte, users=[auditor], teams=[])
    assert not SavedView.objects.visible_to(auditor).exists()


def test_a_shared_view_shows_its_reader_nothing_that_he_may_not_see(
    lotte: User, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filter, sort, columns and chart over a column for the coordination are dropped when it is read."""
    definition = dossiers()
    hidden = [
        column if column.name != "opened_on" else _only_for(column, "staff.use_admin")
        for column in definition.columns
    ]
    monkeypatch.setitem(definition.__dict__, "columns", tuple(hidden))
    lotte.groups.add(_group(Role.COORDINATOR))
    lotte = User.objects.get(pk=lotte.pk)
    query = "f=opened_on.today&sort=opened_on&cols=number,opened_on&chart=opened_on.month"
    view = save(lotte, query=query)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    assert "opened_on" in opened(lotte, f"view={view.pk}").state.query_string()
    seen = opened(bram, f"view={view.pk}").state
    assert "opened_on" not in seen.query_string()
    assert seen.incomplete
    copy = operations.duplicate_view(view, by=bram)
    assert "opened_on" not in opened(bram, f"view={copy.pk}").state.query_string()


def test_what_its_owner_may_not_see_any_more_is_not_saved_away(
    lotte: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A condition that was dropped when the view opened would be gone for good."""
    definition = dossiers()
    view = save(lotte, query="f=opened_on.today&sort=opened_on")
    hidden = [
        column if column.name != "opened_on" else _only_for(column, "staff.use_admin")
        for column in definition.columns
    ]
    monkeypatch.setitem(definition.__dict__, "columns", tuple(hidden))
    changed = opened(lotte, f"view={view.pk}&q=dak").state
    with pytest.raises(Refused, match="rol"):
        operations.change_view(view, by=lotte, version=view.version, state=changed)
    view.refresh_from_db()
    assert "opened_on.today" in view.query
    operations.change_view(view, by=lotte, version=view.version, name="Vandaag")
    view.refresh_from_db()
    assert (view.name, "opened_on.today" in view.query) == ("Vandaag", True)


def _only_for(column: object, permission: str) -> object:
    return replace(column, permission=permission)  # type: ignore[type-var]


def _group(role: Role) -> Group:
    return Group.objects.get(name=role)


# --- opening -------------------------------------------------------------------------------------


def test_a_view_whose_state_was_changed_says_so(lotte: User) -> None:
    view = save(lotte)
    changed = opened(lotte, f"view={view.pk}&{MINE}&q=dak")
    assert (changed.view, changed.changed) == (view, True)
    assert changed.state.search == "dak"
    same = opened(lotte, f"view={view.pk}&{MINE}")
    assert (same.view, same.changed) == (view, False)


def test_the_next_page_of_a_view_is_no_change(lotte: User) -> None:
    view = save(lotte)
    page = opened(lotte, f'view={view.pk}&after=["D2026-00001",1]')
    assert not page.changed
    assert page.state.after == ("D2026-00001", 1)
    assert page.state.query_string() == MINE


def test_a_list_opens_with_the_view_i_chose(lotte: User, bram: User) -> None:
    view = save(lotte)
    operations.open_with(dossiers(), view, by=lotte)
    assert opened(lotte).view == view
    assert opened(lotte, "view=none").view is None
    assert opened(lotte, "q=dak").view is None
    assert opened(bram).view is None
    operations.open_with(dossiers(), None, by=lotte)
    assert opened(lotte).view is None


def test_a_default_that_is_not_shared_any_more_opens_nothing(lotte: User, bram: User) -> None:
    view = save(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    operations.open_with(dossiers(), view, by=bram)
    operations.share_view(view, by=lotte, users=[], teams=[])
    assert opened(bram).view is None
    assert opened(bram, f"view={view.pk}").view is None
    with pytest.raises(Refused):
        operations.open_with(dossiers(), view, by=bram)


@pytest.mark.parametrize("asked", ["999999", "abc", "-1", "1" * 40, "٣", ""])
def test_a_view_that_is_none_opens_the_list_as_usual(lotte: User, asked: str) -> None:
    assert opened(lotte, f"view={asked}").view is None


def test_a_view_of_another_list_is_none_here(lotte: User) -> None:
    journeys = list_named("journeys")
    assert journeys
    view = operations.save_view(ListState.read(journeys, lotte, QueryDict("")), by=lotte, name="Reizen")
    assert opened(lotte, f"view={view.pk}").view is None
    with pytest.raises(Refused):
        operations.open_with(dossiers(), view, by=lotte)


def test_a_renamed_list_keeps_its_views_and_is_found_by_its_old_name(
    lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    view = save(lotte)
    operations.open_with(dossiers(), view, by=lotte)
    new = replace(dossiers(), name="files", formerly=("dossiers",))
    monkeypatch.setitem(registry._offered, ListDefinition, {"files": new})
    assert list_named("dossiers") is list_named("files") is new
    assert OpenedList.read(new, lotte, QueryDict("")).view == view
    browser = client_of(lotte)
    for url in (f"/views/{view.pk}/", f"/lists/dossiers/columns/?view={view.pk}", "/lists/files/columns/"):
        assert browser.get(url).status_code == 200
    other = operations.save_view(ListState.read(new, lotte, QueryDict("q=dak")), by=lotte, name="Daken")
    operations.open_with(new, other, by=lotte)
    assert OpenedList.read(new, lotte, QueryDict("")).view == other
    assert DefaultView.objects.get(user=lotte).view == other  # one list, one view that opens by itself
    operations.open_with(new, None, by=lotte)
    assert not DefaultView.objects.filter(user=lotte).exists()


def test_starred_views_come_first(lotte: User, bram: User) -> None:
    for name in ("Aan", "Bee", "Cee"):
        save(lotte, name)
    star = SavedView.objects.get(name="Cee")
    operations.star(star, by=lotte, on=True)
    operations.star(star, by=lotte, on=True)
    assert [one.view.name for one in opened(lotte).choices] == ["Cee", "Aan", "Bee"]
    operations.star(star, by=lotte, on=False)
    assert not ViewStar.objects.exists()
    with pytest.raises(Refused):
        operations.star(star, by=bram, on=True)


def test_a_deleted_view_takes_its_marks_along(lotte: User) -> None:
    view = save(lotte)
    operations.star(view, by=lotte, on=True)
    operations.open_with(dossiers(), view, by=lotte)
    operations.delete_view(view, by=lotte)
    assert not ViewStar.objects.exists()
    assert not DefaultView.objects.exists()


@pytest.mark.django_db(transaction=True)  # what was deleted together is told by its transaction
def test_a_deleted_view_is_put_back_from_the_list_with_those_who_shared_it(
    lotte: User, bram: User, client_of: Callable[[User], Client]
) -> None:
    view, desk = save(lotte), client_of(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    gone = desk.post(reverse("list_view_verb", args=[view.pk, "delete"]))
    assert not SavedView.objects.exists()
    page = desk.get(gone["Location"]).content.decode()
    restore = reverse("list_view_restore", args=[view.pk])
    assert f'class="undo" method="post" action="{restore}"' in page
    client_of(bram).post(restore)
    assert not SavedView.objects.exists()  # it is not his
    back = desk.post(restore)
    kept = SavedView.objects.visible_to(bram).get()
    assert (kept.pk, kept.owner, kept.name, kept.query) == (view.pk, lotte, view.name, view.query)
    assert f"view={view.pk}" in back["Location"]
    assert "niets terug te zetten" in desk.post(restore, follow=True).content.decode()
    assert SavedView.objects.get().shares.count() == 1


def test_a_deleted_view_whose_name_is_taken_since_stays_away(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    operations.delete_view(view, by=lotte)
    save(lotte)
    answer = client_of(lotte).post(reverse("list_view_restore", args=[view.pk]), follow=True)
    assert "al een weergave met deze naam" in answer.content.decode()
    assert SavedView.objects.count() == 1


# --- handing over --------------------------------------------------------------------------------


def test_who_takes_over_gets_what_was_shared(lotte: User, bram: User, chief: User) -> None:
    shared, private = save(lotte, "Samen"), save(lotte, "Alleen")
    save(bram, "samen")
    operations.share_view(shared, by=lotte, users=[bram, chief], teams=[])
    assert operations.hand_over_views(lotte, to=bram, by=chief) == 1
    shared.refresh_from_db()
    private.refresh_from_db()
    assert (shared.owner, shared.name) == (bram, "Samen (Lotte Peeters)")
    assert private.owner == lotte
    assert shared in SavedView.objects.visible_to(chief)


def test_nobody_leaves_without_handing_over_what_others_use(
    lotte: User, bram: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    browser = client_of(user_with(Role.ADMINISTRATOR))
    leaving = change_form(lotte)
    del leaving["is_active"]
    answer = browser.post(change_url(lotte), leaving)
    assert "successor" in answer.context["adminform"].form.errors
    assert User.objects.get(pk=lotte.pk).is_active
    assert browser.post(change_url(lotte), leaving | {"successor": bram.pk}).status_code == 302
    view.refresh_from_db()
    assert view.owner == bram
    assert not User.objects.get(pk=lotte.pk).is_active


def test_who_shares_nothing_leaves_without_a_successor(
    lotte: User, user_with: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    save(lotte)
    leaving = change_form(lotte)
    del leaving["is_active"]
    assert client_of(user_with(Role.ADMINISTRATOR)).post(change_url(lotte), leaving).status_code == 302
    assert not User.objects.get(pk=lotte.pk).is_active


# --- pages ---------------------------------------------------------------------------------------


def test_a_name_that_is_taken_is_said_at_the_field_and_what_was_typed_stays(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    save(lotte)
    url = f"{reverse('list_view_new', args=['dossiers'])}?q=dak"
    asked = client_of(lotte).get(url).content.decode()
    assert re.search(r'<input[^>]* autofocus[^>]* id="id_name"', asked)
    answer = client_of(lotte).post(url, {"name": "Mijn werk"})
    assert answer.status_code == 422
    assert "Er is al een weergave met deze naam" in answer.content.decode()
    assert 'value="Mijn werk"' in answer.content.decode()


def test_a_share_that_is_refused_keeps_its_ticks_and_says_why_beside_them(
    lotte: User, bram: User, team: Team, client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    User.objects.filter(pk=bram.pk).update(is_active=False)
    answer = client_of(lotte).post(f"/views/{view.pk}/share/", {"users": [bram.pk], "teams": [team.pk]})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'name="teams" value="{team.pk}"[^>]* checked', html)
    assert "Deze keuze is er niet meer" in html
    assert not view.shares.exists()


def test_saving_the_changed_state_asks_for_the_version_that_was_seen(
    lotte: User, client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    url = f"{reverse('list_view_keep', args=[view.pk])}?view={view.pk}&q=dak"
    browser = client_of(lotte)
    answer = browser.post(url, {"version": "7"})
    assert "q=dak" in answer["Location"]  # what was typed is still there
    view.refresh_from_db()
    assert view.query == MINE
    browser.post(url, {"version": "1"})
    view.refresh_from_db()
    assert view.query == "q=dak"


@pytest.mark.parametrize("name", [name for name, _list in offered(ListDefinition).items()])
def test_a_view_can_be_looked_at_without_its_filter(
    name: str, lotte: User, client_of: Callable[[User], Client]
) -> None:
    """Also where nothing is left to say of the list: that is not the view as it is saved."""
    definition = list_named(name)
    assert definition
    column = next(one for one in definition.columns if one.filterable and one.kind.operator("filled"))
    kept = ListState.read(definition, lotte, QueryDict(f"f={column.name}.filled"))
    view = operations.save_view(kept, by=lotte, name="Ingevuld")
    browser = client_of(lotte)
    page = browser.get(definition.url(f"view={view.pk}")).context
    (chip,) = page["grid"].chips
    for url in (chip.remove_url, page["grid"].clear_url):
        without = browser.get(url).context
        assert not without["grid"].chips
        assert without["opened"].view == view
        assert without["opened"].changed
        again = browser.get(without["opened"].url).context["grid"]
        assert not again.chips


def test_a_view_of_somebody_else_is_not_found(
    lotte: User, bram: User, client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    browser = client_of(bram)
    assert browser.get(reverse("list_view", args=[view.pk])).status_code == 404
    assert browser.post(reverse("list_view_verb", args=[view.pk, "delete"])).status_code == 404
    assert browser.post(reverse("list_view_keep", args=[view.pk])).status_code == 404


def test_the_page_of_a_shared_view_lets_its_reader_duplicate_it(
    lotte: User, bram: User, client_of: Callable[[User], Client]
) -> None:
    view = save(lotte)
    operations.share_view(view, by=lotte, users=[bram], teams=[])
    browser = client_of(bram)
    page = browser.get(reverse("list_view", args=[view.pk])).content.decode()
    assert "delete/" not in page
    assert "duplicate/" in page
    browser.post(reverse("list_view_verb", args=[view.pk, "duplicate"]))
    assert SavedView.objects.owned_by(bram).get().query == MINE
