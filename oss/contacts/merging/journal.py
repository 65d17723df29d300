"""What a merge changes, written down so that it can be taken back in reverse order."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

Entry = dict[str, Any]


class Journal:
    """The verbs of a merge. Each does its work at once and adds an entry (JSON can hold it)."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def set(self, row: models.Model, **changes: Any) -> None:
        """Changes fields of a row; what has the value already is left out."""
        wanted = {_field(row, name): value for name, value in changes.items()}
        values = {field.attname: _bare(value) for field, value in wanted.items()}
        values = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not values:
            return
        before = {name: getattr(row, name) for name in values}
        type(row)._default_manager.filter(pk=row.pk).update(**values)
        for name, value in values.items():
            setattr(row, name, value)
        self.entries.append(_entry("set", row, before=_kept(before), after=_kept(values)))

    def create(self, row: models.Model) -> None:
        row.full_clean()
        row.save()
        self.entries.append(_entry("create", row))

    def delete(self, row: models.Model) -> None:
        """A row to which nothing refers; `fold` is for the others."""
        self.entries.append(_entry("delete", row, content=_serialised(row)))
        row.delete()

    def fold(self, row: models.Model, into: models.Model) -> None:
        """What refers to `row` refers to `into` from now on, and `row` goes: both said the same.

        A line under `row` that stands under `into` already goes too.
        """
        for field in references(type(row)):
            for line in field.model._default_manager.filter(**{field.name: row}):
                try:
                    with transaction.atomic():
                        self.set(line, **{field.name: into})
                except IntegrityError:
                    line.refresh_from_db()
                    self.delete(line)
        self.delete(row)


def obstacles(entries: list[Entry]) -> list[str]:
    """What changed since and stands in the way of taking the entries back, each a short sentence part."""
    found: dict[tuple[str, Any], str] = {}
    deleted = {(entry["model"], entry["pk"]) for entry in entries if entry["verb"] == "delete"}
    seen: set[tuple[str, Any, str]] = set()
    for entry in reversed(entries):
        key = (entry["model"], entry["pk"])
        if entry["verb"] != "set" or key in deleted:
            continue
        row = _row(entry)
        if row is None:
            found[key] = _("%(kind)s (deleted since)") % {"kind": _model(entry)._meta.verbose_name}
            continue
        for name, value in entry["after"].items():
            if (*key, name) in seen:
                continue
            seen.add((*key, name))
            if getattr(row, name) != _restored(row, name, value):
                field = row._meta.get_field(name)
                found[key] = _("%(kind)s “%(row)s”: %(field)s (changed since)") % {
                    "kind": row._meta.verbose_name,
                    "row": row,
                    "field": getattr(field, "verbose_name", name),
                }
    return list(found.values())


def take_back(entries: list[Entry]) -> None:
    """Undoes the entries, the last first. IntegrityError: something new has taken the place of the old."""
    for entry in reversed(entries):
        if entry["verb"] == "delete":
            for restored in serializers.deserialize("python", [entry["content"]]):
                restored.save()
            continue
        row = _row(entry)
        if row is None:
            continue
        if entry["verb"] == "create":
            row.delete()
        else:
            before = {name: _restored(row, name, value) for name, value in entry["before"].items()}
            type(row)._default_manager.filter(pk=row.pk).update(**before)


def references(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key of the shop to `model`, but those of history tables, which keep what was, and of
    copies `kept_by_triggers`, which follow what they copy."""
    for other in apps.get_models(include_auto_created=True):
        if hasattr(other, "pgh_tracked_model") or getattr(other, "kept_by_triggers", False):
            continue
        for field in other._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                yield field


def _entry(verb: str, row: models.Model, **rest: Any) -> Entry:
    return {"verb": verb, "model": row._meta.label_lower, "pk": row.pk, **rest}


def _bare(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def _serialised(row: models.Model) -> Any:
    names = [field.name for field in row._meta.concrete_fields if not field.generated]
    (plain,) = serializers.serialize("python", [row], fields=names)
    return {**plain, "fields": _kept(plain["fields"])}


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    """Moments to the microsecond: Django's JSON stops at the millisecond."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def _model(entry: Entry) -> type[models.Model]:
    return apps.get_model(entry["model"])


def _row(entry: Entry) -> models.Model | None:
    return _model(entry)._default_manager.filter(pk=entry["pk"]).first()


def _restored(row: models.Model, name: str, value: Any) -> Any:
    """The Python value of what JSON kept."""
    field = _field(row, name)
    return (field.target_field if isinstance(field, models.ForeignKey) else field).to_python(value)


def _field(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name)
