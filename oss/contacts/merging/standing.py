"""What a merge that stands leads to, and what is in the way of undoing it."""

from typing import Any, TypeVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.contacts.merging.journal import obstacles
from oss.contacts.merging.movers import Mover
from oss.contacts.models import Merge, Organisation, Person
from oss.core.registry import offered

Record = TypeVar("Record", Person, Organisation)


def undo_blockers(merged: Merge) -> list[str]:
    """Why a merge can't be undone now, each a sentence; empty when it can (see also `came_later`)."""
    if merged.undone_at is not None:
        return [
            _("%(who)s has undone this merge already, on %(when)s.")
            % {"who": merged.undone_by or _("The system"), "when": moment_of(merged.undone_at)}
        ]
    winner = type(merged.winner).objects.select_related("merged_into").get(pk=merged.winner.pk)
    if winner.merged_into is not None:
        return [
            _("“%(name)s” was merged with “%(into)s” since; undo that merge first.")
            % {"name": winner, "into": winner.merged_into}
        ]
    later = winner.merges.standing().filter(pk__gt=merged.pk).first()
    if later is not None:
        return [_("“%(name)s” was merged with it since; undo that merge first.") % {"name": later.loser_name}]
    return [_("In the way: %(what)s.") % {"what": what} for what in obstacles(merged.journal)]


def came_later(merged: Merge) -> list[str]:
    """Rows that refer to the winner and did not when it was merged: ["dossier D2026-00042"]."""
    found = []
    for mover in movers_for(merged.winner):
        known = merged.known.get(relation_of(mover), [])
        rows = mover.rows_of(merged.winner).exclude(pk__in=known) if mover.kept_track_of else []
        found += [_("%(kind)s “%(name)s”") % {"kind": row._meta.verbose_name, "name": row} for row in rows]
    return found


def final(record: Record) -> Record:
    """Where a merged record leads: itself, or the winner at the end of the chain."""
    while record.merged_into is not None:
        record = record.merged_into  # type: ignore[assignment]  # a foreign key to itself
    return record


def movers_for(record: Any) -> list[Mover]:
    return [mover for mover in offered(Mover).values() if mover.is_for(record)]


def relation_of(mover: Mover) -> str:
    return f"{mover.model._meta.label_lower}.{mover.field}"


def moment_of(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
