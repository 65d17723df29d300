"""What an advice on plans asks of a building project."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.models.journey import Stakeholder


class BuildingProject(models.TextChoices):
    NEW = "new", _("new building")
    REBUILD = "rebuild", _("rebuilding")
    EXTENSION = "extension", _("extension")


class PermitStage(models.TextChoices):
    SKETCH = "sketch", _("sketch")
    BEFORE = "before", _("before the application")
    ASKED = "asked", _("permit asked")
    GRANTED = "granted", _("permit granted")


@pghistory.track()
class PlanDetail(Detail):
    """The plans that came, for what, and what was advised on them."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="building_plan", editable=False
    )
    plans_on = models.DateField(_("plans received on"), null=True, blank=True)
    architect = models.ForeignKey(
        Stakeholder, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("architect")
    )
    kind = models.CharField(_("building project"), max_length=9, choices=BuildingProject.choices, blank=True)
    permit_stage = models.CharField(
        _("stage of the permit"), max_length=7, choices=PermitStage.choices, blank=True
    )
    remarks = models.TextField(_("advice by theme"), blank=True)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = (
            only_of(DossierType.ADVICE, name="plan_detail_of_advice"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *BuildingProject.values])
                & models.Q(permit_stage__in=["", *PermitStage.values]),
                name="plan_is_of_the_lists",
            ),
        )
