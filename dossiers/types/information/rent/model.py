"""What a question about renting holds besides question and answer."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from oss.core.named_values import NamedValue

REGISTERED = ((True, _("yes")), (False, _("no")))


class RentSubject(NamedValue):
    """What a question about renting is about: the price, its indexation, repairs…"""

    class Meta(NamedValue.Meta):
        verbose_name = _("subject of a question about renting")
        verbose_name_plural = _("subjects of questions about renting")
        constraints = (
            *NamedValue.Meta.constraints,
            models.UniqueConstraint(fields=["name"], name="rent_subject_name_once"),
        )


@pghistory.track()
class RentDetail(Detail):
    """Who asks, tenant or landlord, the capacity of the client says; the label stands on the dwelling."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="rent", editable=False
    )
    subject = models.ForeignKey(
        RentSubject, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subject")
    )
    lease_began_on = models.DateField(_("lease began on"), null=True, blank=True)
    registered = models.BooleanField(_("lease registered"), null=True, blank=True, choices=REGISTERED)

    class Meta:
        verbose_name = _("question about renting")
        verbose_name_plural = _("questions about renting")
        constraints = (only_of(DossierType.INFORMATION, name="rent_detail_of_information"),)
