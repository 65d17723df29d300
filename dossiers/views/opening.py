"""Opening a dossier: from a mail in a queue, as next wagon of a journey, or from scratch."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dossiers.forms.opening import OpenDossierForm
from dossiers.models import Dossier, Journey, Project, Source, Subtype
from dossiers.operations.editing import default_capacity
from dossiers.operations.opening import open_dossier, open_dossier_from_item
from oss.contacts.models import Person
from oss.core.forms import take_over
from oss.core.refusal import Refused
from oss.queues.models import QueueItem
from oss.staff.http import StaffRequest

MOST_JOURNEYS = 20
LONGEST_QUESTION = 4_000


def dossier_new(request: StaffRequest) -> HttpResponse:
    """The form, filled in with what the mail or the journey tells; for htmx the choice of journeys alone."""
    item = _item(request)
    journey = _journey(request)
    typed = request.POST or None
    if request.headers.get("HX-Request") and request.method == "GET":
        form = _form(request, None, item, journey, initial=request.GET.dict())
        return render(request, "dossiers/open_journeys.html", {"form": form})
    form = _form(request, typed, item, journey, initial=_known(request, item, journey))
    if request.method == "POST" and form.is_valid() and (opened := _open(request, form, item)):
        messages.success(request, _("Dossier %(number)s is opened.") % {"number": opened.number})
        return redirect("dossier", number=opened.number)
    return render(
        request,
        "dossiers/open.html",
        {
            "form": form,
            "item": item,
            "journey": journey,
            "back_url": item.url_for("all") if item else "",
            "breadcrumbs": [(_("New dossier"), None)],
        },
        status=422 if request.method == "POST" else 200,
    )


def _open(request: StaffRequest, form: OpenDossierForm, item: QueueItem | None) -> Dossier | None:
    """Opens it all in one transaction, the new person included; None with the errors on the form."""
    try:
        with transaction.atomic():
            opening = form.opening()
            if item is None:
                return open_dossier(opening, by=request.user)
            return open_dossier_from_item(item, opening, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        take_over(form, error)
    return None


def _form(
    request: StaffRequest,
    typed: Any,
    item: QueueItem | None,
    journey: Journey | None,
    initial: dict[str, Any],
) -> OpenDossierForm:
    return OpenDossierForm(
        typed, user=request.user, journeys=_journeys(request, typed or initial, journey), initial=initial
    )


def _journeys(request: StaffRequest, known: Any, journey: Journey | None) -> Any:
    """The journeys of this person or at this address: a newcomer never inherits, staff choose."""
    person, address = _key(known.get("person")), _key(known.get("address"))
    wanted = Q(pk=journey.pk if journey else _key(known.get("journey")) or 0)
    if person:
        wanted |= Q(stakeholders__person=person)
    if address:
        wanted |= Q(address=address)
    found = Journey.objects.visible_to(request.user).active().filter(wanted)
    return Journey.objects.for_list().filter(pk__in=found.values("pk")[:MOST_JOURNEYS])


def _known(request: StaffRequest, item: QueueItem | None, journey: Journey | None) -> dict[str, Any]:
    """What can be filled in beforehand."""
    known: dict[str, Any] = {
        "subtype": Subtype.objects.active().filter(name="Informatievraag").first()
        or Subtype.objects.active().filter(profile="information").order_by("-position").first(),
        "project": Project.objects.active().first(),
        "capacity": default_capacity(),
        "assignee": request.user,
        "journey": journey,
    }
    if item is not None and item.message is not None:
        known |= _from_mail(item)
    if journey is not None and journey.client is not None:
        known |= {
            "person": journey.client.person_id,
            "organisation": journey.client.organisation_id,
            "capacity": journey.client.capacity_id,
            "address": journey.address_id,
        }
    return known


def _from_mail(item: QueueItem) -> dict[str, Any]:
    """The sender as person: the one who has this mail address, else a new one with the name of the mail."""
    message = item.message
    if message is None:
        return {}
    known: dict[str, Any] = {
        "source": Source.objects.active().filter(name="e-mail").first(),
        "question": (message.text.strip() or message.subject)[:LONGEST_QUESTION],
    }
    person = Person.objects.active().by_mail_address(message.from_address).first()
    if person is not None:
        return known | {"person": person.pk, "address": person.address_id}
    first, _space, last = message.from_name.partition(" ")
    return known | {"first_name": first, "last_name": last, "mail": message.from_address}


def _item(request: StaffRequest) -> QueueItem | None:
    key = _key(request.POST.get("item") or request.GET.get("item"))
    if key is None:
        return None
    return get_object_or_404(QueueItem.objects.visible_to(request.user).for_list(), pk=key)


def _journey(request: StaffRequest) -> Journey | None:
    number = request.GET.get("on")
    if not number:
        return None
    return get_object_or_404(
        Journey.objects.visible_to(request.user).select_related("client", "address"), number=number
    )


def _key(text: Any) -> int | None:
    return int(str(text)) if str(text or "").isdecimal() else None
