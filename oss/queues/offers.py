"""What queues offer to the shared registries."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader, demo_loaders
from oss.core.navigation import NavigationEntry, SearchPlace, navigation, search_places
from oss.core.reference import Loader, loaders
from oss.documents.access import access
from oss.lists.declaration import lists
from oss.mail.arrivals import arrivals
from oss.mail.visibility import rules
from oss.queues.figures import queue_figures
from oss.queues.home import my_queue_items
from oss.queues.lists import QUEUE_ITEMS
from oss.queues.operations import open_item_for
from oss.queues.privacy import documents_of_private_queues, mail_in_private_queues
from oss.queues.reference import load_queues
from oss.staff.admin_site import admin_figures
from oss.staff.grants import grant
from oss.staff.home import home_parts
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF
from oss.timeline.vocabulary import event_kind

grant("queues.queue", view=ALL_STAFF, add=ADMINISTRATOR, change=ADMINISTRATOR)
grant(
    "queues.queuemembership",
    view=ADMINISTRATOR,
    add=ADMINISTRATOR,
    change=ADMINISTRATOR,
    delete=ADMINISTRATOR,
)
grant("queues.queueitem", view=ALL_STAFF, change=ALL_STAFF)

navigation.register("queues", NavigationEntry(_("Queues"), "inbox", 10, "queues", also=("queue_items",)))
lists.register("queue_items", QUEUE_ITEMS)
search_places.register(
    "queue_items",
    SearchPlace(
        _("Mails"),
        "mail",
        40,
        "queue_items",
        lambda text: QUEUE_ITEMS.url(urlencode({"q": text})),  # handled ones too
        _("subject and sender, handled ones too"),
    ),
)
demo_loaders.register("mails", DemoLoader("mails", 30, "oss.queues.demo.load_mails"))
loaders.register("queues", Loader("queues", 10, load_queues))
arrivals.register("queues", open_item_for)
rules.register("queues", mail_in_private_queues)
access.register("queues", documents_of_private_queues)
home_parts.register("queues", my_queue_items)
admin_figures.register("queues", queue_figures)

event_kind("mail_reopened", icon="arrow-back-up", chip="mail", text=_("Mail “{subject}” reopened"))
event_kind("mail_closed_again", icon="circle-check", chip="mail", text=_("Mail “{subject}” closed again"))
