"""The mails of a person or organisation, for its page."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.contacts.models import Organisation, Person, PointKind
from oss.contacts.panels import MOST
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.mail.models import Direction, Message, MessageAddress
from oss.staff.models import User


def mails_of(record: Person | Organisation, user: User) -> ListTable:
    """From and to any of its mail addresses, the newest first; two queries."""
    addresses = list(record.contact_points.of_kind(PointKind.MAIL).values_list("normalised", flat=True))
    sent_to = MessageAddress.objects.filter(address__in=addresses)
    concerned = Q(from_address__in=addresses) | Q(pk__in=sent_to.values("message"))
    found = Message.objects.visible_to(user).filter(concerned).for_list().order_by("-received_at", "-pk")
    return ListTable(
        caption=_("Mails"),
        columns=(TableColumn(_("Subject")), TableColumn(_("From")), TableColumn(_("When"))),
        rows=tuple(
            TableRow(
                (
                    TableCell(
                        message.subject or _("(no subject)"),
                        "send" if message.direction == Direction.OUTBOUND else "mail",
                    ),
                    TableCell(message.sender),
                    TableCell(date_format(timezone.localtime(message.received_at), "DATETIME_FORMAT")),
                ),
                reverse("mail_body", args=[message.pk]),
            )
            for message in found[:MOST]
        ),
        empty=EmptyState("mail", _("No mail came from or went to an address of this contact.")),
    )
