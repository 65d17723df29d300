"""Merging two records, undoing it, and saying that two are no duplicates."""

from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from oss.contacts.merging.fields import chosen, refuse_roles_without_a_vme, settle_syndic
from oss.contacts.merging.journal import Journal, take_back
from oss.contacts.merging.standing import came_later, moment_of, movers_for, relation_of, undo_blockers
from oss.contacts.models import Alias, AliasKind, DuplicatePair, Merge, Organisation, Person
from oss.contacts.models.merges import PairState
from oss.contacts.recording import right_on
from oss.core.refusal import Gone, Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold, hold_if_there, operation

Record = TypeVar("Record", Person, Organisation)


@operation(right_on("merge"))
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
    if type(winner) is not type(loser):
        raise TypeError("a person and an organisation are never one")
    if winner.pk == loser.pk:
        raise Refused(_("“%(name)s” cannot be merged with itself.") % {"name": winner})
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
    for mover in movers_for(winner):
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


@operation(right_on("merge"))
def undo_merge(merged: Merge, *, by: User | None, keep_later: bool = False) -> Merge:
    """Both records, and all that moved, as they were before.

    Refused, saying what, when something was built on the merge: a changed or deleted row, a later merge, or
    new rows that refer to the winner. With `keep_later` such new rows stay with the winner.
    """
    winner, loser = _lock(merged.winner, merged.loser)
    current = hold(Merge.objects, merged, by=by)
    if blocked := undo_blockers(current):
        raise Refused(" ".join(blocked))
    if not keep_later and (later := came_later(current)):
        raise Refused(
            _("This came after the merge, with %(name)s: %(later)s. Say that it may stay there, or move it.")
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


@operation(right_on("merge"))
def not_a_duplicate(pair: DuplicatePair, *, by: User) -> DuplicatePair:
    """Remembered: the pair is not proposed again. The first decision stands: Refused where it was another."""
    current = hold(DuplicatePair.objects, pair, by=by)
    if current.state == PairState.OPEN:
        current.state, current.decided_by, current.decided_at = (
            PairState.NOT_DUPLICATE,
            by,
            timezone.now(),
        )
        current.save(update_fields=["state", "decided_by", "decided_at"])
    elif current.state != PairState.NOT_DUPLICATE:
        raise Refused(_("Somebody decided on these two meanwhile. Look at them as they are now."))
    return current


@operation()
def move_stragglers(merged: Merge) -> int:
    """Moves what was written for the loser while the merge was going on. Returns the number of changes."""
    winner, loser = _lock(merged.winner, merged.loser)
    current = hold_if_there(Merge.objects.standing(), merged, by=None)
    if current is None or winner.merged_into is not None:
        return 0
    journal = Journal()
    for mover in movers_for(winner):
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
            "when": moment_of(done.at) if done else "–",
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


def _references(winner: Any) -> dict[str, list[Any]]:
    return {
        relation_of(mover): list(mover.rows_of(winner).values_list("pk", flat=True))
        for mover in movers_for(winner)
        if mover.kept_track_of
    }


def _sides(winner: Any, loser: Any) -> dict[str, Any]:
    kind = winner._meta.model_name
    return {f"winner_{kind}": winner, f"loser_{kind}": loser}


def _touch(*records: Any) -> None:
    for record in records:
        type(record)._default_manager.filter(pk=record.pk).update(updated_at=timezone.now())
