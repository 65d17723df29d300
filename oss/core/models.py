"""The counters behind numbers such as D2026-00042."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The last number given out in one series and year; see `oss.core.numbering`."""

    series = models.CharField(_("series"), max_length=4)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        constraints = (models.UniqueConstraint(fields=["series", "year"], name="counter_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.series}{self.year}: {self.last}"
