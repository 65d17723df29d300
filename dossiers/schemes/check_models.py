"""What a client answered for the rights check of a dossier, and the checks that were kept."""

from datetime import date
from typing import Any, Self

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models.dossier import Dossier
from dossiers.schemes.models import SchemeVersion
from oss.staff.models import User

NOT_KNOWN = "unknown"
"""The answer of who was asked and does not know it."""


class RightsQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """As their dossiers."""
        if not user.has_perm("dossiers.view_rightscheck"):
            return self.none()
        return self.filter(dossier__in=Dossier.objects.visible_to(user))


@pghistory.track()
class RightsAnswer(models.Model):
    """What is known of no address, household or stakeholder: it belongs to the check of this dossier.

    `fact` is one of `dossiers.schemes.rules`, or the code of a question; `value` is as `values.written_value`
    writes it, or `unknown`.
    """

    # CASCADE: part of its dossier
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="rights_answers")
    fact = models.CharField(_("of what"), max_length=60)
    value = models.CharField(_("answer"), max_length=400)
    told_on = models.DateField(_("told on"))
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer for the rights check")
        verbose_name_plural = _("answers for the rights check")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "fact"], name="rights_answer_once"),
            models.CheckConstraint(condition=~Q(value=""), name="rights_answer_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.dossier}: {self.fact}"


class ToldVerdict(models.TextChoices):
    YES = "yes", _("yes")
    DEPENDS = "depends", _("depends on")
    NO = "no", _("no")
    CLOSED = "closed", _("closed")


class RightsCheck(models.Model):
    """What a client was told; it never changes. `made_on`: the day of the sheets, mostly that on which it was
    kept. `facts`: what was known then, each as it was told: of what, value, where it is known from."""

    # CASCADE: part of its dossier
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="rights_checks")
    made_on = models.DateField(_("checked on"))
    facts = models.JSONField(default=list)
    kept_at = models.DateTimeField(db_default=Now(), editable=False)
    kept_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("checked by"))

    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("rights check")
        verbose_name_plural = _("rights checks")
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return f"{self.dossier} · {self.made_on:%d/%m/%Y}"

    @property
    def is_for_another_day(self) -> bool:
        """It was kept for a day before or after."""
        return self.made_on != timezone.localdate(self.kept_at)

    def compared_on(self, today: date) -> date:
        """On what day it is asked what reads otherwise by now."""
        return self.made_on if self.is_for_another_day else today


class RightsLine(models.Model):
    """What was told of one scheme: the verdict, on what it rests, and the sheet as it read then."""

    # CASCADE: part of its check
    check_of = models.ForeignKey(RightsCheck, models.CASCADE, related_name="lines")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    verdict = models.CharField(_("told"), max_length=7, choices=ToldVerdict.choices)
    sheet = models.JSONField()

    class Meta:
        verbose_name = _("line of a rights check")
        verbose_name_plural = _("lines of a rights check")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["check_of", "version"], name="rights_line_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=ToldVerdict.values), name="rights_line_verdict_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet.get('name', '')}: {self.get_verdict_display()}"
