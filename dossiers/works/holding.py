"""The work as it is now, held for an operation; and whose timelines tell what is done with it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from dossiers.models import Dossier, DossierQuerySet
from dossiers.works.models import Work
from oss.core.refusal import Refused
from oss.staff.models import User
from oss.staff.rights import hold


def hold_work(work: Work | int, by: User | None) -> Work:
    return hold(Work.objects.select_related("measure"), work, by=by)


def check_active(dossier: Dossier) -> None:
    """Refused where it is deactivated: it is read only."""
    if Dossier.objects.inactive().filter(pk=dossier.pk).exists():
        raise Refused(_("Dossier %(number)s is deactivated; reactivate it first.") % {"number": dossier})


def dossiers_of(works: Collection[Work | int]) -> DossierQuerySet:
    """Those that have to do with one of the works, each once and in one order, with their case files.

    Without what is deactivated: that is read only, so nothing is told or filed there.
    """
    found: DossierQuerySet = Dossier.objects.active().filter(on_works__work__in=works)
    return found.select_related("case_file").distinct().order_by("pk")
