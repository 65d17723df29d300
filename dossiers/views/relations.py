"""Dossiers of other journeys that this one has to do with, on the tab of its journey."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.around import dossiers_around, proposed_relation
from dossiers.forms.linking import RelationForm
from dossiers.models import Dossier, DossierRelation, RelationKind
from dossiers.operations.relating import relate_dossiers, remove_relation, restore_relation
from dossiers.views.page import dossier_url, find, page, tab_named
from oss.core.acting import attempt
from oss.core.history import way_back
from oss.core.keys import key_of
from oss.staff.http import StaffRequest

REMOVED = "relation"


@dataclass(frozen=True)
class Related:
    relation: DossierRelation
    other: Dossier


def relations_of(request: StaffRequest, found: Dossier, *, may_change: bool) -> dict[str, Any]:
    """What the template reads of them, with the dossiers around: as many queries for one as for fifty."""
    relations = list(DossierRelation.objects.visible_to(request.user).of(found).select_related("kind"))
    keys = [one.other_than(found) for one in relations]
    others = {one.pk: one for one in Dossier.objects.visible_to(request.user).filter(pk__in=keys).for_list()}
    related = [Related(one, others[key]) for one, key in zip(relations, keys, strict=True) if key in others]
    known = {one.other.pk: str(one.relation.kind) for one in related}
    return {
        "related": related,
        "dossiers_around": dossiers_around(found, request.user, known, may_relate=may_change),
        "relation_form": RelationForm(user=request.user),
        "removed": way_back(request, REMOVED, lambda pk: _url(found, pk, "restore")),
    }


def _url(found: Dossier, pk: int, verb: str) -> str:
    return reverse("dossier_relation", args=[found.number, pk, verb])


def dossier_relate(request: StaffRequest, number: str) -> HttpResponse:
    """One that was looked up with how they hang together, or one that was proposed, with what is likely."""
    found = find(request, number)
    url = f"{dossier_url(number, 'journey')}#related"
    if request.method != "POST":
        return redirect(url)
    if "proposed" in request.POST:
        dossiers = Dossier.objects.visible_to(request.user).for_list()
        other = get_object_or_404(dossiers, pk=key_of(request.POST["proposed"]))
        kind = _kind(proposed_relation(found, other))
        if attempt(request, lambda: relate_dossiers(found, other, by=request.user, kind=kind)):
            messages.success(request, _("Related: %(kind)s.") % {"kind": kind})
        return redirect(url)
    form = RelationForm(request.POST, user=request.user)
    if attempt(
        form,
        lambda: relate_dossiers(
            found, form.cleaned_data["dossier"], by=request.user, kind=form.cleaned_data["kind"]
        ),
    ):
        messages.success(request, _("Related: %(kind)s.") % {"kind": form.cleaned_data["kind"]})
        return redirect(url)
    now = find(request, number)
    return page(request, now, tab_named(request, now, "journey"), status=422, others={"relation_form": form})


def dossier_relation(request: StaffRequest, number: str, pk: str, verb: str) -> HttpResponse:
    """Removes one, or puts back what was just removed."""
    found = find(request, number)
    url = dossier_url(number, "journey")
    if request.method == "POST" and verb == "restore":
        attempt(request, lambda: restore_relation(int(pk), by=request.user))
    elif request.method == "POST":
        relations = DossierRelation.objects.visible_to(request.user).of(found)
        relation = get_object_or_404(relations, pk=pk)
        if attempt(request, lambda: remove_relation(relation, by=request.user)):
            url += f"&removed={REMOVED}-{pk}"
    return redirect(f"{url}#related")


def _kind(code: str) -> RelationKind:
    """That one; where the administrator put it aside, the first that is kept."""
    kinds = RelationKind.objects.active()
    return kinds.filter(code=code).first() or get_object_or_404(kinds[:1])
