"""Which owners' association (VME) owns the common parts of which building."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Building


@pghistory.track()
class AssociationBuilding(models.Model):
    """A VME may have several buildings, and a building a main VME and its parts."""

    # CASCADE: it says nothing without the association; its history stays in its event table.
    organisation = models.ForeignKey(
        "contacts.Organisation",
        on_delete=models.CASCADE,
        related_name="building_links",
        verbose_name=_("owners' association"),
    )
    building = models.ForeignKey(
        Building, on_delete=models.PROTECT, related_name="association_links", verbose_name=_("building")
    )

    class Meta:
        verbose_name = _("building of an association")
        verbose_name_plural = _("buildings of associations")
        ordering = ("organisation__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "building"], name="building_once_per_association"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} · {self.building}"
