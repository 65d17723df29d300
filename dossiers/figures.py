"""Dossiers in figures, for the admin's first page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from oss.staff.admin_site import Figure
from oss.staff.models import User


def dossier_figures(user: User) -> list[Figure]:
    dossiers = Dossier.objects.visible_to(user).active()
    month = timezone.localdate().replace(day=1).isoformat()
    admin_list = reverse("admin:dossiers_dossier_changelist")
    return [
        Figure(
            _("Open dossiers"),
            dossiers.open().count(),
            f"{reverse('dossiers')}?open=1",
            name="open-dossiers",
        ),
        Figure(
            _("Opened this month"),
            dossiers.filter(opened_on__gte=month).count(),
            f"{admin_list}?opened_on__gte={month}",
        ),
        Figure(
            _("Completed this month"),
            dossiers.filter(completed_on__gte=month).count(),
            f"{admin_list}?completed_on__gte={month}",
        ),
    ]
