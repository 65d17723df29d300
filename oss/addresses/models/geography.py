"""The official geography below the municipality: districts and their statistical sectors."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models.streets import Municipality
from oss.staff.models import User

UNKNOWN_DISTRICT = "99"
"""How the code of the district ends that holds what can't be placed."""


class DistrictQuerySet(models.QuerySet["District"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_district") else self.none()

    def located(self) -> Self:
        """Without the one for what can't be placed."""
        return self.exclude(code__endswith=UNKNOWN_DISTRICT)


class District(models.Model):
    """An official district (wijk) of a municipality; `code` is the municipality's NIS code and two digits."""

    code = models.CharField(_("code"), max_length=7)
    name = models.CharField(_("name"), max_length=60)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="districts", verbose_name=_("municipality")
    )

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["code"], name="district_code_once"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{7}$"), name="district_code_has_seven_digits"
            ),
        )

    def __str__(self) -> str:
        return self.name


class StatisticalSectorQuerySet(models.QuerySet["StatisticalSector"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_statisticalsector") else self.none()

    def drawn(self) -> Self:
        """Those whose boundary is known."""
        return self.filter(boundary__isnull=False)


class StatisticalSector(models.Model):
    """A statistical sector of Statbel.

    `boundary` is the GeoJSON geometry (Polygon or MultiPolygon, WGS 84 longitude and latitude) that
    `manage.py import_sectors` brought in; empty until then.
    """

    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("name"), max_length=80)
    district = models.ForeignKey(District, models.PROTECT, related_name="sectors", verbose_name=_("district"))
    boundary = models.JSONField(_("boundary"), null=True, blank=True, editable=False)

    objects = StatisticalSectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("statistical sector")
        verbose_name_plural = _("statistical sectors")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["code"], name="statistical_sector_code_once"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{5}[A-Z][0-9A-Z]{2}[0-9A-Z-]$"),
                name="statistical_sector_code_as_statbel_writes_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
