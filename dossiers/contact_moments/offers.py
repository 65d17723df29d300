"""What contacts offer, to the packages below."""

from django.utils.translation import gettext_lazy as _

from dossiers.contact_moments import (
    held,  # noqa: F401 - says it
    movers,
)
from dossiers.contact_moments.lists import CONTACT_MOMENTS
from dossiers.contact_moments.panels import (
    HEADING,
    contact_restore_url,
    contact_url,
    contacts_at,
    contacts_with,
    note_contact_with,
)
from dossiers.contact_moments.reference import load_channels
from oss.addresses.panels import PlaceSection
from oss.contacts.panels import Panel
from oss.core.demo import DemoLoader
from oss.core.navigation import CreateEntry, NavigationEntry, SearchPlace
from oss.core.record_actions import OnRecord
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("dossiers.contactmoment", view=ALL_STAFF, add=ALL_STAFF, change=ALL_STAFF)
grant("dossiers.contactchannel", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)

offer(
    CONTACT_MOMENTS,
    NavigationEntry("contact_moments", HEADING, "message", 17, "contact_moments"),
    CreateEntry("contact_moment_new", _("Quick contact"), "message", 5, key="c"),
    SearchPlace(
        "contact_moments",
        HEADING,
        "message",
        60,
        CONTACT_MOMENTS.url_searching,
        _("the person, and what was noted"),
    ),
    Panel("contacts", HEADING, 15, contacts_with),
    PlaceSection("contact", 9, contacts_at, contact_url, contact_restore_url),
    OnRecord("quick contact", note_contact_with),
    Loader("contact channels", 30, load_channels),
    DemoLoader("contact moments", 70, "dossiers.contact_moments.demo.load_contact_moments"),
)
event_kind(
    "contact_became_dossier",
    icon="message",
    chip="step",
    text=_("The contact {when} ({channel}) became dossier {dossier}"),
)
movers.register()
