"""What a report on the quality of a dwelling holds: when the owner was told, the report, its outcome."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from oss.core.named_values import NamedValue


class NoticeWay(NamedValue):
    """How an owner was told of the defects."""

    class Meta(NamedValue.Meta):
        verbose_name = _("way in which an owner is told")
        verbose_name_plural = _("ways in which an owner is told")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="notice_way_name_once"),
        )


class QualityOutcome(NamedValue):
    """What came of a report on the quality of a dwelling."""

    class Meta(NamedValue.Meta):
        verbose_name = _("outcome of a report on housing quality")
        verbose_name_plural = _("outcomes of reports on housing quality")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="quality_outcome_name_once"),
        )


@pghistory.track()
class QualityDetail(Detail):
    """A report comes after the owner was told, where they were."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="housing_quality", editable=False
    )
    owner_told_on = models.DateField(_("owner told on"), null=True, blank=True)
    owner_told_how = models.ForeignKey(
        NoticeWay, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner told how")
    )
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    outcome = models.ForeignKey(
        QualityOutcome, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("outcome")
    )

    class Meta:
        verbose_name = _("report on housing quality")
        verbose_name_plural = _("reports on housing quality")
        constraints = (
            only_of(DossierType.INFORMATION, name="quality_detail_of_information"),
            models.CheckConstraint(
                condition=models.Q(owner_told_on=None)
                | models.Q(reported_on=None)
                | models.Q(reported_on__gte=models.F("owner_told_on")),
                name="reported_after_the_owner_was_told",
                violation_error_message=_("The owner is told before the report, or on the same day."),
            ),
        )
