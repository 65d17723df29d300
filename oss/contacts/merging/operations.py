"""Merging two records, and undoing it."""

from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.contacts.merging.fields import chosen, refuse_roles_without_a_vme, settle_syndic
from oss.contacts.merging.journal import Journal, obstacles, take_back
from oss.contacts.merging.movers import Mover, movers
from oss.contacts.models import Alias, AliasKind, Merge, Organisation, Person
from oss.contacts.recording import require_on
from oss.core.history import recorded
from oss.core.refusal import Gone, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User

Record = TypeVar("Record", Person, Organisation)


def merge(
    winner: Record,
    loser: Record,
    *,
    by: User | None,
    choices: Mapping[str, str] | None = None,
    seen: str | None = None,
) -> Merge:
    """The loser's rows become the winner's; the loser stays, inactive, and leads to the winner.

    `choices` says per field whose value counts ("winner", "loser", and "both" for notes); what is not named
    is decided as `fields.default_side` proposes. Former names and numbers become aliases. Refused when one of
    the two has been merged meanwhile, or is not as it was `seen` (`oss.core.seen_state`); ValidationError
    when the chosen values do not go together.
    """
    require_on(by, "merge", winner)
    if type(winner) is not type(loser):
        raise TypeError("a person and an organisation are never one")
    if winner.pk == loser.pk:
        raise Refused(_("“%(name)s” cannot be merged with itself.") % {"name": winner})
    with transaction.atomic(), recorded(by, "merge"):
        winner, loser = _lock(winner, loser)
        for record in (winner, loser):
            _refuse_merged(record)
        check_state(winner, loser, seen=seen)
        values = chosen(winner, loser, choices or {})
        former = [*_names(winner, loser), *_numbers(winner, loser)]
        loser_name = loser.name
        journal = Journal()
        _retire(journal, loser, winner)
        _take(journal, winner, values)
        _remember(journal, winner, former)
        refuse_roles_without_a_vme(winner, loser)
        settle_syndic(journal, winner, loser, choices or {})
        for mover in _movers_for(winner):
            mover.move(journal, winner, loser)
        _touch(winner, loser)
        return Merge.objects.create(
            **_sides(winner, loser),
            loser_name=loser_name,
            choices=dict(choices or {}),
            journal=journal.entries,
            known=_references(winner),
            by=by,
        )


def undo_merge(merged: Merge, *, by: User | None, keep_later: bool = False) -> Merge:
    """Both records, and all that moved, as they were before.

    Refused, saying what, when something was built on the merge: a changed or deleted row, a later merge, or
    new rows that refer to the winner. With `keep_later` such new rows stay with the winner.
    """
    require_on(by, "merge", merged.winner)
    with transaction.atomic(), recorded(by, "undo_merge"):
        winner, loser = _lock(merged.winner, merged.loser)
        current = Merge.objects.select_for_update(of=("self",)).get(pk=merged.pk)
        if blocked := undo_blockers(current):
            raise Refused(" ".join(blocked))
        if not keep_later and (later := came_later(current)):
            raise Refused(
                _(
                    "This came after the merge, with %(name)s: %(later)s. Say that it may stay there,"
                    " or move it."
                )
                % {"name": winner, "later": ", ".join(later)}
            )
        try:
            with transaction.atomic():
                take_back(current.journal)
        except IntegrityError as error:
            raise Refused(
                _("Something that came after the merge has taken the place of what would come back.")
            ) from error
        _touch(winner, loser)
        current.undone_at, current.undone_by = timezone.now(), by
        current.save(update_fields=["undone_at", "undone_by"])
    return current


