"""An energy scan that a partner does."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.schemes.models import SchemeQuestion
from oss.contacts.models import Organisation


class ScanOutcome(models.TextChoices):
    DONE = "done", _("scan done")
    REFUSED = "refused", _("client refused")
    NO_REACH = "no_reach", _("client not reached")
    NOT_FIT = "not_fit", _("client not eligible")
    NO_WORD = "no_word", _("nothing heard back")


@pghistory.track()
class ScanDetail(Detail):
    """To whom the request was sent on, and what came back."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="scan", editable=False
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )
    criteria = models.ManyToManyField(
        SchemeQuestion, blank=True, related_name="+", verbose_name=_("what holds for the client")
    )
    sent_on = models.DateField(_("sent on to the partner on"), null=True, blank=True)
    done_on = models.DateField(_("scan done on"), null=True, blank=True)
    report_on = models.DateField(_("report received on"), null=True, blank=True)
    small_works = models.TextField(_("small works done"), blank=True)
    follow_up_on = models.DateField(_("follow-up scan on"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome of the scan"), max_length=8, choices=ScanOutcome.choices, blank=True
    )

    class Meta:
        verbose_name = _("energy scan")
        verbose_name_plural = _("energy scans")
        constraints = (
            only_of(DossierType.ADVICE, name="scan_detail_of_advice"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *ScanOutcome.values]), name="scan_outcome_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=models.Q(sent_on=None)
                | models.Q(done_on=None)
                | models.Q(done_on__gte=models.F("sent_on")),
                name="scan_done_after_it_was_sent",
                violation_error_message=_("The scan cannot be done before the request was sent on."),
            ),
        )
