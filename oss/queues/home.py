"""The dashboard's mails: first those that hang on nothing yet, then those that hang on a dossier."""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oss.core.components import EmptyState
from oss.core.drawing import icon
from oss.core.links import link
from oss.core.narrowing import with_keys
from oss.queues.lists import QUEUE_ITEMS
from oss.queues.models import QueueItem
from oss.queues.waiting import waited
from oss.staff.asked_often import asked_often
from oss.staff.home import Figure, HomeGroup, HomePart, Place, When, WorkRow, rows_html
from oss.staff.models import User
from oss.timeline.owners import Owner, owners_of

MOST = 20
MINE = "f=state.in:open&f=worker.me"
"""What I work on, in the list of queue items."""


def my_queue_items(user: User, _token: str) -> HomePart:
    keys: dict[bool, list[int]] = {False: [], True: []}
    for key, case_file in _mine(user):
        keys[case_file is not None].append(key)
    shown = [key for of_group in keys.values() for key in of_group[:MOST]]
    items = _items(shown) if shown else []
    counts = {linked: len(of_group) for linked, of_group in keys.items()}
    owners = owners_of({item.case_file_id for item in items if item.case_file_id})
    groups = tuple(
        _group(
            heading, [one for one in items if bool(one.case_file_id) is linked], counts[linked], owners, asked
        )
        for heading, linked, asked in ((_("Not linked yet"), False, "no"), (_("Linked"), True, "yes"))
    )
    number = sum(group.count for group in groups)
    return HomePart(
        "my-queue-items",
        _("Mails I work on"),
        20,
        groups,
        EmptyState(
            "inbox",
            _("You work on no mail now. Pick one from a queue and it stands here."),
            _("To the queues"),
            link("queues"),
        ),
        figures=(
            Figure(
                number,
                ngettext("%(number)s mail", "%(number)s mails", number) % {"number": number},
                QUEUE_ITEMS.url(MINE),
            ),
        ),
        all_label=_("Queues"),
        all_url=link("queues"),
        aside=True,
    )


@asked_often
def _mine(user: User) -> QuerySet[QueueItem, tuple[int, int | None]]:
    mine = QueueItem.objects.visible_to(user).open().worked_by(user)
    return mine.oldest_first().values_list("pk", "case_file")


@asked_often
def _items(keys: list[int]) -> QuerySet[QueueItem]:
    return QueueItem.objects.filter(with_keys(keys)).for_list().oldest_first()


def _group(
    heading: str, items: list[QueueItem], count: int, owners: dict[int, Owner], asked: str
) -> HomeGroup:
    return HomeGroup(
        rows_html(_row(item, owners.get(item.case_file_id or 0)) for item in items),
        count,
        heading,
        QUEUE_ITEMS.url(f"{MINE}&f=linked.in:{asked}"),
        count - len(items),
    )


def _row(item: QueueItem, owner: Owner | None) -> WorkRow:
    wait = waited(item.created_at)
    return WorkRow(
        icon("mail" if item.message else "checkbox"),
        str(item),
        item.url_for("mine"),
        Place(owner.label, owner.url, owner.icon, owner.hue) if owner else Place(item.queue.name),
        sender=item.message.sender if item.message else "",
        when=When(
            wait.words, wait.icon, wait.tone, date_format(localtime(item.created_at), "DATETIME_FORMAT")
        ),
    )
