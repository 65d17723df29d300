"""What was asked of a person or an organisation, on the page of theirs."""

from django.db.models import F
from django.utils.translation import gettext as _

from oss.contacts.models import Organisation, Person
from oss.contacts.panels import MOST
from oss.core.components import EmptyState, ListTable, TableCell, TableColumn, TableRow
from oss.core.dates import written
from oss.core.links import link
from oss.staff.models import User
from oss.timeline.models import Activity
from oss.timeline.owners import Owner, owners_of


def requests_of(record: Person | Organisation, user: User) -> ListTable:
    """What waits first, by when it is due; then what was answered, the latest first."""
    field = "asked_person" if isinstance(record, Person) else "asked_organisation"
    asked = Activity.objects.visible_to(user).requests().filter(**{field: record})
    found = list(asked.order_by(F("done_at").desc(nulls_first=True), F("due_on").asc(nulls_last=True))[:MOST])
    owners = owners_of({one.case_file_id for one in found})
    return ListTable(
        caption=_("Asked of them"),
        columns=(
            TableColumn(_("What")),
            TableColumn(_("Dossier")),
            TableColumn(_("Asked on")),
            TableColumn(_("Due")),
            TableColumn(_("Answer")),
        ),
        rows=tuple(_row(one, owners.get(one.case_file_id)) for one in found),
        empty=EmptyState("user-question", _("Nothing was asked of them yet.")),
    )


def _row(request: Activity, owner: Owner | None) -> TableRow:
    return TableRow(
        (
            TableCell(request.title),
            TableCell(owner.label, owner.icon, owner.hue, owner.detail) if owner else TableCell(""),
            TableCell(written(request.asked_on) if request.asked_on else ""),
            TableCell(_due(request), "alert-triangle" if request.is_overdue else ""),
            TableCell(_answer(request), quiet=not request.answered_on),
        ),
        link("activity", request.pk),
    )


def _due(request: Activity) -> str:
    return written(request.due_on) if request.due_on else ""


def _answer(request: Activity) -> str:
    if request.answered_on:
        return request.answer or _("answered on %(day)s") % {"day": written(request.answered_on)}
    if request.reminded_on:
        return _("reminded on %(day)s") % {"day": written(request.reminded_on)}
    return _("none yet")
