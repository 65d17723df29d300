"""Renovation works that were done before, or outside, any dossier."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models.findings import Finding
from oss.core.partial_dates import EDTF, PartialDateField


class WorkKind(models.TextChoices):
    ROOF = "roof", _("roof insulation")
    OUTER_WALL = "outer_wall", _("outer wall insulation")
    CAVITY_WALL = "cavity_wall", _("cavity wall insulation")
    INNER_WALL = "inner_wall", _("inner wall insulation")
    FLOOR = "floor", _("floor insulation")
    WINDOWS = "windows", _("windows and doors")
    VENTILATION = "ventilation", _("ventilation")
    HEATING = "heating", _("heating")
    HEAT_PUMP = "heat_pump", _("heat pump")
    HOT_WATER = "hot_water", _("hot water")
    SOLAR = "solar", _("solar panels")
    BATTERY = "battery", _("home battery")
    ASBESTOS = "asbestos", _("asbestos removal")
    GREEN_ROOF = "green_roof", _("green roof")
    OTHER = "other", _("other works")


@pghistory.track()
class DoneWork(Finding):
    """A work with the date of its end, as precise as it is known."""

    kind = models.CharField(_("work"), max_length=12, choices=WorkKind.choices)
    description = models.CharField(_("description"), max_length=200, blank=True)
    done_on = PartialDateField(_("finished"), null=True, blank=True)

    class Meta(Finding.Meta):
        verbose_name = _("work done")
        verbose_name_plural = _("works done")
        ordering = (F("done_on").desc(nulls_last=True), "-pk")
        constraints = (
            *Finding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=WorkKind.values), name="done_work_kind_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__regex=EDTF), name="done_work_date_is_edtf"
            ),
            models.CheckConstraint(
                condition=~Q(kind=WorkKind.OTHER) | ~Q(description=""),
                name="other_work_is_described",
                violation_error_message=_("Describe what was done."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.done_on or '?'}"
