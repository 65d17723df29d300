"""Lists of values that the administrator names; a deactivated value stays on old records."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

OWN = "own-"
"""How the code of a row begins that did not come with the product."""
OWN_CODE = Concat(Value(OWN), Cast(RandomUUID(), models.CharField()))
"""The code of a row that somebody adds: nothing in the product asks for it."""


class ValueQuerySet(models.QuerySet[Any]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class NamedValue(models.Model):
    """One value of a list, in the order in which the list is shown.

    The name belongs to the administrator. The `code` never changes: the product and `sync_reference` know a
    value by its code alone.
    """

    code = models.CharField(_("code"), max_length=60, editable=False, db_default=OWN_CODE)
    name = models.CharField(_("name"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    objects: ClassVar[Any] = ValueQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar[Any] = ["position", "name"]
        constraints: ClassVar[Any] = (models.UniqueConstraint("code", name="%(class)s_code_once"),)

    def __str__(self) -> str:
        return self.name
