"""The page of a person or an organisation; making, changing, deactivating and deleting one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from oss.contacts.addressing import record_url
from oss.contacts.forms.associations import AssociationBuildingForm, RoleForm
from oss.contacts.forms.parts import ContactPointForm, DeactivateForm, DeleteForm, EmploymentForm
from oss.contacts.history import history_of
from oss.contacts.models import AssociationRole, Employment, Organisation, OrganisationKind, Person
from oss.contacts.models.contractors import Segment
from oss.contacts.operations import lifecycle
from oss.contacts.operations.restoring import PARTS
from oss.contacts.panels import Panel
from oss.contacts.recording import require_in_use
from oss.contacts.register.filling import details_of
from oss.contacts.views.kinds import KINDS, ORGANISATION, KindPages, Record, find, kind_of
from oss.core.acting import attempt
from oss.core.components import Text
from oss.core.history import removed_part
from oss.core.record_actions import actions_on
from oss.core.registry import offered
from oss.core.seen_state import seen_in
from oss.staff.http import StaffRequest

FILL_IN = "fill_in"
MOST = 50
"""Rows per page of search results, and the mails or employers shown."""


@dataclass(frozen=True)
class RecordTab:
    name: str
    label: Text
    url: str
    active: bool


def record(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    return page(request, find(request, kind, pk), request.GET.get("tab", ""))


def page(
    request: StaffRequest, found: Record, tab: str = "", status: int = 200, **forms: Any
) -> HttpResponse:
    """One tab of the record; `forms` replace those of the tab by what was typed and refused."""
    kind = kind_of(found)
    tabs = _tabs(found, tab)
    active = next(one.name for one in tabs if one.active)
    context: dict[str, Any] = {
        "kind": kind,
        "record": found,
        "tabs": tabs,
        "tab": active,
        "may_change": found.is_active and kind.may("change", request.user),
        "may_delete": kind.may("delete", request.user),
        "may_merge": found.is_active and kind.may("merge", request.user),
        "may_reactivate": not found.is_active
        and not found.merged_into_id
        and kind.may("change", request.user),
        "urls": _urls(kind, found),
        "actions": actions_on(found, request.user),
        "removed": _removed(request, kind, found),
    }
    if active == "data":
        context |= _data(request, found) | {"beside": _beside(request, found)}
        context |= _organisation_data(request, found) if isinstance(found, Organisation) else {}
    elif active == "history":
        context["timeline"] = history_of(found)
    elif panel := offered(Panel).get(active):
        context["table"] = panel.load(found, request.user)
    return render(request, "contacts/record.html", context | forms, status=status)


def removed_url(found: Record, part: str, key: int) -> str:
    """The page of the contact, which offers to put the part back that was just removed."""
    return f"{record_url(found)}?removed={part}-{key}"


def _removed(request: StaffRequest, kind: KindPages, found: Record) -> dict[str, str] | None:
    removed = removed_part(request.GET.get("removed", ""))
    if removed is None or removed[0] not in PARTS:
        return None
    return {"url": reverse(f"{kind.name}_part_restore", args=[found.pk, *removed])}


def record_new(request: StaffRequest, kind: str) -> HttpResponse:
    spec = KINDS[kind]
    form = spec.form(filled_in(request), user=request.user)
    if request.method == "POST" and FILL_IN not in request.POST and (made := saved(form)):
        messages.success(request, _("“%(name)s” is added.") % {"name": made})
        _tell_remark(request, form)
        return redirect(record_url(made))
    return _form_page(request, spec, form, str(spec.new_label), reverse(spec.plural), [])


def record_edit(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    spec, found = KINDS[kind], find(request, kind, pk)
    url = record_url(found)
    form = spec.form(filled_in(request), instance=find(request, kind, pk), user=request.user)
    if not found.is_active:
        refusal = _why_out_of_use(found)
        if request.method != "POST":
            messages.error(request, refusal)
            return redirect(url)
        form.add_error(None, refusal)  # a colleague did so meanwhile: what was typed stays
    elif request.method == "POST" and FILL_IN not in request.POST and saved(form):
        messages.success(request, _("Saved."))
        _tell_remark(request, form)
        return redirect(url)
    return _form_page(request, spec, form, found.name, url, [(found.name, url)])


def _tell_remark(request: StaffRequest, form: Any) -> None:
    if remark := getattr(form, "remark", ""):
        messages.info(request, remark)


def _why_out_of_use(found: Record) -> str:
    try:
        require_in_use(found)
    except ValidationError as error:
        return str(error.message)
    return ""


def record_deactivate(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = DeactivateForm(request.POST or None)
    if attempt(
        form,
        lambda: lifecycle.deactivate(found, by=request.user, seen=seen_in(request), **form.cleaned_data),
    ):
        messages.success(request, _("“%(name)s” is deactivated.") % {"name": found})
        return redirect(record_url(found))
    return _question(
        request,
        found,
        form,
        question=_("Deactivate %(name)s") % {"name": found.name},
        text=_(
            "No list or lookup proposes a deactivated contact any more. Journeys, dossiers and mails stay"
            " as they are, and you can reactivate it at any time."
        ),
        verb=_("Deactivate"),
    )


@require_POST
def record_reactivate(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    if attempt(request, lambda: lifecycle.reactivate(found, by=request.user, seen=seen_in(request))):
        messages.success(request, _("“%(name)s” is active again.") % {"name": found})
    return redirect(record_url(found))


def record_delete(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    found = find(request, kind, pk)
    form = DeleteForm(request.POST or None)
    if attempt(
        form,
        lambda: lifecycle.delete(found, by=request.user, seen=seen_in(request), **form.cleaned_data),
    ):
        messages.success(request, _("“%(name)s” is deleted.") % {"name": found})
        return redirect(KINDS[kind].plural)
    return _question(
        request,
        found,
        form,
        question=_("Delete %(name)s for good") % {"name": found.name},
        text=_(
            "Everything that is known of this contact disappears, its history too; only that it was deleted,"
            " by whom and when is kept. This cannot be undone."
        ),
        verb=_("Delete for good"),
        danger=True,
    )


def filled_in(request: StaffRequest) -> Any:
    """What was typed; with the button for it, what the company register knows of the number in its place.

    A number that is wrong or unknown there is told above the page; what was typed stays.
    """
    if FILL_IN not in request.POST:
        return request.POST or None
    typed = request.POST.copy()
    try:
        found = details_of(typed.get("enterprise_number", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return typed
    address = str(found.address.pk) if found.address else ""
    known = {
        "name": found.name,
        "kind": found.kind,
        "address": address,
        "mail": found.mail,
        "phone": found.phone,
    }
    for name, value in (known | {"enterprise_number": found.number}).items():
        if value:
            typed[name] = value
    if found.address_text and not found.address:
        messages.warning(
            request,
            _("The register says “%(address)s”: choose it yourself.") % {"address": found.address_text},
        )
    if not found.is_active:
        messages.warning(request, _("According to the register this enterprise has stopped."))
    return typed


def saved(form: Any) -> Any:
    """What the form made or changed; None with the errors at its fields."""
    done = attempt(form, form.save_by_operation)
    return done.result if done else None


def _form_page(
    request: StaffRequest, kind: KindPages, form: Any, heading: str, back_url: str, trail: list[Any]
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "heading": heading,
        "back_url": back_url,
        "fill_in": FILL_IN if kind is ORGANISATION else "",
        "is_new": form.instance.pk is None,
        "duplicates_url_name": f"{kind.name}_duplicates",
        "breadcrumbs": [
            (kind.plural_label, reverse(kind.plural)),
            *trail,
            (heading if not trail else pgettext("verb", "Change"), None),
        ],
    }
    return render(request, "contacts/form.html", context, status=422 if form.is_bound else 200)


def _question(
    request: StaffRequest,
    found: Record,
    form: Any,
    *,
    question: str,
    text: str,
    verb: str,
    danger: bool = False,
) -> HttpResponse:
    kind, url = kind_of(found), record_url(found)
    context = {
        "form": form,
        "record": found,
        "question": question,
        "text": text,
        "verb": verb,
        "danger": danger,
        "back_url": url,
        "breadcrumbs": [(kind.plural_label, reverse(kind.plural)), (found.name, url), (verb, None)],
    }
    return render(request, "contacts/question.html", context, status=422 if form.is_bound else 200)


def _tabs(found: Record, asked: str) -> list[RecordTab]:
    names: dict[str, Text] = {"data": _("Details")}
    names |= {
        name: panel.label for name, panel in sorted(offered(Panel).items(), key=lambda one: one[1].order)
    }
    names["history"] = _("History")
    active = asked if asked in names else "data"
    url = record_url(found)
    return [RecordTab(name, label, f"{url}?tab={name}", name == active) for name, label in names.items()]


def _beside(request: StaffRequest, found: Record) -> list[tuple[Text, Any]]:
    return [
        (panel.label, panel.load(found, request.user)) for panel in offered(Panel).values() if panel.beside
    ]


def _data(request: StaffRequest, found: Record) -> dict[str, Any]:
    employments = found.employments.select_related("person", "organisation")
    return {
        "merges": list(found.merges.standing().select_related("by")[:MOST]),
        "points": list(found.contact_points.all()),
        "employments": [(one, _other_side(found, one)) for one in employments[:MOST]],
        "point_form": ContactPointForm(),
        "employment_form": EmploymentForm(user=request.user, record=found),
        "held_roles": _held_roles(found),
    }


def _held_roles(found: Record) -> list[AssociationRole]:
    """The associations this person or organisation does something for, or did."""
    return list(found.association_roles.of_active().for_list()[:MOST])


def _organisation_data(request: StaffRequest, found: Organisation) -> dict[str, Any]:
    """What only some kinds of organisations have: buildings, a syndic and a council, the pool."""
    is_association = found.kind == OrganisationKind.VME
    data: dict[str, Any] = {
        "contractor": None,
        "building_links": list(found.building_links.select_related("building__street__municipality")[:MOST]),
        "building_form": AssociationBuildingForm(user=request.user) if is_association else None,
        "roles": list(found.roles.for_list()[:MOST]),
        "role_form": RoleForm(user=request.user) if is_association else None,
    }
    if contractor := getattr(found, "contractor", None):
        data |= {
            "contractor": contractor,
            "segments": [Segment(one).label for one in contractor.segments],
            "specialities": list(contractor.specialities.all()),
            "trainings": list(contractor.trainings.all()),
            "evaluations": list(contractor.evaluations.select_related("evaluated_by")[:MOST]),
        }
    return data


def _other_side(found: Record, employment: Employment) -> Record:
    return employment.organisation if isinstance(found, Person) else employment.person


def _urls(kind: KindPages, found: Record) -> dict[str, str]:
    verbs = ("edit", "deactivate", "reactivate", "delete", "merge_choose", "point", "employment")
    return {verb: reverse(f"{kind.name}_{verb}", args=[found.pk]) for verb in verbs}
