"""Checking what was changed on a record, and asking the database nothing about what stays as it was."""

from collections.abc import Collection

from django.db.models import BaseConstraint, CheckConstraint, Model, Q, UniqueConstraint


def clean_changed(record: Model, changed: Collection[str]) -> None:
    """As `full_clean` for these fields, with each constraint that one of them may break. ValidationError."""
    unchanged = {field.name for field in record._meta.fields} - set(changed)
    record.full_clean(exclude=unchanged, validate_constraints=False)
    for constraint in record._meta.constraints:
        if _may_be_broken_by(constraint, set(changed)):
            constraint.validate(type(record), record)


def _may_be_broken_by(constraint: BaseConstraint, changed: set[str]) -> bool:
    """Also one that does not tell its fields, such as a unique expression."""
    names: set[str] = set()
    match constraint:
        case CheckConstraint(condition=Q() as condition):
            names = condition.referenced_base_fields
        case UniqueConstraint(fields=[_, *_] as fields, condition=None):
            names = set(fields)
        case UniqueConstraint(fields=[_, *_] as fields, condition=Q() as condition):
            names = {*fields, *condition.referenced_base_fields}
    return not names or not names.isdisjoint(changed)
