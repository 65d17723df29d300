"""What associations (VME) add to buildings: a panel on the page, and how they follow one that is merged."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from oss.addresses.models import Building
from oss.addresses.operations.correcting import BuildingMover, BuildingRestorer
from oss.addresses.panels import AssociationPanel, LinkedAssociation, Mandate
from oss.contacts.addressing import record_url
from oss.contacts.models import (
    AssociationBuilding,
    AssociationMatch,
    AssociationRole,
    AssociationRoleKind,
    Organisation,
)
from oss.core.history import events_of
from oss.core.registry import offer
from oss.staff.models import User


def register() -> None:
    offer(
        AssociationPanel("contacts", associations_of, url_to_link),
        BuildingMover("contacts.AssociationBuilding.building", _move_links),
        BuildingMover("contacts.AssociationMatch.building", _move_matches),
        BuildingRestorer("contacts.AssociationBuilding.building", _give_links_back),
    )


def associations_of(building: Building, user: User) -> list[LinkedAssociation]:
    """With the syndic first; two queries, however many there are."""
    found = Organisation.objects.visible_to(user).active().of_building(building)
    associations = list(found.order_by("name", "pk"))
    roles: dict[int, list[AssociationRole]] = {one.pk: [] for one in associations}
    current = AssociationRole.objects.current().for_list().filter(association__in=associations)
    for held in current if associations else ():
        roles[held.association_id].append(held)
    return [
        LinkedAssociation(
            one.name,
            record_url(one),
            tuple(
                _holder(held)
                for held in sorted(roles[one.pk], key=lambda held: (_ORDER.index(held.role), held.pk))
            )
            or (Mandate(AssociationRoleKind.SYNDIC.label, _("not known yet"), ""),),
        )
        for one in associations
    ]


_ORDER = AssociationRoleKind.values


def url_to_link(building: Building, user: User) -> str:
    may = user.has_perm("contacts.change_organisation")
    return reverse("building_association", args=[building.pk]) if may else ""


def _holder(held: AssociationRole) -> Mandate:
    who = held.organisation or held.person
    about = [
        str(held.get_professional_display()) if held.professional is not None else "",
        _("since %(day)s") % {"day": date_format(held.since, "d/m/Y")} if held.since else "",
        _("until %(day)s") % {"day": date_format(held.until, "d/m/Y")} if held.until else "",
    ]
    return Mandate(
        capfirst(held.get_role_display()),
        held.holder_name,
        record_url(who) if who else "",
        " · ".join(part for part in about if part),
    )


def _move_links(gone: Building, kept: Building) -> None:
    """All associations of both stay linked, each once: a building may have a main VME and its parts."""
    for link in AssociationBuilding.objects.filter(building=gone).order_by("pk"):
        if AssociationBuilding.objects.filter(building=kept, organisation=link.organisation_id).exists():
            link.delete()
        else:
            AssociationBuilding.objects.filter(pk=link.pk).update(building=kept)


def _move_matches(gone: Building, kept: Building) -> None:
    AssociationMatch.objects.filter(building=gone).update(building=kept)


def _give_links_back(former: Collection[int], kept: Building, building: Building) -> None:
    """An association that came along with these addresses returns with them, if it is still there."""
    here = events_of(AssociationBuilding).filter(building_id__in=former)
    moved = set(here.values_list("pgh_obj_id", flat=True))
    of_both = here.filter(pgh_label="delete", pgh_context__metadata__operation="merge_buildings")
    folded = set(of_both.values_list("organisation_id", flat=True))
    links = AssociationBuilding.objects.filter(building=kept).select_related("organisation")
    for link in links:
        if link.pk in moved:
            AssociationBuilding.objects.filter(pk=link.pk).update(building=building)
        elif link.organisation_id in folded:
            AssociationBuilding.objects.create(organisation_id=link.organisation_id, building=building)
            continue
        else:
            continue
        number = link.organisation.enterprise_number
        AssociationMatch.objects.filter(building=kept, enterprise=number).update(building=building)
