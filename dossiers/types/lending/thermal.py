"""What a thermal scan shows: of each façade whether it is warm or cold, and the image that shows it."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from oss.documents.models import Document


class FacadeFinding(models.TextChoices):
    COLD = "cold", _("cold: keeps the heat in")
    WARM = "warm", _("warm: loses heat")


FACADES = ("front", "left", "right", "rear", "roof")


def _finding(label: Any) -> models.CharField:
    return models.CharField(label, max_length=4, choices=FacadeFinding.choices, blank=True)


def _image(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


@pghistory.track()
class ThermalScan(Detail):
    """Seen from outside: a cold façade keeps the heat in, a warm one loses it."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="thermal_scan", editable=False
    )
    front = _finding(_("front façade"))
    front_image = _image(_("image of the front façade"))
    left = _finding(_("left façade"))
    left_image = _image(_("image of the left façade"))
    right = _finding(_("right façade"))
    right_image = _image(_("image of the right façade"))
    rear = _finding(_("rear façade"))
    rear_image = _image(_("image of the rear façade"))
    roof = _finding(_("roof"))
    roof_image = _image(_("image of the roof"))

    class Meta:
        verbose_name = _("thermal scan")
        verbose_name_plural = _("thermal scans")
        constraints = (
            only_of(DossierType.LENDING, name="thermal_scan_of_lending"),
            models.CheckConstraint(
                condition=Q(front__in=["", *FacadeFinding.values])
                & Q(left__in=["", *FacadeFinding.values])
                & Q(right__in=["", *FacadeFinding.values])
                & Q(rear__in=["", *FacadeFinding.values])
                & Q(roof__in=["", *FacadeFinding.values]),
                name="thermal_scan_is_of_the_lists",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}_image": None}) | ~Q(**{name: ""}),
                    name=f"thermal_scan_labels_{name}",
                    violation_error_message=_("Say of each image whether the façade is cold or warm."),
                )
                for name in ("front", "left", "right", "rear", "roof")
            ),
        )

    @property
    def leaks(self) -> bool:
        """Heat is lost somewhere."""
        return any(getattr(self, name) == FacadeFinding.WARM for name in FACADES)
