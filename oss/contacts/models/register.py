"""The company register (KBO) as the shop keeps it: filled by `import_kbo`, not history-tracked.

A `RegisterRun` says what each import did and keeps a `RegisterChange` for every enterprise it touched.
"""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Building, ImportStatus
from oss.staff.models import User

VME_FORM = "070"
"""The juridical form of an owners' association (source: the code list of the register)."""


class RegisterEnterpriseQuerySet(models.QuerySet["RegisterEnterprise"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def associations(self) -> Self:
        """Owners' associations (VME)."""
        return self.filter(juridical_form=VME_FORM)


class RegisterEnterprise(models.Model):
    """One enterprise: what a file of the register says of it, in one row.

    Natural persons carry no seat address. Texts are as the register writes them, Dutch where it has Dutch.
    """

    number = models.CharField(_("enterprise number"), max_length=10, primary_key=True)
    name = models.CharField(_("name"), max_length=320, blank=True)
    juridical_form = models.CharField(_("juridical form"), max_length=3, blank=True)
    started_on = models.DateField(_("start"), null=True, blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    house_number = models.CharField(_("house number"), max_length=22, blank=True)
    box = models.CharField(_("box"), max_length=22, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    municipality = models.CharField(_("municipality"), max_length=200, blank=True)
    mail = models.CharField(_("mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=254, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects = RegisterEnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = _("enterprise in the register")
        verbose_name_plural = _("enterprises in the register")
        ordering = ("number",)
        indexes = (models.Index(fields=["juridical_form", "postcode"], name="register_by_form"),)

    def __str__(self) -> str:
        return self.name or self.number


class RegisterEstablishment(models.Model):
    """A branch of an enterprise; it has a number of its own, which people mistake for the enterprise's."""

    number = models.CharField(_("establishment number"), max_length=10, primary_key=True)
    # CASCADE: a branch goes with its enterprise
    enterprise = models.ForeignKey(
        RegisterEnterprise, on_delete=models.CASCADE, related_name="establishments"
    )

    class Meta:
        verbose_name = _("establishment in the register")
        verbose_name_plural = _("establishments in the register")
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class RegisterCode(models.Model):
    """What a code of the register means, in Dutch: juridical form 070 is "Vereniging van mede-eigenaars"."""

    category = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    description = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("code of the register")
        verbose_name_plural = _("codes of the register")
        ordering = ("category", "code")
        constraints = (
            models.UniqueConstraint(fields=["category", "code"], name="register_code_once_per_category"),
        )

    def __str__(self) -> str:
        return self.description


class ExtractKind(models.TextChoices):
    FULL = "full", _("full set")
    UPDATE = "update", _("update set")


class RegisterRun(models.Model):
    """One import of a set of the register. A run that was killed stays "running" and has changed nothing."""

    source = models.CharField(_("folder"), max_length=200)
    kind = models.CharField(_("kind"), max_length=6, choices=ExtractKind.choices, blank=True)
    extract_number = models.PositiveIntegerField(_("number of the extract"), null=True, blank=True)
    snapshot_date = models.DateField(_("state of"), null=True, blank=True)
    postcodes = ArrayField(
        models.CharField(max_length=4),
        verbose_name=_("postcodes"),
        default=list,
        blank=True,
        help_text=_("Empty: all of them."),
    )
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("started by")
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.RUNNING
    )
    message = models.TextField(_("message"), blank=True)
    enterprises_read = models.PositiveIntegerField(_("enterprises in the files"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    ended = models.PositiveIntegerField(_("ended"), default=0)
    incomplete = models.PositiveIntegerField(
        _("waiting for the next full set"),
        default=0,
        help_text=_("Moved into our postcodes, and the update set does not hold all of them."),
    )
    associations_matched = models.PositiveIntegerField(_("associations with a building"), default=0)
    associations_to_do = models.PositiveIntegerField(_("associations to look at"), default=0)

    class Meta:
        verbose_name = _("import of the company register")
        verbose_name_plural = _("imports of the company register")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status=ImportStatus.RUNNING, finished_at__isnull=True)
                | Q(status__in=[ImportStatus.SUCCEEDED, ImportStatus.FAILED], finished_at__isnull=False),
                name="register_run_is_finished_or_running",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} · {timezone.localtime(self.started_at):%d/%m/%Y %H:%M}"


class EnterpriseChangeKind(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    ENDED = "ended", _("ended")


class RegisterChange(models.Model):
    """What a run did to one enterprise; `before` is its row as it was, where it was there."""

    # CASCADE: a line of the run
    run = models.ForeignKey(RegisterRun, on_delete=models.CASCADE, related_name="changes")
    number = models.CharField(_("enterprise number"), max_length=10)
    kind = models.CharField(_("what"), max_length=7, choices=EnterpriseChangeKind.choices)
    before = models.JSONField(_("as it was"), null=True, blank=True)

    class Meta:
        verbose_name = _("change by an import of the company register")
        verbose_name_plural = _("changes by imports of the company register")
        ordering = ("run", "number")
        indexes = (models.Index(fields=["number", "run"], name="register_changes_of_number"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class MatchState(models.TextChoices):
    MATCHED = "matched", _("building found")
    TO_DO = "to_do", _("to look at")
    SETTLED = "settled", _("building chosen by staff")
    NONE = "none", _("no building of ours")


class MatchProblem(models.TextChoices):
    NO_ADDRESS = "no_address", _("the register has no address")
    STREET = "street", _("street not found")
    NUMBER = "number", _("house number not found")
    NO_BUILDING = "no_building", _("the address belongs to no building yet")
    SEVERAL = "several", _("several buildings are possible")


class AssociationMatchQuerySet(models.QuerySet["AssociationMatch"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_associationmatch") else self.none()

    def to_do(self) -> Self:
        return self.filter(state=MatchState.TO_DO, enterprise__is_active=True)

    def for_list(self) -> Self:
        return self.select_related("enterprise", "building__street__municipality")


class AssociationMatch(models.Model):
    """Which building an owners' association of the register belongs to; what staff chose stays."""

    # CASCADE: a line about the enterprise
    enterprise = models.OneToOneField(
        RegisterEnterprise, on_delete=models.CASCADE, related_name="association_match"
    )
    building = models.ForeignKey(
        Building, on_delete=models.PROTECT, null=True, blank=True, related_name="association_matches"
    )
    state = models.CharField(_("state"), max_length=7, choices=MatchState.choices)
    problem = models.CharField(_("why"), max_length=11, choices=MatchProblem.choices, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = AssociationMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("building of an association in the register")
        verbose_name_plural = _("buildings of associations in the register")
        ordering = ("enterprise",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[MatchState.MATCHED, MatchState.SETTLED], building__isnull=False)
                | Q(state__in=[MatchState.TO_DO, MatchState.NONE], building__isnull=True),
                name="association_match_has_its_building",
            ),
        )

    def __str__(self) -> str:
        return str(self.enterprise)
