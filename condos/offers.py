"""What condos offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "condos",
    NavigationEntry(
        _("Apartment buildings"),
        "building",
        80,
        text=_("Apartment buildings, their owners' associations, masterplans and assemblies."),
    ),
)
