"""What a dossier of Requests and lending holds: what is asked, how it is handled, what became of it.

Pieces and their loans stand in `pieces`, consumables in `stock`. Source: design page "The types, field by
field", 5.1.
"""

from typing import Any

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.models.journey import Stakeholder
from dossiers.types.lending import (
    pieces,  # noqa: F401 - its models are those of the room
    stock,
    thermal,  # noqa: F401 - likewise
)
from dossiers.works.models import PermitKind
from dossiers.works.permits import PermitAsked, permit_constraints
from oss.contacts.models import Organisation

YES_OR_NO = ((True, _("yes")), (False, _("no")))


class Ground(models.TextChoices):
    """Where the work on the green is."""

    PRIVATE = "private", _("private ground")
    PUBLIC = "public", _("public ground")
    BOTH = "both", _("both")


class OwnerAgrees(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class RulesAgreed(models.TextChoices):
    """How the client agreed with the rules."""

    SIGNED = "signed", _("signed")
    FORM = "form", _("ticked on the form")
    PHONE = "phone", _("read aloud by phone")


class Outcome(models.TextChoices):
    """What became of the request; which of these can be chosen follows from what is asked."""

    GRANTED = "granted", _("granted")
    LENT = "lent", _("lent out")
    RETURNED = "returned", _("brought back")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


NOTHING_GIVEN = frozenset({Outcome.REFUSED, Outcome.WITHDRAWN})


def _square_metres(name: Any) -> models.DecimalField:
    return models.DecimalField(
        name, max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


@pghistory.track()
class LendingDetail(PermitAsked, Detail):
    """One row for all blocks of the type."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="lending", editable=False
    )
    asked_on = models.DateField(_("date of the request"), null=True, blank=True, default=timezone.localdate)
    quantity = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    area = _square_metres(_("to depave or plant, in m²"))
    ground = models.CharField(_("where"), max_length=7, choices=Ground.choices, blank=True)
    owner_agrees = models.CharField(
        _("the owner agrees"),
        max_length=7,
        choices=OwnerAgrees.choices,
        blank=True,
        help_text=_("Where a tenant asks something for façade or tiles."),
    )
    rules_version = models.CharField(_("rules, version"), max_length=40, blank=True)
    rules_agreed_on = models.DateField(_("agreed with the rules on"), null=True, blank=True)
    rules_agreed_how = models.CharField(
        _("agreed how"), max_length=6, choices=RulesAgreed.choices, blank=True
    )

    group_name = models.CharField(_("street or group"), max_length=120, blank=True)
    group_lead = models.ForeignKey(
        Stakeholder, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who leads it")
    )
    households = models.PositiveSmallIntegerField(
        _("how many households"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("The addresses that take part are the additional addresses of the dossier."),
    )

    is_complete = models.BooleanField(_("request is complete"), null=True, blank=True, choices=YES_OR_NO)
    more_asked_on = models.DateField(_("more asked on"), null=True, blank=True)
    more_received_on = models.DateField(_("more received on"), null=True, blank=True)
    sent_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent on to"),
        help_text=_("A service of the city, or a partner."),
    )
    sent_on = models.DateField(_("sent on on"), null=True, blank=True)
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    stock = models.ForeignKey(
        stock.StockKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("from which stock"),
    )
    pickup_on = models.DateField(_("to be picked up on"), null=True, blank=True)
    ready_on = models.DateField(_("set ready on"), null=True, blank=True)
    over_because = models.CharField(_("why more than the maximum"), max_length=200, blank=True, db_default="")
    planned_on = models.DateField(_("visit or execution planned on"), null=True, blank=True)
    done_on = models.DateField(_("visit or execution done on"), null=True, blank=True)

    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices, blank=True)
    handled_on = models.DateField(_("handled on"), null=True, blank=True)
    refused_because = models.CharField(_("why it was refused"), max_length=200, blank=True)
    depaved = _square_metres(_("depaved, in m²"))
    greened = _square_metres(_("green added, in m²"))
    bags = models.PositiveSmallIntegerField(_("number of bags"), null=True, blank=True)
    items = models.PositiveSmallIntegerField(_("number of pieces"), null=True, blank=True)

    class Meta:
        verbose_name = _("request or loan")
        verbose_name_plural = _("requests and loans")
        indexes = (
            models.Index(
                fields=["pickup_on"], name="lending_to_hand_out", condition=Q(granted_on__isnull=False)
            ),
        )
        constraints = (
            only_of(DossierType.LENDING, name="lending_detail_of_lending"),
            models.CheckConstraint(
                condition=Q(ground__in=["", *Ground.values])
                & Q(owner_agrees__in=["", *OwnerAgrees.values])
                & Q(rules_agreed_how__in=["", *RulesAgreed.values])
                & Q(outcome__in=["", *Outcome.values])
                & Q(permit__in=["", *PermitKind.values]),
                name="lending_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gte=1),
                name="lending_asks_one_at_least",
                violation_error_message=_("Ask for one at least."),
            ),
            models.CheckConstraint(
                condition=Q(rules_agreed_on=None, rules_agreed_how="")
                | Q(rules_agreed_on__isnull=False) & ~Q(rules_version=""),
                name="lending_agreed_with_rules_that_are_named",
                violation_error_message=_("Say with which rules the client agreed, and when."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REFUSED) | ~Q(refused_because=""),
                name="lending_refused_says_why",
                violation_error_message=_("Write down why it was refused."),
            ),
            models.CheckConstraint(
                condition=Q(more_asked_on=None)
                | Q(more_received_on=None)
                | Q(more_received_on__gte=models.F("more_asked_on")),
                name="lending_more_comes_after_it_was_asked",
                violation_error_message=_("More cannot be received before it was asked."),
            ),
            *permit_constraints("lending"),
        )
