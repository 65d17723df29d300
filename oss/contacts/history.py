"""What changed on a person or an organisation, in words: the history that the database triggers keep."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Field, ForeignKey, Model, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.models import Address, Building, Measure
from oss.contacts import enterprise_number, iban
from oss.contacts.models import Organisation, Person, PointKind
from oss.contacts.models.contacts import Contact
from oss.core.components import EmptyState, Timeline, TimelineEntry
from oss.staff.models import User

MOST = 200
"""Changes read per kind of record; older ones stay in the database."""

_SILENT = frozenset(
    {
        *("id", "updated_at", "created_at", "search", "normalised"),
        *("person", "organisation", "contractor", "status_since", "evaluated_on", "evaluated_by"),
        *("association", "association_kind"),
    }
)
_OF_EVERY_CONTACT = frozenset(field.name for field in Contact._meta.local_fields)
_LONGEST = 120
_LABELS = {"status": gettext_lazy("Status in the pool"), "measure": gettext_lazy("Speciality")}
"""By field, where its own label says too little between other changes."""
_SHOWN = {"enterprise_number": enterprise_number.display, "iban": iban.display}
MOVED_SYNDIC = "move_syndic"
"""The operation under which a migration wrote down the syndics anew: nothing happened that day."""
_IN_ORDER = (
    *("Person", "Organisation", "ContactPoint", "Employment", "AssociationBuilding", "AssociationRole"),
    *("Contractor", "ContractorSpeciality", "Training", "Evaluation"),
)
"""The record itself before what belongs to it."""

_OPERATIONS = {
    "create_person": gettext_lazy("Person added"),
    "create_organisation": gettext_lazy("Organisation added"),
    "add_contact_point": gettext_lazy("Way to reach added"),
    "remove_contact_point": gettext_lazy("Way to reach removed"),
    "add_employment": gettext_lazy("Employment added"),
    "remove_employment": gettext_lazy("Employment removed"),
    "add_building": gettext_lazy("Building added"),
    "remove_building": gettext_lazy("Building removed"),
    "deactivate": gettext_lazy("Deactivated"),
    "reactivate": gettext_lazy("Reactivated"),
    "merge": gettext_lazy("Merged"),
    "move_stragglers": gettext_lazy("Merged"),
    "undo_merge": gettext_lazy("Merge undone"),
    "adopt_association": gettext_lazy("Taken over from the company register"),
    "fill_in": gettext_lazy("Taken over from the company register"),
    "settle_match": gettext_lazy("Building chosen"),
    "set_association_role": gettext_lazy("Role added"),
    "update_association_role": gettext_lazy("Role changed"),
    "end_association_role": gettext_lazy("Role changed"),
    "remove_association_role": gettext_lazy("Role removed"),
    "update_contractor": gettext_lazy("Contractor pool changed"),
    "add_training": gettext_lazy("Training added"),
    "add_evaluation": gettext_lazy("Evaluation added"),
    "remove_training": gettext_lazy("Training removed"),
    "remove_evaluation": gettext_lazy("Evaluation removed"),
    "restore_part": gettext_lazy("Put back what was removed"),
}
"""How the history names an operation, by the name it is recorded under; others read "Changed"."""


@dataclass(frozen=True)
class _Change:
    """One event beside the one before it on the same row; `before` is None where it was made."""

    event: Any
    before: Any | None

    @property
    def at(self) -> datetime:
        return self.event.pgh_created_at

    @property
    def context(self) -> Any:
        return self.event.pgh_context_id

    @property
    def kind(self) -> str:
        return type(self.event).__name__.removesuffix("Event")

    @property
    def is_gone(self) -> bool:
        return bool(self.event.pgh_label == "delete")

    @property
    def metadata(self) -> Mapping[str, Any]:
        return self.event.pgh_context.metadata if self.event.pgh_context else {}


def history_of(record: Person | Organisation) -> Timeline:
    """The newest first; what one operation did together stands together.

    At most eleven queries, and four more of a contractor, however long.
    """
    owner = "person" if isinstance(record, Person) else "organisation"
    changes = [
        *_changes(_events(type(record).__name__, pgh_obj_id=record.pk)),
        *_changes(_events("ContactPoint", **{f"{owner}_id": record.pk})),
        *_changes(_events("Employment", **{f"{owner}_id": record.pk})),
    ]
    roles = Q(**{f"{owner}_id": record.pk})
    if isinstance(record, Organisation):
        roles |= Q(association_id=record.pk)
        changes += _changes(_events("AssociationBuilding", organisation_id=record.pk))
        in_pool = _events("Contractor", organisation_id=record.pk)
        changes += _changes(in_pool)
        for part in ("ContractorSpeciality", "Training", "Evaluation") if in_pool else ():
            keys = {event.pgh_obj_id for event in in_pool}
            changes += _changes(_events(part, contractor_id__in=keys))
    changes += _changes(_events("AssociationRole", roles))
    changes = [one for one in changes if one.metadata.get("operation") != MOVED_SYNDIC]
    changes.sort(key=lambda change: (change.at, change.event.pgh_id), reverse=True)
    words = _Words(changes)
    together: dict[Any, list[_Change]] = defaultdict(list)
    for change in changes:  # one operation may touch several kinds of rows, at one moment
        alone = (type(change.event), change.event.pgh_id)
        together[change.context or alone].append(change)
    entries = [words.entry(of_one) for of_one in together.values()]
    return Timeline(
        label=_("History"),
        entries=tuple(entry for entry in entries if entry is not None),
        empty=EmptyState("history", _("Nothing has been changed since this was brought in.")),
    )


def _events(model: str, *conditions: Q, **condition: Any) -> list[Any]:
    event = apps.get_model("contacts", f"{model}Event")
    found = event._default_manager.filter(*conditions, **condition).select_related("pgh_context")
    return list(found.order_by("-pgh_id")[:MOST])


def _changes(events: Iterable[Any]) -> list[_Change]:
    """Each event with its predecessor; an update whose predecessor was not read says nothing."""
    by_row = defaultdict(list)
    for event in sorted(events, key=lambda one: one.pgh_id):
        by_row[event.pgh_obj_id].append(event)
    changes = []
    for row in by_row.values():
        for before, event in zip([None, *row], row, strict=False):
            if event.pgh_label == "insert":  # also what an undo brought back: it was gone
                changes.append(_Change(event, None))
            elif before is not None:
                changes.append(_Change(event, before))
    return changes


class _Words:
    """Reads changes aloud; who did it and which addresses and employers are meant is asked once for all."""

    def __init__(self, changes: list[_Change]) -> None:
        self.users = User.objects.in_bulk(
            {one.metadata["user"] for one in changes if one.metadata.get("user")}
        )
        self.names: dict[tuple[str, int], str] = {}
        for model, fields in (
            (Address, ("address_id",)),
            (Person, ("person_id", "merged_into_id")),
            (Organisation, ("organisation_id", "syndic_id", "association_id", "merged_into_id")),
            (Building, ("building_id",)),
            (Measure, ("measure_id",)),
        ):
            keys = {
                getattr(one.event, field, None)
                for one in changes
                for field in fields
                if field != "merged_into_id" or one.kind == model.__name__
            } - {None}
            everything: Any = model._default_manager
            rows = everything.with_label() if model in {Address, Building} else everything.all()
            found = rows.in_bulk(keys) if keys else {}
            self.names |= {(field, key): str(row) for key, row in found.items() for field in fields}

    def entry(self, together: list[_Change]) -> TimelineEntry | None:
        in_order = sorted(
            _from_first_to_last(together),
            key=lambda change: (_IN_ORDER.index(change.kind), change.event.pgh_id),
        )
        lines = [capfirst(line) for change in in_order for line in self._lines(change)]
        if not lines:
            return None
        newest = together[0]
        operation = _OPERATIONS.get(str(newest.metadata.get("operation", "")))
        by = self.users.get(newest.metadata.get("user") or 0)
        return TimelineEntry(
            _("Change"),
            "history",
            newest.at,
            operation or _("Changed"),
            who=by.name if by else _("the loket itself"),
            text="\n".join(lines),
        )

    def _lines(self, change: _Change) -> list[str]:
        if change.kind == "ContactPoint":
            return self._contact_point(change)
        if change.kind == "Employment":
            return self._employment(change)
        if change.kind == "AssociationRole":
            return self._association_role(change)
        if change.kind in {"ContractorSpeciality", "Training", "Evaluation"}:
            return self._part_of_contractor(change)
        if change.kind == "AssociationBuilding" and change.is_gone:
            building = self.names.get(("building_id", change.event.building_id), "…")
            return [_("%(what)s removed") % {"what": building}]
        return self._fields(change)

    def _fields(self, change: _Change, without: str = "") -> list[str]:
        lines = []
        for field in _read(change.event):
            if field.name == without:
                continue
            now = self._value(field, change.event)
            then = self._value(field, change.before) if change.before else ""
            begun_with = change.before is None and isinstance(field, BooleanField) and not field.null
            if now == then or begun_with:
                continue
            label = capfirst(str(_LABELS.get(field.name, field.verbose_name)))
            if change.before is None or not then:
                lines.append(_("%(field)s: %(now)s") % {"field": label, "now": now})
            elif not now:
                lines.append(_("%(field)s: %(then)s removed") % {"field": label, "then": then})
            else:
                words = {"field": label, "then": then, "now": now}
                lines.append(_("%(field)s: %(then)s became %(now)s") % words)
        return lines

    def _contact_point(self, change: _Change) -> list[str]:
        event, before = change.event, change.before
        what = {"kind": PointKind(event.kind).label, "value": event.value}
        if change.is_gone:
            return [_("%(kind)s %(value)s removed") % what]
        if before is None:
            return [_("%(kind)s %(value)s added") % what]
        lines = []
        if before.value != event.value:
            lines.append(_("%(kind)s %(then)s became %(value)s") % (what | {"then": before.value}))
        if event.preferred and not before.preferred:
            lines.append(_("%(kind)s %(value)s is preferred") % what)
        if event.state != before.state:
            lines.append(_("%(kind)s %(value)s is %(state)s") % (what | {"state": event.get_state_display()}))
        return lines

    def _employment(self, change: _Change) -> list[str]:
        event = change.event
        what = {
            "person": self.names.get(("person_id", event.person_id), "…"),
            "organisation": self.names.get(("organisation_id", event.organisation_id), "…"),
        }
        if change.is_gone:
            return [_("%(person)s at %(organisation)s removed") % what]
        line = _("%(person)s works for %(organisation)s") % what
        return [" · ".join((line, *self._fields(change)))]

    def _association_role(self, change: _Change) -> list[str]:
        event = change.event
        names = (
            self.names.get((field, key), "…")
            for field in ("organisation_id", "person_id")
            if (key := getattr(event, field)) is not None
        )
        what = {
            "role": event.get_role_display(),
            "name": " · ".join(names),
            "association": self.names.get(("association_id", event.association_id), "…"),
        }
        if change.is_gone:
            return [_("%(role)s of %(association)s: %(name)s removed") % what]
        line = _("%(role)s of %(association)s: %(name)s") % what
        return [" · ".join((line, *self._fields(change, without="role")))]

    def _part_of_contractor(self, change: _Change) -> list[str]:
        """On one line: what was followed or found, and how; only what changed, where it was there already."""
        if change.is_gone:
            what = " · ".join(self._fields(replace(change, before=None)))
            return [_("%(what)s removed") % {"what": what}]
        line = " · ".join(self._fields(change))
        return [line] if line else []

    def _value(self, field: "Field[Any, Any]", event: Any) -> str:
        value = getattr(event, field.attname)
        if value in (None, ""):
            return ""
        if isinstance(field, ForeignKey):
            return self.names.get((field.attname, value), "…")
        if isinstance(field, BooleanField):
            words = {True: _("yes"), False: _("no")} | dict(field.flatchoices)
            return str(words[value])
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if hasattr(value, "isoformat"):
            return date_format(value, "d/m/Y")
        labels = dict((field.base_field if isinstance(field, ArrayField) else field).flatchoices)
        show = _SHOWN.get(field.name, str)
        several = value if isinstance(value, list) else [show(value)]
        text = ", ".join(str(labels.get(one, one)) for one in several)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _from_first_to_last(changes: Iterable[_Change]) -> list[_Change]:
    """One change for each row: an operation may write it twice. What came and went in between never was."""
    by_row: dict[Any, list[_Change]] = defaultdict(list)
    for change in sorted(changes, key=lambda one: one.event.pgh_id):
        by_row[change.kind, change.event.pgh_obj_id].append(change)
    whole = [_Change(of_row[-1].event, of_row[0].before) for of_row in by_row.values()]
    return [change for change in whole if change.before or not change.is_gone]


def _read(event: Model) -> "list[Field[Any, Any]]":
    """What it is called before what every contact has."""
    fields = [
        field
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in _SILENT
    ]
    return sorted(fields, key=lambda field: field.name in _OF_EVERY_CONTACT)
