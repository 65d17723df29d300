"""The wagon: one question or service, moving through the stages of its type."""

from typing import Any, NamedTuple, Self

import pghistory
import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin

from dossiers.flows.table import (
    ABANDONED,
    COMPLETED,
    FINANCIAL_TYPES,
    FIRST_STAGES,
    FLOWS,
    STAGE_LABELS,
    DossierType,
    Flow,
    flow_of,
)
from dossiers.flows.verbs import as_transition, is_open
from dossiers.models.journey import Journey, Stakeholder
from dossiers.models.key_triggers import DOSSIER_KEYS, DOSSIER_PARTIES, DOSSIER_TERM, FINANCIAL_FILE
from dossiers.models.lists import Acquaintance, Project, Reason, Source, Subtype
from dossiers.models.party import DossierParty
from oss.addresses.models import Address
from oss.addresses.text_search import in_any_spelling
from oss.contacts.models import Organisation, Person
from oss.core.sorting import both_ways
from oss.staff.models import User
from oss.timeline.models import READ_FINANCIAL, CaseFile, known_to

STAGE_FLAG = "oss.stage_move"
"""Transaction-local setting "<dossier id>><stage>" that the operations set; the trigger below asks for it."""

_STAGE_TRIGGER = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage NOT IN ({", ".join(f"'{name}'" for name in sorted(FIRST_STAGES))}) THEN
            RAISE EXCEPTION 'a dossier starts in the first stage of its flow, not in %', NEW.stage;
        END IF;
    ELSIF NEW.stage IS DISTINCT FROM OLD.stage
        AND current_setting('{STAGE_FLAG}', true) IS DISTINCT FROM NEW.id || '>' || NEW.stage THEN
        RAISE EXCEPTION 'the stage of a dossier changes only through its operation';
    END IF;
    RETURN NEW;
"""

_TRAIN_TRIGGER = """
    IF NOT EXISTS (
        SELECT FROM dossiers_dossier WHERE id = NEW.waits_for_id AND journey_id = NEW.journey_id
    ) THEN
        RAISE EXCEPTION 'a dossier waits for one of its own journey' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
