"""Dossiers in figures, for the admin's first page."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.lists import DOSSIERS
from dossiers.models import Dossier
from oss.staff.admin_site import AdminFigure
from oss.staff.models import User


def dossier_figures(user: User) -> list[AdminFigure]:
    dossiers = Dossier.objects.counted_by(user).active()
    month, following = _this_month()
    return [
        AdminFigure(
            _("Open dossiers"),
            dossiers.open().count(),
            DOSSIERS.url("f=open.in:yes"),
            name="open-dossiers",
        ),
        AdminFigure(
            _("Opened this month"),
            dossiers.filter(opened_on__gte=month, opened_on__lt=following).count(),
            DOSSIERS.url("f=active.in:yes&f=opened_on.month"),
        ),
        AdminFigure(
            _("Completed this month"),
            dossiers.filter(completed_on__gte=month, completed_on__lt=following).count(),
            DOSSIERS.url("f=active.in:yes&f=completed_on.month"),
        ),
    ]


def _this_month() -> tuple[date, date]:
    """Its first day, and that of the next."""
    first = timezone.localdate().replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)
