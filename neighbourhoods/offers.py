"""What neighbourhoods offer to the packages below."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry
from oss.core.registry import offer

offer(
    NavigationEntry(
        "neighbourhoods",
        _("Neighbourhoods"),
        "home-2",
        70,
        text=_("Neighbourhood renovations, from selection to evaluation."),
    ),
)
