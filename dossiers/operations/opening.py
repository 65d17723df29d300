"""Opening a dossier: on a new or an existing journey, from scratch, from a mail, or as next wagon."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.along import ComesAlong
from dossiers.flows.closed import why_closed
from dossiers.flows.profiles import Profile, profile_for
from dossiers.flows.table import flow_of
from dossiers.flows.verbs import ReasonKind
from dossiers.models import (
    Acquaintance,
    Capacity,
    Dossier,
    Journey,
    OpeningKey,
    Project,
    Reason,
    Source,
    StageVisit,
    Stakeholder,
    Subtype,
)
from dossiers.models.detail import Detail
from dossiers.operations.template_tasks import make_tasks
from dossiers.shield.operations import put_shield
from oss.addresses.models import Address
from oss.contacts.models import Organisation, Person
from oss.core.locks import lock
from oss.core.numbering import next_number
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.mail.models import Attachment
from oss.queues import operations as queues
from oss.queues.models import MoveVerb, QueueItem
from oss.queues.telling import told
from oss.staff.models import User
from oss.staff.rights import hold, operation, require_assignable
from oss.timeline.models import CaseFile
from oss.timeline.operations import record

_NOT_THEIRS = gettext_lazy("Your role may not open a dossier.")
MOST_TOGETHER = 20
"""As many addresses one form opens dossiers for."""


@dataclass(frozen=True)
class Client:
    """Who the journey is for, in what capacity; a person, an organisation, or a person acting for one."""

    capacity: Capacity
    person: Person | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True)
class Opening:
    """What is known when a dossier is opened; everything but the subtype may come later. `detail`: what the
    profile asks at opening, by field. `along`: the keys of what it takes along, by the name of the offer.

    With a `key` it opens one dossier, however often it is sent.
    """

    subtype: Subtype
    journey: Journey | None = None
    client: Client | None = None
    address: Address | None = None
    source: Source | None = None
    acquaintance: Acquaintance | None = None
    project: Project | None = None
    assignee: User | None = None
    is_anonymous: bool = False
    postcode: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    along: dict[str, list[int]] = field(default_factory=dict)
    key: UUID | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A further address of the same client: on this journey, or on a new one."""

    address: Address
    journey: Journey | None = None


@operation("dossiers.add_dossier", refused=_NOT_THEIRS)
def open_dossier(opening: Opening, *, by: User) -> Dossier:
    """Opens the dossier in the first stage of its type, with its detail row, tasks and first stage visit.

    What is told of it is checked as when it is saved on its tab. Without a journey a new one is made, with
    the client as its main stakeholder; a next wagon takes the main contact and the address from the journey
    where it names none. What is shielded from its opening is handled by who opens it, where nobody is named.
    Counters are locked last.
    """
    if known := _opened_with(opening.key):
        return known
    profile = _check(opening)
    journey = _journey(opening, by)
    main_contact = None if opening.is_anonymous else _main_contact(journey, opening.client)
    dossier = Dossier(
        type=opening.subtype.type,
        subtype=opening.subtype,
        journey=journey,
        case_file=CaseFile.objects.create(),
        source=opening.source,
        acquaintance=opening.acquaintance,
        project=opening.project,
        site_address=opening.address or journey.address,
        main_contact=main_contact,
        # what is shielded is read by who handles it: else whoever opens it would lose it at once
        assignee=opening.assignee or (by if profile.shielded_for else None),
        is_anonymous=opening.is_anonymous,
        postcode=opening.postcode,
        stage=flow_of(opening.subtype.type).names[0],
        created_by=by,
        number=next_number("D"),
    )
    dossier.save()
    if opening.key is not None:
        OpeningKey.objects.create(dossier=dossier, key=opening.key)
    StageVisit.objects.create(dossier=dossier, stage=dossier.stage, entered_by=by)
    _make_details(dossier, profile, opening.detail)
    record(
        dossier.case_file,
        "dossier_opened",
        by=by,
        dossier=dossier.number,
        type=dossier.type,
        subtype=str(opening.subtype),
    )
    _shield(dossier, profile, by)
    for name, keys in opening.along.items():
        offered(ComesAlong)[name].bring(dossier, keys, by)
    _follow(dossier, profile, opening.detail, by)
    make_tasks(dossier, by=by)
    return dossier


