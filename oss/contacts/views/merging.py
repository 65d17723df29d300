"""Two records that may be one: the work list, the two side by side, merging them and undoing it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.contacts.addressing import record_url
from oss.contacts.forms.merging import MergeForm, OtherForm
from oss.contacts.merging.fields import compare
from oss.contacts.merging.operations import merge, not_a_duplicate, undo_merge
from oss.contacts.merging.standing import came_later, final, undo_blockers
from oss.contacts.models import DuplicatePair, Merge
from oss.contacts.models.merges import LikenessReason
from oss.contacts.recording import right_on
from oss.contacts.views.kinds import KINDS, PERSON, KindPages, Record, find, kind_of
from oss.core.acting import attempt
from oss.core.refusal import Refused
from oss.core.seen_state import Changed, seen_in, state_of, told_of
from oss.staff.http import StaffRequest
from oss.staff.rights import require

MOST = 50


def pairs(request: StaffRequest, kind: str) -> HttpResponse:
    """Probable duplicates that nobody decided on yet, the surest first."""
    spec = KINDS[kind]
    found = _open_pairs(request, spec)
    context = {
        "kind": spec,
        "pairs": [
            (one, [LikenessReason(reason).label for reason in one.reasons], merge_url(one.first, one.second))
            for one in found.for_list()[:MOST]
        ],
        "count": found.count(),
        "breadcrumbs": [(spec.plural_label, reverse(spec.plural)), (_("Probable duplicates"), None)],
    }
    return render(request, "contacts/pairs.html", context)


@require_POST
def pair_not_duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(DuplicatePair.objects.visible_to(request.user).for_list(), pk=pk)
    kind = kind_of(pair.first)
    require(request.user, right_on("merge")(pair))
    if attempt(request, lambda: not_a_duplicate(pair, by=request.user)):
        messages.success(
            request,
            _("“%(first)s” and “%(second)s” are two, and will not be proposed again.")
            % {"first": pair.first, "second": pair.second},
        )
    return redirect(f"{kind.name}_pairs")


def merge_choose(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """With whom? For a duplicate that somebody found by themselves."""
    found = find(request, kind, pk)
    form = OtherForm(request.POST or None, user=request.user, record=found)
    if request.method == "POST" and form.is_valid():
        return redirect(merge_url(found, form.cleaned_data["other"]))
    return render(
        request,
        "contacts/question.html",
        {
            "form": form,
            "record": None,
            "question": _("Merge %(name)s with another") % {"name": found.name},
            "text": _("On the next page you see the two side by side and choose per field which one counts."),
            "verb": _("Compare"),
            "danger": False,
            "back_url": record_url(found),
            "breadcrumbs": _trail(found, _("Merge")),
        },
        status=422 if form.is_bound else 200,
    )


def merge_compare(request: StaffRequest, kind: str, pk: int, other: int) -> HttpResponse:
    """The record of `pk` stays, what `other` has goes to it, as chosen per field."""
    winner, loser = find(request, kind, pk), find(request, kind, other)
    if winner.pk == loser.pk:
        raise Http404
    if merged := next((one for one in (winner, loser) if one.merged_into), None):
        messages.info(request, _("“%(name)s” is merged already.") % {"name": merged})
        return redirect(record_url(final(merged)))
    if seen_in(request) not in {None, state_of(winner, loser)}:  # other choices may be asked of them now
        messages.error(request, told_of(winner, loser))
        return redirect(request.path)
    fields = compare(winner, loser)
    form = MergeForm(request.POST or None, fields=fields)
    if request.method == "POST" and form.is_valid():
        try:
            merge(winner, loser, by=request.user, choices=form.cleaned_data, seen=seen_in(request))
        except Changed as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        except Refused as refusal:  # somebody else was first
            messages.error(request, str(refusal))
            return redirect(record_url(final(find(request, kind, pk))))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request,
                _("“%(loser)s” is merged into “%(winner)s”.") % {"loser": loser.name, "winner": winner.name},
            )
            return redirect(record_url(winner))
    context = {
        "kind": kind_of(winner),
        "winner": winner,
        "loser": loser,
        "winner_url": record_url(winner),
        "loser_url": record_url(loser),
        "form": form,
        "rows": [(one, form[one.name] if one.differs else None) for one in fields if one.winner or one.loser],
        "points": [list(one.contact_points.all()) for one in (winner, loser)],
        "swap_url": merge_url(loser, winner),
        "pair": _pair(request, winner, loser),
        "breadcrumbs": _trail(winner, _("Merge")),
    }
    return render(request, "contacts/merge.html", context, status=422 if form.is_bound else 200)


def merge_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """At once where nothing came after it; else it is asked whether what came later may stay."""
    merged = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
    winner, loser = merged.winner, merged.loser
    require(request.user, right_on("merge")(merged))
    blocked, later = undo_blockers(merged), came_later(merged)
    if request.method == "POST" and not blocked and (not later or "keep_later" in request.POST):
        if not attempt(request, lambda: undo_merge(merged, by=request.user, keep_later=bool(later))):
            return redirect(record_url(winner))
        messages.success(
            request,
            _("“%(winner)s” and “%(loser)s” are two again.")
            % {"winner": winner.name, "loser": merged.loser_name},
        )
        return redirect(record_url(loser))
    context = {
        "merged": merged,
        "blocked": blocked,
        "later": later,
        "winner": winner,
        "back_url": record_url(winner),
        "breadcrumbs": _trail(winner, _("Undo the merge")),
    }
    return render(request, "contacts/undo.html", context)


def merge_url(winner: Record, loser: Record) -> str:
    return reverse(f"{kind_of(winner).name}_merge", args=[winner.pk, loser.pk])


def _open_pairs(request: StaffRequest, kind: KindPages) -> Any:
    found = DuplicatePair.objects.visible_to(request.user).open()
    return found.of_people() if kind is PERSON else found.of_organisations()


def _pair(request: StaffRequest, winner: Record, loser: Record) -> DuplicatePair | None:
    first, second = sorted((winner.pk, loser.pk))
    name = kind_of(winner).name
    found = _open_pairs(request, kind_of(winner))
    return found.filter(**{f"first_{name}": first, f"second_{name}": second}).first()


def _trail(record: Record, here: str) -> list[tuple[Any, str | None]]:
    kind = kind_of(record)
    return [(kind.plural_label, reverse(kind.plural)), (record.name, record_url(record)), (here, None)]
