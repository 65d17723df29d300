"""Contacts: every time somebody calls, comes by or writes, whether their name is asked or not."""

from datetime import datetime
from typing import Any, Self

import pghistory
from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.models.lists import FirstAction, Source, Topic
from oss.addresses.models import Address, Municipality
from oss.contacts.models import Person
from oss.core.named_values import NamedValue
from oss.core.text_search import SearchText, fragments
from oss.staff.models import User
from oss.staff.rosters.models import DeskPlace
from oss.timeline.models import CaseFile, open_to

MOST_MINUTES = 24 * 60
LONGEST_LINE = 300
WORDS = SearchText("text")


class ContactChannel(NamedValue):
    """How somebody reaches us. `minutes` is what a contact takes where nobody says otherwise; a dossier that
    comes of one has this source and this first action."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes of a contact"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_MINUTES)],
        help_text=_("Counted where nobody says otherwise. Empty: not counted."),
    )
    at_desk = models.BooleanField(
        _("at a desk"), default=False, help_text=_("The desk is known from the roster, where it can be.")
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the question"),
    )
    first_action = models.ForeignKey(
        FirstAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("first action")
    )

    class Meta(NamedValue.Meta):
        verbose_name = _("channel of a contact")
        verbose_name_plural = _("channels of contacts")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="contact_channel_name_once"),
        )


class ContactMomentQuerySet(models.QuerySet["ContactMoment"]):
    def visible_to(self, user: User) -> Self:
        """Also those that were withdrawn, which their page says; lists ask those that count. What became a
        dossier that is shielded from them only counts (`closed_to`)."""
        return self._known_to(user).filter(open_to(user, "dossier__case_file"))

    def closed_to(self, user: User) -> Self:
        """Those of which a shielded dossier came that this user does not read."""
        closed = CaseFile.objects.closed_to(user).values("pk")
        return self._known_to(user).filter(dossier__case_file__in=closed)

    def _known_to(self, user: User) -> Self:
        return self if user.has_perm("dossiers.view_contactmoment") else self.none()

    def counted(self) -> Self:
        return self.filter(withdrawn_at=None)

    def of(self, user: User) -> Self:
        return self.filter(created_by=user)

    def on_day_of(self, moment: datetime) -> Self:
        """Of the same day, here."""
        local = timezone.localtime(moment)
        start = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return self.filter(at__gte=start, at__lte=local.replace(hour=23, minute=59, second=59))

    def for_list(self) -> Self:
        along = ("channel", "person", "municipality", "dossier", "created_by", "place")
        return self.select_related(*along).annotate(topic_names=topic_names())

    def matching(self, text: str) -> Self:
        """Every word stands in what was noted, or the person is found so."""
        noted = ContactMoment.objects.alias(words=WORDS).filter(*fragments(text, "words"))
        people = Person.objects.matching(text).order_by().values("pk")
        return self.filter(
            pk__in=noted.order_by()
            .values("pk")
            .union(ContactMoment.objects.filter(person__in=people).order_by().values("pk"))
        )


@pghistory.track()
class ContactMoment(models.Model):
    """One contact. Without a person it is a tally: it counts, and says nothing of anybody.

    `dossier`: what came of it. What is withdrawn does not count any more.
    """

    channel = models.ForeignKey(
        ContactChannel, models.PROTECT, related_name="contacts", verbose_name=_("channel")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_moments",
        db_index=False,
        verbose_name=_("person"),
    )
    address = models.ForeignKey(
        Address,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_moments",
        db_index=False,
        verbose_name=_("address"),
    )
    text = models.CharField(_("what about"), max_length=LONGEST_LINE, blank=True)
    place = models.ForeignKey(
        DeskPlace, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("desk")
    )
    # SET_NULL: the contact was there, whatever becomes of its dossier
    dossier = models.ForeignKey(
        Dossier,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="contact_moments",
        verbose_name=_("dossier"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", verbose_name=_("colleague")
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = ContactMomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=["at", "id"], name="contact_moment_by_moment"),
            models.Index(fields=["created_by", "-at"], name="contact_moment_of_colleague"),
            models.Index(
                fields=["person", "-at"], name="contact_moment_of_person", condition=Q(person__isnull=False)
            ),
            models.Index(
                fields=["address", "-at"],
                name="contact_moment_of_address",
                condition=Q(address__isnull=False),
            ),
            GinIndex(OpClass(WORDS, name="gin_trgm_ops"), name="contact_moment_search"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__lte=MOST_MINUTES),
                name="contact_moment_within_a_day",
                violation_error_message=_("A contact takes less than a day."),
            ),
            models.CheckConstraint(
                condition=Q(dossier=None) | Q(withdrawn_at=None), name="contact_with_a_dossier_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel} {timezone.localtime(self.at):%d/%m/%Y %H:%M}"

    @property
    def is_tally(self) -> bool:
        return self.person_id is None


def topic_names() -> Subquery:
    """The names of the topics of a contact, in the order of their list."""
    chosen: Any = ContactMoment.topics.through.objects.filter(contactmoment=OuterRef("pk"))
    names = StringAgg("topic__name", ", ", order_by=("topic__position", "topic__name"))
    return Subquery(chosen.order_by().values("contactmoment").annotate(names=names).values("names"))
