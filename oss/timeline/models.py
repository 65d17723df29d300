"""Case files: what hangs on anything that carries work.

The owner (a journey, a dossier, later a building or a project) holds its case file one-to-one; activities,
events, mails and documents point at the case file by real foreign keys.
"""

from collections.abc import Callable
from typing import Any, Self

import pghistory
import pgtrigger
from django.contrib.postgres.aggregates import BoolAnd
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Concat, Now
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oss.contacts.models import Organisation, Person
from oss.core.registry import offered
from oss.core.sorting import both_ways
from oss.core.text_search import SearchText, fragments
from oss.documents.models import Document
from oss.mail.headers import MESSAGE_ID_LENGTH
from oss.mail.models import Message, OutboundMessage
from oss.staff.models import User
from oss.timeline.owners import HandledBy, SetAside

READ_SHIELDED = "timeline.read_shielded_casefile"
"""The right to read what is shielded, whoever handles it."""
READ_FINANCIAL = "timeline.read_financial_casefile"
"""The right to read what hangs on a loan or a premium; who handles it has no more right than others."""


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    def hidden_from(self, user: User) -> Self:
        """The shielded ones that this user does not read: it is no coordinator, handles it not, and nobody
        shared it with them. Asked of each shielded one, which are few."""
        return self.none() if user.has_perm(READ_SHIELDED) else self.filter(_hidden(user))

    def closed_to(self, user: User) -> Self:
        """Of which this user reads nothing that hangs there: hidden from them, or financial."""
        if user.has_perm(READ_FINANCIAL):
            return self.hidden_from(user)
        financial = Q(is_financial=True)
        return self.filter(financial if user.has_perm(READ_SHIELDED) else financial | _hidden(user))


def _hidden(user: User) -> Q:
    """Of a case file."""
    here = {"case_file": models.OuterRef("pk")}
    hidden = Q(is_shielded=True) & Q(~models.Exists(CaseFileReader.objects.filter(**here, user=user)))
    for one in offered(HandledBy).values():  # one by one: of several at once the plan would read all of each
        hidden &= Q(~models.Exists(one.case_files(user).order_by().filter(**here)))
    return hidden


class CaseFile(models.Model):
    """The timeline, tasks, mails and documents of one thing.

    `is_shielded`: all that hangs on it is for a few alone, and so is that it is there; `is_financial`: all
    that hangs on it is for financial roles (`CaseFileQuerySet.closed_to`, `open_to`).
    """

    created_at = models.DateTimeField(db_default=Now(), editable=False)
    is_shielded = models.BooleanField(_("shielded"), default=False, db_default=False, editable=False)
    is_financial = models.BooleanField(_("financial"), default=False, db_default=False, editable=False)

    objects = CaseFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("case file")
        verbose_name_plural = _("case files")
        permissions = (
            ("read_shielded_casefile", "Can read what is shielded"),
            ("read_financial_casefile", "Can read what hangs on a loan or a premium"),
        )
        indexes = (models.Index(fields=["id"], name="case_file_shielded", condition=Q(is_shielded=True)),)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


def known_to(user: User, path: str = "case_file") -> Q:
    """Of what has the case file at that path: they may know that it is there."""
    if user.has_perm(READ_SHIELDED):
        return Q()
    hidden = CaseFile.objects.hidden_from(user).filter(pk=models.OuterRef(path))
    return Q(~models.Exists(hidden))  # a join away, where NOT IN would hide from the plan how few they are


def open_to(user: User, path: str = "case_file") -> Q:
    """Of what hangs on the case file at that path, if on any: it is theirs to read.

    Financial ones are many: of each row its own is looked up, as a join would read all case files for a page.
    """
    if user.has_perm(READ_FINANCIAL):
        return known_to(user, path)
    own = CaseFile.objects.filter(pk=models.OuterRef(path))
    financial = Coalesce(models.Subquery(own.values("is_financial")), False)
    return known_to(user, path) & Q(~financial)


ReadingRule = Callable[..., Q]
"""`open_to` or `known_to`: of a user and a path."""


def links_open_to(
    user: User,
    links: models.QuerySet[Any],
    where: str = "pk",
    *,
    by: str,
    at: str = "case_file",
    rule: ReadingRule = open_to,
    take: type[models.Aggregate] = BoolAnd,
) -> Q:
    """Of the row at `where`, which `links` with a case file `at` a path name in their field `by`: all that it
    hangs on is theirs by the `rule`, or with BoolOr one of it; what hangs on nothing is."""
    if not (theirs := rule(user, at)):
        return Q()
    here = links.order_by().filter(**{by: models.OuterRef(where)}).values(by)
    is_theirs = models.Case(models.When(theirs, then=True), default=False, output_field=models.BooleanField())
    # an aggregate of the few links of a row: it can be no join, which would read all links
    return Q(Coalesce(models.Subquery(here.annotate(are_open=take(is_theirs)).values("are_open")), True))


