"""The contacts with a person, and at an address, on the pages of theirs."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.contact_moments.models import ContactMoment
from oss.addresses.models import Address, Building
from oss.addresses.panels import Section
from oss.contacts.models import Organisation, Person
from oss.contacts.panels import MOST
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.links import link
from oss.core.pages import may_open
from oss.core.record_actions import RecordAction
from oss.staff.models import User

HEADING = gettext_lazy("Contacts")
_EMPTY = EmptyState("message", gettext_lazy("No contact was noted yet."))


def contacts_with(record: Person | Organisation, user: User) -> ListTable:
    """The newest first; of an organisation none is known. One query."""
    if not isinstance(record, Person):
        return _table((), with_person=False)
    found = ContactMoment.objects.visible_to(user).counted().filter(person=record).for_list()
    return _table(found[:MOST], with_person=False)


def contacts_at(place: Address | Building, user: User) -> Section:
    here = {"address": place} if isinstance(place, Address) else {"address__building": place}
    found = ContactMoment.objects.visible_to(user).counted().filter(**here).for_list()
    may_add = isinstance(place, Address) and may_open(user, "contact_moment_new")
    url = reverse("contact_moment_new", query={"address": place.pk}) if may_add else ""
    return Section("contact", HEADING, _table(found[:MOST], with_person=True), _("Note a contact"), url)


def contact_url(pk: int) -> str:
    return link("contact_moment", pk)


def contact_restore_url(pk: int) -> str:
    return reverse("contact_moment_verb", args=[pk, "restore"])


def note_contact_with(record: Any, user: User) -> RecordAction | None:
    """On the page of a person; that of an address has it beside its contacts."""
    if not (isinstance(record, Person) and record.is_active and may_open(user, "contact_moment_new")):
        return None
    url = reverse("contact_moment_new", query={"person": record.pk})
    return RecordAction(_("Quick contact"), "message", url)


def _table(found: Iterable[ContactMoment], *, with_person: bool) -> ListTable:
    columns = [
        _("When"),
        _("Channel"),
        _("What about"),
        _("Topics"),
        _("Minutes"),
        _("Colleague"),
        _("Dossier"),
    ]
    if with_person:
        columns.insert(1, _("Person"))
    return ListTable(
        caption=HEADING,
        columns=tuple(TableColumn(one) for one in columns),
        rows=tuple(_row(one, with_person) for one in found),
        empty=_EMPTY,
    )


def _row(noted: Any, with_person: bool) -> TableRow:
    when = date_format(timezone.localtime(noted.at), "DATETIME_FORMAT")
    cells = [
        TableCell(when),
        TableCell(str(noted.channel)),
        TableCell(noted.text or "–"),
        TableCell(noted.topic_names or "–"),
        TableCell("–" if noted.minutes is None else str(noted.minutes)),
        TableCell(str(noted.created_by)),
        TableCell(noted.dossier.number if noted.dossier else ""),
    ]
    if with_person:
        cells.insert(1, TableCell(noted.person.name) if noted.person else TableCell(_("tally"), quiet=True))
    return TableRow(tuple(cells), contact_url(noted.pk))