@operation("dossiers.add_dossier", refused=_NOT_THEIRS)
def open_dossier_from_item(
    item: QueueItem,
    opening: Opening,
    *,
    by: User,
    attachments: Collection[Attachment] = (),
    seen: int | None = None,
) -> Dossier:
    """Opens the dossier, hangs the item's mail on it and files the chosen attachments; nothing is opened when
    somebody else was first. `seen` as in `oss.queues.operations`."""
    if known := _opened_with(opening.key):
        return known
    _pick(item, by, seen)
    dossier = open_dossier(opening, by=by)
    link_item(item, dossier, by=by, attachments=attachments)
    return dossier


@operation("dossiers.add_dossier", refused=_NOT_THEIRS)
def open_dossiers(
    opening: Opening,
    elsewhere: Sequence[Elsewhere],
    *,
    by: User,
    item: QueueItem | None = None,
    attachments: Collection[Attachment] = (),
    seen: int | None = None,
) -> list[Dossier]:
    """A train, or a next wagon, for each address: all or none, with numbers that follow each other.

    The mail of the `item` hangs on the first; so does what comes along from its journey.
    """
    if len(elsewhere) >= MOST_TOGETHER:
        raise Refused(
            _("You open dossiers for at most %(most)s addresses at once; this is %(number)s.")
            % {"most": MOST_TOGETHER, "number": len(elsewhere) + 1}
        )
    if known := _all_opened_with(opening.key):
        return known
    openings = [opening, *(_elsewhere(opening, one, place) for place, one in enumerate(elsewhere, start=1))]
    _check_addresses(openings)
    for one in openings:
        _check(one)
    if item is not None:
        _pick(item, by, seen)
    # every train before the first wagon: who holds the counter of trains never waits for one of wagons
    trains = _journeys(openings, by)
    dossiers = [
        open_dossier(replace(one, journey=train), by=by) for one, train in zip(openings, trains, strict=True)
    ]
    if item is not None:
        link_item(item, dossiers[0], by=by, attachments=attachments)
    return dossiers


@operation()
def link_item(
    item: QueueItem,
    dossier: Dossier,
    *,
    by: User,
    attachments: Collection[Attachment] = (),
    seen: int | None = None,
    instead: bool = False,
    with_conversation: bool = False,
) -> None:
    """Hangs the item's mail on the dossier and files the chosen attachments there. `instead` of where it
    hangs now, `with_conversation` or alone."""
    case_file = dossier.case_file
    if instead:
        queues.move(item, case_file=case_file, by=by, seen=seen, with_conversation=with_conversation)
        return
    queues.link(item, case_file=case_file, by=by, seen=seen)
    if attachments:
        queues.file_attachments(item, attachments, by=by)


def _opened_with(key: UUID | None) -> Dossier | None:
    """The dossier that the form with this key opened. Who asks next waits until this transaction ends."""
    if key is None:
        return None
    lock(f"opening {key}")
    return Dossier.objects.filter(opening_key__key=key).first()


def _all_opened_with(key: UUID | None) -> list[Dossier]:
    """As `_opened_with`: one for each address, the first first."""
    if _opened_with(key) is None or key is None:
        return []
    keys = [key, *(_key_of(key, place) for place in range(1, MOST_TOGETHER))]
    return list(Dossier.objects.filter(opening_key__key__in=keys).order_by("pk"))


def _key_of(key: UUID, place: int) -> UUID:
    """Of the dossier for a further address that the form with this key opens."""
    return uuid5(key, str(place))


def _elsewhere(opening: Opening, one: Elsewhere, place: int) -> Opening:
    key = opening.key and _key_of(opening.key, place)
    return replace(opening, address=one.address, journey=one.journey, along={}, key=key)


def _check_addresses(openings: Sequence[Opening]) -> None:
    """Refused for several addresses of nobody, for none, or for the same one twice."""
    if len(openings) == 1:
        return
    if openings[0].client is None:
        raise Refused(_("Choose who asks: dossiers for several addresses are of one client."))
    addresses = [one.address or (one.journey and one.journey.address) for one in openings]
    if None in addresses:
        raise Refused(_("Choose the first address too."))
    if len(set(addresses)) < len(addresses):
        raise Refused(_("An address stands there twice."))


