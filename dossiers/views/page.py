"""The dossier page: header, process bar, tabs, timeline."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dossiers.bare import standing_of
from dossiers.flows.bar import process_bar_of
from dossiers.flows.branches import following
from dossiers.flows.parts import Voice
from dossiers.flows.profiles import core_details, parts_of, shared_rows
from dossiers.flows.table import COMPLETED
from dossiers.flows.tabs import DossierTab, opens_on, tabs_of
from dossiers.forms.editing import NoteForm
from dossiers.models import Dossier
from dossiers.models.facts import with_facts_without_value
from dossiers.owners import owner_of, owner_of_journey
from dossiers.shield.models import is_theirs, standing_shield
from dossiers.unanswered import no_reaction
from dossiers.views.blocks import anchors_of
from dossiers.views.case_files import timeline_of
from dossiers.views.people import chips_of
from dossiers.views.tab_form import TabForm
from dossiers.views.train import train_of
from oss.core.components import Timeline
from oss.staff.asked_often import asked_often
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.http import asks_for_older, send_older
from oss.timeline.owners import Owner

NO_REACTION_PLACE = "no-reaction"
"""The id of the place where the page proposes to abandon the dossier, which asks for itself anew."""


def dossier(request: StaffRequest, number: str) -> HttpResponse:
    found = _on_its_page.first(request.user, number)
    if found is None:
        return barely_known(request, number)
    tab = tab_named(request, found, request.GET.get("tab", ""))
    if asks_for_older(request):
        return send_older(request, _timeline(request, found, tab))
    if request.headers.get("HX-Target") == NO_REACTION_PLACE:
        prompt = {"no_reaction": no_reaction(found, request.user), "tab_url": dossier_url(number, tab.name)}
        return render(request, "dossiers/no_reaction.html", prompt)
    return page(request, found, tab)


def tab_named(request: StaffRequest, found: Dossier, name: str) -> DossierTab:
    """That tab of the dossier; without it the one where its stage is worked."""
    shown = {one.name: one for one in tabs_of(found, request.user)}
    return shown.get(name) or shown.get(opens_on(found)) or next(iter(shown.values()))


def find(request: StaffRequest, number: str) -> Dossier:
    found = _on_its_page.first(request.user, number)
    if found is None:
        raise Http404
    return found


@asked_often
def _on_its_page(user: User, number: str) -> QuerySet[Dossier]:
    found = Dossier.objects.visible_to(user).filter(number=number).for_list().on_train(user)
    found = found.with_more_addresses()
    beside = ("source", "case_file", "journey__case_file", "journey__client", "waits_for")
    shared = (f"journey__{one}" for one in shared_rows())
    return with_facts_without_value(found.select_related(*beside, *core_details(), *shared))


def page(
    request: StaffRequest,
    found: Dossier,
    tab: DossierTab,
    *,
    form: TabForm | None = None,
    others: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`form` and the `others` of the page are what was sent, and stand there as they were typed."""
    own_only = is_own_only(request)
    chip = request.GET.get("filter", "")
    contact = found.main_contact
    url = dossier_url(found.number, tab.name)
    bar = process_bar_of(found, request.user)
    form = form or TabForm(found, tab, request.user)
    form.mark({gap.field for gap in bar.missing})
    context = {
        "dossier": found,
        "under": reverse("dossiers_of_type", args=[found.type]),
        "wagon": [one.number for one in found.train].index(found.number) + 1,
        "wagons": len(found.train),
        "tab": tab,
        "tab_url": url,
        "tabs": [
            (one, dossier_url(found.number, one.name), one == tab) for one in tabs_of(found, request.user)
        ],
        "bar": bar,
        "timeline": _timeline(request, found, tab),
        "scopes": [
            (_("This dossier"), f"{url}&scope=own&filter={chip}", own_only),
            (_("The whole train"), f"{url}&filter={chip}", not own_only),
        ],
        "contact": chips_of([contact])[contact.pk] if contact else None,
        "may_change": found.is_active and request.user.has_perm("dossiers.change_dossier"),
        "shield": standing_shield(found),
        "may_shield": found.is_active and is_theirs(found, request.user),
        "next_url": f"{reverse('dossier_new')}?on={found.journey.number}",
        "note_form": NoteForm(),
        "no_reaction": no_reaction(found, request.user),
        "form": form,
        "form_url": reverse("dossier_save", args=[found.number, tab.address]),
        "form_draft": f"dossier_{tab.address}",
        "further": _further(found, tab),
        "voice": _voice(found) if tab.name in {"info", "request"} else None,
        **tab.context(request, found, form),
        **(others or {}),
    }
    context["anchors"] = anchors_of(form, context.get("blocks", ()), {gap.field for gap in bar.missing})
    return render(request, "dossiers/dossier.html", context, status=status)


