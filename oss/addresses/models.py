"""The address register as the shop keeps it: municipalities, streets, addresses, and buildings over them.

Municipalities, streets and addresses are filled by imports and are not history-tracked; an `ImportRun` says
what each import did. Buildings are proposed by an import and corrected by staff.
"""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Case, Exists, Q, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.addresses import matching
from oss.addresses.text_search import NaturalOrder, SearchText
from oss.staff.models import User

SPELLING_TOLERANCE = 0.55
"""Word similarity from which a word counts as a misspelt street: "brul" is Bruul, "beest" not Beffer."""


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_municipality") else self.none()


class Municipality(models.Model):
    nis_code = models.CharField(_("NIS code"), max_length=5)
    name = models.CharField(_("name"), max_length=40)
    search = models.GeneratedField(
        expression=SearchText("name"), output_field=models.TextField(), db_persist=True
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["nis_code"], name="municipality_nis_code_once"),
            models.CheckConstraint(
                condition=Q(nis_code__regex=r"^[0-9]{5}$"), name="municipality_nis_code_has_five_digits"
            ),
        )

    def __str__(self) -> str:
        return self.name


class StreetQuerySet(models.QuerySet["Street"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_street") else self.none()

    def named(self, word: str) -> Self:
        """`word`, folded, stands in the street's name or begins a word of its municipality's.

        Only where no street at all has it literally is it taken for misspelt: who spells well does not get
        the streets that look alike.
        """
        literally = Q(search__contains=word) | Q(municipality__search__contains=f" {word}")
        alike = Q(GreaterThanOrEqual(TrigramWordSimilarity(word, "search"), Value(SPELLING_TOLERANCE)))
        return self.filter(literally | (~Exists(Street.objects.filter(literally)) & alike))

    def matching(self, text: str) -> Self:
        found = self
        for word in matching.read(text).names:
            found = found.named(word)
        return found


class Street(models.Model):
    """`register_id` is empty for a street of an unverified address."""

    register_id = models.BigIntegerField(_("register id"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=80)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="streets", verbose_name=_("municipality")
    )
    search = models.GeneratedField(
        expression=SearchText("name"), output_field=models.TextField(), db_persist=True
    )

    objects = StreetQuerySet.as_manager()

    class Meta:
        verbose_name = _("street")
        verbose_name_plural = _("streets")
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=["register_id"], name="street_register_id_once"),)
        indexes = (GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="street_search"),)

    def __str__(self) -> str:
        return self.name


