"""Two records that turned out to be one: probable duplicates, and merges that can be undone."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User

if TYPE_CHECKING:
    from oss.contacts.models import Organisation, Person


class LikenessReason(models.TextChoices):
    """Why two records may be one, the surest first."""

    NUMBER = "number", _("same enterprise number")
    MAIL = "mail", _("same mail address")
    PHONE = "phone", _("same phone number")
    NAME = "name", _("same name")
    SIMILAR_NAME = "similar_name", _("similar name")
    ADDRESS = "address", _("same address")


class PairState(models.TextChoices):
    OPEN = "open", _("to look at")
    NOT_DUPLICATE = "not_duplicate", _("not a duplicate")


def _one_kind_of_pair() -> Q:
    people = Q(first_person__isnull=False, second_person__isnull=False)
    no_people = Q(first_person__isnull=True, second_person__isnull=True)
    organisations = Q(first_organisation__isnull=False, second_organisation__isnull=False)
    no_organisations = Q(first_organisation__isnull=True, second_organisation__isnull=True)
    return people & no_organisations | no_people & organisations


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    def visible_to(self, user: User) -> Self:
        """Pairs of people for who may see people, pairs of organisations likewise."""
        unseen = Q(pk__in=[])
        if not user.has_perm("contacts.view_person"):
            unseen |= Q(first_person__isnull=False)
        if not user.has_perm("contacts.view_organisation"):
            unseen |= Q(first_organisation__isnull=False)
        return self.exclude(unseen)

    def open(self) -> Self:
        return self.filter(state=PairState.OPEN)

    def of_people(self) -> Self:
        return self.filter(first_person__isnull=False)

    def of_organisations(self) -> Self:
        return self.filter(first_organisation__isnull=False)

    def for_list(self) -> Self:
        """Both records and their addresses come along; the surest pairs first."""
        return self.select_related(
            "first_person__address__street__municipality",
            "second_person__address__street__municipality",
            "first_organisation__address__street__municipality",
            "second_organisation__address__street__municipality",
        ).order_by("-score", "pk")


class DuplicatePair(models.Model):
    """Two people, or two organisations, that may be one. The record with the lower key comes first.

    Open pairs are computed and vanish when their reasons do; "not a duplicate" is remembered.
    """

    # CASCADE: a proposal about two records says nothing without both
    first_person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    second_person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    first_organisation = models.ForeignKey(
        "contacts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    second_organisation = models.ForeignKey(
        "contacts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    reasons = ArrayField(
        models.CharField(max_length=12, choices=LikenessReason.choices),
        verbose_name=_("reasons"),
        default=list,
    )
    score = models.PositiveSmallIntegerField(_("score"), help_text=_("From 0 to 100; 100 is the surest."))
    state = models.CharField(_("state"), max_length=13, choices=PairState.choices, default=PairState.OPEN)
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        verbose_name = _("probable duplicate")
        verbose_name_plural = _("probable duplicates")
        ordering = ("-score", "pk")
        constraints = (
            models.CheckConstraint(
                condition=_one_kind_of_pair(), name="duplicate_pair_is_of_people_or_organisations"
            ),
            models.CheckConstraint(
                condition=Q(first_person__lt=F("second_person"))
                | Q(first_organisation__lt=F("second_organisation")),
                name="duplicate_pair_in_order",
            ),
            models.UniqueConstraint(
                fields=["first_person", "second_person"], name="duplicate_pair_of_people_once"
            ),
            models.UniqueConstraint(
                fields=["first_organisation", "second_organisation"],
                name="duplicate_pair_of_organisations_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PairState.values), name="duplicate_pair_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reasons__contained_by=LikenessReason.values),
                name="duplicate_pair_reasons_are_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"

    @property
    def first(self) -> "Person | Organisation":
        return self.first_person or self.first_organisation  # type: ignore[return-value]

    @property
    def second(self) -> "Person | Organisation":
        return self.second_person or self.second_organisation  # type: ignore[return-value]


class MergeQuerySet(models.QuerySet["Merge"]):
    def visible_to(self, user: User) -> Self:
        unseen = Q(pk__in=[])
        if not user.has_perm("contacts.view_person"):
            unseen |= Q(winner_person__isnull=False)
        if not user.has_perm("contacts.view_organisation"):
            unseen |= Q(winner_organisation__isnull=False)
        return self.exclude(unseen)

    def standing(self) -> Self:
        """Not undone."""
        return self.filter(undone_at=None)


class Merge(models.Model):
    """One merge, the one event of it. The loser stays, inactive, and points at the winner.

    `choices` is what was chosen per field; `journal` every change that was made, in order, from which undo
    works; `known` the keys of what referred to the winner right after, per relation.
    """

    winner_person = models.ForeignKey(
        "contacts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="merges"
    )
    loser_person = models.ForeignKey(
        "contacts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_by"
    )
    winner_organisation = models.ForeignKey(
        "contacts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="merges"
    )
    loser_organisation = models.ForeignKey(
        "contacts.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_by"
    )
    loser_name = models.CharField(_("merged name"), max_length=162)
    choices = models.JSONField(_("choices per field"), default=dict)
    journal = models.JSONField(default=list, encoder=DjangoJSONEncoder, editable=False)
    known = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(_("merged at"), default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    winner_person__isnull=False,
                    loser_person__isnull=False,
                    winner_organisation__isnull=True,
                    loser_organisation__isnull=True,
                )
                | Q(
                    winner_person__isnull=True,
                    loser_person__isnull=True,
                    winner_organisation__isnull=False,
                    loser_organisation__isnull=False,
                ),
                name="merge_is_of_people_or_organisations",
            ),
            models.UniqueConstraint(
                fields=["loser_person"], condition=Q(undone_at=None), name="person_is_merged_once"
            ),
            models.UniqueConstraint(
                fields=["loser_organisation"],
                condition=Q(undone_at=None),
                name="organisation_is_merged_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.loser_name} → {self.winner}"

    @property
    def winner(self) -> "Person | Organisation":
        return self.winner_person or self.winner_organisation  # type: ignore[return-value]

    @property
    def loser(self) -> "Person | Organisation":
        return self.loser_person or self.loser_organisation  # type: ignore[return-value]
