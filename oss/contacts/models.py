"""Persons and organisations, how to reach them, and who works where."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Left, Mod, Right
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Address
from oss.addresses.text_search import SearchText
from oss.contacts import enterprise_number, matching
from oss.contacts.channels import normalise_mail
from oss.staff.models import User


class Kind(models.TextChoices):
    MAIL = "mail", _("mail")
    PHONE = "phone", _("phone")


class Language(models.TextChoices):
    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    ARABIC = "ar", _("Arabic")
    TURKISH = "tr", _("Turkish")
    SPANISH = "es", _("Spanish")
    POLISH = "pl", _("Polish")
    ROMANIAN = "ro", _("Romanian")
    RUSSIAN = "ru", _("Russian")
    UKRAINIAN = "uk", _("Ukrainian")
    OTHER = "other", _("another language")


class Salutation(models.TextChoices):
    MR = "mr", _("Mr")
    MS = "ms", _("Ms")


class Channel(models.TextChoices):
    MAIL = "mail", _("mail")
    PHONE = "phone", _("phone")
    LETTER = "letter", _("letter")


class OrganisationKind(models.TextChoices):
    VME = "vme", _("owners' association (VME)")
    SYNDIC = "syndic", _("syndic")
    CONTRACTOR = "contractor", _("contractor")
    STUDY_OFFICE = "study_office", _("study office")
    ARCHITECT = "architect", _("architect")
    CITY_SERVICE = "city_service", _("city service")
    BANK = "bank", _("bank")
    ENERGY_HOUSE = "energy_house", _("energy house")
    ASSOCIATION = "association", _("association")
    OTHER = "other", _("other")


def _main(kind: Kind, owner: str) -> Subquery:
    """The preferred mail address or phone number, as it was typed; a bouncing one only as the last resort."""
    points = ContactPoint.objects.filter(**{owner: OuterRef("pk")}, kind=kind)
    return Subquery(points.order_by("-state", "-preferred", "pk").values("value")[:1])


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_person") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_contact(self) -> Self:
        """Each person carries `main_mail` and `main_phone`, and the postal address, in the same query."""
        return self.select_related("address__street__municipality").annotate(
            main_mail=_main(Kind.MAIL, "person"), main_phone=_main(Kind.PHONE, "person")
        )

    def by_mail_address(self, address: str) -> Self:
        """Who has exactly this mail address, capitals aside; a couple may share one."""
        try:
            wanted = normalise_mail(address)
        except ValidationError:
            return self.none()
        points = ContactPoint.objects.filter(kind=Kind.MAIL, normalised=wanted, person__isnull=False)
        return self.filter(pk__in=points.values("person"))

    def matching(self, text: str) -> Self:
        """Every fragment is found in the name, a mail address or a phone number; the most exact hits first.

        Names in any order, accents aside, misspelt names too; digits of a phone number in any notation.
        """
        wanted = matching.read(text)
        points = ContactPoint.objects.filter(person__isnull=False)
        found = self
        for name in wanted.names:
            mails = points.filter(matching.mail_contains(name)).values("person")
            found = found.filter(matching.name_contains(name) | Q(pk__in=mails))
        for mail in wanted.mails:
            found = found.filter(pk__in=points.filter(matching.mail_contains(mail)).values("person"))
        for number in wanted.numbers:
            either = matching.phone_contains(number) | matching.mail_contains(number)
            found = found.filter(pk__in=points.filter(either).values("person"))
        by_name = [TrigramWordSimilarity(wanted.phrase, "search").desc()] if wanted.names else []
        return found.order_by(*matching.by_exactness(wanted), *by_name, "last_name", "first_name", "pk")


@pghistory.track(exclude=["search"])
class Person(models.Model):
    """Somebody the loket knows, once, whatever the number of journeys and capacities."""

    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    salutation = models.CharField(_("salutation"), max_length=2, choices=Salutation.choices, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language.choices, default=Language.DUTCH)
    preferred_channel = models.CharField(
        _("prefers to be reached by"), max_length=6, choices=Channel.choices, blank=True
    )
    do_not_contact = models.BooleanField(_("do not contact"), default=False)
    address = models.ForeignKey(
        Address,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("postal address"),
    )
    notes = models.TextField(_("notes"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("known since"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    search = models.GeneratedField(
        expression=SearchText(Concat("first_name", Value(" "), "last_name", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("last_name", "first_name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(first_name="") | ~Q(last_name=""),
                name="person_has_a_name",
                violation_error_message=_("A person needs a first name or a last name."),
            ),
            models.CheckConstraint(
                condition=Q(preferred_channel__in=["", *Channel.values]), name="person_channel_is_known"
            ),
        )
        indexes = (
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="person_search"),
            models.Index(fields=["last_name", "first_name"], name="person_by_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in (self.first_name, self.last_name) if word).upper()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_organisation") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def of_kind(self, *kinds: OrganisationKind) -> Self:
        return self.filter(kind__in=kinds)

    def with_contact(self) -> Self:
        """Each organisation carries `main_mail` and `main_phone`, and its address, in the same query."""
        return self.select_related("address__street__municipality").annotate(
            main_mail=_main(Kind.MAIL, "organisation"), main_phone=_main(Kind.PHONE, "organisation")
        )

    def by_mail_address(self, address: str) -> Self:
        try:
            wanted = normalise_mail(address)
        except ValidationError:
            return self.none()
        points = ContactPoint.objects.filter(kind=Kind.MAIL, normalised=wanted, organisation__isnull=False)
        return self.filter(pk__in=points.values("organisation"))

    def matching(self, text: str) -> Self:
        """As for people; digits are also looked for in the enterprise number."""
        wanted = matching.read(text)
        points = ContactPoint.objects.filter(organisation__isnull=False)
        found = self
        for name in wanted.names:
            mails = points.filter(matching.mail_contains(name)).values("organisation")
            found = found.filter(matching.name_contains(name) | Q(pk__in=mails))
        for mail in wanted.mails:
            found = found.filter(pk__in=points.filter(matching.mail_contains(mail)).values("organisation"))
        for number in wanted.numbers:
            either = matching.phone_contains(number) | matching.mail_contains(number)
            digits = "".join(sign for sign in number if sign.isdigit())
            found = found.filter(
                Q(pk__in=points.filter(either).values("organisation"))
                | Q(enterprise_number__contains=digits)
                | Q(search__contains=f" {digits}")
            )
        by_name = [TrigramWordSimilarity(wanted.phrase, "search").desc()] if wanted.names else []
        return found.order_by(*matching.by_exactness(wanted), *by_name, "name", "pk")


_check_digits_fit = Exact(
    Cast(Right("enterprise_number", 2), models.IntegerField()),
    Value(97) - Mod(Cast(Left("enterprise_number", 8), models.IntegerField()), Value(97)),
)


@pghistory.track(exclude=["search"])
class Organisation(models.Model):
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
    notes = models.TextField(_("notes"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("known since"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    search = models.GeneratedField(
        expression=SearchText("name"), output_field=models.TextField(), db_persist=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name", "pk")
        constraints = (
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
        )
        indexes = (GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="organisation_search"),)

    def __str__(self) -> str:
        return self.name

    @property
    def enterprise_number_label(self) -> str:
        return enterprise_number.display(self.enterprise_number) if self.enterprise_number else ""


class ContactState(models.TextChoices):
    """`BOUNCING` sorts before `VALID`; queries rely on it."""

    VALID = "valid", _("valid")
    BOUNCING = "bouncing", _("bouncing")


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def of_kind(self, kind: Kind) -> Self:
        return self.filter(kind=kind)


@pghistory.track()
class ContactPoint(models.Model):
    """A mail address or phone number of one person or one organisation.

    `normalised` is what is compared: mail in lower case, phone in E.164; the operations fill it.
    """

    # CASCADE: a way to reach somebody says nothing without them; its history stays in its event table.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="contact_points"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="contact_points"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    value = models.CharField(_("as typed"), max_length=254)
    normalised = models.CharField(_("normalised"), max_length=254)
    preferred = models.BooleanField(_("preferred"), default=False)
    state = models.CharField(
        _("state"), max_length=8, choices=ContactState.choices, default=ContactState.VALID
    )

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ("kind", "-preferred", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="contact_point_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.MAIL, normalised__regex=r"^[^@[:space:]A-Z]+@[^@[:space:]A-Z]+$")
                | Q(kind=Kind.PHONE, normalised__regex=r"^\+[1-9][0-9]{7,14}$"),
                name="contact_point_is_normalised",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ContactState.values), name="contact_point_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "normalised"], name="contact_point_once_per_person"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "normalised"], name="contact_point_once_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(preferred=True),
                name="one_preferred_contact_point_per_person_and_kind",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(preferred=True),
                name="one_preferred_contact_point_per_organisation_and_kind",
            ),
        )
        indexes = (
            GinIndex(fields=["normalised"], opclasses=["gin_trgm_ops"], name="contact_point_search"),
            models.Index(fields=["kind", "normalised"], name="contact_point_exact"),
        )

    def __str__(self) -> str:
        return self.value


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


@pghistory.track()
class Employment(models.Model):
    """A person works for an organisation in a role, from one day up to and including another."""

    # CASCADE: it says nothing without both; its history stays in its event table.
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="employments", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="employments", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=80, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        ordering = ("organisation__name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="employment_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
