"""Opening a dossier: from a mail in a queue, as next wagon of a journey, or from scratch."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.askers import Askers, askers_of
from dossiers.contact_moments.models import ContactMoment
from dossiers.contact_moments.operations import open_from_contact
from dossiers.flows.profiles import openable_subtypes
from dossiers.flows.table import DossierType
from dossiers.forms.opening import OpenDossierForm
from dossiers.journey_choice import JourneyChoice, journeys_for
from dossiers.models import Dossier, DossierQuerySet, Journey, Project, ProjectKind, Source
from dossiers.operations.opening import open_dossier, open_dossier_from_item, open_dossiers
from dossiers.stakeholders import capacity_of
from dossiers.views import further_addresses as further
from dossiers.views.linking import mail_beside
from dossiers.views.page import to_dossier
from oss.addresses.models import Building
from oss.contacts.models import Organisation, Person
from oss.core.acting import attempt
from oss.core.forms import Form
from oss.core.keys import key_of
from oss.mail.models import Message
from oss.queues.models import QueueItem
from oss.queues.ticked import ticked_attachments
from oss.staff.http import StaffRequest
from oss.staff.models import User

LONGEST_QUESTION = 4_000
NEW = "new"
"""What the form sends when the user chose a new journey, where nothing says that nobody chose."""
SHARED = ("capacity", "source", "acquaintance", "project")
"""The fields that a journey fills in, as long as the user chose nothing else in them."""


def dossier_new(request: StaffRequest) -> HttpResponse:
    """The form, filled in with what the mail or the journey tells; for htmx the choice of journeys alone."""
    item = _item(request)
    journey = _journey(request)
    contact = _contact(request)
    key = opening_key(request)
    target = request.headers.get("HX-Target", "")
    if target == "opening-asks":
        return _asks(request)
    if target.startswith(further.PLACE) and request.method == "GET":
        return further.show_journeys(request, target)
    if request.headers.get("HX-Request") and request.method == "GET":
        sent = request.GET.dict()
        choice = choice_of(request, sent, journey)
        refilled, filled = _refilled(sent, item, journey or _proposed(sent, choice))
        initial = refilled | {"journey": chosen_journey(sent, journey, choice)}
        form = _form(request, None, Askers(), choice, initial=initial)
        for name in refilled:
            form.fields[name].widget.attrs["hx-swap-oob"] = "true"
        context = {"form": form, "filled": filled, "refilled": [form[name] for name in refilled]}
        return render(request, "dossiers/open_journeys.html", context | told_of_journeys(sent, choice))
    askers = askers_of(item, request.user)
    one_more = request.method == "POST" and further.MORE in request.POST
    typed = None if one_more else request.POST or None
    if one_more:
        known = further.with_one_more(request)
        choice = choice_of(request, known, journey)
        known["journey"] = chosen_journey(known, journey, choice)
    else:
        known = _known(request, item, askers, journey) | _from_contact(contact)
        choice = choice_of(request, typed or known, journey)
        known |= {"journey": journey or choice.proposed}
        known |= shared_on(item, journey or choice.proposed, known.get("organisation"), contact)
        if typed is None:
            known[further.COUNT] = further.in_draft(request)
    form = _form(request, typed, askers, choice, initial=known)
    _warn(form, item)
    if typed and form.is_valid() and (opened := _open(request, form, item or contact, choice, key)):
        messages.success(request, further.told_of(opened))
        return to_dossier(request, opened[0])
    return render(
        request,
        "dossiers/open.html",
        {
            "form": form,
            "key": key,
            "item": item,
            "contact": contact,
            "journey": journey,
            "askers": askers,
            **told_of_journeys(typed or known, choice),
            **mail_beside(request, item),
            "back_url": item.url_for("all") if item else "",
            "filled": (typed or known).get("filled") or _written(known),
            "begin": f"address_{len(form.further)}" if one_more else _begin(form, item, askers, journey),
            "breadcrumbs": [*_above(item, journey), (_("New dossier"), None)],
        },
        status=422 if request.method == "POST" and not one_more else 200,
    )


def _above(item: QueueItem | None, journey: Journey | None) -> list[tuple[str, str]]:
    """The way back to the mail, or to the journey, from which a dossier is opened."""
    if item is not None:
        return [(item.queue.name, item.url_for("all"))]
    if journey is not None:
        number = journey.number
        return [(_("Journeys"), reverse("journeys")), (number, reverse("journey", args=[number]))]
    return [(_("Climate dossiers"), reverse("dossiers"))]


def _asks(request: StaffRequest) -> HttpResponse:
    """What another subtype asks; what was typed already stays in the page (`hx-preserve`)."""
    form = OpenDossierForm(user=request.user, initial=request.GET.dict())
    _warn(form, _item(request))
    return render(request, "dossiers/open_asks.html", {"form": form})


def _warn(form: OpenDossierForm, item: QueueItem | None) -> None:
    """Who reads a mail that few may read, writes for all."""
    if item is None or "question" not in form.fields:
        return
    if item.queue.is_private:
        form.fields["question"].help_text = _(
            "The mail lies in a private queue, the dossier is open to all: write here what they may read."
        )
    elif item.message is not None and item.message.is_for_few:
        form.fields["question"].help_text = _(
            "The mail brought a paper that few may read, the dossier is open to all: write here what they may"
            " read."
        )


def choice_of(request: StaffRequest, known: Mapping[str, Any], journey: Journey | None) -> JourneyChoice:
    """The journeys for who is filled in, where; who asked for one journey is proposed no other."""
    is_anonymous = bool(known.get("is_anonymous"))
    choice = journeys_for(
        request.user,
        person=None if is_anonymous else key_of(known.get("person")),
        organisation=None if is_anonymous else key_of(known.get("organisation")),
        address=key_of(known.get("address")),
        also=journey.pk if journey else key_of(known.get("journey_chosen") or known.get("journey")),
    )
    return choice if journey is None else JourneyChoice(choice.journeys)


def chosen_journey(known: Mapping[str, Any], journey: Journey | None, choice: JourneyChoice) -> Any:
    """What the user chose stays; else the journey that was asked for, or the one proposed."""
    chosen = known.get("journey_chosen", "")
    return (key_of(chosen) or "") if chosen else journey or choice.proposed


def _proposed(known: Mapping[str, Any], choice: JourneyChoice) -> Journey | None:
    """None too where the user chose otherwise."""
    if choice.proposed and known.get("journey_chosen", "") in {"", str(choice.proposed.pk)}:
        return choice.proposed
    return None


def _refilled(
    sent: Mapping[str, Any], item: QueueItem | None, journey: Journey | None
) -> tuple[dict[str, Any], str]:
    """What the journey now fills in otherwise, in the fields that hold what the page filled in last; and what
    it has filled in then."""
    if "filled" not in sent:
        return {}, ""
    shared = shared_on(item, journey, sent.get("organisation"))
    last = dict(parse_qsl(sent["filled"], keep_blank_values=True))
    untouched = [name for name in SHARED if sent.get(name, "") == last.get(name, "")]
    now = last | {name: _text(shared.get(name)) for name in untouched}
    return {name: shared.get(name) for name in untouched if now[name] != last.get(name, "")}, urlencode(now)


def _written(known: Mapping[str, Any]) -> str:
    """What the page filled in, as it sends it back."""
    return urlencode({name: _text(known.get(name)) for name in SHARED})


def _text(value: Any) -> str:
    """A choice as its field sends it."""
    return "" if value is None else str(getattr(value, "pk", value))


def told_of_journeys(known: Mapping[str, Any], choice: JourneyChoice) -> dict[str, Any]:
    """What is said of the journeys: nothing while nobody and no address is filled in."""
    chosen = known.get("journey_chosen", "")
    return {
        "told": "" if chosen else choice.told,
        "proposed": str(choice.proposed.pk) if choice.proposed else "",
        "chosen": chosen,
        "knows_who": bool(known.get("person") or known.get("organisation")),
        "knows_where": bool(known.get("address")),
    }


def is_seen(request: StaffRequest, form: Form, item: QueueItem | None, choice: JourneyChoice) -> bool:
    """Whether the page had proposed what is proposed for who and where were sent; else with an error."""
    sent, now = request.POST, str(choice.proposed.pk) if choice.proposed else ""
    seen = sent.get("proposed")
    if seen is None or seen == now or sent.get("journey_chosen") or sent.get("journey", "") != seen:
        return True  # no page of ours, or the user chose
    data = request.POST.copy()
    data["journey"] = now
    refilled, data["filled"] = _refilled(sent.dict(), item, choice.proposed)
    for name, value in refilled.items():
        data[name] = _text(value)
    form.data = data
    told = (
        _("There is a journey of this client already: it is chosen now. Look at it and open again.")
        if now
        else _("That journey is of another client or address: a new one is chosen now. Look and open again.")
    )
    form.add_error("journey", told)
    return False


def _begin(form: OpenDossierForm, item: QueueItem | None, askers: Askers, journey: Journey | None) -> str:
    """The field where the work starts: the first that the mail or the journey does not tell."""
    if journey is not None:
        return "question"
    if form.initial.get("person"):
        return "question" if item is None or form.initial.get("address") else "address"
    return "new-person" if askers.newcomer else "person"


def opening_key(request: StaffRequest) -> UUID:
    """The one-time key of the form that was sent, or one for a new form."""
    try:
        return UUID(request.POST["key"])
    except (KeyError, ValueError):
        return uuid4()


def _open(
    request: StaffRequest,
    form: OpenDossierForm,
    comes_of: QueueItem | ContactMoment | None,
    choice: JourneyChoice,
    key: UUID,
) -> list[Dossier] | None:
    """None with the errors on the form."""
    item = comes_of if isinstance(comes_of, QueueItem) else None
    if not is_seen(request, form, item, choice) or not further.are_seen(form, request.POST):
        return None
    opening, elsewhere = form.opening(), form.elsewhere()
    opening = replace(opening, key=key, detail={"asked_on": _asked_on(item)} | opening.detail)
    seen = key_of(request.POST.get("seen"))
    attachments = ticked_attachments(item, request) if item else ()

    def open_it() -> list[Dossier]:
        if isinstance(comes_of, ContactMoment):
            return open_from_contact(comes_of, opening, elsewhere, by=request.user)
        if elsewhere:
            return open_dossiers(
                opening, elsewhere, by=request.user, item=item, attachments=attachments, seen=seen
            )
        if item is None:
            return [open_dossier(opening, by=request.user)]
        return [open_dossier_from_item(item, opening, by=request.user, attachments=attachments, seen=seen)]

    opened = attempt(form, open_it)
    return opened.result if opened else None


def _asked_on(item: QueueItem | None) -> date:
    """The day of the mail; otherwise today. Kept where the profile has a date of the question."""
    if item is None or item.message is None:
        return timezone.localdate()
    received = item.message.received_at
    return timezone.localdate(min(item.message.sent_at or received, received))


def _form(
    request: StaffRequest,
    typed: Any,
    askers: Askers,
    choice: JourneyChoice,
    initial: dict[str, Any],
) -> OpenDossierForm:
    return OpenDossierForm(
        typed,
        user=request.user,
        journeys=choice.journeys,
        newcomer=askers.newcomer,
        further=further.further_for(request.user, typed or initial),
        initial=initial,
    )


def _known(
    request: StaffRequest, item: QueueItem | None, askers: Askers, journey: Journey | None
) -> dict[str, Any]:
    """What can be filled in beforehand."""
    subtypes = openable_subtypes().of_type(DossierType.INFORMATION)
    asked_for = request.GET.get("subtype", "")
    known: dict[str, Any] = {
        "subtype": openable_subtypes().filter(Q(pk=key_of(asked_for)) | Q(code=asked_for or None)).first()
        or subtypes.filter(code="information_question").first()
        or subtypes.last(),
        "assignee": request.user,
    }
    if item is not None and item.message is not None:
        known |= _from_mail(item, item.message, askers)
    for name, model in (("person", Person), ("organisation", Organisation)):  # from the page of a contact
        if key := key_of(request.GET.get(name)):
            record: Any = get_object_or_404(model.objects.visible_to(request.user), pk=key)
            known |= {name: record.pk, "address": record.address_id or known.get("address")}
    if key := key_of(request.GET.get("building")):
        building = get_object_or_404(Building.objects.visible_to(request.user), pk=key)
        known |= _of_building(building, request.user)
    if key := key_of(request.GET.get("address")):
        known["address"] = key
    if journey is not None and journey.client is not None:
        known |= {
            "person": journey.client.person_id,
            "organisation": journey.client.organisation_id,
            "address": journey.address_id or _newest_address(journey),
        }
    return known


def _of_building(building: Building, user: User) -> dict[str, Any]:
    """Its own address, and the association that asks where it has one."""
    found = Organisation.objects.visible_to(user).active().of_building(building)[:2]
    asks = {"organisation": found[0].pk} if len(found) == 1 else {}
    return {"address": building.own_address(), **asks}


def _telling(journey: Journey) -> DossierQuerySet:
    """Its dossiers that may tell the next one something: what is shielded or financial stays where it is."""
    kept = {"case_file__is_shielded": False, "case_file__is_financial": False}
    found: DossierQuerySet = journey.dossiers.filter(**kept)
    return found


def _newest_address(journey: Journey) -> int | None:
    """Of a journey that began without one: where its newest dossier is about."""
    told = _telling(journey).filter(site_address__isnull=False).order_by("pk")
    key: int | None = told.values_list("site_address", flat=True).last()
    return key


def shared_on(
    item: QueueItem | None,
    journey: Journey | None,
    organisation: object,
    contact: ContactMoment | None = None,
) -> dict[str, Any]:
    """What the fields start with that the dossiers of a journey share; a mail or a contact is a source of its
    own."""
    shared: dict[str, Any] = {
        "project": Project.objects.active().filter(kind=ProjectKind.REGULAR).first(),
        "capacity": capacity_of(key_of(organisation)),
    }
    if journey is not None:
        shared |= _from_newest(journey)
        if journey.client is not None:
            shared["capacity"] = journey.client.capacity_id
    if item is not None and item.message is not None:
        shared["source"] = Source.objects.active().filter(code="mail").first()
    if contact is not None and contact.channel.source is not None:
        shared["source"] = contact.channel.source
    return shared


def _from_newest(journey: Journey) -> dict[str, Any]:
    """What the newest dossier of the journey knows and the next one shares, where it is still used."""
    names = ("source", "acquaintance", "project")
    newest = _telling(journey).select_related(*names).order_by("pk").last()
    shared = {name: getattr(newest, name, None) for name in names}
    return {name: value for name, value in shared.items() if value is not None and value.is_active}


def _from_mail(item: QueueItem, message: Message, askers: Askers) -> dict[str, Any]:
    """The question, and who asks it where that is one known person. No words of a mail that not everybody may
    read: the dossier is open to all."""
    known: dict[str, Any] = {}
    if not (item.queue.is_private or message.is_for_few):
        known["question"] = (message.words or message.subject)[:LONGEST_QUESTION]
    if askers.only is not None:
        known |= {"person": askers.only.pk, "address": askers.only.address_id}
    return known


def _from_contact(contact: ContactMoment | None) -> dict[str, Any]:
    """Who called and what about; of a tally nobody is known, and a question may be anonymous."""
    if contact is None:
        return {}
    address = contact.address
    return {
        "question": contact.text,
        "person": contact.person_id,
        "address": contact.address_id,
        "is_anonymous": contact.is_tally,
        "postcode": address.postcode if address is not None and contact.is_tally else "",
    }


def _contact(request: StaffRequest) -> ContactMoment | None:
    key = key_of(request.POST.get("contact") or request.GET.get("contact"))
    if key is None:
        return None
    along = ("channel__source", "channel__first_action", "address")
    rows = ContactMoment.objects.visible_to(request.user).for_list().select_related(*along)
    return get_object_or_404(rows, pk=key)


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
