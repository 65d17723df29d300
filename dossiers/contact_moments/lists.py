"""The list of contacts, tallies among them."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.contact_moments.models import ContactChannel, ContactMoment, topic_names
from dossiers.models import Topic
from oss.addresses.lists import address_fields, address_text, at
from oss.addresses.models import Municipality
from oss.contacts.models import Person
from oss.core.components import EmptyState, TableCell
from oss.lists.declaration import Action, Branch, Column, ListDefinition, ListRow
from oss.lists.kinds import Code, Matched, Moment, Number, Record, TextKind, YesNo
from oss.lists.links import record_link
from oss.staff.models import User
from oss.staff.rosters.models import DeskPlace

_CHOSEN = ContactMoment.topics.through
_NAME = ("person__first_name", "person__last_name")


def _person(row: ListRow) -> TableCell:
    name = " ".join(row[part] for part in _NAME if row[part])
    return TableCell(name) if name else TableCell(_("tally"), quiet=True)


CONTACT_MOMENTS = ListDefinition(
    name="contact_moments",
    label=gettext_lazy("Contacts"),
    icon="message",
    model=ContactMoment,
    rows=lambda user: ContactMoment.objects.visible_to(user).counted(),
    unread=lambda user: ContactMoment.objects.closed_to(user).counted(),
    permission="dossiers.view_contactmoment",
    url_name="contact_moments",
    default_sort="-at",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("contact_moment"),
    empty=lambda: EmptyState("message", _("No contacts here. Press c on any page to note one.")),
    actions=(
        Action(gettext_lazy("Quick contact"), "plus", "contact_moment_new", primary=True),
        Action(gettext_lazy("Tallies"), "checkbox", "contact_tally"),
        Action(gettext_lazy("Desk roster"), "calendar", "roster"),
    ),
    columns=(
        Column("at", gettext_lazy("When"), Moment(), path="at", sort=("at",), bare=True),
        Column(
            "channel",
            gettext_lazy("Channel"),
            Record(lambda _user: ContactChannel.objects.all()),
            path="channel",
            bare=True,
        ),
        Column(
            "person",
            gettext_lazy("Person"),
            Matched(find=lambda text: Q(person__in=Person.objects.matching(text).order_by().values("pk"))),
            path="person",
            fields=_NAME,
            cell=_person,
            value=lambda row: " ".join(row[part] for part in _NAME if row[part]),
        ),
        Column(
            "municipality",
            gettext_lazy("Municipality"),
            Record(Municipality.objects.visible_to),
            path="municipality",
            leaves=1,
        ),
        Column("minutes", gettext_lazy("Minutes"), Number(), path="minutes", bare=True),
        Column(
            "colleague",
            gettext_lazy("Colleague"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="created_by",
        ),
        Column(
            "topics",
            gettext_lazy("Topics"),
            Record(lambda _user: Topic.objects.all()),
            path="topic_names",
            fields=("topic_names",),
            expression=topic_names,
            cell=lambda row: TableCell(row["topic_names"] or ""),
            branches=(Branch(_CHOSEN.objects.all, "contactmoment", "topic"),),
            long=True,
            leaves=2,
        ),
        Column("text", gettext_lazy("What about"), TextKind(), path="text", long=True, leaves=3),
        Column("dossier", gettext_lazy("Dossier"), Code(), path="dossier__number", leaves=1),
        Column(
            "tally",
            gettext_lazy("Tally"),
            YesNo(),
            path="is_a_tally",
            truth=lambda: Q(person=None),
            default=False,
        ),
        Column(
            "desk",
            gettext_lazy("Desk"),
            Record(lambda _user: DeskPlace.objects.all()),
            path="place",
            default=False,
        ),
        Column(
            "address",
            gettext_lazy("Address"),
            Matched(find=at("address")),
            path="address",
            fields=address_fields("address"),
            cell=lambda row: TableCell(address_text(row, "address")),
            default=False,
        ),
    ),
)