def undo_blockers(merged: Merge) -> list[str]:
    """Why a merge can't be undone now, each a sentence; empty when it can (see also `came_later`)."""
    if merged.undone_at is not None:
        return [
            _("%(who)s has undone this merge already, on %(when)s.")
            % {"who": merged.undone_by or _("The system"), "when": _moment(merged.undone_at)}
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
    for mover in _movers_for(merged.winner):
        known = merged.known.get(_relation(mover), [])
        rows = mover.rows_of(merged.winner).exclude(pk__in=known) if mover.kept_track_of else []
        found += [_("%(kind)s “%(name)s”") % {"kind": row._meta.verbose_name, "name": row} for row in rows]
    return found


def final(record: Record) -> Record:
    """Where a merged record leads: itself, or the winner at the end of the chain."""
    while record.merged_into is not None:
        record = record.merged_into  # type: ignore[assignment]  # a foreign key to itself
    return record


def move_stragglers(merged: Merge) -> int:
    """Moves what was written for the loser while the merge was going on. Returns the number of changes."""
    with transaction.atomic(), recorded(None, "merge"):
        winner, loser = _lock(merged.winner, merged.loser)
        current = Merge.objects.standing().select_for_update(of=("self",)).filter(pk=merged.pk).first()
        if current is None or winner.merged_into is not None:
            return 0
        journal = Journal()
        for mover in _movers_for(winner):
            mover.move(journal, winner, loser)
        if journal.entries:
            current.journal = [*current.journal, *journal.entries]
            for relation, keys in _references(winner).items():
                moved = {entry["pk"] for entry in journal.entries} & set(keys)
                current.known[relation] = sorted({*current.known.get(relation, []), *moved})
            current.save(update_fields=["journal", "known"])
    return len(journal.entries)


def _lock(winner: Any, loser: Any) -> tuple[Any, Any]:
    """Both rows, in the order of their keys, so that two merges of one pair never wait for each other."""
    rows = type(winner).objects.select_for_update(of=("self",)).filter(pk__in=[winner.pk, loser.pk])
    locked = {row.pk: row for row in rows.order_by("pk")}
    for record in (winner, loser):
        if record.pk not in locked:
            raise Gone(_("“%(name)s” has been deleted meanwhile.") % {"name": record})
    return locked[winner.pk], locked[loser.pk]


def _refuse_merged(record: Any) -> None:
    if record.merged_into is None:
        return
    done = record.merged_by.standing().select_related("by").first()
    raise Refused(
        _("“%(name)s” was merged with “%(into)s” already, by %(who)s on %(when)s.")
        % {
            "name": record,
            "into": record.merged_into,
            "who": (done and done.by) or _("the system"),
            "when": _moment(done.at) if done else "–",
        }
    )


def _retire(journal: Journal, loser: Any, winner: Any) -> None:
    if isinstance(loser, Organisation):
        journal.set(loser, enterprise_number=None)  # a number belongs to one organisation
    journal.set(loser, is_active=False, merged_into=winner)


def _take(journal: Journal, winner: Any, values: dict[str, Any]) -> None:
    changed = copy(winner)
    for name, value in values.items():
        setattr(changed, name, value)
    changed.full_clean()
    journal.set(winner, **values)


def _names(winner: Any, loser: Any) -> list[tuple[AliasKind, str]]:
    return [(AliasKind.NAME, record.name) for record in (winner, loser)]


def _numbers(winner: Any, loser: Any) -> list[tuple[AliasKind, str]]:
    if not isinstance(winner, Organisation):
        return []
    numbers = [record.enterprise_number for record in (winner, loser)]
    return [(AliasKind.NUMBER, number) for number in numbers if number]


def _remember(journal: Journal, winner: Any, former: list[tuple[AliasKind, str]]) -> None:
    """Former names and numbers that the record does not bear now, once each."""
    now = {winner.name, getattr(winner, "enterprise_number", None)}
    known = set(winner.aliases.values_list("kind", "value"))
    for kind, value in dict.fromkeys(former):
        if value not in now and (kind, value) not in known:
            journal.create(Alias(**{winner._meta.model_name: winner}, kind=kind, value=value))


def _movers_for(record: Any) -> list[Mover]:
    return [mover for mover in movers if mover.is_for(record)]


def _references(winner: Any) -> dict[str, list[Any]]:
    return {
        _relation(mover): list(mover.rows_of(winner).values_list("pk", flat=True))
        for mover in _movers_for(winner)
        if mover.kept_track_of
    }


def _relation(mover: Mover) -> str:
    return f"{mover.model._meta.label_lower}.{mover.field}"


def _sides(winner: Any, loser: Any) -> dict[str, Any]:
    kind = winner._meta.model_name
    return {f"winner_{kind}": winner, f"loser_{kind}": loser}


def _touch(*records: Any) -> None:
    for record in records:
        type(record)._default_manager.filter(pk=record.pk).update(updated_at=timezone.now())


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
