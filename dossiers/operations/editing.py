"""Changing what a dossier holds: fields, question and answer, contact and address, stakeholders."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.flows.profiles import profile_for
from dossiers.models import (
    Capacity,
    Dossier,
    InformationDetail,
    Journey,
    Project,
    Stakeholder,
    StakeholderQuerySet,
    Topic,
)
from dossiers.operations.opening import Client
from oss.addresses.models import Address
from oss.core.conflicts import check_seen
from oss.core.constraints import clean_changed
from oss.core.refusal import Refused
from oss.staff.asked_often import asked_often
from oss.staff.models import User
from oss.staff.rights import require_assignable
from oss.timeline.operations import record

REQUEST_FIELDS = frozenset(
    {
        *("subtype", "source", "acquaintance", "project", "scope", "assignee", "is_anonymous", "postcode"),
        *("main_contact", "site_address"),
    }
)


def update_dossier(
    dossier: Dossier,
    *,
    by: User,
    seen: Mapping[str, Any] | None = None,
    additional_projects: Iterable[Project] | None = None,
    additional_addresses: Iterable[Address] | None = None,
    **changes: Any,
) -> Dossier:
    """Sets the given fields and nothing else. TypeError for what staff do not edit; ValidationError as the
    constraints say; Conflict where a field no longer holds what was `seen`."""
    if unknown := changes.keys() - REQUEST_FIELDS:
        raise TypeError(f"update_dossier does not set {', '.join(sorted(unknown))}")
    with transaction.atomic():
        locked = lock_to_change(dossier, by)
        chosen = {} if additional_projects is None else {"additional_projects": list(additional_projects)}
        check_seen(locked, changes | chosen, seen)
        before = locked.assignee
        _check_subtype(locked, changes)
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
        if additional_addresses is not None:
            locked.additional_addresses.set(additional_addresses)
        if locked.assignee != before:
            record(
                locked.case_file,
                "dossier_assigned",
                by=by,
                dossier=locked.number,
                assignee=str(locked.assignee or "–"),
            )
    return locked


def update_information(
    dossier: Dossier,
    *,
    by: User,
    seen: Mapping[str, Any] | None = None,
    topics: Iterable[Topic] | None = None,
    **changes: Any,
) -> InformationDetail:
    """Sets the given fields of the question and its answer. Conflict as `update_dossier`."""
    with transaction.atomic():
        locked = lock_to_change(dossier, by)
        detail = locked.information
        chosen = {} if topics is None else {"topics": list(topics)}
        check_seen(detail, changes | chosen, seen)
        for name, value in changes.items():
            setattr(detail, name, value)
        detail.full_clean()
        detail.save(update_fields=list(changes))
        if topics is not None:
            detail.topics.set(chosen["topics"])
    return detail


@transaction.atomic
def add_stakeholder(dossier: Dossier, client: Client, *, by: User, on_journey: bool = True) -> Stakeholder:
    """Somebody more on the train (read by all its wagons), or on this wagon only.

    ValidationError: who has this capacity here already, on the train or on this wagon.
    """
    if on_journey:  # its triggers touch every wagon: who holds the train first never waits in a ring
        Journey.objects.select_for_update().get(pk=dossier.journey_id)
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
    """ValidationError where the new subtype holds other fields than the dossier has, or says nothing yet."""
    new = changes.get("subtype")
    if new is None or new.pk == dossier.subtype_id:
        return
    profile = profile_for(dossier.type, new.profile) if new.type == dossier.type else None
    if profile is None or not profile.has_detail(dossier):
        raise ValidationError(
            {
                "subtype": _("Dossier %(number)s cannot become “%(subtype)s”: choose another subtype.")
                % {"number": dossier, "subtype": new}
            }
        )


def stakeholders_of(dossier: Dossier) -> list[Stakeholder]:
    """Those of the train, then those of the wagon alone."""
    return [*_of_train(dossier.journey_id), *_of_wagon(dossier.pk)]


@asked_often
def _of_train(journey: int) -> StakeholderQuerySet:
    return Stakeholder.objects.filter(journey=journey).current().for_list()


@asked_often
def _of_wagon(dossier: int) -> StakeholderQuerySet:
    return Stakeholder.objects.filter(dossier=dossier).current().for_list()


def default_capacity() -> Capacity | None:
    """What most people who ask are: the first value of the list."""
    return Capacity.objects.active().first()


def lock_to_change(dossier: Dossier, by: User) -> Dossier:
    """The dossier as it is now, held until the transaction ends; refused where `by` may not change it."""
    locked = (
        Dossier.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("journey", "assignee", "case_file", "journey__case_file")
        .filter(pk=dossier.pk)
        .first()
    )
    if locked is None or not by.has_perm("dossiers.change_dossier"):
        raise Refused(_("You have no access to this dossier."))
    if not locked.is_active:
        raise Refused(_("Dossier %(number)s is deactivated; reactivate it first.") % {"number": locked})
    return locked
