"""Queues and their items: one message or task each, waiting for somebody."""

from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oss.core.links import link
from oss.core.text_search import fragments
from oss.documents.models import Document, DocumentClass
from oss.mail.models import Attachment, Message
from oss.queues.search import FILL_SEARCH
from oss.staff.models import User
from oss.timeline.conversations.matching import conversation_of
from oss.timeline.models import (
    Activity,
    CaseFile,
    Correspondence,
    ReadingRule,
    known_to,
    links_open_to,
    open_to,
)


class QueueQuerySet(models.QuerySet["Queue"]):
    def visible_to(self, user: User) -> Self:
        """Private queues are there for their members only."""
        if not user.has_perm("queues.view_queue"):
            return self.none()
        member = QueueMembership.objects.filter(queue=models.OuterRef("pk"), user=user)
        return self.filter(models.Q(is_private=False) | models.Q(models.Exists(member)))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def general(self) -> "Queue":
        """The queue in which all mail lands."""
        return self.get(is_general=True)


@pghistory.track()
class Queue(models.Model):
    """A waiting line for one theme, with its agreements about who takes what."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("short name"), max_length=40)
    description = models.CharField(_("description"), max_length=200, blank=True)
    agreements = models.TextField(_("agreements"), blank=True)
    responsible = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsible_for",
        verbose_name=_("responsible"),
    )
    members = models.ManyToManyField(
        User, through="QueueMembership", related_name="queues", verbose_name=_("members")
    )
    is_private = models.BooleanField(
        _("private"), default=False, help_text=_("Only members see its mails and documents.")
    )
    is_general = models.BooleanField(_("receives all mail"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    key = models.CharField(
        _("key"),
        max_length=1,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(r"^[0-9]$", _("A key is one digit, 0 to 9."))],
        help_text=_("The digit that moves an open mail to this queue; each leads to one queue."),
    )

    objects = QueueQuerySet.as_manager()

    class Meta:
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(fields=["slug"], name="queue_slug_once"),
            models.UniqueConstraint(
                fields=["is_general"], condition=models.Q(is_general=True), name="one_general_queue"
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=~models.Q(key=""),
                name="queue_key_once",
                violation_error_message=_("Another queue has this key."),
            ),
            models.CheckConstraint(condition=models.Q(key__regex=r"^[0-9]?$"), name="queue_key_is_a_digit"),
            models.CheckConstraint(
                condition=models.Q(is_general=False) | models.Q(is_private=False, is_active=True),
                name="general_queue_is_open_to_all",
                violation_error_message=_("The general queue stays active and open to all."),
            ),
        )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class QueueMembership(models.Model):
    """One colleague in one queue."""

    # CASCADE: a membership says nothing without both; its history stays in its event table.
    queue = models.ForeignKey(
        Queue, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("queue")
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="queue_memberships", verbose_name=_("member")
    )

    class Meta:
        verbose_name = _("queue member")
        verbose_name_plural = _("queue members")
        constraints = (models.UniqueConstraint(fields=["queue", "user"], name="queue_member_once"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.queue}"


class ItemState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", pgettext_lazy("mail", "Done")
    SPAM = "spam", _("Spam")


def secret_class(user: User, item: str = "") -> models.Case:
    """The class of what hides the item at that path from this user: that of a dossier which is shielded or
    financial, or of a paper that came with its mail; "" where nothing does."""
    secret = Attachment.objects.secret_for(user, models.OuterRef(f"{item}message"))
    strictest = secret.order_by("-document_class")  # shielded before financial
    paper = Coalesce(models.Subquery(strictest.values("document_class")[:1]), models.Value(""))
    rules = ((known_to, DocumentClass.SHIELDED), (open_to, DocumentClass.FINANCIAL))
    met = ((hangs_open(user, item, rule), name) for rule, name in rules)
    whens = (models.When(~one, then=models.Value(name.value)) for one, name in met if one)
    return models.Case(*whens, default=paper)


def hangs_open(user: User, item: str = "", rule: ReadingRule = open_to) -> models.Q:
    """Of the item at that path: its mail or task hangs on nothing that this user does not read, by the `rule`
    for what has a case file."""
    found = rule(user, f"{item}case_file")
    for rows, where, by in (
        (Correspondence.objects.all(), "message", "message"),
        (Activity.objects.all(), "activity", "pk"),
    ):
        found &= links_open_to(user, rows, f"{item}{where}", by=by, rule=rule)
    return found


class QueueItemQuerySet(models.QuerySet["QueueItem"]):
    def visible_to(self, user: User) -> Self:
        """What lies in their queues and they may read."""
        secret = Attachment.objects.secret_for(user, models.OuterRef("message"))
        theirs = self.filter(queue__in=Queue.objects.visible_to(user)).exclude(models.Exists(secret))
        return theirs.filter(hangs_open(user))

    def in_queues_of(self, user: User) -> Self:
        """Also the mails that brought a paper that is not theirs to read, or hang on a shielded dossier:
        these they pass on, unread. Each knows by `secret` the class of what hides it; "" is of a mail that
        they may read."""
        return self.filter(queue__in=Queue.objects.visible_to(user)).annotate(secret=secret_class(user))

    def open(self) -> Self:
        return self.filter(state=ItemState.OPEN)

    def in_conversation_of(self, item: "QueueItem") -> Self:
        """The other mails of its conversation that hang where it hangs."""
        if item.message is None or item.case_file_id is None:
            return self.none()
        mails = Message.objects.filter(correspondence__case_file=item.case_file_id)
        alike = mails.filter(conversation_of(item.message)).values("pk")
        return self.filter(case_file=item.case_file_id, message__in=alike).exclude(pk=item.pk)

    def lately_closed_in(self, queue: int, *, at_most: int) -> Self:
        """What is closed, of the last `at_most` that were closed in this queue."""
        closings = QueueMove.objects.closing().filter(to_queue=queue).order_by("-pk")
        return self.exclude(state=ItemState.OPEN).filter(pk__in=closings.values("item")[:at_most])

    def unlinked(self) -> Self:
        return self.filter(case_file=None)

    def linked(self) -> Self:
        return self.filter(case_file__isnull=False)

    def worked_by(self, user: User) -> Self:
        return self.filter(worker=user)

    def matching(self, text: str) -> Self:
        """Every word of `text` stands in subject or sender of the mail, or in the task."""
        return self.filter(*fragments(text))

    def oldest_first(self) -> Self:
        return self.order_by("created_at", "pk")

    def for_list(self) -> Self:
        """Without the bodies of the mails, which a list does not show; with what a verb must have seen."""
        moves = QueueMove.objects.filter(item=models.OuterRef("pk")).order_by("-pk")
        return (
            self.select_related("message", "activity", "queue", "worker")
            .defer("message__text", "message__html", "message__references")
            .annotate(last_move=models.Subquery(moves.values("pk")[:1]))
        )

    def last_moved_first(self) -> Self:
        """Of what came `for_list`."""
        return self.order_by(models.F("last_move").desc())


class QueueItem(models.Model):
    """Exactly one message or task in one queue. Its moves are rows: time in a queue is a query.

    `last_move` is the key of the latest of them, where `for_list` or an operation read the item: a page
    carries it along as what its user saw (`oss.queues.operations`). `search` holds what the mail or the task
    is found by; triggers keep it (`oss.queues.search`), as a search over two other tables reads both whole.
    `secret`, where the item was read `in_queues_of` somebody, is the class of the paper that hides it.
    """

    last_move: int | None
    secret = ""

    queue = models.ForeignKey(Queue, models.PROTECT, related_name="items")
    message = models.OneToOneField(Message, models.PROTECT, null=True, related_name="queue_item")
    activity = models.OneToOneField(Activity, models.PROTECT, null=True, related_name="queue_item")
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.OPEN)
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="picked_items")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="queue_items")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    entered_queue_at = models.DateTimeField(db_default=Now(), editable=False)
    search = models.TextField(editable=False, db_default="")

    objects = QueueItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("queue item")
        verbose_name_plural = _("queue items")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(message__isnull=False, activity=None)
                | models.Q(message=None, activity__isnull=False),
                name="queue_item_holds_exactly_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ItemState.values), name="queue_item_state_is_known"
            ),
        )
        indexes = (
            models.Index(
                fields=["queue", "created_at", "id"],
                name="queue_item_waiting",
                condition=models.Q(state="open"),
            ),
            models.Index(fields=["created_at", "id"], name="queue_item_by_arrival"),
            models.Index(
                fields=["worker", "created_at"], name="queue_item_mine", condition=models.Q(state="open")
            ),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="queue_item_search"),
        )
        triggers = (FILL_SEARCH,)

    def __str__(self) -> str:
        if self.secret:
            if self.activity_id or self.case_file_id:
                return gettext("Hangs on a dossier that not everybody may read")
            return gettext("Mail with a paper that not everybody may read")
        return str(self.message or self.activity)

    def url_for(self, show: str) -> str:
        """The item open in triage, with that part of its queue in the list."""
        return f"{link('queue', self.queue.slug)}?show={show}&item={self.pk}"


class MoveVerb(models.TextChoices):
    ARRIVE = "arrive", _("arrived")
    PICK = "pick", _("picked")
    RELEASE = "release", _("released")
    ROUTE = "route", _("routed")
    ASSIGN = "assign", _("assigned")
    LINK = "link", _("linked")
    MOVE = "move", _("linked elsewhere")
    UNLINK = "unlink", _("taken off its dossier")
    FILE = "file", _("filed attachments of")
    DONE = "done", _("done")
    SPAM = "spam", _("marked as spam")
    REOPEN = "reopen", _("reopened")
    UNDO = "undo", _("undone")


CLOSING = models.Q(from_state=ItemState.OPEN) & ~models.Q(to_state=ItemState.OPEN)


class QueueMoveQuerySet(models.QuerySet["QueueMove"]):
    def closing(self) -> Self:
        return self.filter(CLOSING)

    def as_known_to(self, user: User) -> Self:
        return self.annotate(secret=secret_class(user, "item__"))


class QueueMove(models.Model):
    """One verb on one item, with what it was before, so that it can be undone.

    `secret`, where the move was read `as_known_to` somebody, is that of its item.
    """

    secret = ""

    # CASCADE: a move belongs to its item and is never looked at without it.
    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=8, choices=MoveVerb.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    from_queue = models.ForeignKey(Queue, models.PROTECT, null=True, related_name="+")
    to_queue = models.ForeignKey(Queue, models.PROTECT, related_name="+")
    from_worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    to_worker = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    from_state = models.CharField(max_length=8)
    to_state = models.CharField(max_length=8)
    from_case_file = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    to_case_file = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    documents = models.ManyToManyField(Document, related_name="+")
    attachments = ArrayField(models.BigIntegerField(), default=list, db_default=[], editable=False)
    """Keys of those whose documents were taken off with the mail."""
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    together = models.UUIDField(null=True, editable=False)
    """Moves of one press of a button on several items carry the same, and are undone together."""

    objects = QueueMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("queue move")
        verbose_name_plural = _("queue moves")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(verb__in=MoveVerb.values), name="queue_move_verb_is_known"
            ),
        )
        indexes = (
            models.Index(fields=["item", "-id"], name="queue_moves_of_item"),
            models.Index(fields=["to_queue", "-id"], name="queue_moves_closing", condition=CLOSING),
        )

    def __str__(self) -> str:
        return f"{self.get_verb_display()} · {self.item_id}"
