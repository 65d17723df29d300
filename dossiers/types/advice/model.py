"""What an Advice dossier holds besides what all dossiers hold.

Source: design page "The types, field by field", 5.2. What is advised of each work stands with the work
(`dossiers.works.models.Advised`).
"""

from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.flows.table import DossierType
from dossiers.models.detail import Detail, only_of
from dossiers.models.dossier import Dossier
from dossiers.models.journey import Stakeholder
from dossiers.models.lists import NextStep, Topic
from oss.addresses.epc import LABELS

YES_OR_NO = ((True, _("yes")), (False, _("no")))


class ContactWay(models.TextChoices):
    """How one speaks with the client."""

    HOME = "home", _("home visit")
    DESK = "desk", _("at the desk")
    ONLINE = "online", _("online")
    PHONE = "phone", _("by phone")
    EXTERNAL = "external", _("by an external adviser")


class AdviceDelivery(models.TextChoices):
    REPORT = "report", _("advice report")
    MAIL = "mail", _("e-mail")
    SPOKEN = "spoken", _("by word of mouth")
    PLAN = "plan", _("plan with remarks")


class Plan(models.TextChoices):
    """What the client has in mind with the dwelling."""

    STAY = "stay", _("to stay")
    REBUILD = "rebuild", _("to rebuild")
    SELL = "sell", _("to sell")
    LET = "let", _("to let")


def _label(name: Any) -> Any:
    return models.CharField(name, max_length=2, choices=[(one, one) for one in LABELS], blank=True)


def _words(name: Any) -> Any:
    return models.TextField(name, blank=True)


@pghistory.track()
class AdviceDetail(Detail):
    """A question for advice, the visit, what was discussed, the report, and what the client does with it."""

    # CASCADE: the detail row is part of its dossier.
    dossier = models.OneToOneField(
        Dossier, on_delete=models.CASCADE, primary_key=True, related_name="advice", editable=False
    )
    question = models.TextField(_("question of the client"), blank=True)
    asked_on = models.DateField(_("date of the request"), null=True, blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="+", verbose_name=_("topics, as far as known beforehand")
    )
    is_complete = models.BooleanField(_("request is complete"), null=True, blank=True, choices=YES_OR_NO)
    missing_papers = models.CharField(_("papers that are missing"), max_length=200, blank=True)
    owner_agrees = models.BooleanField(
        _("the owner agrees"),
        null=True,
        blank=True,
        choices=YES_OR_NO,
        help_text=_("Where the client does not own the dwelling."),
    )
    wished_contact = models.CharField(
        _("wished contact"), max_length=8, choices=ContactWay.choices, blank=True
    )
    wished_moment = models.CharField(_("wished moment"), max_length=100, blank=True)
    interpreter = models.CharField(
        _("language or interpreter"), max_length=60, blank=True, help_text=_("Where Dutch does not do.")
    )
    plan = models.CharField(_("plan with the dwelling"), max_length=7, choices=Plan.choices, blank=True)
    plan_year = models.PositiveSmallIntegerField(
        _("in the year"), null=True, blank=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    consent_text = models.CharField(
        _("text of the consent"),
        max_length=80,
        blank=True,
        help_text=_("For example: registration form 2026."),
    )
    consent_on = models.DateField(_("client agreed on"), null=True, blank=True)
    back_office = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("followed up in the back office by"),
    )

    visit_on = models.DateField(_("appointment on"), null=True, blank=True)
    visit_at = models.TimeField(_("at"), null=True, blank=True)
    visit_minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    visit_way = models.CharField(_("appointment how"), max_length=8, choices=ContactWay.choices, blank=True)
    confirmed_on = models.DateField(_("confirmed to the client on"), null=True, blank=True)
    has_consumption = models.BooleanField(_("client has the consumption at hand"), default=False)
    has_plans = models.BooleanField(_("client has plans at hand"), default=False)
    has_attests = models.BooleanField(_("client has attests at hand"), default=False)

    discussed = models.ManyToManyField(
        Topic, blank=True, related_name="+", verbose_name=_("topics that were discussed")
    )
    shell = _words(pgettext_lazy("of a building", "shell"))
    installations = _words(_("installations"))
    damp = _words(_("damp"))
    ventilation = _words(_("ventilation"))
    asbestos = _words(_("asbestos"))
    comfort = _words(_("comfort and health"))
    social = _words(_("social situation"))

    report_made_on = models.DateField(_("report made on"), null=True, blank=True)
    report_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("report by"),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checked by"),
    )
    label_now = _label(_("label now"))
    label_after = _label(_("label after the works"))
    delivered_on = models.DateField(_("advice delivered on"), null=True, blank=True)
    delivered_how = models.CharField(
        _("advice delivered how"), max_length=6, choices=AdviceDelivery.choices, blank=True
    )

    talked_on = models.DateField(_("report discussed on"), null=True, blank=True)
    talked_how = models.CharField(_("discussed how"), max_length=8, choices=ContactWay.choices, blank=True)
    talked_with = models.ForeignKey(
        Stakeholder, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("discussed with")
    )
    next_steps = models.ManyToManyField(
        NextStep, blank=True, related_name="+", verbose_name=_("the client goes on with")
    )

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = pgettext_lazy("several", "advice")
        constraints = (
            only_of(DossierType.ADVICE, name="advice_detail_of_advice"),
            models.CheckConstraint(
                condition=Q(wished_contact__in=["", *ContactWay.values])
                & Q(visit_way__in=["", *ContactWay.values])
                & Q(talked_how__in=["", *ContactWay.values])
                & Q(plan__in=["", *Plan.values])
                & Q(delivered_how__in=["", *AdviceDelivery.values])
                & Q(label_now__in=["", *LABELS])
                & Q(label_after__in=["", *LABELS]),
                name="advice_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(plan_year=None) | ~Q(plan=""),
                name="advice_year_goes_with_a_plan",
                violation_error_message=_("Say which plan the client has in that year."),
            ),
            models.CheckConstraint(
                condition=Q(consent_on=None) & Q(consent_text="")
                | Q(consent_on__isnull=False) & ~Q(consent_text=""),
                name="advice_consent_names_its_text",
                violation_error_message=_("Say to which text the client agreed, and when: both or neither."),
            ),
            models.CheckConstraint(
                condition=Q(visit_at=None) & Q(visit_minutes=None) | Q(visit_on__isnull=False),
                name="advice_hour_goes_with_a_day",
                violation_error_message=_("An hour goes with a day: fill in the appointment."),
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(visit_on=None) | Q(delivered_on__gte=models.F("visit_on")),
                name="advice_delivered_after_the_visit",
                violation_error_message=_("The advice cannot be delivered before the appointment."),
            ),
        )

    @property
    def findings(self) -> list[tuple[str, str]]:
        """What was found, each under its heading."""
        names = ("shell", "installations", "damp", "ventilation", "asbestos", "comfort", "social")
        fields: list[Any] = [self._meta.get_field(name) for name in names]
        told = [(str(one.verbose_name), getattr(self, one.name)) for one in fields]
        return [(heading, words) for heading, words in told if words]
