"""How the rows of this package move in a merge; `offers.py` calls `register`."""

from typing import Any

from oss.contacts.merging.journal import Journal
from oss.contacts.merging.movers import Record, handles, moves, stays
from oss.contacts.models import (
    Alias,
    AssociationBuilding,
    AssociationRole,
    AssociationRoleKind,
    ContactPoint,
    Contractor,
    DuplicatePair,
    Employment,
    Merge,
    Organisation,
    PairState,
    Person,
)


def register() -> None:
    for owner in ("person", "organisation"):
        moves(ContactPoint, owner, twin=_same_point(owner), adapt=_one_preferred(owner))
        moves(Alias, owner, twin=_same(owner, Alias, "kind", "value"))
    moves(Employment, "person", twin=_same("person", Employment, "organisation", "role", "since", "until"))
    moves(
        Employment,
        "organisation",
        twin=_same("organisation", Employment, "person", "role", "since", "until"),
    )
    moves(AssociationBuilding, "organisation", twin=_same("organisation", AssociationBuilding, "building"))
    handles(Contractor, "organisation", _contractor)
    handles(AssociationRole, "association", _roles_of_association)
    handles(AssociationRole, "organisation", _roles_of_organisation)
    moves(
        AssociationRole,
        "person",
        twin=_same("person", AssociationRole, "association", "role", "organisation", "since", "until"),
    )
    stays(Organisation, "syndic")  # not read any more
    for first, second in (
        ("first_person", "second_person"),
        ("first_organisation", "second_organisation"),
    ):
        handles(DuplicatePair, first, _pairs(first, second, first), kept_track_of=False)
        handles(DuplicatePair, second, _pairs(first, second, second), kept_track_of=False)
    for model in (Person, Organisation):
        stays(model, "merged_into")  # who was merged into the loser leads on to the winner, link by link
    for owner in ("person", "organisation"):
        stays(Merge, f"winner_{owner}")  # earlier merges are told as they were
        stays(Merge, f"loser_{owner}")


def _same(owner: str, model: Any, *fields: str) -> Any:
    """The row of the winner that agrees in these fields."""

    def twin(row: Any, winner: Record) -> Any:
        wanted = {name: getattr(row, name) for name in fields}
        return model._default_manager.filter(**{owner: winner}, **wanted).first()

    return twin


def _same_point(owner: str) -> Any:
    return _same(owner, ContactPoint, "kind", "normalised")


def _one_preferred(owner: str) -> Any:
    """The winner's preferred way to be reached stays; the loser's steps back."""

    def adapt(row: ContactPoint, winner: Record) -> dict[str, Any]:
        taken = ContactPoint.objects.filter(**{owner: winner}, kind=row.kind, preferred=True).exists()
        return {"preferred": row.preferred and not taken}

    return adapt


def _contractor(journal: Journal, winner: Record, loser: Record) -> None:
    """One place in the pool: the winner's status stays, what the loser's record adds is added."""
    old = Contractor.objects.filter(organisation_id=loser.pk).first()
    known = Contractor.objects.filter(organisation_id=winner.pk).first()
    if old is None:
        return
    if known is None:
        journal.set(old, organisation=winner)
        return
    journal.set(
        known,
        segments=list(dict.fromkeys([*known.segments, *old.segments])),
        remarks="\n\n".join(text for text in dict.fromkeys((known.remarks, old.remarks)) if text),
    )
    journal.fold(old, known)


def _roles_of_association(journal: Journal, winner: Record, loser: Record) -> None:
    """All of them are the winner's, but a second syndic without an end: which one stays is asked before."""
    for row in AssociationRole.objects.filter(association_id=loser.pk).order_by("pk"):
        if row.organisation_id == winner.pk:
            journal.delete(row)  # it would have a role in itself
            continue
        of_winner = AssociationRole.objects.filter(association_id=winner.pk, role=row.role)
        same = of_winner.filter(
            person=row.person_id, organisation=row.organisation_id, since=row.since, until=row.until
        ).first()
        is_syndic = row.role == AssociationRoleKind.SYNDIC and row.until is None
        if same is not None or (is_syndic and of_winner.filter(until=None).exists()):
            journal.delete(row)
        else:
            journal.set(row, association=winner)


def _roles_of_organisation(journal: Journal, winner: Record, loser: Record) -> None:
    twin = _same("organisation", AssociationRole, "association", "role", "person", "since", "until")
    for row in AssociationRole.objects.filter(organisation_id=loser.pk).order_by("pk"):
        if row.association_id == winner.pk or twin(row, winner):
            journal.delete(row)
        else:
            journal.set(row, organisation=winner)


def _pairs(first: str, second: str, field: str) -> Any:
    """Open proposals about the loser go, they are computed anew; "not a duplicate" goes along."""
    other_field = second if field == first else first

    def move(journal: Journal, winner: Record, loser: Record) -> None:
        for pair in DuplicatePair.objects.filter(**{field: loser}).order_by("pk"):
            other = getattr(pair, other_field)
            if pair.state == PairState.OPEN or other.pk == winner.pk:
                journal.delete(pair)
                continue
            low, high = sorted((winner, other), key=lambda record: record.pk)
            known = DuplicatePair.objects.filter(**{first: low, second: high}).first()
            if known is None:
                journal.set(pair, **{first: low, second: high})
            else:
                journal.set(known, state=pair.state, decided_by=pair.decided_by, decided_at=pair.decided_at)
                journal.delete(pair)

    return move
