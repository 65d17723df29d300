"""Case files of dossiers and journeys, told to the packages below."""

from collections.abc import Collection

from django.db.models import QuerySet

from dossiers.flows.table import flow_of
from dossiers.models import Dossier, Journey, Wagon
from oss.core.links import link
from oss.timeline.owners import Owner


def owner_of(dossier: Dossier | Wagon, detail: str = "") -> Owner:
    icon = flow_of(dossier.type).icon
    url = link("dossier", dossier.number)
    return Owner(dossier.number, url, icon, dossier.type, detail, read_only=not dossier.is_active)


def owner_of_journey(journey: Journey) -> Owner:
    return Owner(journey.number, link("journey", journey.number), "train")


def dossiers_of(case_files: Collection[int]) -> dict[int, Owner]:
    found = Dossier.objects.filter(case_file__in=case_files).select_related(
        "main_contact__person", "main_contact__organisation"
    )
    return {
        one.case_file_id: owner_of(one, one.main_contact.name if one.main_contact else "") for one in found
    }


def deactivated_dossiers() -> QuerySet[Dossier]:
    return Dossier.objects.filter(is_active=False)


def journeys_of(case_files: Collection[int]) -> dict[int, Owner]:
    found = Journey.objects.filter(case_file__in=case_files)
    return {one.case_file_id: owner_of_journey(one) for one in found}
