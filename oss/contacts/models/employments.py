"""Who works for which organisation."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.staff.models import User


class EmploymentQuerySet(models.QuerySet["Employment"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_person") else self.none()

    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))


@pghistory.track()
class Employment(models.Model):
    """A person works for an organisation in a role, from one day up to and including another."""

    # CASCADE: it says nothing without both; its history stays in its event table.
    person = models.ForeignKey(
        "contacts.Person", on_delete=models.CASCADE, related_name="employments", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        "contacts.Organisation",
        on_delete=models.CASCADE,
        related_name="employments",
        verbose_name=_("organisation"),
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
                violation_error_message=_("It ends after it begins: check both dates."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
