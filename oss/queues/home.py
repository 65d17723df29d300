"""The dashboard's "my queue items": left what hangs on nothing yet, right what hangs on a dossier."""

from django.urls import reverse
from django.utils.translation import gettext as _

from oss.core.components import Cell, Column, EmptyState, ListTable, Row
from oss.core.dates import age
from oss.queues.models import QueueItem
from oss.staff.home import HomeList, HomePart
from oss.staff.models import User
from oss.timeline.owners import owners_of

MOST = 20


def my_queue_items(user: User) -> HomePart:
    items = list(QueueItem.objects.visible_to(user).open().worked_by(user).for_list().oldest_first()[:MOST])
    owners = owners_of({item.case_file_id for item in items if item.case_file_id})
    queues_url = reverse("queues")
    nothing = EmptyState("inbox", _("Nothing here."))
    return HomePart(
        "my-queue-items",
        _("My queue items"),
        10,
        (
            HomeList(
                _("Without dossier"),
                ListTable(
                    _("My queue items without dossier"),
                    (Column(_("Subject")), Column(_("Age"), numeric=True)),
                    tuple(
                        Row(
                            (
                                Cell(str(item), "mail", detail=f"{item.queue} · {_sender(item)}"),
                                Cell(age(item.created_at)),
                            ),
                            item.url_for("mine"),
                        )
                        for item in items
                        if item.case_file_id is None
                    ),
                    nothing,
                ),
            ),
            HomeList(
                _("With dossier"),
                ListTable(
                    _("My queue items with dossier"),
                    (Column(_("Subject")), Column(_("Dossier")), Column(_("Age"), numeric=True)),
                    tuple(
                        Row(
                            (
                                Cell(str(item), "mail", detail=_sender(item)),
                                _owner_cell(owners, item.case_file_id),
                                Cell(age(item.created_at)),
                            ),
                            item.url_for("mine"),
                        )
                        for item in items
                        if item.case_file_id is not None
                    ),
                    nothing,
                ),
            ),
        ),
        EmptyState(
            "inbox",
            _("You work on no mail now. Pick one from a queue and it stands here."),
            _("To the queues"),
            queues_url,
        ),
        _("To the queues"),
        queues_url,
        beside=True,
    )


def _sender(item: QueueItem) -> str:
    return item.message.sender if item.message else ""


def _owner_cell(owners: dict, case_file: int | None) -> Cell:
    owner = owners.get(case_file)
    return Cell(owner.label, owner.icon, owner.hue) if owner else Cell("")
