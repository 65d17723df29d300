"""Saving a list's state under a name, and what is done with a saved view."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.core.acting import attempt
from oss.core.history import way_back
from oss.core.refusal import Refused
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.saved import operations
from oss.lists.saved.forms import NameForm, RenameForm, ShareForm
from oss.lists.saved.models import SavedView
from oss.lists.saved.opening import OpenedList, view_url
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.staff.rights import require

REMOVED_VIEW = "view"


def removed_view(request: StaffRequest) -> dict[str, str] | None:
    """What a list was told to be just deleted, and can be put back."""
    return way_back(request, REMOVED_VIEW, lambda pk: reverse("list_view_restore", args=[pk]))


def definition_for(user: User, name: str) -> ListDefinition:
    """404 where there is no such list, 403 where this user may not open it."""
    definition = list_named(name)
    if definition is None:
        raise Http404
    require(user, definition.permission)
    return definition


def view_new(request: StaffRequest, list_name: str) -> HttpResponse:
    """The state in the URL, kept under a name."""
    definition = definition_for(request.user, list_name)
    opened = OpenedList.read(definition, request.user, request.GET)
    form = NameForm(request.POST or None, user=request.user)
    saved = attempt(
        form,
        lambda: operations.save_view(
            opened.state,
            by=request.user,
            name=form.cleaned_data["name"],
            system=form.cleaned_data.get("system", False),
        ),
    )
    if saved:
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": saved.result})
        return redirect(view_url(definition, saved.result))
    return render(
        request,
        "lists/saved/new.html",
        {"opened": opened, "form": form, "breadcrumbs": _crumbs(definition, opened.url, _("Save view"))},
        status=422 if form.errors else 200,
    )


@require_POST
def view_keep(request: StaffRequest, pk: int) -> HttpResponse:
    """The state in the URL takes the place of the one that the view keeps, when asked in so many words."""
    view, definition = _view_for(request, pk)
    opened = OpenedList.read(definition, request.user, request.GET)
    version = _version(request)
    if not attempt(
        request, lambda: operations.change_view(view, by=request.user, version=version, state=opened.state)
    ):
        return redirect(opened.url)
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view})
    return redirect(view_url(definition, view))


def view(request: StaffRequest, pk: int) -> HttpResponse:
    """One view: its name, with whom it is shared, and what else can be done with it."""
    found, _definition = _view_for(request, pk)
    form = RenameForm(request.POST or None, initial=_name_of(found))
    if attempt(form, lambda: operations.change_view(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The name is changed."))
        return redirect("list_view", pk=pk)
    return _show(request, found, form=form)


@require_POST
def view_share(request: StaffRequest, pk: int) -> HttpResponse:
    found, _definition = _view_for(request, pk)
    form = ShareForm(request.POST, user=request.user)
    if form.is_valid() and attempt(
        request, lambda: operations.share_view(found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("With whom you share this view is saved."))
        return redirect("list_view", pk=pk)
    return _show(request, found, share_form=form)


@require_POST
def view_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """duplicate, delete, star, unstar, default or usual; afterwards back to where the button stood."""
    found, definition = _view_for(request, pk)
    back = view_url(definition, found)
    try:
        match verb:
            case "duplicate":
                copy = operations.duplicate_view(found, by=request.user)
                messages.success(request, _("“%(name)s” is yours: change it as you like.") % {"name": copy})
                return redirect("list_view", pk=copy.pk)
            case "delete":
                version = _version(request) if "version" in request.POST else None
                operations.delete_view(found, by=request.user, version=version)
                return redirect(f"{view_url(definition, None)}&removed={REMOVED_VIEW}-{pk}")
            case "star" | "unstar":
                operations.star(found, by=request.user, on=verb == "star")
            case _:
                chosen = found if verb == "default" else None
                operations.open_with(definition, chosen, by=request.user)
                messages.success(
                    request,
                    _("%(list)s opens with “%(name)s” for you from now on.")
                    % {"list": definition.label, "name": found}
                    if chosen
                    else _("%(list)s opens as usual again.") % {"list": definition.label},
                )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back)


@require_POST
def view_restore(request: StaffRequest, pk: int) -> HttpResponse:
    """Back to the list that opens with it again."""
    restored = attempt(request, lambda: operations.restore_view(pk, by=request.user))
    if restored is None:
        return redirect("home")
    messages.success(request, _("Put back."))
    view = restored.result
    return redirect(view_url(definition_for(request.user, view.list_name), view))


def _show(
    request: StaffRequest,
    view: SavedView,
    *,
    form: RenameForm | None = None,
    share_form: ShareForm | None = None,
) -> HttpResponse:
    """The page of a view, with the form that was refused, if any."""
    definition = definition_for(request.user, view.list_name)
    may_change = view.may_be_changed_by(request.user)
    may_share = may_change and not view.is_system
    return render(
        request,
        "lists/saved/view.html",
        {
            "view": view,
            "definition": definition,
            "url": view_url(definition, view),
            "form": (form or RenameForm(initial=_name_of(view))) if may_change else None,
            "share_form": (share_form or _share_form(request, view)) if may_share else None,
            "verbs": _verbs(view, request.user, may_change=may_change),
            "breadcrumbs": _crumbs(definition, view_url(definition, view), view.name),
        },
        status=422 if request.method == "POST" else 200,
    )


def _name_of(view: SavedView) -> dict[str, object]:
    return {"name": view.name, "version": view.version}


def _verbs(view: SavedView, user: User, *, may_change: bool) -> list[tuple[str, str, str]]:
    """Name, icon and label of what can be done with the view."""
    marked = SavedView.objects.marked_for(user).get(pk=view.pk)
    starred, opens = marked.is_starred, marked.opens_by_itself
    verbs = [
        ("unstar", "star", _("Take the star away")) if starred else ("star", "star", _("Give it a star")),
        ("usual", "home", _("Open the list as usual again"))
        if opens
        else ("default", "home", _("Open the list with this view")),
    ]
    if user.has_perm("lists.add_savedview"):
        verbs.append(("duplicate", "plus", _("Duplicate")))
    if may_change:
        verbs.append(("delete", "trash", _("Delete this view")))
    return verbs


def _view_for(request: StaffRequest, pk: int) -> tuple[SavedView, ListDefinition]:
    views = SavedView.objects.visible_to(request.user).select_related("owner", "changed_by")
    found = get_object_or_404(views, pk=pk)
    return found, definition_for(request.user, found.list_name)


def _share_form(request: StaffRequest, view: SavedView) -> ShareForm:
    there = view.shares.values_list("user", "team")
    initial = {
        "users": [user for user, _team in there if user],
        "teams": [team for _user, team in there if team],
    }
    return ShareForm(user=request.user, initial=initial)


def _version(request: StaffRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - an integer


def _crumbs(definition: ListDefinition, url: str, last: Any) -> list[tuple[Any, str | None]]:
    return [(definition.label, url), (last, None)]
