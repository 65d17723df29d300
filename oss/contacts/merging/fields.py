"""The fields of the two records side by side, and what the merged record takes from which."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oss.contacts import enterprise_number, iban
from oss.contacts.merging.journal import Journal
from oss.contacts.models import AssociationRole, Organisation, OrganisationKind, Person

Record = Person | Organisation

PERSON_FIELDS = (
    *("first_name", "last_name", "salutation", "language", "preferred_channel", "do_not_contact"),
    *("address", "notes"),
)
ORGANISATION_FIELDS = (*("name", "kind", "enterprise_number", "juridical_form", "address", "iban", "notes"),)
SYNDIC = "syndic"
"""Chosen as if it were a field: who is syndic without an end is one of the rows that move."""


class Side(StrEnum):
    WINNER = "winner"
    LOSER = "loser"
    BOTH = "both"


@dataclass(frozen=True)
class FieldComparison:
    """One field of both records as text. `sides` may be chosen; `default` is what is proposed."""

    name: str
    label: str
    winner: str
    loser: str
    sides: tuple[Side, ...]
    default: Side

    @property
    def differs(self) -> bool:
        return self.winner != self.loser


def compare(winner: Record, loser: Record) -> list[FieldComparison]:
    """All that a merge decides on, in the order of the form."""
    fields = [
        FieldComparison(
            name=name,
            label=str(winner._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            winner=_shown(winner, name),
            loser=_shown(loser, name),
            sides=tuple(Side) if name == "notes" else (Side.WINNER, Side.LOSER),
            default=default_side(winner, loser, name),
        )
        for name in fields_of(winner)
    ]
    mine, other = _syndic(winner), _syndic(loser)
    if mine or other:
        fields.append(
            FieldComparison(
                name=SYNDIC,
                label=_("syndic"),
                winner=mine.holder_name if mine else "",
                loser=other.holder_name if other else "",
                sides=(Side.WINNER, Side.LOSER),
                default=_syndic_side(mine),
            )
        )
    return fields


def settle_syndic(journal: Journal, winner: Record, loser: Record, choices: Mapping[str, str]) -> None:
    """One syndic without an end: who was not chosen goes, and comes back where the merge is undone."""
    mine, other = _syndic(winner), _syndic(loser)
    side = Side(choices.get(SYNDIC) or _syndic_side(mine))
    if side == Side.BOTH:
        raise ValueError(f"{SYNDIC} is taken from one of the two")
    gone = other if side == Side.WINNER else mine
    if gone is not None:
        journal.delete(gone)


def _syndic_side(of_winner: AssociationRole | None) -> Side:
    return Side.LOSER if of_winner is None else Side.WINNER


def refuse_roles_without_a_vme(winner: Record, loser: Record) -> None:
    """ValidationError where a syndic or a council would hang on something else; `winner` as it becomes."""
    if isinstance(loser, Person) or isinstance(winner, Person) or winner.kind == OrganisationKind.VME:
        return
    if loser.roles.exists():
        raise ValidationError(
            _("“%(name)s” has a syndic or a council: choose the kind “owners' association (VME)”.")
            % {"name": loser.name}
        )


def _syndic(record: Record) -> AssociationRole | None:
    if isinstance(record, Person):
        return None
    return record.roles.syndics().filter(until=None).for_list().first()


def chosen(winner: Record, loser: Record, choices: Mapping[str, str]) -> dict[str, Any]:
    """The value of every field after the merge. TypeError, ValueError: no such field or side."""
    if unknown := choices.keys() - {*fields_of(winner), SYNDIC}:
        raise TypeError(f"a merge does not choose {', '.join(sorted(unknown))}")
    return {
        name: _value(winner, loser, name, Side(choices.get(name) or default_side(winner, loser, name)))
        for name in fields_of(winner)
    }


def default_side(winner: Record, loser: Record, name: str) -> Side:
    """The winner's, unless it has nothing there; both notes; who may not be contacted, may not afterwards."""
    mine, other = getattr(winner, name), getattr(loser, name)
    if name == "notes" and mine and other and mine != other:
        return Side.BOTH
    return Side.LOSER if other and not mine else Side.WINNER


def fields_of(record: Record) -> tuple[str, ...]:
    return PERSON_FIELDS if isinstance(record, Person) else ORGANISATION_FIELDS


def _value(winner: Record, loser: Record, name: str, side: Side) -> Any:
    if side == Side.BOTH:
        if name != "notes":
            raise ValueError(f"{name} is taken from one of the two")
        return "\n\n".join(dict.fromkeys(text for text in (winner.notes, loser.notes) if text))
    return getattr(winner if side == Side.WINNER else loser, name)


def _shown(record: Record, name: str) -> str:
    value = getattr(record, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "enterprise_number" and value:
        return enterprise_number.display(value)
    if name == "iban" and value:
        return iban.display(value)
    words = getattr(record, f"get_{name}_display", None)
    return str(words() if words else value or "")
