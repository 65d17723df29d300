"""Case files of dossiers and journeys, told to the packages below."""

from collections.abc import Collection

from django.db.models import QuerySet

from dossiers.flows.table import flow_of
from dossiers.models import Dossier, Journey, Wagon
from oss.core.links import link
from oss.core.narrowing import with_keys
from oss.staff.asked_often import asked_often
from oss.staff.models import User
from oss.timeline.owners import Owner


def owner_of(dossier: Dossier | Wagon, detail: str = "") -> Owner:
    icon = flow_of(dossier.type).icon
    url = link("dossier", dossier.number)
    return Owner(dossier.number, url, icon, dossier.type, detail, read_only=not dossier.is_active)


def owner_of_journey(journey: Journey) -> Owner:
    return Owner(journey.number, link("journey", journey.number), "train")


def dossiers_of(case_files: Collection[int]) -> dict[int, Owner]:
    return {
        one.case_file_id: owner_of(one, one.main_contact.name if one.main_contact else "")
        for one in _dossiers(list(case_files))
    }


@asked_often
def _dossiers(case_files: list[int]) -> QuerySet[Dossier]:
    contact = ("person__first_name", "person__last_name", "organisation__name")
    found = Dossier.objects.filter(with_keys(case_files, "case_file")).order_by()
    return found.select_related("main_contact__person", "main_contact__organisation").only(
        *("number", "type", "is_active", "case_file"), *(f"main_contact__{name}" for name in contact)
    )


def deactivated_dossiers() -> QuerySet[Dossier]:
    return Dossier.objects.filter(is_active=False)


def handled_dossiers(user: User) -> QuerySet[Dossier, tuple[int]]:
    return Dossier.objects.filter(assignee=user).values_list("case_file")


def handler_of_dossier(case_file: int) -> User | None:
    """Where they can still be given work."""
    return User.objects.assignable().filter(dossiers__case_file=case_file).first()


def journeys_of_handled_dossiers(user: User) -> QuerySet[Journey, tuple[int]]:
    return Journey.objects.filter(dossiers__assignee=user).values_list("case_file")


def journeys_of(case_files: Collection[int]) -> dict[int, Owner]:
    return {one.case_file_id: owner_of_journey(one) for one in _journeys(list(case_files))}


@asked_often
def _journeys(case_files: list[int]) -> QuerySet[Journey]:
    return Journey.objects.filter(with_keys(case_files, "case_file")).order_by()
