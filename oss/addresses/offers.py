"""What addresses offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "addresses",
    NavigationEntry(
        _("Addresses"),
        "map-pin",
        50,
        permission="staff.use_loket",
        text=_("Addresses and buildings from the official register, with certificates and works."),
    ),
)
