"""Names and numbers under which somebody was known before; search still finds them by these."""

from typing import Self

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oss.contacts.matching import AS_ONE_WORD
from oss.core.text_search import SearchText


class AliasKind(models.TextChoices):
    NAME = "name", _("name")
    NUMBER = "number", _("enterprise number")


class AliasQuerySet(models.QuerySet["Alias"]):
    def names(self) -> Self:
        return self.filter(kind=AliasKind.NAME)

    def numbers(self) -> Self:
        return self.filter(kind=AliasKind.NUMBER)


@pghistory.track(exclude=["search"])
class Alias(models.Model):
    """What a merge would have lost: a former name, or an enterprise number (ten digits).

    Mail addresses and phone numbers need no alias: they move along as contact points.
    """

    # CASCADE: it says nothing without its owner; its history stays in its event table.
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    organisation = models.ForeignKey(
        "contacts.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="aliases"
    )
    kind = models.CharField(_("kind"), max_length=6, choices=AliasKind.choices)
    value = models.CharField(_("formerly"), max_length=162)
    search = models.GeneratedField(
        expression=SearchText("value"), output_field=models.TextField(), db_persist=True
    )

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ("kind", "value", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="alias_has_one_owner",
            ),
            models.CheckConstraint(condition=Q(kind__in=AliasKind.values), name="alias_kind_is_known"),
            models.CheckConstraint(condition=~Q(value=""), name="alias_says_something"),
            models.UniqueConstraint(fields=["person", "kind", "value"], name="alias_once_per_person"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "value"], name="alias_once_per_organisation"
            ),
        )
        indexes = (
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="alias_search"),
            GinIndex(OpClass(AS_ONE_WORD, name="gin_trgm_ops"), name="alias_search_one_word"),
        )

    def __str__(self) -> str:
        return self.value
