"""The work as it is now, held for an operation."""

from dossiers.works.models import Work
from oss.staff.models import User
from oss.staff.rights import hold


def hold_work(work: Work | int, by: User | None) -> Work:
    return hold(Work.objects.select_related("measure"), work, by=by)
