"""What an advice on climate adaptation asks of a plot."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier


@pghistory.track()
class AdaptationDetail(Detail):
    """Paving, roof water, heat and flooding; square metres and litres as measured or told."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="adaptation", editable=False
    )
    paved = models.PositiveIntegerField(_("paved (m²)"), null=True, blank=True)
    roof_connected = models.PositiveIntegerField(_("roof area connected (m²)"), null=True, blank=True)
    cistern = models.PositiveIntegerField(_("rainwater cistern (l)"), null=True, blank=True)
    infiltration = models.TextField(_("infiltration"), blank=True)
    roof_strength = models.TextField(_("strength of the roof for a green roof"), blank=True)
    heat = models.TextField(_("heat"), blank=True)
    flooding = models.TextField(_("flooding"), blank=True)

    class Meta:
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")
        constraints = (only_of(DossierType.ADVICE, name="adaptation_detail_of_advice"),)
