"""What a person and an organisation have in common."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramWordSimilarity
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.contacts import matching
from oss.contacts.channels import normalise_mail
from oss.contacts.matching import ContactFragments
from oss.contacts.models.aliases import Alias
from oss.contacts.models.contact_points import ContactPoint, all_points
from oss.contacts.models.vocabulary import PointKind
from oss.core.narrowing import asked_once
from oss.staff.models import User

Record = TypeVar("Record", bound="Contact")

MOST_COMPARED = 1_000
"""Of those with a common name, how many a lookup compares."""


class ContactQuerySet(models.QuerySet[Record]):
    @property
    def owner(self) -> str:
        """The foreign key that leads here from contact points and aliases: "person" or "organisation"."""
        return str(self.model._meta.model_name)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm(f"contacts.view_{self.owner}") else self.none()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_contact(self) -> Self:
        """Each knows `main_mail`, `main_phone` and their states, and its address, by the same query."""
        return self.select_related("address__street__municipality").annotate(points=all_points(self.owner))

    def by_mail_address(self, *addresses: str) -> Self:
        """Who has exactly one of these mail addresses, capitals aside; a couple may share one."""
        wanted = []
        for address in addresses:
            with suppress(ValidationError):
                wanted.append(normalise_mail(address))
        return (
            self.filter(self._having(Q(kind=PointKind.MAIL, normalised__in=wanted)))
            if wanted
            else self.none()
        )

    def matching(self, text: str) -> Self:
        """Every fragment is found in the name, a mail address or a phone number; the most exact hits first.

        Names in any order, accents aside, misspelt and former names too; digits of a phone number in any
        notation.
        """
        return self.meeting(matching.read(text))

    def meeting(self, wanted: ContactFragments) -> Self:
        found = self
        for name in wanted.names:
            found = found.filter(asked_once(self._called(name)))
        for mail in wanted.mails:
            found = found.filter(self._having(matching.mail_contains(mail)))
        for number in wanted.numbers:
            found = found.filter(self._with_number(number))
        return found.best_first(wanted)

    def spelt(self, wanted: ContactFragments, most: int) -> Any:
        """Keys of those with these names written so: first of `most` whose whole name it is, then of
        MOST_COMPARED that the database finds first."""
        found = self.order_by().filter(*map(matching.spelt, wanted.names)).values_list("pk", flat=True)
        return found.filter(search__in=wanted.whole)[:most].union(found[:MOST_COMPARED])

    def best_first(self, wanted: ContactFragments) -> Self:
        by_name = [TrigramWordSimilarity(wanted.phrase, "search").desc()] if wanted.names else []
        return self.order_by(*matching.by_exactness(wanted), *by_name, *(self.model._meta.ordering or ()))

    def _called(self, name: str) -> Any:
        """The keys of those with this in their name, now or formerly, or in a mail address."""
        everybody = self.model._default_manager.order_by()
        points = ContactPoint.objects.filter(matching.mail_contains(name), **{f"{self.owner}__isnull": False})
        former = Alias.objects.names().filter(**{f"{self.owner}__isnull": False}).order_by()
        ways = matching.name_contains(name)
        return (
            points.order_by()
            .values(self.owner)
            .union(
                *(everybody.filter(way).values("pk") for way in ways),
                *(former.filter(way).values(self.owner) for way in ways),
            )
        )

    def _with_number(self, number: str) -> Q:
        return self._having(matching.phone_contains(number) | matching.mail_contains(number))

    def _having(self, point: Q) -> Q:
        """Those with a contact point that meets this condition."""
        points = ContactPoint.objects.filter(**{f"{self.owner}__isnull": False})
        return Q(pk__in=points.filter(point).values(self.owner))


def merged_stays_inactive(message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(merged_into=None) | Q(is_active=False) & ~Q(merged_into=F("id")),
        name="merged_%(class)s_is_inactive",
        violation_error_message=message,
    )


class Contact(models.Model):
    """Who the loket knows, once, in use or not; merged away, it leads to the one it was merged into.

    A subclass gives `search`, its name folded, and who it is called in its order.
    """

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    notes = models.TextField(_("notes"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    inactive_reason = models.CharField(
        _("reason of deactivation"),
        max_length=200,
        blank=True,
        db_default="",
        default="",
        editable=False,
    )
    created_at = models.DateTimeField(_("known since"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    points: Sequence[dict[str, str]]
    """Of `with_contact()`."""

    class Meta:
        abstract = True
        constraints: ClassVar[Any] = (
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(inactive_reason=""),
                name="active_%(class)s_needs_no_reason",
            ),
        )
        indexes: ClassVar[Any] = (
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="%(class)s_search"),
            GinIndex(OpClass(matching.AS_ONE_WORD, name="gin_trgm_ops"), name="%(class)s_search_one_word"),
            models.Index(fields=["created_at", "id"], name="%(class)s_by_arrival"),
        )

    @property
    def main_mail(self) -> str | None:
        return self._main(PointKind.MAIL, "value")

    @property
    def main_phone(self) -> str | None:
        return self._main(PointKind.PHONE, "value")

    @property
    def mail_state(self) -> str | None:
        return self._main(PointKind.MAIL, "state")

    @property
    def phone_state(self) -> str | None:
        return self._main(PointKind.PHONE, "state")

    def _main(self, kind: PointKind, what: str) -> str | None:
        return next((point[what] for point in self.points if point["kind"] == kind), None)
