"""Case files of dossiers and journeys, told to the packages below."""

from collections.abc import Collection

from django.db.models import QuerySet

from dossiers.models import Dossier, Journey
from oss.core.links import link
from oss.timeline.owners import Owner


def dossiers_of(case_files: Collection[int]) -> dict[int, Owner]:
    found = Dossier.objects.filter(case_file__in=case_files).select_related(
        "main_contact__person", "main_contact__organisation"
    )
    return {
        one.case_file_id: Owner(
            one.number,
            link("dossier", one.number),
            one.flow.icon,
            one.type,
            one.main_contact.name if one.main_contact else "",
            read_only=not one.is_active,
        )
        for one in found
    }


def deactivated_dossiers() -> QuerySet[Dossier]:
    return Dossier.objects.filter(is_active=False)


def journeys_of(case_files: Collection[int]) -> dict[int, Owner]:
    found = Journey.objects.filter(case_file__in=case_files)
    return {one.case_file_id: Owner(one.number, link("journey", one.number), "train") for one in found}
