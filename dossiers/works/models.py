"""Works: what is done to a dwelling or a building, or may be, from the first advice to the last inspection.

A work exists once, whatever dossiers have to do with it. Where it stands is derived by the database from what
is known of it (`state`), so nothing can say that a work is executed that nobody decided.
"""

from decimal import Decimal
from typing import Any, ClassVar, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dossiers.flows.table import DossierType
from dossiers.models.dossier import Dossier
from dossiers.models.lists import Reason
from dossiers.works.state import FILL_STATE, STATE_FOLLOWS_DECISION, STATE_FOLLOWS_INSPECTION
from oss.addresses.models import Building, Finding, FindingQuerySet, Measure
from oss.addresses.text_search import in_any_spelling
from oss.contacts.models import Organisation
from oss.core.money import in_unit
from oss.core.partial_dates import EDTF, PartialDateField
from oss.core.sorting import both_ways
from oss.staff.models import User
from oss.timeline.models import links_open_to, open_to

CENTS: dict[str, Any] = {"max_digits": 12, "decimal_places": 2}


class WorkState(models.TextChoices):
    """In the order of a work that goes well."""

    ADVISED = "advised", _("advised")
    ASKED = "asked", _("quotes asked")
    QUOTED = "quoted", _("quotes received")
    DECIDED = "decided", _("decided")
    PERMITTED = "permitted", _("permit in order")
    EXECUTING = "executing", _("being executed")
    EXECUTED = "executed", _("executed")
    CHECKED = "checked", _("checked")
    DROPPED = "dropped", _("does not go on")


class WorkSide(models.TextChoices):
    """Whose part of an apartment building it is."""

    PRIVATE = "private", _("private parts")
    SHARED = "shared", _("shared parts")


class Term(models.TextChoices):
    """The priority that a study office gave it."""

    SHORT = "short", _("short term")
    MEDIUM = "medium", _("medium term")
    LONG = "long", _("long term")


class Executor(models.TextChoices):
    CONTRACTOR = "contractor", _("contractor")
    SELF = "self", _("the client")
    SOCIAL = "social", _("social economy")


class Financing(models.TextChoices):
    OWN = "own", _("own means")
    LOAN = "loan", _("loan")
    RESERVE = "reserve", _("reserve fund of the association")
    THIRD = "third", _("third party")
    MIXED = "mixed", _("several")


class PermitKind(models.TextChoices):
    NONE = "none", _("none needed")
    NOTIFICATION = "notice", _("notification")
    PERMIT = "permit", _("permit")


def work_open_to(user: User, work: str = "pk") -> Q:
    """Of the work at that path: it stands on no dossier, or on one that they read."""
    links = WorkDossier.objects.all()
    return links_open_to(user, links, work, by="work", at="dossier__case_file", take=BoolOr)


class WorkQuerySet(FindingQuerySet):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(work_open_to(user))
        return theirs if user.has_perm("dossiers.view_work") else self.none()

    def matching(self, text: str) -> Self:
        """Every word is in the measure, the description or the place, in any notation."""
        return self.filter(in_any_spelling(text))

    def done(self) -> Self:
        return self.filter(state__in=(WorkState.EXECUTED, WorkState.CHECKED))

    def to_be_done(self) -> Self:
        """Neither executed nor dropped."""
        return self.exclude(state__in=(WorkState.EXECUTED, WorkState.CHECKED, WorkState.DROPPED))

    def around(self, place: Any) -> Self:
        """Of a dwelling: its own and those of the building around it; of a building: also of its units."""
        if isinstance(place, Building):
            of_units = Work.objects.filter(address__building=place).values("pk")
            return self.with_keys_of(Work.objects.filter(building=place).values("pk"), of_units)
        wanted = Q(address=place)
        return self.filter(wanted | Q(building=place.building_id) if place.building_id else wanted)

    def on_dossier(self, dossier: Any) -> Self:
        """Whatever that dossier has to do with them."""
        return self.filter(pk__in=WorkDossier.objects.filter(dossier=dossier).order_by().values("work"))

    def with_keys_of(self, first: Any, *others: Any) -> Self:
        """Each asked by its own index; one condition over several tables would read all works."""
        return self.filter(pk__in=first.order_by().union(*(one.order_by() for one in others)))

    def for_list(self) -> Self:
        """With its measure and where it is; nothing of who did it."""
        return self.select_related("measure", "address__street", "building__street")


