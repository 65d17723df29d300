"""Who is syndic of an owners' association (VME), sits in its council, or does something else for it."""

from typing import Self

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from oss.contacts.models.vocabulary import OrganisationKind
from oss.staff.models import User


class AssociationRoleKind(models.TextChoices):
    SYNDIC = "syndic", _("syndic")
    COUNCIL = "council", _("member of the council of co-owners (RME)")
    AUDITOR = "auditor", _("auditor of the accounts")
    WORKING_GROUP = "working_group", _("member of a working group")


class AssociationRoleQuerySet(models.QuerySet["AssociationRole"]):
    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("contacts.view_organisation") else self.none()

    def syndics(self) -> Self:
        return self.filter(role=AssociationRoleKind.SYNDIC)

    def current(self) -> Self:
        """Neither ended nor still to begin."""
        today = timezone.localdate()
        return self.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gte=today))

    def of_active(self) -> Self:
        return self.filter(association__is_active=True)

    def for_list(self) -> Self:
        """With who it is and of which association: showing one costs no query."""
        return self.select_related("association", "person", "organisation")


@pghistory.track()
class AssociationRole(models.Model):
    """Somebody's role in an association, from one day up to and including another; a day unknown is empty.

    A person, an organisation, or a person on behalf of an organisation. A syndic has no `until` while the
    office lasts without a known end: an association has one such at a time.
    """

    # CASCADE: it says nothing without the association; its history stays in its event table.
    association = models.ForeignKey(
        "contacts.Organisation",
        on_delete=models.CASCADE,
        related_name="roles",
        verbose_name=_("owners' association"),
        editable=False,
    )
    # half of a composite key: a migration refers with it to an organisation of that kind
    association_kind = models.CharField(
        max_length=12, default=OrganisationKind.VME, db_default=OrganisationKind.VME, editable=False
    )
    role = models.CharField(_("role"), max_length=13, choices=AssociationRoleKind.choices)
    person = models.ForeignKey(
        "contacts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="association_roles",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "contacts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="association_roles",
        verbose_name=_("organisation"),
    )
    professional = models.BooleanField(
        _("how"),
        null=True,
        blank=True,
        choices=((True, _("professional")), (False, _("volunteer"))),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = AssociationRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in an association")
        verbose_name_plural = _("roles in associations")
        ordering = ("association__name", F("until").desc(nulls_first=True), "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(association_kind=OrganisationKind.VME),
                name="role_of_a_vme",
                violation_error_message=_("Only an owners' association (VME) has a syndic and a council."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=AssociationRoleKind.values), name="association_role_is_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="association_role_is_somebody",
                violation_error_message=_("Choose a person, an organisation, or both."),
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | ~Q(organisation=F("association")),
                name="no_association_has_a_role_in_itself",
                violation_error_message=_("An association has no role in itself."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="association_role_ends_after_start",
                violation_error_message=_("It ends after it begins: check both dates."),
            ),
            models.UniqueConstraint(
                fields=["association"],
                condition=Q(role=AssociationRoleKind.SYNDIC, until=None),
                name="one_syndic_without_an_end",
                violation_error_message=_("It has a syndic already: give that one an end date first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.holder_name}"

    @property
    def holder_name(self) -> str:
        """ "Mechels Vastgoedbeheer (Jan Peeters)", or the one of the two there is."""
        if self.person is not None and self.organisation is not None:
            return f"{self.organisation} ({self.person})"
        return str(self.person or self.organisation)

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return (self.since is None or self.since <= today) and (self.until is None or self.until >= today)
