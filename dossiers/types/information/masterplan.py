"""Interest in a masterplan starts from the building: who decides there comes along, and its size names the
guidance that it gets."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.along import ComesAlong, Companion, OpeningNote, OpeningSoFar, TellsAtOpening
from dossiers.models import Capacity, Dossier
from dossiers.operations.editing import add_stakeholder
from dossiers.operations.opening import Client
from dossiers.stakeholders import stakeholders_of
from oss.addresses.models import Address, Building, Dwelling, DwellingType
from oss.contacts.models import AssociationRole, AssociationRoleKind, Organisation, Person
from oss.contacts.models.association_roles import AssociationRoleQuerySet
from oss.contacts.models.organisations import OrganisationQuerySet
from oss.core.pages import may_open
from oss.core.parameters import Figures, known_figures, parameter, whole_number
from oss.core.record_actions import OnRecord, RecordAction
from oss.core.registry import offer
from oss.staff.models import User

PROFILE = "masterplan_interest"
SUBTYPE = "information_masterplan_interest"
LIGHT_FROM = "masterplan_light_units"
FULL_FROM = "masterplan_full_units"

parameter(
    LIGHT_FROM,
    gettext_lazy("Masterplan: from how many dwelling units a masterplan light"),
    whole_number,
    unit=gettext_lazy("dwelling units"),
)
parameter(
    FULL_FROM,
    gettext_lazy("Masterplan: from how many dwelling units a masterplan of VEKA"),
    whole_number,
    unit=gettext_lazy("dwelling units"),
)


def guidance(units: int, figures: Figures) -> str:
    """What a building of this many dwelling units is offered (R22); empty without a threshold."""
    light, full = (figures.find(name, on=timezone.localdate()) for name in (LIGHT_FROM, FULL_FROM))
    if light is None or full is None:
        return ""
    if units >= full.value:
        return _("renovation masterplan (RMP) of VEKA")
    if units >= light.value:
        return _("renovation masterplan light")
    return _("renovation coach")


def masterplan_interest(record: object, user: User) -> RecordAction | None:
    """What opens such a dossier from the page of a building."""
    if not isinstance(record, Building) or not may_open(user, "dossier_new"):
        return None
    url = reverse("dossier_new", query={"building": record.pk, "subtype": SUBTYPE})
    return RecordAction(_("Interest in a masterplan"), "building", url)


def _notes(asked: OpeningSoFar, user: User) -> list[OpeningNote]:
    if asked.subtype.profile != PROFILE:
        return []
    if asked.address is None:
        return [OpeningNote(_("Choose the address of the building first: it tells who decides there."))]
    building = asked.address.building
    if building is None:
        return [_without_building(asked.address)]
    page = reverse("building", args=[building.pk])
    notes = [_size(building, page)]
    if not _associations(building, user).exists():
        told = _("No owners' association (VME) is known of this building.")
        notes.append(OpeningNote(told, True, _("Link one"), page))
    return notes


def _without_building(address: Address) -> OpeningNote:
    page = reverse("address", args=[address.pk])
    if Dwelling.objects.filter(address=address, type=DwellingType.HOUSE).exists():
        told = _("This is a single-family house: a masterplan is for a building of several owners.")
        return OpeningNote(told, True, _("Look at the address"), page)
    told = _("This address is not part of a building yet.")
    return OpeningNote(told, True, _("Look at the address"), page)


def _size(building: Building, page: str) -> OpeningNote:
    units = building.dwelling_units or building.addresses.in_use().exclude(box_number="").count()
    if not units:
        told = _("%(building)s: how many dwelling units it has is not known.") % {"building": building}
        return OpeningNote(told, True, _("Fill in"), page)
    told = _("%(building)s: %(units)s dwelling units.") % {"building": building, "units": units}
    offered = guidance(units, known_figures())
    if offered:
        told += " " + _("Guidance by size: %(guidance)s.") % {"guidance": offered}
    return OpeningNote(told)


def _building(asked: OpeningSoFar) -> Building | None:
    return _around(asked.address) if asked.subtype.profile == PROFILE else None


def _around(address: Address | None) -> Building | None:
    return address.building if address else None


def _associations(building: Building, user: User) -> OrganisationQuerySet:
    return Organisation.objects.visible_to(user).active().of_building(building)


def _association_choices(asked: OpeningSoFar, user: User) -> list[Companion]:
    """All but the one that asks: it is the client."""
    building = _building(asked)
    if building is None:
        return []
    found = _associations(building, user).order_by("name", "pk")
    return [Companion(one.pk, one.name, True) for one in found if one != asked.organisation]


def _bring_associations(dossier: Dossier, keys: Collection[int], by: User) -> None:
    building = _around(dossier.site_address)
    if building is None:
        return
    for association in _associations(building, by).filter(pk__in=keys).order_by("name", "pk"):
        _bring(dossier, "vme", None, association, by)


def _roles(building: Building, user: User) -> AssociationRoleQuerySet:
    found = AssociationRole.objects.visible_to(user).current().filter(role__in=_CAPACITIES)
    return found.filter(association__in=_associations(building, user)).for_list().order_by("pk")


def _role_choices(asked: OpeningSoFar, user: User) -> list[Companion]:
    """The syndic first."""
    building = _building(asked)
    if building is None:
        return []
    order = list(_CAPACITIES)
    found = sorted(_roles(building, user), key=lambda one: order.index(one.role))
    return [Companion(one.pk, f"{one.holder_name} · {one.get_role_display()}", True) for one in found]


def _bring_roles(dossier: Dossier, keys: Collection[int], by: User) -> None:
    building = _around(dossier.site_address)
    if building is None:
        return
    for held in _roles(building, by).filter(pk__in=keys):
        code = "volunteer_syndic" if held.professional is False else _CAPACITIES[held.role]
        _bring(dossier, code, held.person, held.organisation, by)


_CAPACITIES: dict[str, str] = {
    AssociationRoleKind.SYNDIC: "professional_syndic",
    AssociationRoleKind.COUNCIL: "rme_member",
    AssociationRoleKind.WORKING_GROUP: "working_group_contact",
}
"""By role in the association, who sits there in the order of who decides: the code of the capacity."""


def _bring(
    dossier: Dossier, code: str, person: Person | None, organisation: Organisation | None, by: User
) -> None:
    """As a stakeholder of the train; who has that capacity there already stays as they are."""
    capacity = Capacity.objects.get(code=code)
    there = {(one.person_id, one.organisation_id, one.capacity_id) for one in stakeholders_of(dossier)}
    if (person and person.pk, organisation and organisation.pk, capacity.pk) not in there:
        add_stakeholder(dossier, Client(capacity, person, organisation), by=by)


offer(
    TellsAtOpening("masterplan", _notes),
    ComesAlong(
        "associations",
        gettext_lazy("Owners' association that is involved"),
        _association_choices,
        _bring_associations,
    ),
    ComesAlong("deciders", gettext_lazy("Who decides in the building"), _role_choices, _bring_roles),
    OnRecord("masterplan_interest", masterplan_interest),
)
