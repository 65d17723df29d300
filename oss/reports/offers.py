"""What reports offer to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.registry import offer

offer(
    NavigationEntry(
        "reports",
        _("Reports"),
        "chart-bar",
        90,
        text=_("Figures for VEKA, EU projects and the city council, traceable to dossiers."),
    ),
)
