"""Lists of values that the administrator names; a deactivated value stays on old records."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Count, Value
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


class CountedValue(NamedValue):
    """A value of a long list, with how often it was chosen: what is chosen most stands in sight (`Chips`)."""

    uses = models.PositiveIntegerField(db_default=0, editable=False)

    class Meta(NamedValue.Meta):
        abstract = True


def count_uses(model: type[CountedValue]) -> None:
    """Counts anew on how many records each value was chosen among several; asked at night, by no page."""
    number: dict[int, int] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToManyRel):
            continue
        through: Any = relation.through
        name = relation.field.m2m_reverse_field_name()
        rows = through._base_manager.order_by()  # noqa: SLF001
        for key, uses in rows.values_list(name).annotate(Count("pk")):
            number[key] = number.get(key, 0) + uses
    values = model._base_manager.only("uses")  # noqa: SLF001
    changed = [one for one in values if one.uses != number.get(one.pk, 0)]
    for one in changed:
        one.uses = number.get(one.pk, 0)
    model._base_manager.bulk_update(changed, ["uses"])  # noqa: SLF001
