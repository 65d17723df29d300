"""What dossiers offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import CreateEntry, NavigationEntry, create_menu, navigation

navigation.register(
    "journeys",
    NavigationEntry(
        _("Journeys"),
        "train",
        20,
        permission="staff.use_loket",
        text=_("Each client's train: the journey up front, a wagon for every dossier."),
    ),
)
for order, (name, label, icon) in enumerate(
    (
        ("information", _("Information"), "info-circle"),
        ("lending", _("Requests and lending"), "basket"),
        ("advice", _("Advice"), "bulb"),
        ("design", _("Project design"), "ruler-2"),
        ("execution", _("Execution"), "crane"),
        ("loan", _("Loans"), "coin-euro"),
        ("grant", _("Grants and subsidies"), "rosette-discount-check"),
    ),
    start=30,
):
    navigation.register(
        name,
        NavigationEntry(
            label,
            icon,
            order,
            permission="staff.use_loket",
            group=_("Climate dossiers"),
            hue=name,
            text=_("Dossiers of this type, each with its own steps from request to completion."),
        ),
    )
navigation.register(
    "works",
    NavigationEntry(
        _("Works"),
        "tools",
        40,
        permission="staff.use_loket",
        text=_("Renovation measures and studies: advised, quoted, decided, executed, checked."),
    ),
)
for order, (name, label, icon) in enumerate(
    (
        ("dossier", _("Dossier"), "folder-plus"),
        ("contact", _("Person"), "user"),
        ("organisation", _("Organisation"), "building-store"),
        ("address", _("Address"), "map-pin"),
        ("task", _("Task"), "checkbox"),
    )
):
    create_menu.register(name, CreateEntry(label, icon, order, permission="staff.use_loket"))
