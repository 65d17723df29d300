"""What an Information dossier holds besides what all dossiers hold."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.models.lists import FirstAction, Topic
from oss.core.working_days import DaysUntil, WorkingDaysUntil


@pghistory.track(exclude=["lead_days", "lead_working_days"])
class InformationDetail(Detail):
    """A question and its answer. The lead time is that from the question to the first action (R21)."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="information", editable=False
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    question = models.TextField(_("question"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    asked_on = models.DateField(_("date of the question"), null=True, blank=True)
    first_action = models.ForeignKey(
        FirstAction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("first action")
    )
    first_action_on = models.DateField(_("date of the first action"), null=True, blank=True)
    lead_days = models.GeneratedField(
        expression=DaysUntil("asked_on", "first_action_on"),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    lead_working_days = models.GeneratedField(
        expression=WorkingDaysUntil("asked_on", "first_action_on"),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        constraints = (
            only_of(DossierType.INFORMATION, name="information_detail_of_information"),
            models.CheckConstraint(
                condition=models.Q(asked_on=None)
                | models.Q(first_action_on=None)
                | models.Q(first_action_on__gte=models.F("asked_on")),
                name="first_action_after_the_question",
                violation_error_message=_("The first action cannot lie before the question."),
            ),
        )
