"""What queues offer to the packages below."""

from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from oss.core.demo import DemoLoader
from oss.core.navigation import NavigationEntry, SearchPlace
from oss.core.reference import Loader
from oss.core.registry import offer
from oss.documents.access import DocumentRule
from oss.mail.arrivals import ArrivalHandler
from oss.mail.visibility import MailRule
from oss.queues.figures import queue_figures
from oss.queues.home import my_queue_items
from oss.queues.lists import QUEUE_ITEMS
from oss.queues.operations import open_item_for
from oss.queues.privacy import documents_of_private_queues, mail_in_private_queues
from oss.queues.reference import load_queues
from oss.staff.admin_site import AdminFigures
from oss.staff.grants import grant
from oss.staff.home import OnDashboard
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

offer(
    NavigationEntry("queues", _("Queues"), "inbox", 10, "queues", also=("queue_items",)),
    QUEUE_ITEMS,
    SearchPlace(
        "queue_items",
        _("Mails"),
        "mail",
        40,
        lambda text: QUEUE_ITEMS.url(urlencode({"q": text})),  # handled ones too
        _("subject and sender, handled ones too"),
    ),
    DemoLoader("mails", 30, "oss.queues.demo.load_mails"),
    Loader("queues", 10, load_queues),
    ArrivalHandler("queues", open_item_for),
    MailRule("queues", mail_in_private_queues),
    DocumentRule("queues", documents_of_private_queues),
    OnDashboard("queues", my_queue_items),
    AdminFigures("queues", queue_figures),
)

event_kind("mail_reopened", icon="arrow-back-up", chip="mail", text=_("Mail “{subject}” reopened"))
event_kind("mail_closed_again", icon="circle-check", chip="mail", text=_("Mail “{subject}” closed again"))
