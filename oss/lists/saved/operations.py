"""Keeping, changing, sharing and handing over saved views."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.history import as_it_was, events_of, removal_of, save_again
from oss.core.locks import lock
from oss.core.refusal import NotAllowed, Refused
from oss.lists.declaration import ListDefinition
from oss.lists.saved.models import DefaultView, SavedView, ViewShare, ViewStar
from oss.lists.state import ListState
from oss.staff.models import Team, User
from oss.staff.rights import hold, operation, require

NAME_LENGTH = 80
_NO_ACCESS = gettext_lazy("You have no access to this view.")


@operation()
def save_view(state: ListState, *, by: User, name: str, system: bool = False) -> SavedView:
    """A new view of mine, or of the shop. ValidationError where the name is taken: nothing is overwritten."""
    require(by, "lists.publish_savedview" if system else "lists.add_savedview")
    view = SavedView(
        list_name=state.definition.name,
        name=" ".join(name.split()),
        query=state.query_string(),
        owner=None if system else by,
        changed_by=by,
    )
    view.full_clean()
    view.save()
    return view


@operation()
def change_view(
    view: SavedView,
    *,
    by: User,
    version: int,
    name: str | None = None,
    state: ListState | None = None,
) -> SavedView:
    """Another name, or another state of the list. Refused where somebody changed it after `version`."""
    locked = _held(view, by)
    _check_version(locked, version)
    if name is not None:
        locked.name = " ".join(name.split())
    if state is not None:
        if ListState.read(state.definition, by, QueryDict(locked.query)).incomplete:
            raise Refused(
                _("Part of this view is not for your role and would be lost. Save yours under a new name.")
            )
        locked.query = state.query_string()
    locked.version += 1
    locked.changed_at, locked.changed_by = timezone.now(), by
    locked.full_clean()
    locked.save(update_fields=["name", "query", "version", "changed_at", "changed_by"])
    return locked


@operation("lists.add_savedview", refused=_NO_ACCESS)
def duplicate_view(view: SavedView, *, by: User) -> SavedView:
    """A copy that is mine alone, under a name that is free: to change what is somebody else's."""
    _require_seen(view, by)
    lock(f"views of {by.pk}")
    return SavedView.objects.create(
        list_name=view.list_name,
        name=_free_name(view.list_name, view.name, by, _("copy")),
        query=view.query,
        owner=by,
        changed_by=by,
    )


@operation()
def share_view(view: SavedView, *, by: User, users: Iterable[User], teams: Iterable[Team]) -> SavedView:
    """Shared with exactly these from now on; nobody: mine alone again."""
    locked = _held(view, by)
    if locked.is_system:
        raise Refused(_("A view of the shop is there for everybody already."))
    people, groups = {one.pk for one in users} - {by.pk}, {one.pk for one in teams}
    locked.shares.exclude(user__in=people).exclude(team__in=groups).delete()
    there = locked.shares.values_list("user_id", "team_id")
    with_users, with_teams = {user for user, _team in there}, {team for _user, team in there}
    ViewShare.objects.bulk_create(
        [ViewShare(view=locked, user_id=pk) for pk in sorted(people - with_users)]
        + [ViewShare(view=locked, team_id=pk) for pk in sorted(groups - with_teams)]
    )
    return locked


@operation("lists.delete_savedview")
def delete_view(view: SavedView, *, by: User, version: int | None = None) -> None:
    """With its shares, its stars, and where it opened by itself. Its history stays. `version` as before."""
    locked = _held(view, by)
    _check_version(locked, version)
    locked.delete()


@operation("lists.delete_savedview", refused=gettext_lazy("There is nothing to put back."))
def restore_view(pk: int, *, by: User) -> SavedView:
    """Puts back a deleted view, with those it was shared with; stars and defaults are gone. Refused where it
    is not one of theirs, or its name is taken since."""
    removal = removal_of(SavedView, pk)
    view = as_it_was(removal)
    if not view.may_be_changed_by(by):
        raise Refused(_("There is nothing to put back."))
    save_again(view)
    went_along = events_of(ViewShare).filter(
        view_id=pk, pgh_label="delete", pgh_created_at=removal.pgh_created_at
    )
    for share in went_along:
        save_again(as_it_was(share))
    return view


@operation()
def star(view: SavedView, *, by: User, on: bool) -> None:
    if not on:
        ViewStar.objects.filter(view=view, user=by).delete()
    else:
        _require_seen(view, by)
        ViewStar.objects.get_or_create(view=view, user=by)


@operation()
def open_with(definition: ListDefinition, view: SavedView | None, *, by: User) -> None:
    """The list opens with this view for me; with None as it is declared."""
    before = DefaultView.objects.filter(list_name__in=definition.names, user=by)
    if view is None:
        before.delete()
    else:
        _require_seen(view, by, *definition.names)
        before.exclude(list_name=definition.name).delete()
        DefaultView.objects.update_or_create(list_name=definition.name, user=by, defaults={"view": view})


@operation()
def hand_over_views(leaver: User, *, to: User, by: User) -> int:
    """What `leaver` shares with others becomes of `to`, under a name that is free; gives their number."""
    lock(f"views of {to.pk}")
    views = SavedView.objects.owned_by(leaver).shared().select_for_update(of=("self",)).order_by("pk")
    number = 0
    for view in views:
        view.name = _free_name(view.list_name, view.name, to, leaver.name)
        view.owner, view.version = to, view.version + 1
        view.changed_at, view.changed_by = timezone.now(), by
        view.save(update_fields=["name", "owner", "version", "changed_at", "changed_by"])
        view.shares.filter(user=to).delete()
        number += 1
    return number


def _require_seen(view: SavedView, by: User, *lists: str) -> None:
    """NotAllowed where they do not see the view, or where it is of none of these lists."""
    seen = SavedView.objects.visible_to(by)
    if not (seen.of_list(*lists) if lists else seen).filter(pk=view.pk).exists():
        raise NotAllowed(_NO_ACCESS)


def _check_version(locked: SavedView, version: int | None) -> None:
    if version is not None and locked.version != version:
        raise Refused(
            _("%(name)s changed this view in the meantime. Look at it again, or save yours under a new name.")
            % {"name": locked.changed_by or _("Somebody")}
        )


def _held(view: SavedView, by: User) -> SavedView:
    told = _("This view is not yours: duplicate it, and change your copy.")
    locked = hold(SavedView.objects, view, by=by, missing=NotAllowed(told))
    if not locked.may_be_changed_by(by):
        raise NotAllowed(told)
    return locked


def _free_name(list_name: str, name: str, owner: User, hint: Any) -> str:
    """`name` where it is free; else with the hint behind it, and a number if need be."""
    mine = SavedView.objects.of_list(list_name).owned_by(owner)
    taken = set(mine.annotate(lower=Lower("name")).values_list("lower", flat=True))
    candidates = (name if number == 0 else _with_hint(name, hint, number) for number in count())
    return next(one for one in candidates if one.lower() not in taken)


def _with_hint(name: str, hint: Any, number: int) -> str:
    ending = f" ({hint})" if number == 1 else f" ({hint} {number})"
    return name[: NAME_LENGTH - len(ending)] + ending
