"""The page of a work: what it is, whether it goes on, how it is executed; and noting one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from dossiers.models import Dossier
from dossiers.works import operations
from dossiers.works.forms import (
    DecideForm,
    ExecutionForm,
    InspectionForm,
    InvoiceForm,
    OnDossierForm,
    PastWorkForm,
    WhereForm,
    WithdrawForm,
    WorkFinishForm,
    WorkForm,
    WorkStartForm,
)
from dossiers.works.models import Inspection, Invoice, Work, WorkDossier, WorkRole
from dossiers.works.places import work_url
from dossiers.works.tabs import WorkTab
from oss.addresses.finding_kinds import place_url
from oss.addresses.models import Address, Building
from oss.core.acting import attempt
from oss.core.components import Text
from oss.core.keys import key_of
from oss.core.registry import offered
from oss.core.seen_form import SeenForm
from oss.core.seen_state import seen_in, state_of
from oss.staff.http import StaffRequest


@dataclass(frozen=True)
class WorkVerb:
    """What is done with a work from its page: the form that asks what it needs to know, and the operation."""

    name: str
    label: Text
    icon: str
    form: Callable[..., BaseForm]
    act: Callable[..., object]
    right: str = operations.MAY_CHANGE


VERBS = {
    one.name: one
    for one in (
        WorkVerb(
            "decide",
            gettext_lazy("Decide"),
            "circle-check",
            DecideForm,
            operations.decide,
            operations.MAY_DECIDE,
        ),
        WorkVerb(
            "withdraw",
            gettext_lazy("Withdraw the decision"),
            "arrow-back-up",
            WithdrawForm,
            operations.withdraw_decision,
            operations.MAY_DECIDE,
        ),
        WorkVerb("start", gettext_lazy("Started"), "crane", WorkStartForm, operations.start),
        WorkVerb("finish", gettext_lazy("Finished"), "check", WorkFinishForm, operations.finish),
        WorkVerb(
            "inspect", gettext_lazy("Add an inspection"), "list-check", InspectionForm, operations.inspect
        ),
        WorkVerb("invoice", gettext_lazy("Add an invoice"), "coin-euro", InvoiceForm, operations.add_invoice),
    )
}
PARTS: dict[str, type[SeenForm]] = {"work": WorkForm, "execution": ExecutionForm}
"""What is saved as it stands in a form, by its tab."""
REMOVED_PARTS: dict[str, type[Inspection | Invoice]] = {"inspection": Inspection, "invoice": Invoice}


def find(request: StaffRequest, pk: int) -> Work:
    found = Work.objects.visible_to(request.user).select_related(
        "measure",
        "study_office",
        "contractor",
        "parent__measure",
        "created_by",
        "address__street__municipality",
        "address__building",
        "building__street__municipality",
    )
    work: Work = get_object_or_404(found, pk=pk)
    return work


def work(request: StaffRequest, pk: int) -> HttpResponse:
    return page(request, find(request, pk), request.GET.get("tab", ""))


def page(
    request: StaffRequest, found: Work, tab: str = "", *, status: int = 200, **forms: BaseForm
) -> HttpResponse:
    """`forms` are those that were sent and refused, by their name; they stand there as they were typed."""
    tabs = _tabs(found)
    active = next((one for one in tabs if one.name == tab), tabs[0])
    place = found.place
    context: dict[str, Any] = {
        "work": found,
        "place": place,
        "place_url": place_url(place),
        "tab": active,
        "tabs": [(one.label, tab_url(found, one.name), one is active) for one in tabs],
        "may_change": request.user.has_perm(operations.MAY_CHANGE),
        "on_dossiers": _on_dossiers(request, found),
        "decisions": list(
            found.decisions.select_related("reason", "made_by", "withdrawn_by", "quote__contractor")
        ),
        "breadcrumbs": [(_("Works"), reverse("works")), (found.name, None)],
        "dossier_form": OnDossierForm(user=request.user),
        **active.context(request, found),
        **forms,
    }
    return render(request, "dossiers/works/work.html", context, status=status)


def tab_url(found: Work, tab: str) -> str:
    return f"{work_url(found.pk)}?tab={tab}"


def _tabs(found: Work) -> list[WorkTab]:
    shown = [one for one in offered(WorkTab).values() if one.of_past or not found.is_past]
    return sorted(shown, key=lambda one: one.order)


def _on_dossiers(request: StaffRequest, found: Work) -> list[WorkDossier]:
    visible = Dossier.objects.visible_to(request.user)
    links = found.on_dossiers.filter(dossier__in=visible).select_related("dossier__subtype")
    return list(links.order_by("pk"))


def about(request: StaffRequest, found: Work) -> dict[str, Any]:
    form = PastWorkForm if found.is_past else WorkForm
    parts = Work.objects.visible_to(request.user).filter(parent=found).for_list()
    return {"form": form(instance=found), "parts": list(parts.order_by("pk"))}


def execution(request: StaffRequest, found: Work) -> dict[str, Any]:
    return {
        "form": ExecutionForm(instance=found),
        "verbs": [(one, one.form(initial=_seen(one, found))) for one in _verbs(request, found)],
        "inspections": list(found.inspections.select_related("done_by")),
        "invoices": list(found.invoices.all()),
        "may_take_back": not found.is_past and (found.is_executed or found.started_on is not None),
    }


def _verbs(request: StaffRequest, found: Work) -> list[WorkVerb]:
    """Those that can be done now, the next step first."""
    standing = found.standing
    goes_on = standing is not None and standing.goes_on
    begun = found.started_on is not None or found.is_executed
    shown = {
        "decide": standing is None and not found.is_past,
        "start": goes_on and not begun,
        "finish": goes_on and not found.is_executed,
        "inspect": begun,
        "invoice": goes_on or begun,  # an advance is billed before it starts
        "withdraw": standing is not None and not begun,
    }
    return [VERBS[name] for name, yes in shown.items() if yes and request.user.has_perm(VERBS[name].right)]


def _seen(verb: WorkVerb, found: Work) -> dict[str, str]:
    """What is withdrawn is the decision that the page shows."""
    standing = found.standing if verb.name == "withdraw" else None
    return {} if standing is None else {"seen": state_of(standing)}


def work_save(request: StaffRequest, pk: int, part: str) -> HttpResponse:
    """Saves the form of a tab as it stands."""
    found = find(request, pk)
    if request.method != "POST":
        return redirect(tab_url(found, part))
    form_class = PastWorkForm if part == "work" and found.is_past else PARTS[part]
    form = form_class(request.POST, instance=find(request, pk))
    if attempt(
        form, lambda: operations.update_work(found, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("Saved."))
        return redirect(tab_url(found, part))
    return page(request, find(request, pk), part, status=422, form=form)


def work_verb(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    found = find(request, pk)
    if request.method != "POST":
        return redirect(tab_url(found, "execution"))
    asked = VERBS[verb]
    form = asked.form(request.POST)
    if attempt(form, lambda: asked.act(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(tab_url(found, "execution"))
    return _refused(request, find(request, pk), asked, form)


def _refused(request: StaffRequest, found: Work, asked: WorkVerb, form: BaseForm) -> HttpResponse:
    """With what was typed, though a colleague did something else meanwhile."""
    shown = [one for one in _verbs(request, found) if one.name != asked.name]
    verbs = [(asked, form), *((one, one.form(initial=_seen(one, found))) for one in shown)]
    return page(request, found, "execution", status=422, verbs=verbs)  # type: ignore[arg-type]


@require_POST
def work_take_back(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    if attempt(request, lambda: operations.take_back(found, by=request.user, seen=seen_in(request))):
        messages.success(request, _("Taken back."))
    return redirect(tab_url(found, "execution"))


@require_POST
def work_part_remove(request: StaffRequest, pk: int, part: str, key: int) -> HttpResponse:
    found = find(request, pk)
    row = REMOVED_PARTS[part].objects.filter(work=found, pk=key).select_related("work").first()
    if row is not None and attempt(request, lambda: operations.remove_from_work(row, by=request.user)):
        messages.success(request, _("Removed."))
    return redirect(tab_url(found, "execution"))


@require_POST
def work_dossier_add(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    form = OnDossierForm(request.POST, user=request.user)
    done = attempt(
        form,
        lambda: operations.put_on_dossier(
            found, form.cleaned_data["dossier"], by=request.user, role=WorkRole(form.cleaned_data["role"])
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(tab_url(found, "work"))
    return page(request, found, "work", status=422, dossier_form=form)


@require_POST
def work_dossier_remove(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    found = find(request, pk)
    link = next((one for one in _on_dossiers(request, found) if one.pk == key), None)
    if link is not None and attempt(request, lambda: operations.take_off_dossier(link, by=request.user)):
        messages.success(request, _("Taken off the dossier."))
    return redirect(tab_url(found, "work"))


@require_POST
def work_remove(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    place = found.place
    removed = attempt(request, lambda: operations.remove_work(found, by=request.user, seen=seen_in(request)))
    if removed is None:
        return redirect(tab_url(found, "work"))
    return redirect(f"{place_url(place)}?removed=work-{pk}")


@require_POST
def work_restore(request: StaffRequest, pk: int) -> HttpResponse:
    restored = attempt(request, lambda: operations.restore_work(pk, by=request.user))
    if restored is None:
        return redirect("works")
    messages.success(request, _("Put back."))
    return redirect(place_url(restored.result.place))


def work_new(request: StaffRequest) -> HttpResponse:
    """At `?address=` or of a `?building=`, for the `?dossier=` that asks for it, on its `?tab=`; `?past=1` if
    it is done."""
    dossier = _dossier(request)
    place = _place(request) or (dossier.site_address if dossier else None)
    if place is None:
        return _ask_where(request)
    is_past = request.GET.get("past") == "1"
    owner = {"address": place} if isinstance(place, Address) else {"building": place}
    form = (PastWorkForm if is_past else WorkForm)(request.POST or None, instance=Work(**owner))
    made = attempt(form, lambda: _make(place, dict(form.cleaned_data), request, dossier, is_past=is_past))
    back = _back(request, place, dossier)
    if made:
        messages.success(request, _("Saved."))
        return redirect(back)
    here = request.GET.copy()
    here["past"] = "" if is_past else "1"
    return render(
        request,
        "dossiers/works/new.html",
        {
            "form": form,
            "is_past": is_past,
            "other_url": f"?{here.urlencode()}",
            "about": dossier or place,
            "place": place,
            "back_url": back,
            "breadcrumbs": [(_("Works"), reverse("works")), (str(dossier or place), back), (_("New"), None)],
        },
        status=422 if form.is_bound else 200,
    )


def _ask_where(request: StaffRequest) -> HttpResponse:
    form = WhereForm(request.POST or None, user=request.user)
    if form.is_valid():
        return redirect(reverse("work_new", query={"address": form.cleaned_data["address"].pk}))
    crumbs = [(_("Works"), reverse("works")), (_("New"), None)]
    context = {"form": form, "back_url": reverse("works"), "breadcrumbs": crumbs}
    return render(request, "dossiers/works/where.html", context, status=422 if form.is_bound else 200)


def _make(
    place: Address | Building,
    given: dict[str, Any],
    request: StaffRequest,
    dossier: Dossier | None,
    *,
    is_past: bool,
) -> Work:
    measure = given.pop("measure")
    if is_past:
        return operations.add_past_work(place, measure, by=request.user, **given)
    return operations.add_work(place, measure, by=request.user, dossier=dossier, **given)


def _place(request: StaffRequest) -> Address | Building | None:
    if key := key_of(request.GET.get("address")):
        return get_object_or_404(Address.objects.visible_to(request.user).with_label(), pk=key)
    if key := key_of(request.GET.get("building")):
        return get_object_or_404(Building.objects.visible_to(request.user).with_label(), pk=key)
    return None


def _dossier(request: StaffRequest) -> Dossier | None:
    number = request.GET.get("dossier", "")
    if not number:
        return None
    found = Dossier.objects.visible_to(request.user).active()
    return get_object_or_404(found.select_related("site_address__street", "case_file"), number=number)


def _back(request: StaffRequest, place: Address | Building, dossier: Dossier | None) -> str:
    """To where it was asked for: the `?tab=` of the dossier."""
    if dossier is not None:
        tab = request.GET.get("tab", "works")
        return reverse("dossier", args=[dossier.number], query={"tab": tab})
    return place_url(place)
