"""Organisations of every kind, with their number in the company register."""

from typing import Self

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Cast, Left, Mod, Right
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Address, Building
from oss.contacts import enterprise_number
from oss.contacts.models.aliases import Alias
from oss.contacts.models.contacts import Contact, ContactQuerySet, merged_stays_inactive
from oss.contacts.models.vocabulary import OrganisationKind
from oss.core.text_search import SearchText


class OrganisationQuerySet(ContactQuerySet["Organisation"]):
    def of_kind(self, *kinds: OrganisationKind) -> Self:
        return self.filter(kind__in=kinds)

    def of_building(self, building: Building) -> Self:
        """Its owners' associations."""
        return self.filter(building_links__building=building)

    def _with_number(self, number: str) -> Q:
        """Digits are also looked for in the name and in the enterprise number, the former one too."""
        digits = "".join(sign for sign in number if sign.isdigit())
        former = Alias.objects.numbers().filter(value__contains=digits).values("organisation")
        return (
            super()._with_number(number)
            | Q(enterprise_number__contains=digits)
            | Q(pk__in=former)
            | Q(search__contains=f" {digits}")
        )


_check_digits_fit = Exact(
    Cast(Right("enterprise_number", 2), models.IntegerField()),
    Value(97) - Mod(Cast(Left("enterprise_number", 8), models.IntegerField()), Value(97)),
)


@pghistory.track(exclude=["search"])
class Organisation(Contact):
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    enterprise_number = models.CharField(  # noqa: DJ001 - unique where known
        _("enterprise number"), max_length=10, null=True, blank=True
    )
    address = models.ForeignKey(
        Address,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("address"),
    )
    iban = models.CharField(_("account number (IBAN)"), max_length=16, blank=True, db_default="", default="")
    juridical_form = models.CharField(
        _("juridical form"),
        max_length=3,
        blank=True,
        db_default="",
        default="",
        help_text=_("The code of the company register: 070 is an owners' association."),
    )
    # what was entered before `AssociationRole`, which holds it now: neither read nor written; a later release
    # drops it. The history still tells of it.
    # SET_NULL: nobody can empty what no page shows, so it must not keep an organisation from being deleted.
    syndic = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("syndic"),
    )
    buildings = models.ManyToManyField(
        Building,
        through="contacts.AssociationBuilding",
        related_name="associations",
        verbose_name=_("buildings"),
        blank=True,
    )
    search = models.GeneratedField(
        expression=SearchText("name"), output_field=models.TextField(), db_persist=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta(Contact.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "pk")
        permissions = (("merge_organisation", "Can merge organisations"),)
        constraints = (
            *Contact.Meta.constraints,
            merged_stays_inactive(_("What was merged stays inactive; undo the merge first.")),
            models.UniqueConstraint(
                fields=["enterprise_number"],
                name="enterprise_number_once",
                violation_error_message=_("There is already an organisation with this enterprise number."),
            ),
            models.CheckConstraint(
                # CASE: the arithmetic is only tried on ten digits
                condition=Case(
                    When(enterprise_number__isnull=True, then=Value(True)),
                    When(enterprise_number__regex=r"^[01][0-9]{9}$", then=_check_digits_fit),
                    default=Value(False),
                    output_field=models.BooleanField(),
                ),
                name="enterprise_number_check_digits_fit",
                violation_error_message=_("This enterprise number is not valid."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(iban="") | Q(iban__regex=r"^BE[0-9]{14}$"),
                name="organisation_iban_is_belgian",
                violation_error_message=_("A Belgian account number is BE and fourteen digits."),
            ),
            models.CheckConstraint(
                condition=Q(juridical_form="") | Q(juridical_form__regex=r"^[0-9]{3}$"),
                name="juridical_form_has_three_digits",
            ),
            models.UniqueConstraint("id", "kind", name="organisation_with_its_kind"),
        )
        indexes = (
            *Contact.Meta.indexes,
            models.Index(fields=["search", "id"], name="organisation_in_order"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What only an owners' association has would hang on something else."""
        super().clean()
        if self.kind != OrganisationKind.VME and self.pk and self.roles.exists():
            raise ValidationError(
                {"kind": _("Only a VME has a syndic or a council, and this one has: remove those first.")}
            )

    @property
    def enterprise_number_label(self) -> str:
        return enterprise_number.display(self.enterprise_number) if self.enterprise_number else ""