def _further(found: Dossier, tab: DossierTab) -> list[tuple[str, str, str]]:
    """The second button under the form of a tab: what it does, its words and its icon."""
    coming = following(found) if found.is_open else None
    if coming is None or tab.name in {"contact", "journey"}:
        return []
    if tab.name in {"request", opens_on(found)} and coming.name != COMPLETED:
        return [("advance", _("Save and to %(stage)s") % {"stage": coming.label}, "arrow-right")]
    return [("complete", _("Save and complete"), "check")]


def _voice(found: Dossier) -> Voice | None:
    """The client's own words, above the fields of the tabs where the work on them is done."""
    for part in parts_of(found):
        if part.voice and (said := part.voice(part.row_of(found))).words.strip():
            return said
    return None


def to_dossier(request: StaffRequest, dossier: Dossier) -> HttpResponse:
    """Its page, or what they know of it; the list for who knows nothing of it any more, as it is shielded
    and another handles it."""
    if dossier.case_file.is_shielded and not Dossier.objects.listed_for(request.user).filter(pk=dossier.pk):
        told = _("%(number)s is shielded: %(name)s handles it, and you do not read it.")
        messages.info(request, told % {"number": dossier, "name": dossier.assignee or _("nobody")})
        return redirect("dossiers")
    return redirect("dossier", number=dossier.number)


def is_own_only(request: StaffRequest) -> bool:
    """Whether the timeline and the files are those of this wagon alone."""
    return request.GET.get("scope") == "own"


def owners_on(found: Dossier, *, own_only: bool) -> dict[int, Owner]:
    """Whose the entries are, by case file: of the journey and each of its wagons, or of this one alone."""
    if own_only:
        return {found.case_file_id: owner_of(found)}
    wagons = {one.case_file: owner_of(one) for one in found.train}
    return {found.journey.case_file_id: owner_of_journey(found.journey), **wagons}


def _timeline(request: StaffRequest, found: Dossier, tab: DossierTab) -> Timeline:
    own_only = is_own_only(request)
    url = dossier_url(found.number, tab.name) + ("&scope=own" if own_only else "")
    return timeline_of(request, owners_on(found, own_only=own_only), url)


def barely_known(request: StaffRequest, number: str) -> HttpResponse:
    """What all staff know of a loan or a premium; 404 for what is not known to them at all."""
    found = Dossier.objects.listed_for(request.user).filter(number=number).for_list().first()
    if found is None:
        raise Http404
    wagons = found.journey.dossiers.telling_apart(request.user).for_list().order_by("number")
    return render(
        request,
        "dossiers/barely_known.html",
        {
            "dossier": found,
            "told": standing_of(found, request.user),
            "under": reverse("dossiers_of_type", args=[found.type]),
            "train": train_of(found.journey, list(wagons), request.user, current=found),
            "breadcrumbs": breadcrumbs(found),
        },
    )


def breadcrumbs(found: Dossier) -> list[tuple[str | Promise, str | None]]:
    return [
        (found.get_type_display(), reverse("dossiers_of_type", args=[found.type])),
        (found.journey.number, reverse("journey", args=[found.journey.number])),
        (found.number, None),
    ]


def dossier_url(number: str, tab: str) -> str:
    return f"{reverse('dossier', args=[number])}?tab={tab}"