class CaseFileReader(models.Model):
    """A colleague with whom a shielded case file was shared."""

    # CASCADE: it says nothing without its case file; who shared and took back stands in the events
    case_file = models.ForeignKey(CaseFile, models.CASCADE, related_name="readers")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("colleague"))
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("reader of a shielded case file")
        verbose_name_plural = _("readers of shielded case files")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["case_file", "user"], name="reader_once_of_a_case_file"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.case_file_id}"


class ActivityKind(models.TextChoices):
    TASK = "task", _("Task")
    REQUEST = "request", pgettext_lazy("to somebody", "Question")
    NOTE = "note", _("Note")
    CALL = "call", _("Phone call")
    APPOINTMENT = "appointment", _("Appointment")
    VISIT = "visit", _("Home visit")


DONE_WHEN_WRITTEN = frozenset({ActivityKind.NOTE, ActivityKind.CALL})
"""The other kinds wait until somebody finishes them."""
TO_DO = (ActivityKind.TASK, ActivityKind.REQUEST)
"""What stands in the list of tasks: what somebody does, and what we wait for."""

DONE_BY_HAND = (ActivityKind.NOTE, ActivityKind.CALL, ActivityKind.APPOINTMENT, ActivityKind.VISIT)
"""What staff write down of what they did."""
MOST_MINUTES = 24 * 60

ASKED_OF = ("asked_person", "asked_organisation", "asked_colleague")

WORDS = SearchText(Concat("title", Value(" "), "text", output_field=models.TextField()))
"""Title and notes, folded for searching; has an index for what is to do."""


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(open_to(user)) if user.has_perm("timeline.view_activity") else self.none()

    def open(self) -> Self:
        return self.filter(done_at=None)

    def waiting_kinds(self) -> Self:
        """What waits, or waited, until somebody finished it."""
        return self.exclude(kind__in=DONE_WHEN_WRITTEN)

    def to_do(self) -> Self:
        return self.filter(kind__in=TO_DO)

    def requests(self) -> Self:
        return self.filter(kind=ActivityKind.REQUEST, asked_on__isnull=False)

    def with_asked_of(self) -> Self:
        return self.select_related(*ASKED_OF)

    def matching(self, text: str) -> Self:
        """Every word of `text` stands in the title or the notes."""
        return self.alias(words=WORDS).filter(*fragments(text, "words"))

    def worked_on(self) -> Self:
        """Without what hangs on a case file that was set aside."""
        found = self
        for one in offered(SetAside).values():
            found = found.exclude(models.Exists(one.rows().filter(case_file=models.OuterRef("case_file"))))
        return found

    def assigned_to(self, user: User) -> Self:
        return self.filter(assignee=user)

    def by_due_date(self) -> Self:
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())


_ASKED_OF_NOBODY = Q(asked_person=None, asked_organisation=None, asked_colleague=None)
_ASKED_OF_ONE = (
    Q(asked_person__isnull=False, asked_organisation=None, asked_colleague=None)
    | Q(asked_person=None, asked_organisation__isnull=False, asked_colleague=None)
    | Q(asked_person=None, asked_organisation=None, asked_colleague__isnull=False)
)