class BuildingQuerySet(models.QuerySet["Building"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_building") else self.none()

    def with_label(self) -> Self:
        """Street and municipality come along: `label` costs no query."""
        return self.select_related("street__municipality")

    def matching(self, text: str) -> Self:
        """Any address of the building matches, or every word stands in its name."""
        return self.filter(
            Q(pk__in=Address.objects.matching(text).order_by().values("building")) | Q(name__icontains=text)
        )


@pghistory.track()
class Building(models.Model):
    """What holds several addresses: an apartment building, or Bruul 12–14 as one."""

    name = models.CharField(_("name"), max_length=80, blank=True)
    street = models.ForeignKey(
        Street, on_delete=models.PROTECT, related_name="buildings", verbose_name=_("street")
    )
    house_numbers = models.CharField(
        _("house numbers"), max_length=40, help_text=_("“12”, or “12–14” for several.")
    )

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ("street__name", "house_numbers", "pk")

    def __str__(self) -> str:
        return self.label

    @property
    def municipality(self) -> Municipality:
        return self.street.municipality

    @property
    def label(self) -> str:
        where = f"{self.street.name} {self.house_numbers}, {self.municipality.name}"
        return f"{self.name} ({where})" if self.name else where


class AddressStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    IN_USE = "in_use", _("in use")
    RETIRED = "retired", _("retired")
    REJECTED = "rejected", _("rejected")


class AddressQuerySet(models.QuerySet["Address"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_address") else self.none()

    def in_use(self) -> Self:
        return self.filter(status=AddressStatus.IN_USE)

    def verified(self) -> Self:
        return self.filter(is_verified=True)

    def unverified(self) -> Self:
        return self.filter(is_verified=False)

    def with_label(self) -> Self:
        """Street and municipality come along: `label` costs no query."""
        return self.select_related("street__municipality")

    def in_order(self) -> Self:
        """As one walks through the street: 2 before 12, the house before its boxes."""
        return self.order_by("street__name", "street_id", "house_order", "box_order", "pk")

    def matching(self, text: str) -> Self:
        """Every fragment of `text` is found, in any order; the most exact hits first.

        A number begins a house number, a box or a postcode ("28" finds house 28 and postcode 2800); after
        "bus" it begins a box. Accents count for nothing and a misspelt street is found.
        """
        wanted = matching.read(text)
        found = self
        if wanted.names:
            streets = Street.objects.all()
            for name in wanted.names:
                streets = streets.named(name)
            found = found.filter(street__in=streets)
        for number in wanted.numbers:
            found = found.filter(Q(search__contains=f" {number}") | Q(street__search__contains=f" {number}"))
        for box in wanted.boxes:
            found = found.filter(search__contains=f" bus {box}")
        in_order = ("street__name", "street_id", "house_order", "box_order", "pk")
        return found.order_by(*_by_exactness(wanted), *in_order)


class Address(models.Model):
    """One address of the register; an apartment is an address with a box."""

    register_id = models.BigIntegerField(_("register id"), null=True, blank=True)
    street = models.ForeignKey(
        Street, on_delete=models.PROTECT, related_name="addresses", verbose_name=_("street")
    )
    house_number = models.CharField(_("house number"), max_length=11)
    box_number = models.CharField(_("box"), max_length=35, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4)
    status = models.CharField(
        _("status"), max_length=10, choices=AddressStatus.choices, default=AddressStatus.IN_USE
    )
    is_verified = models.BooleanField(
        _("verified"), default=True, help_text=_("The address stands in the official register.")
    )
    unverified_reason = models.CharField(_("why it is not in the register"), max_length=200, blank=True)
    lambert72_x = models.DecimalField(
        _("x (Lambert 72)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    lambert72_y = models.DecimalField(
        _("y (Lambert 72)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    building = models.ForeignKey(
        Building,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("building"),
    )
    search = models.GeneratedField(
        expression=SearchText(
            Concat(
                "house_number",
                Case(
                    When(box_number="", then=Value(" ")),
                    default=Concat(Value(" bus "), "box_number", Value(" ")),
                    output_field=models.TextField(),
                ),
                "postcode",
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    house_order = models.GeneratedField(
        expression=NaturalOrder("house_number"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    box_order = models.GeneratedField(
        expression=NaturalOrder("box_number"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = (
            models.UniqueConstraint(fields=["register_id"], name="address_register_id_once"),
            models.CheckConstraint(
                condition=Q(is_verified=True, register_id__isnull=False)
                | (Q(is_verified=False, register_id__isnull=True) & ~Q(unverified_reason="")),
                name="address_has_a_register_id_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(house_number__regex=r"^[A-Z0-9](.{0,8}[A-Z0-9])?$"),
                name="address_house_number_as_the_register_writes_it",
            ),
            models.CheckConstraint(
                condition=Q(postcode__regex=r"^[1-9][0-9]{3}$"), name="address_postcode_has_four_digits"
            ),
            models.CheckConstraint(
                condition=Q(status__in=AddressStatus.values), name="address_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(lambert72_x__isnull=True, lambert72_y__isnull=True)
                | Q(lambert72_x__isnull=False, lambert72_y__isnull=False),
                name="address_position_is_whole",
            ),
        )
        indexes = (
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="address_search"),
            models.Index(fields=["street", "house_order", "box_order"], name="address_in_order"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As the register writes it: "Bruul 42 bus 5B, 2800 Mechelen"."""
        return f"{self.short_label}, {self.postcode} {self.street.municipality.name}"

    @property
    def short_label(self) -> str:
        """Without the municipality: "Bruul 42 bus 5B"."""
        box = f" bus {self.box_number}" if self.box_number else ""
        return f"{self.street.name} {self.house_number}{box}"


def _by_exactness(wanted: matching.AddressFragments) -> list[models.expressions.Combinable]:
    """Exact numbers and names before those that only begin so, before the rest."""
    order: list[models.expressions.Combinable] = [
        Case(
            When(Q(house_number__iexact=number) | Q(postcode=number), then=Value(0)),
            When(house_number__istartswith=number, then=Value(1)),
            default=Value(2),
        )
        for number in wanted.numbers
    ]
    order += [Case(When(box_number__iexact=box, then=Value(0)), default=Value(1)) for box in wanted.boxes]
    if wanted.names:
        order.append(
            Case(
                When(street__search=f" {wanted.phrase}", then=Value(0)),
                When(street__search__startswith=f" {wanted.phrase}", then=Value(1)),
                When(street__search__contains=f" {wanted.names[0]}", then=Value(2)),
                default=Value(3),
            )
        )
        order.append(TrigramWordSimilarity(wanted.phrase, "street__search").desc())
    return order


class ImportStatus(models.TextChoices):
    RUNNING = "running", _("running")
    SUCCEEDED = "succeeded", _("succeeded")
    FAILED = "failed", _("failed")


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_importrun") else self.none()


class ImportRun(models.Model):
    """One import of the register. A run that was killed stays "running" and has changed nothing."""

    source = models.CharField(_("file"), max_length=200)
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus.choices, default=ImportStatus.RUNNING
    )
    message = models.TextField(_("message"), blank=True)
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    absent = models.PositiveIntegerField(
        _("absent"), default=0, help_text=_("Known addresses of these municipalities that the file lacks.")
    )
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    buildings_added = models.PositiveIntegerField(_("buildings proposed"), default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of addresses")
        verbose_name_plural = _("imports of addresses")
        ordering = ("-started_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status=ImportStatus.RUNNING, finished_at__isnull=True)
                | Q(status__in=[ImportStatus.SUCCEEDED, ImportStatus.FAILED], finished_at__isnull=False),
                name="import_run_is_finished_or_running",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source} · {timezone.localtime(self.started_at):%d/%m/%Y %H:%M}"
