"""With which view and which state a list opens, and which views its menu offers."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from oss.lists.declaration import ListDefinition
from oss.lists.jobs.verbs import ListVerb, verbs_for
from oss.lists.saved.models import SavedView
from oss.lists.state import KEYS, ListState
from oss.staff.asked_often import asked_often
from oss.staff.models import User

VIEW = "view"
"""The query parameter: a view's key; "none" for the list as it is declared."""
NO_VIEW = "none"


@dataclass(frozen=True)
class ViewChoice:
    """One view in the menu of a list, as its reader sees it."""

    view: SavedView
    url: str
    whose: str
    is_mine: bool
    is_open: bool
    is_starred: bool
    opens_by_itself: bool


@dataclass(frozen=True)
class OpenedList:
    """A list as it opens: `changed` when the state is not the one that the view keeps.

    `views` are all views of the list that this user sees, marked as `marked_for` does.
    """

    definition: ListDefinition
    user: User
    state: ListState
    views: tuple[SavedView, ...]
    view: SavedView | None = None
    changed: bool = False

    @classmethod
    def read(cls, definition: ListDefinition, user: User, query: QueryDict) -> Self:
        """`?view=12` alone is the view as it is kept; with a state of its own, the view changed by somebody.

        Without either, the list opens with the view that this user chose for it. A view that is gone, or is
        not shared any more, is as none.
        """
        views = tuple(_views_of(user, definition.names))
        view = _asked(views, query)
        if view is None:
            return cls(definition, user, ListState.read(definition, user, query), views)
        kept = ListState.read(definition, user, QueryDict(view.query))
        if _has_state(query):
            state = ListState.read(definition, user, query)
            changed = state.query_string() != kept.query_string()
            return cls(definition, user, state, views, view, changed)
        page = QueryDict(f"{view.query}&{query.urlencode()}")  # perhaps a place in the list
        return cls(definition, user, ListState.read(definition, user, page), views, view)

    @property
    def query(self) -> str:
        """The view and the state, for links that come back to what is seen now."""
        view = urlencode({VIEW: self.view.pk if self.view else NO_VIEW})
        return f"{view}&{self.state.query_string()}"

    @property
    def url(self) -> str:
        return self.definition.url(self.query)

    @property
    def view_url(self) -> str:
        """The view as it is saved."""
        return view_url(self.definition, self.view)

    @property
    def plain_url(self) -> str:
        return view_url(self.definition, None)

    @property
    def is_starred(self) -> bool:
        return any(one.is_open and one.is_starred for one in self.choices)

    @property
    def verbs(self) -> list[ListVerb]:
        """What this user may do to many rows of the list at once."""
        return verbs_for(self.definition.verbs, self.user)

    @property
    def may_change(self) -> bool:
        return self.view is not None and self.view.may_be_changed_by(self.user)

    @property
    def choices(self) -> list[ViewChoice]:
        """The menu: starred first, then by name."""
        found = [self._choice(view) for view in self.views]
        return sorted(found, key=lambda one: not one.is_starred)

    def _choice(self, view: SavedView) -> ViewChoice:
        is_mine = view.owner_id == self.user.pk
        whose = _("mine") if is_mine else view.owner.name if view.owner else _("of the shop")
        is_open = self.view is not None and view.pk == self.view.pk
        return ViewChoice(
            view,
            view_url(self.definition, view),
            whose,
            is_mine,
            is_open,
            view.is_starred,
            view.opens_by_itself,
        )


@asked_often
def _views_of(user: User, list_names: tuple[str, ...]) -> QuerySet[SavedView]:
    return SavedView.objects.visible_to(user).of_list(*list_names).marked_for(user).by_name()


def view_url(definition: ListDefinition, view: SavedView | None) -> str:
    return definition.url(urlencode({VIEW: view.pk if view else NO_VIEW}))


def _asked(views: tuple[SavedView, ...], query: QueryDict) -> SavedView | None:
    if asked := query.get(VIEW, ""):
        return next((view for view in views if str(view.pk) == asked), None)
    if _has_state(query):
        return None
    return next((view for view in views if view.opens_by_itself), None)


def _has_state(query: QueryDict) -> bool:
    return any(key in query for key in KEYS)
