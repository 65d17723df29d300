"""What condos offer to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.registry import offer

offer(
    NavigationEntry(
        "condos",
        _("Apartment buildings"),
        "building",
        80,
        text=_("Apartment buildings, their owners' associations, masterplans and assemblies."),
    ),
)