"""


class Wagon(NamedTuple):
    """A dossier as its train shows it."""

    number: str
    type: str
    case_file: int
    is_active: bool


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: User) -> Self:
        """Those that they read: `open_to` in the words of the dossier itself, which needs no other table."""
        found = self.listed_for(user)
        return found if user.has_perm(READ_FINANCIAL) else found.exclude(type__in=FINANCIAL_TYPES)

    def listed_for(self, user: User) -> Self:
        """Also loans and premiums of which they read no more than what all staff know of them
        (`dossiers.bare`); what is shielded from them only counts (`counted_by`)."""
        return self.counted_by(user).filter(known_to(user))

    def counted_by(self, user: User) -> Self:
        """Also those of which they may know no more than number, type and stage."""
        return self if user.has_perm("dossiers.view_dossier") else self.none()

    def hidden_from(self, user: User) -> Self:
        """Those that are shielded from them, as far as these count: a loan that is shielded does not."""
        hidden = CaseFile.objects.hidden_from(user)
        told = hidden if user.has_perm(READ_FINANCIAL) else hidden.filter(is_financial=False)
        return self.counted_by(user).filter(case_file__in=told.values("pk"))

    def telling_apart(self, user: User) -> Self:
        """As `counted_by`; each knows whether it `is_closed_to_them`, shielded or financial."""
        closed = models.Q(case_file__in=CaseFile.objects.hidden_from(user).values("pk"))
        told = models.Case(models.When(closed, then=True), default=False, output_field=models.BooleanField())
        return self.counted_by(user).annotate(is_closed_to_them=told)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def inactive(self) -> Self:
        return self.filter(is_active=False)

    def open(self) -> Self:
        return self.active().exclude(stage__in=(COMPLETED, ABANDONED))

    def of_type(self, dossier_type: str) -> Self:
        return self.filter(type=dossier_type)

    def assigned_to(self, user: User) -> Self:
        return self.filter(assignee=user)

    def matching(self, text: str) -> Self:
        """Every word is in the number, in the name of somebody on it, or in the address, in any notation."""
        return self.filter(in_any_spelling(text))

    def involving_mail_address(self, *addresses: str) -> Self:
        """On which somebody with such a mail address is a stakeholder, through the journey or directly."""
        people = DossierParty.objects.current().filter(person__in=Person.objects.by_mail_address(*addresses))
        organisations = DossierParty.objects.current().filter(
            organisation__in=Organisation.objects.by_mail_address(*addresses)
        )
        return self.filter(pk__in=people.values("dossier").union(organisations.values("dossier")))

    def on_train(self, user: User) -> Self:
        """With the wagons of its journey that this user may know of (`Dossier.train`)."""
        wagons = Dossier.objects.listed_for(user).filter(journey=models.OuterRef("journey"))
        told = JSONObject(**{name: name for name in Wagon._fields})
        return self.annotate(told_train=ArraySubquery(wagons.order_by("number").values_list(told)))

    def with_more_addresses(self) -> Self:
        """With the keys of its addresses besides the site (`Dossier.more_addresses`)."""
        links = Dossier.additional_addresses.through.objects.filter(dossier=models.OuterRef("pk"))
        keys = ArraySubquery(links.order_by().values("address"))
        return self.annotate(told_more_addresses=keys)

    def about(self, addresses: Any) -> Self:
        """On these addresses (a QuerySet, or keys), as the site or besides it."""
        on_site = Dossier.objects.order_by().filter(site_address__in=addresses).values("pk")
        beside = Dossier.additional_addresses.through.objects.order_by().filter(address__in=addresses)
        return self.filter(pk__in=on_site.union(beside.values("dossier")))

    def for_list(self) -> Self:
        return self.select_related(
            "subtype",
            "project",
            "journey",
            "assignee",
            "case_file",
            "main_contact__person",
            "main_contact__organisation",
            "main_contact__capacity",
            "site_address__street__municipality",
        )


class Scope(models.TextChoices):
    PRIVATE = "private", _("Private")
    COMMON = "common", _("Common parts")
    BOTH = "both", _("Both")


_LAST = {COMPLETED: 90, ABANDONED: 99}


def stage_order() -> models.Case:
    """How far a dossier is in its flow, as a number; what is over comes last, whatever its type."""
    return models.Case(
        *(
            models.When(type=flow.type.value, stage=name, then=models.Value(_LAST.get(name, number)))
            for flow in FLOWS.values()
            for number, name in enumerate((*flow.names, ABANDONED), start=1)
        ),
        default=models.Value(0),
    )


@pghistory.track(
    exclude=["contact_sort", "address_sort", "assignee_sort", "search", "stage_sort", "next_due"]
)
class Dossier(FSMModelMixin, models.Model):
    """A question or service on a journey. Its stage moves only through `dossiers.operations.stages`."""

    number = models.CharField(_("number"), max_length=16, editable=False)
    type = models.CharField(_("type"), max_length=12, choices=DossierType.choices, editable=False)
    subtype = models.ForeignKey(
        Subtype, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name=_("subtype")
    )
    journey = models.ForeignKey(
        Journey, models.PROTECT, related_name="dossiers", verbose_name=_("journey"), editable=False
    )
    case_file = models.OneToOneField(CaseFile, models.PROTECT, related_name="dossier", editable=False)
    stage = FSMField(_("stage"), max_length=12, protected=True, default="request", editable=False)
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("source of the question"),
    )
    acquaintance = models.ForeignKey(
        Acquaintance,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acquaintance with the offer"),
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name=_("project")
    )
    additional_projects = models.ManyToManyField(
        Project, blank=True, related_name="+", verbose_name=_("additional projects")
    )
    site_address = models.ForeignKey(
        Address,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("site address"),
    )
    additional_addresses = models.ManyToManyField(
        Address, blank=True, related_name="+", verbose_name=_("additional addresses")
    )
    scope = models.CharField(_("concerns"), max_length=8, choices=Scope.choices, default=Scope.PRIVATE)
    main_contact = models.ForeignKey(
        Stakeholder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="main_contact_of",
        verbose_name=_("main contact"),
    )
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name=_("assignee")
    )
    is_anonymous = models.BooleanField(_("anonymous"), default=False)
    postcode = models.CharField(
        _("postcode"), max_length=4, blank=True, help_text=_("Of an anonymous question.")
    )
    waits_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="waited_for_by",
        verbose_name=_("waits for"),
    )
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    completed_on = models.DateField(_("completed on"), null=True, blank=True, editable=False)
    closing_reason = models.ForeignKey(
        Reason,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("reason of closing"),
    )
    is_active = models.BooleanField(_("active"), default=True, editable=False)
    created_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("made by")
    )
    # for lists, kept by triggers (`dossiers.models.keys`): folded names, the address in walking order, and
    # all that the dossier is looked for by
    contact_sort = models.TextField(null=True, editable=False, db_collation="C")  # noqa: DJ001 - sorts last
    address_sort = models.TextField(null=True, editable=False, db_collation="C")  # noqa: DJ001
    assignee_sort = models.TextField(null=True, editable=False, db_collation="C")  # noqa: DJ001
    search = models.TextField(editable=False, db_default="")
    # the first day by which something open on it is due; kept by triggers too
    next_due = models.DateField(_("next term"), null=True, editable=False)
    # how far it is in its flow: a list by stage follows the flow and not the names of its stages
    stage_sort = models.GeneratedField(
        expression=stage_order(), output_field=models.SmallIntegerField(), db_persist=True
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["number"], name="dossier_number_once"),
            # the target of the composite keys of detail models: a detail row belongs to a dossier of its type
            models.UniqueConstraint(fields=["id", "type"], name="dossier_with_its_type"),
            models.CheckConstraint(
                condition=~models.Q(waits_for=models.F("id")),
                name="dossier_waits_for_another",
                violation_error_message=_("A dossier cannot wait for itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    *(
                        models.Q(type=flow.type, stage__in=(*flow.names, ABANDONED))
                        for flow in FLOWS.values()
                    ),
                    _connector=models.Q.OR,
                ),
                name="dossier_stage_belongs_to_its_type",
            ),
            models.CheckConstraint(
                condition=models.Q(is_anonymous=False) | models.Q(type=DossierType.INFORMATION),
                name="only_information_is_anonymous",
                violation_error_message=_("Only an Information dossier can be anonymous."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_anonymous=False) | models.Q(main_contact=None),
                name="anonymous_has_no_main_contact",
                violation_error_message=_("An anonymous question has no main contact."),
            ),
            models.CheckConstraint(
                condition=models.Q(postcode="") | models.Q(postcode__regex=r"^[1-9]\d{3}$"),
                name="dossier_postcode_is_belgian",
                violation_error_message=_("A postcode has four digits, for example 2800."),
            ),
        )
        indexes = (
            models.Index(fields=["type", "-number"], name="dossier_by_type"),
            models.Index(fields=["assignee", "stage"], name="dossier_of_assignee"),
            models.Index(fields=["assignee", "-number"], name="dossier_of_assignee_newest"),
            models.Index(fields=["opened_on", "id"], name="dossier_by_opening"),
            models.Index(fields=["stage", "-opened_on", "-id"], name="dossier_by_stage_newest"),
            models.Index(fields=["stage_sort", "id"], name="dossier_by_stage_order"),
            # a stage holds half a million dossiers: sorting them further needs an index of its own
            models.Index(fields=["stage_sort", "-opened_on", "-id"], name="dossier_by_stage_order_newest"),
            *both_ways("completed_on", "dossier_by_completion"),
            *both_ways("contact_sort", "dossier_by_contact"),
            *both_ways("address_sort", "dossier_by_address"),
            *both_ways("assignee_sort", "dossier_by_assignee"),
            *both_ways("next_due", "dossier_by_term"),
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="dossier_search"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="stage_only_by_operation",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("stage"),
                func=_STAGE_TRIGGER,
            ),
            pgtrigger.Trigger(
                name="waits_on_its_own_train",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("waits_for_id", "journey_id"),
                condition=pgtrigger.Q(new__waits_for__isnull=False),
                func=_TRAIN_TRIGGER,
            ),
            DOSSIER_KEYS,
            DOSSIER_TERM,
            FINANCIAL_FILE,
            DOSSIER_PARTIES,
        )
        permissions = (
            ("deactivate_dossier", "Can deactivate and reactivate a dossier"),
            ("reopen_dossier", "Can reopen a dossier"),
            ("shield_dossier", "Can shield a dossier and open it again"),
            ("share_dossier", "Can share a shielded dossier"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def flow(self) -> Flow:
        return flow_of(self.type)

    @property
    def stage_label(self) -> str | Promise:
        return STAGE_LABELS[self.type, self.stage]

    @property
    def is_open(self) -> bool:
        return is_open(self)

    @property
    def train(self) -> list[Wagon]:
        """The wagons of its journey in their order; from `on_train`, else asked."""
        told: list[dict[str, Any]] | None = vars(self).get("told_train")
        if told is None:
            told = list(self.journey.dossiers.order_by("number").values(*Wagon._fields))
        return [Wagon(**one) for one in told]

    @property
    def more_addresses(self) -> int:
        """How many besides the site; from `with_more_addresses`, else asked."""
        told: list[int] | None = vars(self).get("told_more_addresses")
        return self.additional_addresses.count() if told is None else len(told)

    @property
    def facts_answered_without_value(self) -> set[str]:
        """Their names; from `with_facts_without_value`, else asked."""
        told = vars(self).get("told_without_value")
        return set(self.facts_without_value.values_list("fact", flat=True) if told is None else told)

    # the verbs on its stage; `dossiers.operations.stages` calls them under a lock, after checking the
    # requirements, and sets the flag that the trigger asks for
    advance = as_transition("advance")
    complete = as_transition("complete")
    step_back = as_transition("step_back")
    abandon = as_transition("abandon")
    reopen = as_transition("reopen")


class StageVisit(models.Model):
    """How long a dossier was in a stage, and who moved it on, with the reason where one is asked."""

    # CASCADE: a visit is part of its dossier.
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="visits")
    stage = models.CharField(_("stage"), max_length=12)
    entered_at = models.DateTimeField(_("entered at"), db_default=Now())
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("entered by")
    )
    left_at = models.DateTimeField(_("left at"), null=True)
    left_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("left by"))
    left_by_verb = models.CharField(max_length=12, blank=True)
    reason = models.ForeignKey(Reason, models.PROTECT, null=True, related_name="+", verbose_name=_("reason"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("stage visit")
        verbose_name_plural = _("stage visits")
        ordering = ("entered_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(left_at=None), name="one_stage_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(left_at__gte=models.F("entered_at")),
                name="stage_left_after_entering",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier} · {self.stage}"

    @property
    def stage_label(self) -> str | Promise:
        return STAGE_LABELS[self.dossier.type, self.stage]

    @property
    def days(self) -> int:
        """Whole days in the stage, to now when it is the current one."""
        return max(0, ((self.left_at or timezone.now()) - self.entered_at).days)