@pghistory.track()
class Activity(models.Model):
    """Something to do, something done that staff wrote down, or something that was asked of somebody.

    A request is asked of a person, an organisation or a colleague; it waits until it is answered, by
    `due_on`, and is done then. One of before this was written down names nobody, nor a day.
    """

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="activities")
    kind = models.CharField(_("kind"), max_length=12, choices=ActivityKind.choices)
    title = models.CharField(_("what"), max_length=200)
    text = models.TextField(_("notes"), blank=True)
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("assignee")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    pinned = models.BooleanField(_("pinned"), default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    asked_person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        db_index=False,
        verbose_name=_("person"),
    )
    asked_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        db_index=False,
        verbose_name=_("organisation"),
    )
    asked_colleague = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        db_index=False,
        verbose_name=_("colleague"),
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True, editable=False)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, db_default="")
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    travel_minutes = models.PositiveSmallIntegerField(
        _("travel, in minutes"), null=True, blank=True, validators=[MaxValueValidator(MOST_MINUTES)]
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gte=models.F("starts_at")),
                name="activity_ends_after_its_start",
                violation_error_message=_("The end lies before the start."),
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None) | models.Q(done_at__isnull=False),
                name="activity_done_by_means_done",
            ),
            models.CheckConstraint(
                condition=(Q(asked_on=None) & _ASKED_OF_NOBODY)
                | (Q(kind="request", asked_on__isnull=False) & _ASKED_OF_ONE),
                name="request_is_asked_of_one",
                violation_error_message=_("Choose one: an organisation, a person or a colleague."),
            ),
            models.CheckConstraint(
                condition=Q(reminded_on=None)
                | Q(asked_on__isnull=False, reminded_on__gte=models.F("asked_on")),
                name="request_reminded_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None)
                | Q(asked_on__isnull=False, answered_on__gte=models.F("asked_on")),
                name="request_answered_after_it_was_asked",
                violation_error_message=_("The answer cannot lie before the question."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(done_at__isnull=False),
                name="request_answered_means_done",
            ),
            models.CheckConstraint(
                condition=(Q(minutes=None) | Q(minutes__lte=MOST_MINUTES))
                & (Q(travel_minutes=None) | Q(travel_minutes__lte=MOST_MINUTES)),
                name="activity_within_a_day",
            ),
        )
        indexes = (
            models.Index(fields=["case_file", "-created_at"], name="activity_of_case_file"),
            models.Index(
                fields=["assignee", "due_on"], name="activity_open", condition=models.Q(done_at=None)
            ),
            *both_ways("due_on", "activity_by_due"),
            *both_ways("due_on", "open_to_do_by_due", Q(kind__in=TO_DO, done_at=None)),
            GinIndex(OpClass(WORDS, name="gin_trgm_ops"), name="to_do_search", condition=Q(kind__in=TO_DO)),
            GinIndex(OpClass(WORDS, name="gin_trgm_ops"), name="activity_search"),
            models.Index(fields=["created_at", "id"], name="activity_by_moment"),
            *(
                models.Index(fields=[field], name=f"request_{of}", condition=~Q(**{field: None}))
                for field, of in (
                    ("asked_person", "of_person"),
                    ("asked_organisation", "of_organisation"),
                    ("asked_colleague", "of_colleague"),
                )
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def done_when(self) -> str:
        """When it was ticked off, "" while it is open: what a page shows of it, for a verb to know."""
        return self.done_at.isoformat() if self.done_at else ""

    @property
    def term(self) -> str:
        """ "due 03/12/2026", or nothing."""
        return gettext("due %(day)s") % {"day": f"{self.due_on:%d/%m/%Y}"} if self.due_on else ""

    @property
    def asked_of(self) -> Person | Organisation | User | None:
        """None for what is no request, or one of before this was written down."""
        return self.asked_person or self.asked_organisation or self.asked_colleague

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()


class Event(models.Model):
    """What happened, once and for all; its kind says how it reads (`oss.timeline.vocabulary`)."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["case_file", "-at", "-id"], name="event_of_case_file"),)
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.kind


class SensitiveReading(models.Model):
    """That somebody read what few may read: an entry of the log, once and for all. `what` says of what."""

    case_file = models.ForeignKey(
        CaseFile, models.PROTECT, related_name="readings", verbose_name=_("case file")
    )
    what = models.CharField(_("what"), max_length=80)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("reading of what few may read")
        verbose_name_plural = _("readings of what few may read")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["case_file", "-at", "-id"], name="reading_of_case_file"),
            models.Index(fields=["-at", "-id"], name="reading_by_moment"),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return self.what


class MatchedBy(models.TextChoices):
    """What told where an incoming mail belongs, without anybody looking (`oss.timeline.conversations`)."""

    MARK = "mark", _("it answers a mail that we sent from here")
    THREAD = "thread", _("it answers a mail that hangs here")
    NUMBER = "number", _("its subject names this, and the sender is known here")


class Correspondence(models.Model):
    """One mail on one case file; a mail may hang on several. `matched_by` is "" where a colleague put it
    there."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="correspondence")
    message = models.ForeignKey(Message, models.PROTECT, related_name="correspondence")
    linked_at = models.DateTimeField(db_default=Now(), editable=False)
    linked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    matched_by = models.CharField(max_length=8, choices=MatchedBy.choices, blank=True, db_default="")

    class Meta:
        verbose_name = _("correspondence")
        verbose_name_plural = _("correspondence")
        constraints = (
            models.UniqueConstraint(fields=["case_file", "message"], name="message_once_on_a_case_file"),
            models.CheckConstraint(
                condition=Q(matched_by__in=["", *MatchedBy.values]), name="correspondence_matched_by_is_known"
            ),
        )

    def __str__(self) -> str:
        return str(self.message)


class MovedConversation(models.Model):
    """Answers to the mail `message_id` hang on `case_file` and no longer on `instead_of`: somebody moved its
    conversation, and what is written in it later follows. Without a case file it was taken off."""

    message_id = models.CharField(max_length=MESSAGE_ID_LENGTH)
    instead_of = models.ForeignKey(CaseFile, models.PROTECT, related_name="+")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("moved conversation")
        verbose_name_plural = _("moved conversations")
        constraints = (
            models.UniqueConstraint(fields=["message_id", "instead_of"], name="conversation_moved_once"),
        )

    def __str__(self) -> str:
        return f"{self.message_id}: {self.instead_of_id} → {self.case_file_id}"


class PostedMail(models.Model):
    """A mail that we sent about a case file."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="posted_mails")
    message = models.OneToOneField(OutboundMessage, models.PROTECT, related_name="posted_about")

    class Meta:
        verbose_name = _("posted mail")
        verbose_name_plural = _("posted mails")

    def __str__(self) -> str:
        return str(self.message)


class FiledDocument(models.Model):
    """One document on one case file, in a folder or at the top."""

    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="filed_documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="filings")
    folder = models.CharField(_("folder"), max_length=80, blank=True)
    filed_at = models.DateTimeField(db_default=Now(), editable=False)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("filed document")
        verbose_name_plural = _("filed documents")
        ordering = ("folder", "-filed_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["case_file", "document"], name="document_once_on_a_case_file"),
        )

    def __str__(self) -> str:
        return str(self.document)