@pghistory.track(exclude=["search", "state", "state_order"])
class Work(Finding):
    """A measure or study at an address, or of a building as a whole.

    `is_past`: done before, or outside, any dossier; nobody here decided it. `old_word`: what it was called
    before its measure stood in the list. `quantity` is in the unit of the measure. Amounts stand on quotes
    and invoices; the estimates, including VAT, are of the advice. `started_on` and `ended_on` are as precise
    as they are known.
    """

    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="works", verbose_name=_("measure or study")
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    old_word = models.CharField(max_length=40, blank=True, editable=False, db_default="")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of the work on the building"),
    )
    side = models.CharField(_("parts of the building"), max_length=7, choices=WorkSide.choices, blank=True)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    performance = models.CharField(
        _("performance"), max_length=80, blank=True, help_text=_("For example: Rd 6, Uw 1.1, 16 cm, 5 kWp.")
    )
    estimate_from = models.DecimalField(
        _("estimate from"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    estimate_until = models.DecimalField(
        _("estimate until"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    by_study_office = models.BooleanField(
        _("advised by a study office"), null=True, blank=True, choices=((True, _("yes")), (False, _("no")))
    )
    study_office = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("study office")
    )
    term = models.CharField(_("priority in the masterplan"), max_length=6, choices=Term.choices, blank=True)
    executor = models.CharField(_("who executes it"), max_length=10, choices=Executor.choices, blank=True)
    contractor = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contractor"),
        help_text=_("Where no quote says it."),
    )
    financing = models.CharField(_("financing"), max_length=7, choices=Financing.choices, blank=True)

    permit = models.CharField(_("permit"), max_length=6, choices=PermitKind.choices, blank=True)
    permit_asked_on = models.DateField(_("permit asked on"), null=True, blank=True)
    permit_granted_on = models.DateField(_("permit granted on"), null=True, blank=True)
    permit_refused_on = models.DateField(_("permit refused on"), null=True, blank=True)

    is_past = models.BooleanField(_("done before, or outside a dossier"), default=False, editable=False)
    planned_start = models.DateField(_("start planned on"), null=True, blank=True)
    planned_end = models.DateField(_("end planned on"), null=True, blank=True)
    started_on = PartialDateField(_("started"), null=True, blank=True)
    ended_on = PartialDateField(_("finished"), null=True, blank=True)
    is_executed = models.BooleanField(default=False, editable=False)
    extra_work = models.TextField(_("extra work, and why"), blank=True)
    attest_on = models.DateField(_("attest of the contractor received on"), null=True, blank=True)
    defects = models.TextField(_("defects"), blank=True)

    created = models.DateTimeField(_("noted at"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=9, choices=WorkState.choices, editable=False, db_default=WorkState.ADVISED
    )
    state_order = models.GeneratedField(
        expression=Case(
            *(When(state=one, then=Value(order)) for order, one in enumerate(WorkState.values)),
            default=Value(0),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    search = models.TextField(editable=False, db_default="")

    objects: ClassVar[Any] = WorkQuerySet.as_manager()

    class Meta(Finding.Meta):
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = (F("ended_on").desc(nulls_last=True), "-pk")
        triggers = (FILL_STATE,)
        permissions = (("decide_work", "Can decide on works"),)
        indexes = (
            models.Index(fields=["address", "id"], name="work_by_address"),
            models.Index(fields=["building", "id"], name="work_by_building"),
            models.Index(fields=["state_order", "id"], name="work_by_state"),
            models.Index(fields=["state", "id"], name="work_of_state"),
            GinIndex(fields=["search"], name="work_search", opclasses=["gin_trgm_ops"]),
            *both_ways("ended_on", "work_by_end"),
            *both_ways("planned_start", "work_by_start"),
        )
        constraints = (
            *Finding.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values)
                & Q(side__in=["", *WorkSide.values])
                & Q(term__in=["", *Term.values])
                & Q(executor__in=["", *Executor.values])
                & Q(financing__in=["", *Financing.values])
                & Q(permit__in=["", *PermitKind.values]),
                name="work_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=(Q(started_on=None) | Q(started_on__regex=EDTF))
                & (Q(ended_on=None) | Q(ended_on__regex=EDTF)),
                name="work_dates_are_edtf",
            ),
            models.CheckConstraint(
                condition=Q(by_study_office=True) & ~Q(term="") | ~Q(by_study_office=True) & Q(term=""),
                name="work_of_a_study_office_has_a_term",
                violation_error_message=_(
                    "A study office gives a work its priority: fill in both, or neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(study_office=None) | Q(by_study_office=True),
                name="work_study_office_advised_it",
                violation_error_message=_("Say that a study office advised it, or leave the office empty."),
            ),
            models.CheckConstraint(
                condition=Q(estimate_from=None)
                | Q(estimate_until=None)
                | Q(estimate_until__gte=F("estimate_from")),
                name="work_estimate_in_order",
                violation_error_message=_("The estimate ends below its begin: exchange the two."),
            ),
            models.CheckConstraint(
                condition=Q(planned_start=None)
                | Q(planned_end=None)
                | Q(planned_end__gte=F("planned_start")),
                name="work_planned_in_order",
                violation_error_message=_("The end is planned before the start: check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(permit_granted_on=None) | Q(permit_refused_on=None),
                name="work_permit_granted_or_refused",
                violation_error_message=_("A permit is granted or refused: empty one of the two dates."),
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="work_is_not_its_own_part"),
            # what ended was executed; when it ended may be unknown
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(is_executed=True), name="work_that_ended_is_executed"
            ),
            models.CheckConstraint(
                condition=Q(is_past=False) | Q(is_executed=True), name="past_work_is_executed"
            ),
        )

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.name, self.description)))

    @property
    def name(self) -> str:
        return str(self.measure)

    @property
    def standing(self) -> "Decision | None":
        """The decision that stands."""
        return self.decisions.standing().first()

    @property
    def ended(self) -> str:
        """When, in words; empty where it is not executed."""
        if self.ended_on:
            return str(self.ended_on)
        return gettext("date unknown") if self.is_executed else ""

    @property
    def old_word_that_differs(self) -> str:
        same = self.old_word.casefold() in self.name.casefold()
        return "" if same else self.old_word

    @property
    def unit(self) -> str:
        return str(self.measure.get_unit_display())

    @property
    def counted(self) -> str:
        """Its quantity in words: "118 m²"."""
        return in_unit(self.quantity, self.unit)


class WorkRole(models.TextChoices):
    """What a dossier has to do with a work."""

    ADVISED = "advised", _("advised")
    DESIGNED = "designed", _("designed")
    EXECUTED = "executed", _("executed")
    FINANCED = "financed", _("financed")
    SUBSIDISED = "subsidised", _("subsidised")


ROLES = {
    DossierType.DESIGN: WorkRole.DESIGNED,
    DossierType.EXECUTION: WorkRole.EXECUTED,
    DossierType.LOAN: WorkRole.FINANCED,
}
"""What a dossier of the type has to do with works of its train, and with what is noted on it."""


@pghistory.track()
class WorkDossier(models.Model):
    """A dossier that has to do with a work, and what."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="on_dossiers")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="on_works")
    role = models.CharField(_("role"), max_length=10, choices=WorkRole.choices)

    class Meta:
        verbose_name = _("work of a dossier")
        verbose_name_plural = _("works of dossiers")
        constraints = (
            models.UniqueConstraint(fields=["work", "dossier", "role"], name="work_once_on_a_dossier"),
            models.CheckConstraint(condition=Q(role__in=WorkRole.values), name="work_dossier_role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.work} · {self.dossier}"


class ClientAnswer(models.TextChoices):
    """What the client says of an advised work; deciding on a quote comes later."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    LATER = "later", _("later")
    TO_DISCUSS = "open", _("still to discuss")


class AdvisedQuerySet(models.QuerySet["Advised"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(open_to(user, "link__dossier__case_file"))
        return theirs if user.has_perm("dossiers.view_work") else self.none()


@pghistory.track()
class Advised(models.Model):
    """What was advised of a work on one dossier, and what the client answered.

    `premium` and `saving` are in words, as the adviser found them; nothing is computed from them.
    """

    # CASCADE: part of what the dossier has to do with the work.
    link = models.OneToOneField(
        WorkDossier, on_delete=models.CASCADE, primary_key=True, related_name="advised", editable=False
    )
    position = models.PositiveSmallIntegerField(_("order"), null=True, blank=True)
    term = models.CharField(_("term"), max_length=6, choices=Term.choices, blank=True)
    premium = models.CharField(
        _("premium"), max_length=200, blank=True, help_text=_("Which rule, and of what day.")
    )
    saving = models.CharField(
        _("saving"), max_length=200, blank=True, help_text=_("How much a year, and by what method.")
    )
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    answer = models.CharField(
        _("answer of the client"), max_length=5, choices=ClientAnswer.choices, blank=True
    )
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("why not")
    )
    later_on = models.DateField(_("come back to it on"), null=True, blank=True)

    objects = AdvisedQuerySet.as_manager()

    class Meta:
        verbose_name = _("advised work")
        verbose_name_plural = _("advised works")
        constraints = (
            models.CheckConstraint(
                condition=Q(answer__in=["", *ClientAnswer.values]) & Q(term__in=["", *Term.values]),
                name="advised_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(reason=None) | Q(answer=ClientAnswer.NO),
                name="advised_reason_goes_with_no",
                violation_error_message=_("Only “no” has a reason: empty it, or choose “no”."),
            ),
            models.CheckConstraint(
                condition=Q(later_on=None) | Q(answer=ClientAnswer.LATER),
                name="advised_day_goes_with_later",
                violation_error_message=_("Only “later” has a day: empty it, or choose “later”."),
            ),
        )

    def __str__(self) -> str:
        return str(self.link)


class Decider(models.TextChoices):
    OWNER = "owner", _("the owner")
    ASSEMBLY = "assembly", _("the general assembly")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> Self:
        theirs = self.filter(work_open_to(user, "work"))
        return theirs if user.has_perm("dossiers.view_work") else self.none()

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


@pghistory.track()
class Decision(models.Model):
    """Whether a work goes on. One stands per work; a withdrawn one stays, with its reason.

    `amount`: including VAT, as it was told on that day; its home is the quote.
    """

    work = models.ForeignKey(Work, models.PROTECT, related_name="decisions")
    goes_on = models.BooleanField(_("goes on"), choices=((True, _("yes")), (False, _("no"))))
    decided_on = models.DateField(_("decided on"))
    decider = models.CharField(_("decided by"), max_length=8, choices=Decider.choices, default=Decider.OWNER)
    amount = models.DecimalField(
        _("amount including VAT"), null=True, blank=True, validators=[MinValueValidator(0)], **CENTS
    )
    quote = models.ForeignKey(
        "dossiers.Quote",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("quote"),
    )
    reason = models.ForeignKey(
        Reason, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reason")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("noted at"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdrawn_because = models.CharField(_("why withdrawn"), max_length=200, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a work")
        verbose_name_plural = _("decisions on works")
        ordering = ("-pk",)
        triggers = (STATE_FOLLOWS_DECISION,)
        constraints = (
            models.UniqueConstraint(
                fields=["work"], condition=Q(withdrawn_at=None), name="one_decision_stands_per_work"
            ),
            models.CheckConstraint(condition=Q(decider__in=Decider.values), name="decider_is_known"),
            models.CheckConstraint(
                condition=Q(goes_on=True) | Q(reason__isnull=False),
                name="who_says_no_says_why",
                violation_error_message=_("Choose why it does not go on."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) & Q(withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="who_withdraws_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.work}: {self.get_goes_on_display()}"


class InspectionPhase(models.TextChoices):
    START = "start", _("at the start")
    BETWEEN = "between", _("meanwhile")
    END = "end", _("at the end")


class InspectionOutcome(models.TextChoices):
    CONFORM = "conform", _("conform")
    REMARKS = "remarks", _("remarks")
    NOT_CONFORM = "wrong", _("not conform")


@pghistory.track()
class Inspection(models.Model):
    """A look at the works on the spot."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="inspections")
    done_on = models.DateField(_("inspected on"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    phase = models.CharField(_("when"), max_length=7, choices=InspectionPhase.choices)
    outcome = models.CharField(_("outcome"), max_length=7, choices=InspectionOutcome.choices)
    note = models.TextField(_("remarks"), blank=True)
    follow_up_on = models.DateField(_("to follow up until"), null=True, blank=True)

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("-done_on", "-pk")
        triggers = (STATE_FOLLOWS_INSPECTION,)
        constraints = (
            models.CheckConstraint(
                condition=Q(phase__in=InspectionPhase.values) & Q(outcome__in=InspectionOutcome.values),
                name="inspection_is_of_the_lists",
            ),
            models.CheckConstraint(
                condition=Q(outcome=InspectionOutcome.CONFORM) | ~Q(note=""),
                name="inspection_with_remarks_says_which",
                violation_error_message=_("Write down what was remarked."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.work} · {self.done_on:%d/%m/%Y}"


@pghistory.track()
class Invoice(models.Model):
    """What was asked for a work in the end: the home of its executed amount."""

    work = models.ForeignKey(Work, models.PROTECT, related_name="invoices")
    number = models.CharField(_("invoice number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date of the invoice"))
    amount_excl = models.DecimalField(
        _("amount excluding VAT"), validators=[MinValueValidator(0)], null=True, blank=True, **CENTS
    )
    amount_incl = models.DecimalField(_("amount including VAT"), validators=[MinValueValidator(0)], **CENTS)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ("dated_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(amount_excl=None) | Q(amount_incl__gte=F("amount_excl")),
                name="invoice_with_vat_is_not_less",
                violation_error_message=_(
                    "With VAT it cannot be less than without: exchange the two amounts."
                ),
            ),
            models.UniqueConstraint(
                fields=["work", "number"],
                condition=~Q(number=""),
                name="invoice_number_once_per_work",
                violation_error_message=_("This invoice stands here already."),
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.dated_on:%d/%m/%Y}"
