"""What contacts offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "people",
    NavigationEntry(
        _("People"),
        "users",
        60,
        permission="staff.use_loket",
        text=_("Everybody the loket knows, once, with all their journeys and dossiers."),
    ),
)
navigation.register(
    "organisations",
    NavigationEntry(
        _("Organisations"),
        "building-store",
        61,
        permission="staff.use_loket",
        text=_("Owners' associations, syndics, contractors, study offices and partners."),
    ),
)
