"""Municipalities and streets of the register; filled by imports, not history-tracked."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, Q, Value
from django.utils.translation import gettext_lazy as _

from oss.addresses import notation
from oss.addresses.readings import AddressReading, Word, contained
from oss.addresses.street_names import number_words
from oss.addresses.text_search import SHORTEST_MISSPELT, OneLetterLess, SearchText, one_letter_less
from oss.staff.models import User


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("addresses.view_municipality") else self.none()

    def called(self, word: Word) -> Self:
        """A word of the name begins so; where a place is named, so does that of one of its districts."""
        named = Q()
        for form in word.forms:
            named |= Q(search__contains=f" {form}")
        if not word.is_place:
            return self.filter(named)
        district = type(self)(self.model).filter(districts__name__iexact=word.text)
        return self.filter(named | Q(pk__in=district.values("pk")))


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

    def named(self, word: Word) -> Self:
        """`word` stands in the street's name or begins a word of its municipality's.

        Only where no street at all has it literally is it taken for misspelt: who spells well does not get
        the streets that look alike. Those with one mistake are found, and those that look much alike.
        """
        streets = Street.objects.order_by()
        # parts of their own, so that each uses its index
        named = streets.filter(literally(word)).values("pk")
        inside = streets.filter(municipality__in=Municipality.objects.order_by().called(word)).values("pk")
        nowhere = streets.filter(~Exists(named), ~Exists(inside))
        nearly = nowhere.nearly(word.name).values("pk")
        alike = nowhere.filter(search__trigram_word_similar=word.name).values("pk")
        return self.filter(pk__in=named.union(inside, nearly, alike, all=True))

    def numbered(self, number: str) -> Self:
        """The number is a word of the name: "11 Novemberlaan", "Leopold II-laan"."""
        found = Q()
        for word in number_words(number):
            found |= Q(search__contains=f" {word} ") | Q(search__endswith=f" {word}")
        return self.filter(found)

    def nearly(self, text: str) -> Self:
        """The whole name, or a word of it, is `text`, folded, but for one mistake."""
        is_word = len(text) >= SHORTEST_MISSPELT and " " not in text
        alike = OneLetterLess(Value(text)) if is_word else one_letter_less(text)
        return self.alias(misspelt=OneLetterLess("search")).filter(misspelt__overlap=alike)

    def with_names(self, reading: AddressReading) -> Self:
        """Every one of the names; where no street has them together, the whole with one mistake in it."""
        words = reading.sought
        if len(words) == 1:
            return self.named(words[0])
        together = literal = Street.objects.order_by()
        for word in words:
            together = together.named(word)
            literal = literal.filter(literally(word))
        nearly = Street.objects.order_by().filter(~Exists(literal)).nearly(reading.phrase)
        return self.filter(pk__in=together.values("pk").union(nearly.values("pk"), all=True))

    def matching(self, text: str) -> Self:
        """By the words of its name and town, and by a number that is in its name."""
        return self.meeting(notation.read(text))

    def meeting(self, reading: AddressReading) -> Self:
        return self.with_names(reading) if reading.names else self


def literally(word: Word) -> Q:
    """The name of a street has the word, in one of its forms; one with few letters begins a word of it."""
    found = Q()
    for form in word.forms:
        found |= Q(search__contains=contained(form))
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
        indexes = (
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="street_search"),
            GinIndex(OneLetterLess("search"), name="street_misspelt"),
            models.Index(fields=["name", "id"], name="street_by_name"),
        )

    def __str__(self) -> str:
        return self.name
