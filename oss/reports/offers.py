"""What reports offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "reports",
    NavigationEntry(
        _("Reports"),
        "chart-bar",
        90,
        text=_("Figures for VEKA, EU projects and the city council, traceable to dossiers."),
    ),
)
