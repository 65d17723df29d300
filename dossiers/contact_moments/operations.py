"""What is done with contacts: noted, corrected, withdrawn and put back, each by who had it; and what comes of
one, a dossier."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.contact_moments.models import ContactChannel, ContactMoment
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Topic
from dossiers.operations.opening import Elsewhere, Opening, open_dossiers
from dossiers.types.information.model import InformationDetail
from oss.addresses.models import Address, Municipality
from oss.contacts.models import Person
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.core.dates import moment as in_words
from oss.core.refusal import NotAllowed, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, operation
from oss.staff.rosters.models import DeskPlace
from oss.staff.rosters.reading import desk_of
from oss.timeline.operations import record

MAY_ADD = "dossiers.add_contactmoment"
MAY_CHANGE = "dossiers.change_contactmoment"
_NO_ACCESS = gettext_lazy("Your role may not note contacts.")
OWN = ("channel", "at", "municipality", "minutes", "person", "address", "text", "place")
FIELDS = frozenset({*OWN, "topics"})


@operation(MAY_ADD, refused=_NO_ACCESS)
def note_contact(
    *,
    by: User,
    channel: ContactChannel,
    at: datetime | None = None,
    topics: Iterable[Topic] = (),
    municipality: Municipality | None = None,
    minutes: int | None = None,
    person: Person | None = None,
    address: Address | None = None,
    text: str = "",
    place: DeskPlace | None = None,
) -> ContactMoment:
    """A contact of now, or of `at`. What is not told of it follows: the minutes from the channel, the
    municipality from the address, the desk from the roster."""
    at = (at or timezone.now()).replace(second=0, microsecond=0)
    if minutes is None:
        minutes = channel.minutes
    if place is None and channel.at_desk:
        place = desk_of(by, at)
    noted = ContactMoment(
        channel=channel,
        at=at,
        municipality=municipality,
        minutes=minutes,
        person=person,
        address=address,
        text=text.strip(),
        place=place,
        created_by=by,
    )
    _follow(noted)
    _check(noted)
    noted.save()
    noted.topics.set(topics)
    return noted


@operation(MAY_CHANGE, refused=_NO_ACCESS)
def correct_contact(
    noted: ContactMoment, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> ContactMoment:
    """Conflict where a field no longer holds what was `seen`, as when it was changed in another tab."""
    require_known(changes, FIELDS, "correct_contact")
    held = _hold_own(noted, by)
    _check_counts(held)
    check_seen(held, changes, seen)
    write_changes(held, {name: value for name, value in changes.items() if name != "topics"})
    _follow(held)
    _check(held)
    held.save(update_fields=list(OWN))
    if "topics" in changes:
        held.topics.set(changes["topics"])
    return held


@operation(MAY_CHANGE, refused=_NO_ACCESS)
def withdraw_contact(noted: ContactMoment, *, by: User, seen: str | None = None) -> ContactMoment:
    """It does not count any more; withdrawn already stays so."""
    held = _hold_own(noted, by)
    if held.withdrawn_at is not None:
        return held
    check_state(held, seen=seen)
    if held.dossier_id is not None:
        raise Refused(
            _("A dossier came of this contact (%(dossier)s): it counts.") % {"dossier": held.dossier}
        )
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    return held


@operation(MAY_CHANGE, refused=_NO_ACCESS)
def count_contact_again(noted: ContactMoment, *, by: User) -> ContactMoment:
    held = _hold_own(noted, by)
    held.withdrawn_at = None
    held.save(update_fields=["withdrawn_at"])
    return held


@operation("dossiers.add_dossier", refused=gettext_lazy("Your role may not open a dossier."))
def open_from_contact(
    noted: ContactMoment, opening: Opening, elsewhere: list[Elsewhere], *, by: User
) -> list[Dossier]:
    """Opens what the form of a contact asks for. The first dossier is what came of the contact; a question
    has its day, its first action and its topics. Refused where a dossier came of it already."""
    held: ContactMoment = hold(_held_rows(), noted, by=by)
    _check_counts(held)
    day = timezone.localdate(held.at)
    told = {"asked_on": day, "first_action": held.channel.first_action, "first_action_on": day}
    opening = replace(opening, detail={**opening.detail, **told})
    opened = open_dossiers(opening, elsewhere, by=by)
    first = opened[0]
    if held.dossier_id == first.pk:  # the form was sent twice
        return opened
    if held.dossier_id is not None:
        raise Refused(_("A dossier came of this contact already: %(dossier)s.") % {"dossier": held.dossier})
    held.dossier = first
    held.save(update_fields=["dossier"])
    if first.type == DossierType.INFORMATION:
        InformationDetail.objects.get(dossier=first).topics.set(held.topics.all())
    record(
        first.case_file,
        "contact_became_dossier",
        by=by,
        channel=str(held.channel),
        when=in_words(held.at),
        dossier=first.number,
    )
    return opened


# --- What they share -----------------------------------------------------------------------------


def _held_rows() -> Any:
    return ContactMoment.objects.select_related("channel__first_action", "dossier", "created_by")


def _hold_own(noted: ContactMoment, by: User) -> ContactMoment:
    held: ContactMoment = hold(_held_rows(), noted, by=by)
    if held.created_by != by:
        told = {"name": held.created_by}
        raise NotAllowed(_("Only %(name)s, who had this contact, changes it.") % told)
    return held


def _check_counts(held: ContactMoment) -> None:
    if held.withdrawn_at is not None:
        raise Refused(_("This contact is withdrawn: let it count again first."))


def _follow(noted: ContactMoment) -> None:
    """An address lies in its municipality, whatever stood in the form; only at a desk one sits at a desk."""
    if noted.address is not None:
        noted.municipality = noted.address.street.municipality
    if not noted.channel.at_desk:
        noted.place = None


def _check(noted: ContactMoment) -> None:
    if noted.at > timezone.now():
        raise ValidationError({"at": _("This moment is still to come.")})
    noted.full_clean(exclude=["topics", "created_by"])
