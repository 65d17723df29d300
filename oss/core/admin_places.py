"""The groups of the admin's side, and where each of its pages stands in them."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AdminGroup(TextChoices):
    """The groups of the admin's side, in their order."""

    PEOPLE = "people", pgettext_lazy("admin", "People")
    WORKING = "working", pgettext_lazy("admin", "Working")
    VALUES = "values", _("Lists of choices")
    OVERSIGHT = "oversight", _("Oversight")
    RECORDS = "records", pgettext_lazy("admin", "Records")


@dataclass(frozen=True)
class AdminPlace:
    """Where a page of the admin stands in its side: `place` of a ModelAdmin."""

    group: AdminGroup
    icon: str
