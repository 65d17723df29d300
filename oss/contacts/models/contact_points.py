"""How to reach a person or an organisation."""

from typing import Self

import pghistory
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from oss.contacts.models.vocabulary import ContactState, PointKind


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def of_kind(self, kind: PointKind) -> Self:
        return self.filter(kind=kind)


@pghistory.track()
class ContactPoint(models.Model):
    """A mail address or phone number of one person or one organisation.

    `normalised` is what is compared: mail in lower case, phone in E.164; the operations fill it.
    """

    # CASCADE: a way to reach somebody says nothing without them; its history stays in its event table.
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="contact_points"
    )
    organisation = models.ForeignKey(
        "contacts.Organisation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_points",
    )
    kind = models.CharField(_("kind"), max_length=5, choices=PointKind.choices)
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
                condition=Q(kind=PointKind.MAIL, normalised__regex=r"^[^@[:space:]A-Z]+@[^@[:space:]A-Z]+$")
                | Q(kind=PointKind.PHONE, normalised__regex=r"^\+[1-9][0-9]{7,14}$"),
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


_MAIN_FIRST = ("-state", "-preferred", "pk")
"""The preferred one; what bounces only as the last resort."""


def main_point(kind: PointKind, owner: str) -> Subquery:
    """The main mail address or phone number of a row, as it was typed."""
    points = ContactPoint.objects.filter(**{owner: OuterRef("pk")}, kind=kind)
    return Subquery(points.order_by(*_MAIN_FIRST).values("value")[:1])


def all_points(owner: str) -> ArraySubquery:
    """Every mail address and phone number of a row, the main ones first: kind, value and state of each."""
    points = ContactPoint.objects.filter(**{owner: OuterRef("pk")}).order_by(*_MAIN_FIRST)
    return ArraySubquery(points.values(json=JSONObject(kind="kind", value="value", state="state")))