def _journeys(openings: Sequence[Opening], by: User) -> list[Journey]:
    """Those that are there, held in one order for everybody; then the new ones."""
    chosen = {one.journey.pk: one.journey for one in openings if one.journey is not None}
    held = {key: hold(Journey.objects, chosen[key], by=by) for key in sorted(chosen)}
    return [held[one.journey.pk] if one.journey else _journey(one, by) for one in openings]


def _pick(item: QueueItem, by: User, seen: int | None) -> None:
    """Refused where its mail hangs somewhere already."""
    if item.case_file_id is not None:
        linked = item.moves.filter(verb=MoveVerb.LINK).select_related("by").last()
        raise Refused(told(linked) if linked else _("This mail hangs on a dossier already."))
    queues.pick(item, by=by, seen=seen)


def _make_details(dossier: Dossier, profile: Profile, known: Mapping[str, object]) -> None:
    """The rows of its own parts, with what is known of them; what its train holds is there already."""
    rows: dict[Any, Detail] = {}
    for part in profile.parts:
        if part.model is None or part.is_shared:
            continue
        row = rows.setdefault(part.model, part.row_of(dossier))  # several parts may stand on one
        for name in part.fields & known.keys():
            setattr(row, name, known[name])
    for row in rows.values():
        untold = {field.name for field in row._meta.fields} - known.keys()
        row.clean_fields(exclude=untold)
        row.save(force_insert=True)


def _follow(dossier: Dossier, profile: Profile, known: Mapping[str, object], by: User) -> None:
    """As when its tab is saved; what who opens it may not see waits for who may."""
    for part in profile.parts:
        told = part.fields & known.keys()
        if part.follows is None or not told or (part.permission and not by.has_perm(part.permission)):
            continue
        part.follows(part.row_of(dossier), dict.fromkeys(told), by=by)


def _check(opening: Opening) -> Profile:
    profile = profile_for(opening.subtype.type, opening.subtype.profile)
    if profile is None or not opening.subtype.is_active:
        raise Refused(
            _("Dossiers of subtype “%(subtype)s” cannot be opened yet.") % {"subtype": opening.subtype}
        )
    if closed := why_closed(opening.subtype):
        raise Refused(closed)
    if opening.is_anonymous and not flow_of(opening.subtype.type).may_be_anonymous:
        told = _("Only a question can be anonymous: say who asks, or choose another subtype.")
        raise ValidationError({"is_anonymous": told})
    if opening.is_anonymous and opening.client is not None:
        raise Refused(_("An anonymous question has no main contact."))
    require_assignable(opening.assignee)
    return profile


def _shield(dossier: Dossier, profile: Profile, by: User) -> None:
    """Where its profile says so, before anything more is written on it."""
    if profile.shielded_for:
        reason = Reason.objects.filter(kind=ReasonKind.SHIELD, code=profile.shielded_for).first()
        put_shield(dossier, by=by, reason=reason)


def _journey(opening: Opening, by: User) -> Journey:
    """The chosen journey, locked; or a new one with its client."""
    if opening.journey is not None:
        return hold(Journey.objects, opening.journey, by=by)
    journey = Journey.objects.create(
        number=next_number("R"), address=opening.address, case_file=CaseFile.objects.create(), opened_by=by
    )
    if opening.client is not None:
        journey.client = _stakeholder(journey, opening.client)
        journey.save(update_fields=["client"])
    record(journey.case_file, "journey_opened", by=by, journey=journey.number)
    return journey


def _main_contact(journey: Journey, client: Client | None) -> Stakeholder | None:
    """The client of the journey, or the stakeholder who asks now."""
    if client is None:
        return journey.client
    known = journey.stakeholders.current().filter(
        person=client.person, organisation=client.organisation, capacity=client.capacity
    )
    return known.first() or _stakeholder(journey, client)


def _stakeholder(journey: Journey, client: Client) -> Stakeholder:
    return Stakeholder.objects.create(
        journey=journey,
        person=client.person,
        organisation=client.organisation,
        capacity=client.capacity,
    )
