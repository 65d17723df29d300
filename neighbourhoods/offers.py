"""What neighbourhoods offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "neighbourhoods",
    NavigationEntry(
        _("Neighbourhoods"),
        "home-2",
        70,
        text=_("Neighbourhood renovations, from selection to evaluation."),
    ),
)
