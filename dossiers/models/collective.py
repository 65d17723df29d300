"""What a collective renovation holds besides, while it is designed and while it is executed."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier


class CollectiveOf(models.TextChoices):
    """Who renovates together."""

    NEIGHBOURHOOD = "area", _("a neighbourhood")
    BUILDING = "building", _("a building")


class TenderKind(models.TextChoices):
    CLASSIC = "classic", _("classic tender")
    GROUP = "group", _("group purchase")
    ESCO = "esco", _("ESCO")
    DBFM = "dbfm", _("DBFM")
    OTHER = "other", _("other")


@pghistory.track()
class CollectiveDetail(Detail):
    """Who renovates together, and what they are offered; the tender is of the design alone."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="collective", editable=False
    )
    collective_of = models.CharField(
        _("collective of"), max_length=8, choices=CollectiveOf.choices, blank=True
    )
    package = models.CharField(
        _("package"), max_length=120, blank=True, help_text=_("What is offered to all who take part.")
    )
    tender = models.CharField(_("form of the tender"), max_length=7, choices=TenderKind.choices, blank=True)
    tender_note = models.CharField(_("remark on the tender"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("collective renovation")
        verbose_name_plural = _("collective renovations")
        constraints = (
            only_of(
                DossierType.DESIGN, DossierType.EXECUTION, name="collective_detail_of_design_or_execution"
            ),
            models.CheckConstraint(
                condition=Q(collective_of__in=["", *CollectiveOf.values])
                & Q(tender__in=["", *TenderKind.values]),
                name="collective_is_of_the_lists",
            ),
        )
