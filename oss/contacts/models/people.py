"""Persons: everybody the loket knows."""

import pghistory
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from oss.addresses.models import Address
from oss.contacts.models.contacts import Contact, ContactQuerySet, merged_stays_inactive
from oss.contacts.models.vocabulary import Channel, Language, Salutation
from oss.core.text_search import SearchText


class PersonQuerySet(ContactQuerySet["Person"]):
    """People, as every contact is found."""


@pghistory.track(exclude=["search", "sort_name"])
class Person(Contact):
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
    search = models.GeneratedField(
        expression=SearchText(Concat("first_name", Value(" "), "last_name", output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
    )
    sort_name = models.GeneratedField(
        expression=SearchText(Concat("last_name", Value(" "), "first_name", output_field=models.TextField())),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta(Contact.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("last_name", "first_name", "pk")
        permissions = (("merge_person", "Can merge people"),)
        constraints = (
            *Contact.Meta.constraints,
            merged_stays_inactive(_("Who was merged stays inactive; undo the merge first.")),
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
            *Contact.Meta.indexes,
            models.Index(fields=["last_name", "first_name"], name="person_by_name"),
            models.Index(fields=["sort_name", "id"], name="person_in_order"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in (self.first_name, self.last_name) if word).upper()
