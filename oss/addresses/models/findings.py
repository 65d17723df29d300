"""What is found out about one dwelling or about a building as a whole: the base of certificates and works."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.addresses.models.places import Address, Building
from oss.staff.models import User


class FindingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Who may see the place may see what is known of it."""
        return self if user.has_perm("addresses.view_building") else self.none()

    def of(self, place: Address | Building) -> Self:
        return self.filter(address=place) if isinstance(place, Address) else self.filter(building=place)


class Finding(models.Model):
    """Belongs to an address or to a building, never to both."""

    address = models.ForeignKey(
        Address, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    building = models.ForeignKey(
        Building, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    source = models.CharField(
        _("source"), max_length=120, blank=True, help_text=_("For example: certificate, bill, home visit.")
    )

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(address__isnull=False, building=None) | Q(address=None, building__isnull=False),
                name="%(class)s_of_address_or_building",
            ),
        )

    @property
    def place(self) -> Address | Building:
        place = self.address or self.building
        assert place is not None  # as the constraint says  # noqa: S101
        return place


def is_current(valid_until: date | None, on: date) -> bool:
    return valid_until is None or on <= valid_until
