"""Counters behind numbers such as D2026-00042, dated values of parameters, used keys of forms, the cache."""

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.core.named_values import OWN_CODE


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


@pghistory.track(exclude=["code"])
class DatedValue(models.Model):
    """What a parameter is from a day on, until a later row says otherwise; see `oss.core.parameters`."""

    code = models.CharField(_("code"), max_length=80, editable=False, db_default=OWN_CODE)
    parameter = models.CharField(_("parameter"), max_length=60)
    valid_from = models.DateField(_("valid from"))
    value = models.CharField(_("value"), max_length=200)
    source = models.CharField(
        _("source"), max_length=300, help_text=_("The law, decree or page that says so, and where in it.")
    )
    checked_on = models.DateField(
        _("checked on"),
        default=timezone.localdate,
        help_text=_("When somebody last compared the value with its source."),
    )

    class Meta:
        verbose_name = _("dated value")
        verbose_name_plural = _("dated values: amounts, rates, limits and terms")
        ordering = ("parameter", "-valid_from")
        constraints = (
            models.UniqueConstraint("code", name="dated_value_code_once"),
            models.UniqueConstraint(
                fields=["parameter", "valid_from"],
                name="dated_value_once_a_day",
                violation_error_message=_("This parameter has a value from that day on already."),
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="dated_value_has_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.parameter} · {self.valid_from:%d/%m/%Y}"


class UsedKey(models.Model):
    """A form that made something, and what it was answered; see `oss.core.once`."""

    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(db_default=Now(), editable=False)
    status = models.PositiveSmallIntegerField()
    location = models.TextField()
    content_type = models.CharField(max_length=100)
    body = models.TextField()
    told = models.JSONField()

    class Meta:
        verbose_name = _("used key of a form")
        verbose_name_plural = _("used keys of forms")
        constraints = (models.UniqueConstraint(fields=["digest"], name="form_key_once"),)
        indexes = (models.Index(fields=["used_at"], name="form_key_by_age"),)

    def __str__(self) -> str:
        return self.digest


class CacheEntry(models.Model):
    """The table of Django's cache (`CACHES`): nothing but the cache reads or writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("cache entry")
        verbose_name_plural = _("cache entries")

    def __str__(self) -> str:
        return self.cache_key
