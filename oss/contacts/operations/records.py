"""What staff, imports and incoming mail do to people and organisations.

`by` is the member of staff, or None where the shop itself does it (an import, an incoming mail). Field
history keeps who and what; an operation outside a request says so itself.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.addresses.models import Address
from oss.contacts import enterprise_number as numbers
from oss.contacts.channels import extension_of, normalise_mail, normalise_phone
from oss.contacts.hints import look_for_duplicates
from oss.contacts.models import Channel, ContactPoint, Language, Organisation, Person, PointKind
from oss.contacts.recording import require_in_use, right_on
from oss.core.changes import require_known, write_changes
from oss.core.conflicts import check_seen
from oss.staff.models import User
from oss.staff.rights import hold, operation

PERSON_FIELDS = frozenset(
    {
        *("first_name", "last_name", "salutation", "language", "preferred_channel", "do_not_contact"),
        *("address", "notes"),
    }
)


@operation("contacts.add_person")
def create_person(
    *,
    by: User | None,
    first_name: str = "",
    last_name: str = "",
    salutation: str = "",
    language: str = Language.DUTCH,
    preferred_channel: Channel | str = "",
    do_not_contact: bool = False,
    address: Address | None = None,
    notes: str = "",
    mail: str = "",
    phone: str = "",
) -> Person:
    """ValidationError: no name, or a mail address or phone number that can't be one."""
    person = Person(
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        salutation=salutation,
        language=language,
        preferred_channel=preferred_channel,
        do_not_contact=do_not_contact,
        address=address,
        notes=notes,
    )
    person.full_clean()
    person.save()
    _reach(person, by=by, mail=mail, phone=phone)
    look_for_duplicates(person)
    return person


@operation("contacts.change_person")
def update_person(
    person: Person, *, by: User | None, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Person:
    """Sets the given fields and nothing else. TypeError for what is not a field that staff edit; Conflict
    where a field no longer holds what was `seen`; ValidationError where the person is out of use."""
    require_known(changes, PERSON_FIELDS, "update_person")
    current = hold(Person.objects, person, by=by)
    require_in_use(current)
    check_seen(current, changes, seen)
    write_changes(current, changes)
    current.full_clean()
    current.save(update_fields=[*changes, "updated_at"])
    return current


@operation("contacts.add_organisation")
def create_organisation(
    *,
    by: User | None,
    name: str,
    kind: str,
    enterprise_number: str = "",
    address: Address | None = None,
    notes: str = "",
    mail: str = "",
    phone: str = "",
) -> Organisation:
    """ValidationError: no name, a wrong enterprise number, or one that another organisation has."""
    organisation = Organisation(
        name=" ".join(name.split()),
        kind=kind,
        enterprise_number=numbers.parse(enterprise_number) if enterprise_number.strip() else None,
        address=address,
        notes=notes,
    )
    organisation.full_clean()
    organisation.save()
    _reach(organisation, by=by, mail=mail, phone=phone)
    look_for_duplicates(organisation)
    return organisation


@operation(right_on("change"))
def add_contact_point(
    owner: Person | Organisation,
    *,
    by: User | None,
    kind: PointKind | str,
    value: str,
    preferred: bool = False,
) -> ContactPoint:
    """The first of its kind is the preferred one; `preferred` takes that place from another.

    A number the owner already has is not added again, however it is written: that contact point is returned.
    ValidationError for what can't be a mail address or phone number, and where the owner is out of use.
    """
    return _add_contact_point(owner, PointKind(kind), value, by=by, preferred=preferred)


def _reach(owner: Person | Organisation, *, by: User | None, mail: str, phone: str) -> None:
    if mail.strip():
        _add_contact_point(owner, PointKind.MAIL, mail, by=by)
    if phone.strip():
        _add_contact_point(owner, PointKind.PHONE, phone, by=by)


def _add_contact_point(
    owner: Person | Organisation, kind: PointKind, value: str, *, by: User | None, preferred: bool = False
) -> ContactPoint:
    normalised = normalise_mail(value) if kind == PointKind.MAIL else normalise_phone(value)
    held: Any = hold(type(owner).objects, owner, by=by)
    require_in_use(held)
    of_kind = owner.contact_points.filter(kind=kind)
    point = of_kind.filter(normalised=normalised).first()
    first = not of_kind.exists()
    if preferred:
        of_kind.filter(preferred=True).exclude(normalised=normalised).update(preferred=False)
    if point is None:
        return owner.contact_points.create(
            kind=kind, value=value.strip(), normalised=normalised, preferred=preferred or first
        )
    kept = _with_extension(point.value, value.strip())
    if (preferred and not point.preferred) or kept != point.value:
        point.preferred, point.value = preferred or point.preferred, kept
        point.save(update_fields=["preferred", "value"])
    return point


def _with_extension(known: str, typed: str) -> str:
    """What is kept of a number that stands there already. ValidationError for a second extension of it."""
    before, now = extension_of(known), extension_of(typed)
    if before and now and before != now:
        raise ValidationError(
            _("“%(known)s” stands here already: write the other extension in the notes.") % {"known": known}
        )
    return typed if now and not before else known
