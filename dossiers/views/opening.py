"""Opening a dossier: from a mail in a queue, as next wagon of a journey, or from scratch."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dossiers.forms.opening import OpenDossierForm
from dossiers.models import Dossier, Journey, Project, Source, Subtype
from dossiers.operations.editing import default_capacity
from dossiers.operations.opening import open_dossier, open_dossier_from_item
from dossiers.views.linking import mail_beside
from oss.contacts.models import Person
from oss.core.forms import take_over
from oss.core.keys import key_of
from oss.core.refusal import Refused
from oss.queues.models import QueueItem
from oss.queues.ticked import ticked_attachments
from oss.staff.http import StaffRequest

MOST_JOURNEYS = 20
LONGEST_QUESTION = 4_000


def dossier_new(request: StaffRequest) -> HttpResponse:
    """The form, filled in with what the mail or the journey tells; for htmx the choice of journeys alone."""
    item = _item(request)
    journey = _journey(request)
    typed = request.POST or None
    key = _opening_key(request)
    if request.headers.get("HX-Request") and request.method == "GET":
        form = _form(request, None, item, journey, initial=request.GET.dict())
        return render(request, "dossiers/open_journeys.html", {"form": form})
    form = _form(request, typed, item, journey, initial=_known(request, item, journey))
    if request.method == "POST" and form.is_valid() and (opened := _open(request, form, item, key)):
        messages.success(request, _("Dossier %(number)s is opened.") % {"number": opened.number})
        return redirect("dossier", number=opened.number)
    return render(
        request,
        "dossiers/open.html",
        {
            "form": form,
            "key": key,
            "item": item,
            "journey": journey,
            **mail_beside(request, item),
            "back_url": item.url_for("all") if item else "",
            "begin": _begin(form, item, journey),
            "breadcrumbs": [(_("New dossier"), None)],
        },
        status=422 if request.method == "POST" else 200,
    )


def _begin(form: OpenDossierForm, item: QueueItem | None, journey: Journey | None) -> str:
    """The field where the work starts: the first that the mail or the journey does not tell."""
    if journey is not None:
        return "question"
    if form.initial.get("person"):
        return "address" if item is not None else "question"
    return "new-person" if item is not None and _newcomer(item) else "person"


def _opening_key(request: StaffRequest) -> UUID:
    """The one-time key of the form that was sent, or one for a new form."""
    try:
        return UUID(request.POST["key"])
    except (KeyError, ValueError):
        return uuid4()


def _open(request: StaffRequest, form: OpenDossierForm, item: QueueItem | None, key: UUID) -> Dossier | None:
    """None with the errors on the form."""
    try:
        opening = replace(form.opening(), key=key)
        if item is None:
            return open_dossier(opening, by=request.user)
        return open_dossier_from_item(
            item,
            opening,
            by=request.user,
            attachments=ticked_attachments(item, request),
            seen=key_of(request.POST.get("seen")),
        )
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
        typed,
        user=request.user,
        journeys=_journeys(request, typed or initial, journey),
        newcomer=_newcomer(item),
        initial=initial,
    )


def _journeys(request: StaffRequest, known: Any, journey: Journey | None) -> Any:
    """The journeys of this person or at this address: a newcomer never inherits, staff choose."""
    person, address = key_of(known.get("person")), key_of(known.get("address"))
    wanted = Q(pk=journey.pk if journey else key_of(known.get("journey")) or 0)
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
    for name in ("person", "organisation"):  # from the page of a contact
        known |= {name: key} if (key := key_of(request.GET.get(name))) else {}
    if journey is not None and journey.client is not None:
        known |= {
            "person": journey.client.person_id,
            "organisation": journey.client.organisation_id,
            "capacity": journey.client.capacity_id,
            "address": journey.address_id,
        }
    return known


def _from_mail(item: QueueItem) -> dict[str, Any]:
    """The question, and the sender where they are known."""
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
    return known


def _newcomer(item: QueueItem | None) -> dict[str, str] | None:
    """The sender as the person to make, as the mail names them."""
    if item is None or item.message is None or not item.message.from_address:
        return None
    first, _space, last = item.message.from_name.partition(" ")
    return {"first_name": first, "last_name": last, "mail": item.message.from_address}


def _item(request: StaffRequest) -> QueueItem | None:
    key = key_of(request.POST.get("item") or request.GET.get("item"))
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
