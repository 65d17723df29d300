"""The page on which a dossier is shielded, shared and opened again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.verbs import ReasonKind
from dossiers.forms.editing import ReasonForm
from dossiers.forms.parts import among
from dossiers.models import Dossier
from dossiers.shield.models import is_theirs, standing_shield
from dossiers.shield.operations import lift, share, shield, stop_sharing
from dossiers.views.page import breadcrumbs, find
from oss.core.acting import attempt
from oss.core.forms import Form
from oss.core.keys import key_of
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest
from oss.staff.models import User

VERBS = ("begin", "lift", "share", "stop")


class ColleagueForm(Form):
    """With whom a shielded dossier is shared."""

    colleague = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Colleague"))

    def __init__(self, *args: Any, without: list[int], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.visible_to(user).assignable().exclude(pk__in=without)
        among(self.fields["colleague"], colleagues)


def dossier_shield(request: StaffRequest, number: str) -> HttpResponse:
    """Whether it is shielded, why, and who reads it."""
    return _show(request, find(request, number))


def dossier_shield_verb(request: StaffRequest, number: str, verb: str) -> HttpResponse:
    """One verb on the shield; what is refused stays typed."""
    if request.method != "POST":
        return redirect("dossier_shield", number=number)
    found = find(request, number)
    if verb == "stop":
        colleague = get_object_or_404(User, pk=key_of(request.POST.get("colleague")) or 0)
        if attempt(request, lambda: stop_sharing(found, by=request.user, colleague=colleague)):
            messages.success(request, _("%(name)s reads it no longer.") % {"name": colleague})
        return _after(request, found)
    form = _form(request, found, verb, request.POST)
    if not (form.is_valid() and attempt(form, lambda: _act(request, found, verb, form.cleaned_data))):
        return _show(request, find(request, number), {verb: form}, status=422)
    messages.success(request, _TOLD[verb](found, form.cleaned_data))
    return _after(request, found)


_TOLD: dict[str, Callable[[Dossier, dict[str, Any]], str]] = {
    "begin": lambda found, _data: _("%(number)s is shielded.") % {"number": found},
    "lift": lambda found, _data: _("%(number)s is open to all colleagues again.") % {"number": found},
    "share": lambda _found, data: _("%(name)s reads it too now.") % {"name": data["colleague"]},
}


def _act(request: StaffRequest, found: Dossier, verb: str, data: dict[str, Any]) -> object:
    if verb == "share":
        share(found, by=request.user, colleague=data["colleague"])
        return found
    if verb == "begin":
        return shield(found, by=request.user, **data)
    return lift(found, by=request.user, seen=seen_in(request), **data)


def _after(request: StaffRequest, found: Dossier) -> HttpResponse:
    """The page again; the list for who took it from themselves."""
    if Dossier.objects.visible_to(request.user).filter(pk=found.pk).exists():
        return redirect("dossier_shield", number=found.number)
    return redirect("dossiers")


def _form(request: StaffRequest, found: Dossier, verb: str, typed: Any = None) -> Form:
    if verb == "share":
        known = [found.assignee_id or 0, *found.case_file.readers.values_list("user", flat=True)]
        return ColleagueForm(typed, without=known, user=request.user)
    if verb not in VERBS:
        raise Http404
    form = ReasonForm(typed, kind=ReasonKind.SHIELD if verb == "begin" else ReasonKind.LIFT)
    if verb == "lift":  # it stands below what one comes for
        form.fields["reason"].widget.attrs.pop("autofocus", None)
    return form


def _show(
    request: StaffRequest, found: Dossier, typed: dict[str, Form] | None = None, *, status: int = 200
) -> HttpResponse:
    standing = standing_shield(found)
    names = ("lift", "share") if standing else ("begin",)
    title = (
        _("Shield of %(number)s") % {"number": found}
        if standing
        else _("Shield %(number)s") % {"number": found}
    )
    above = [*breadcrumbs(found)[:-1], (found.number, request.path.removesuffix("shield/"))]
    return render(
        request,
        "dossiers/shield/page.html",
        {
            "dossier": found,
            "standing": standing,
            "readers": list(found.case_file.readers.select_related("user", "given_by")) if standing else [],
            "forms": {name: (typed or {}).get(name) or _form(request, found, name) for name in names},
            "may_decide": found.is_active and is_theirs(found, request.user),
            "title": title,
            "breadcrumbs": [*above, (title, None)],
        },
        status=status,
    )
