"""Changing what a dossier holds: its own fields, those of its parts, stakeholders."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.flows.closed import why_closed
from dossiers.flows.parts import Part
from dossiers.flows.profiles import may_lack, profile_for, profile_of, required
from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import (
    Dossier,
    FactWithoutValue,
    Journey,
    Project,
    Reason,
    Shared,
    Stakeholder,
)
from dossiers.models.detail import Detail
from dossiers.operations.opening import Client
from dossiers.shield.operations import put_shield
from dossiers.stakeholders import stakeholders_of
from oss.core.changes import require_known
from oss.core.conflicts import check_seen
from oss.core.constraints import clean_changed
from oss.staff.models import User
from oss.staff.rights import hold, operation, require, require_assignable
from oss.timeline.operations import record

FIELDS = frozenset(
    {
        *("subtype", "source", "acquaintance", "project", "scope", "assignee", "is_anonymous", "postcode"),
        *("main_contact", "site_address", "opened_on", "waits_for"),
    }
)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def update_dossier(
    dossier: Dossier,
    *,
    by: User,
    seen: Mapping[str, Any] | None = None,
    additional_projects: Iterable[Project] | None = None,
    **changes: Any,
) -> Dossier:
    """Sets the given fields and nothing else. TypeError for what staff do not edit; ValidationError as the
    constraints say; Conflict where a field no longer holds what was `seen`."""
    require_known(changes, FIELDS, "update_dossier")
    locked = lock_to_change(dossier, by)
    chosen = {} if additional_projects is None else {"additional_projects": list(additional_projects)}
    check_seen(locked, changes | chosen, seen)
    before, waited_for = locked.assignee, locked.waits_for
    _check_subtype(locked, changes)
    _check_waiting(locked, changes)
    _check_opened_on(locked, changes)
    if "assignee" in changes and changes["assignee"] != before:
        require_assignable(changes["assignee"])
    for name, value in changes.items():
        setattr(locked, name, value)
    if locked.is_anonymous:
        locked.main_contact = None
    clean_changed(locked, [*changes, *(["main_contact"] if locked.is_anonymous else [])])
    if changes:
        locked.save(update_fields=[*changes, "main_contact"])
    if additional_projects is not None:
        locked.additional_projects.set(chosen["additional_projects"])
    if locked.site_address is not None and "site_address" in changes:
        locked.additional_addresses.remove(locked.site_address)
    _tell(locked, by, assignee=before, waits_for=waited_for)
    if "subtype" in changes:
        _shield_as_its_subtype(locked, by)
    return locked


def _shield_as_its_subtype(dossier: Dossier, by: User) -> None:
    """What becomes of a kind that is shielded from its opening is shielded from now on; where nobody
    handles it, whoever changed it does."""
    profile = profile_of(dossier)
    if profile is None or not profile.shielded_for or dossier.case_file.is_shielded:
        return
    if dossier.assignee is None:
        dossier.assignee = by
        dossier.save(update_fields=["assignee"])
    put_shield(dossier, by=by, reason=Reason.objects.filter(code=profile.shielded_for).first())


def _tell(dossier: Dossier, by: User, *, assignee: User | None, waits_for: Dossier | None) -> None:
    """The events of what is no longer as it was."""
    file, number = dossier.case_file, dossier.number
    if dossier.assignee != assignee:
        record(file, "dossier_assigned", by=by, dossier=number, assignee=str(dossier.assignee or "–"))
    if dossier.waits_for is not None and dossier.waits_for != waits_for:
        record(file, "dossier_waits", by=by, dossier=number, other=dossier.waits_for.number)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def update_detail(
    dossier: Dossier, part: Part, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> Detail | Shared:
    """Sets the given fields of one part of the dossier, whichever it is; its row is made where there is none
    yet. TypeError for what is no field of the part; else as `update_dossier`."""
    if unknown := changes.keys() - part.fields:
        raise TypeError(f"{part.name} has no {', '.join(sorted(unknown))}")
    if part.is_shared:  # before the wagon, as everybody
        hold(Journey.objects, dossier.journey_id, by=by)
    locked = lock_to_change(dossier, by)
    require(by, part.permission, NO_ACCESS)
    detail: Detail | Shared = part.row_of(locked)
    several = {field.name for field in detail._meta.many_to_many}
    check_seen(detail, changes, seen)
    own = [name for name in changes if name not in several]
    before = {name: getattr(detail, name) for name in own}
    for name in own:
        setattr(detail, name, changes[name])
    detail.full_clean()
    if detail._state.adding:  # noqa: SLF001 - public, by Django's documentation
        detail.save(force_insert=True)
    else:
        detail.save(update_fields=own)
    for name in several & changes.keys():
        getattr(detail, name).set(changes[name])
    if part.follows is not None:
        part.follows(detail, before, by=by)
    return detail


class Lacking(NamedTuple):
    """Why a fact has no value, and when one is expected."""

    why: str
    expected_on: date | None = None


@operation(MAY_CHANGE, refused=NO_ACCESS)
def tell_without_value(dossier: Dossier, told: Mapping[str, Lacking | None], *, by: User) -> None:
    """Answers requirements of the dossier, by their names, without a value; None takes the answer back.

    What has a value by now needs none of these answers, and loses it. ValidationError: a requirement that
    wants a value, a day that is missing or past.
    """
    locked = lock_to_change(dossier, by)
    asked = {one.name: one for stage in locked.flow.names for one in required(locked, stage)}
    for name, lacking in told.items():
        if lacking is None:
            locked.facts_without_value.filter(fact=name).delete()
            continue
        requirement = asked.get(name)
        if requirement is None or not may_lack(locked, requirement):
            raise ValidationError({name: _("This asks for a value.")})
        if lacking.expected_on and lacking.expected_on < timezone.localdate():
            raise ValidationError({name: _("Choose a day that is still to come.")})
        values = {"why": lacking.why, "expected_on": lacking.expected_on, "told_by": by}
        fact = FactWithoutValue(dossier=locked, fact=name, **values)
        fact.clean_fields()
        fact.validate_constraints(exclude={"dossier", "fact"})
        FactWithoutValue.objects.update_or_create(dossier=locked, fact=name, defaults=values)
    for fact in locked.facts_without_value.all():
        if fact.fact not in asked or asked[fact.fact].met(locked):
            fact.delete()


@operation(MAY_CHANGE, refused=NO_ACCESS)
def add_stakeholder(dossier: Dossier, client: Client, *, by: User, on_journey: bool = True) -> Stakeholder:
    """Somebody more on the train (read by all its wagons), or on this wagon only.

    ValidationError: who has this capacity here already, on the train or on this wagon.
    """
    if on_journey:  # its triggers touch every wagon: who holds the train first never waits in a ring
        hold(Journey.objects, dossier.journey_id, by=by)
    locked = lock_to_change(dossier, by)
    stakeholder = Stakeholder(
        journey=locked.journey if on_journey else None,
        dossier=None if on_journey else locked,
        person=client.person,
        organisation=client.organisation,
        capacity=client.capacity,
    )
    stakeholder.full_clean()
    for there in stakeholders_of(locked):
        if (there.person, there.organisation, there.capacity) == (
            client.person,
            client.organisation,
            client.capacity,
        ):
            raise ValidationError(
                _("%(name)s is a stakeholder already, as %(capacity)s.")
                % {"name": there.name, "capacity": there.capacity}
            )
    stakeholder.save()
    owner = locked.journey if on_journey else locked
    record(owner.case_file, "stakeholder_added", by=by, name=stakeholder.name, capacity=str(client.capacity))
    return stakeholder


def _check_subtype(dossier: Dossier, changes: Mapping[str, Any]) -> None:
    """ValidationError where the new subtype is of another type, or says nothing yet of what it needs.

    The parts that both have stay, those it adds begin empty, the others are kept and shown again where the
    dossier changes back. What its stages ask is looked at anew (`dossiers.flows.profiles.missing`).
    """
    new = changes.get("subtype")
    if new is None or new.pk == dossier.subtype_id:
        return
    if new.type != dossier.type or profile_for(dossier.type, new.profile) is None:
        raise ValidationError(
            {
                "subtype": _("Dossier %(number)s cannot become “%(subtype)s”: choose another subtype.")
                % {"number": dossier, "subtype": new}
            }
        )
    if told := why_closed(new):
        raise ValidationError({"subtype": told})


def _check_waiting(dossier: Dossier, changes: Mapping[str, Any]) -> None:
    """ValidationError where the dossier would wait for another train, or for one that waits for it."""
    other = changes.get("waits_for")
    if other is None or other.pk == dossier.waits_for_id:
        return
    if other.journey_id != dossier.journey_id:
        raise ValidationError({"waits_for": _("Choose a dossier of the same journey.")})
    waiting = dict(dossier.journey.dossiers.exclude(waits_for=None).values_list("pk", "waits_for"))
    seen = {dossier.pk}
    key: int | None = other.pk
    while key is not None:
        if key in seen:
            raise ValidationError({"waits_for": _("%(number)s waits for this dossier.") % {"number": other}})
        seen.add(key)
        key = waiting.get(key)


def _check_opened_on(dossier: Dossier, changes: Mapping[str, Any]) -> None:
    day = changes.get("opened_on")
    if day is not None and day > (dossier.completed_on or timezone.localdate()):
        told = _("A dossier is opened before it is completed, and not after today.")
        raise ValidationError({"opened_on": told})
