"""Who is involved in a dossier."""

from django.db.models import Q

from dossiers.models import Capacity, Dossier, Stakeholder, StakeholderQuerySet
from oss.contacts.models import Organisation, OrganisationKind
from oss.staff.asked_often import asked_often


def stakeholders_of(dossier: Dossier) -> list[Stakeholder]:
    """Those of the train, then those of the wagon alone."""
    return sorted(_involved(dossier.journey_id, dossier.pk), key=lambda one: one.journey_id is None)


@asked_often
def _involved(journey: int, dossier: int) -> StakeholderQuerySet:
    involved = Stakeholder.objects.filter(Q(journey=journey) | Q(dossier=dossier))
    return involved.current().for_list()


def capacity_of(organisation: int | None) -> Capacity | None:
    """What who asks most likely is: an owners' association asks as one, most others are the first value of
    the list."""
    capacities = Capacity.objects.active()
    if organisation and Organisation.objects.filter(pk=organisation, kind=OrganisationKind.VME).exists():
        return capacities.filter(code="vme").first()
    return capacities.first()
