"""The work as it is now, held for an operation; and whose timelines tell what is done with it."""

from collections.abc import Collection

from dossiers.models import Dossier, DossierQuerySet
from dossiers.works.models import Work
from oss.staff.models import User
from oss.staff.rights import hold


def hold_work(work: Work | int, by: User | None) -> Work:
    return hold(Work.objects.select_related("measure"), work, by=by)


def dossiers_of(works: Collection[Work | int]) -> DossierQuerySet:
    """Those that have to do with one of the works, each once and in one order, with their case files."""
    found: DossierQuerySet = Dossier.objects.filter(on_works__work__in=works)
    return found.select_related("case_file").distinct().order_by("pk")
