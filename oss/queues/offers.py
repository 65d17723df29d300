"""What queues offer to the shared registries."""

from django.utils.translation import gettext_lazy as _

from oss.core.navigation import NavigationEntry, navigation

navigation.register(
    "queues",
    NavigationEntry(
        _("Queues"),
        "inbox",
        10,
        permission="staff.use_loket",
        text=_("Every mail to the shared mailbox lands here and is dispatched to a colleague or a dossier."),
    ),
)
