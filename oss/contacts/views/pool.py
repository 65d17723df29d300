"""A contractor in the pool: status, sizes and specialities; trainings and evaluations."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oss.contacts.addressing import record_url
from oss.contacts.forms.pool import ContractorForm, EvaluationForm, TrainingForm
from oss.contacts.models import Contractor, Organisation
from oss.contacts.operations import pool
from oss.contacts.views.kinds import ORGANISATION, find
from oss.contacts.views.records import removed_url
from oss.core.acting import attempt
from oss.staff.http import StaffRequest


def organisation_pool(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    contractor = getattr(found, "contractor", None) or Contractor(organisation=found)
    form = ContractorForm(request.POST or None, instance=contractor)
    heading = _("%(name)s in the pool") % {"name": found.name}

    def save(organisation: Organisation, **_all: Any) -> None:
        pool.update_contractor(organisation, by=request.user, seen=form.seen(), **form.changes())

    return _save(request, found, form, heading, save)


def organisation_training(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    heading = _("Training of %(name)s") % {"name": found.name}
    return _save(request, found, TrainingForm(request.POST or None), heading, pool.add_training)


def organisation_evaluation(request: StaffRequest, pk: int) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    heading = _("Evaluation of %(name)s") % {"name": found.name}
    return _save(request, found, EvaluationForm(request.POST or None), heading, pool.add_evaluation)


@require_POST
def organisation_training_remove(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    return _remove(request, pk, "training", key, pool.remove_training)


@require_POST
def organisation_evaluation_remove(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    return _remove(request, pk, "evaluation", key, pool.remove_evaluation)


def _remove(
    request: StaffRequest, pk: int, part: str, key: int, operation: Callable[..., None]
) -> HttpResponse:
    found = find(request, ORGANISATION.name, pk)
    operation(found, key, by=request.user)
    return redirect(removed_url(found, part, key))


def _save(
    request: StaffRequest, found: Organisation, form: Any, heading: str, operation: Callable[..., Any]
) -> HttpResponse:
    url = record_url(found)
    if attempt(form, lambda: operation(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(url)
    context = {
        "form": form,
        "heading": heading,
        "back_url": url,
        "removable": "",
        "breadcrumbs": [
            (ORGANISATION.plural_label, reverse(ORGANISATION.plural)),
            (found.name, url),
            (heading, None),
        ],
    }
    return render(request, "contacts/part.html", context, status=422 if form.is_bound else 200)
