"""Saying that dossiers of different journeys have to do with each other, and taking that back."""

from django.utils.translation import gettext as _

from dossiers.holding import MAY_CHANGE, NO_ACCESS, lock_to_change
from dossiers.models import Dossier, DossierRelation, RelationKind
from oss.core.dates import moment
from oss.core.history import as_it_was, removal_of, save_again
from oss.core.refusal import Refused
from oss.core.seen_state import check_state
from oss.staff.models import User
from oss.staff.rights import hold_part, operation
from oss.timeline.operations import record


@operation(MAY_CHANGE, refused=NO_ACCESS)
def relate_dossiers(dossier: Dossier, other: Dossier, *, by: User, kind: RelationKind) -> DossierRelation:
    """Refused for one and the same, for two of one journey, and where somebody did it already."""
    if dossier.pk == other.pk:
        raise Refused(_("A dossier is not related to itself: choose another one."))
    first, second = _locked(dossier.pk, other.pk, by)
    if first.journey_id == second.journey_id:
        raise Refused(
            _("%(one)s and %(other)s are of one journey: they are together already.")
            % {"one": first, "other": second}
        )
    there = DossierRelation.objects.between(first, second).select_related("kind", "created_by").first()
    if there is not None:
        raise Refused(
            _("%(name)s related %(one)s and %(other)s %(when)s already: %(kind)s.")
            % {
                "name": there.created_by or _("Somebody"),
                "one": first,
                "other": second,
                "when": moment(there.created_at),
                "kind": there.kind,
            }
        )
    relation = DossierRelation(first=first, second=second, kind=kind, created_by=by)
    relation.full_clean()
    relation.save()
    relation.refresh_from_db(fields=["created_at"])
    _tell(relation, "dossiers_related", by)
    return relation


@operation(MAY_CHANGE, refused=NO_ACCESS)
def remove_relation(relation: DossierRelation, *, by: User, seen: str | None = None) -> None:
    first, second = _locked(relation.first_id, relation.second_id, by)
    held = hold_part(DossierRelation.objects.select_related("kind"), relation, by=by)
    check_state(held, seen=seen)
    held.delete()
    held.first, held.second = first, second
    _tell(held, "dossiers_related_no_more", by)


@operation(MAY_CHANGE, refused=NO_ACCESS)
def restore_relation(pk: int, *, by: User) -> DossierRelation:
    """Puts back what was taken away last. Refused where it is there or does not fit any more."""
    relation: DossierRelation = as_it_was(removal_of(DossierRelation, pk))
    relation.first, relation.second = _locked(relation.first_id, relation.second_id, by)
    if relation.first.journey_id == relation.second.journey_id:
        raise Refused(
            _("%(one)s and %(other)s are of one journey: they are together already.")
            % {"one": relation.first, "other": relation.second}
        )
    save_again(relation)
    _tell(relation, "dossiers_related", by)
    return relation


def _locked(one: int, other: int, by: User) -> tuple[Dossier, Dossier]:
    """The older one first, for everybody: two who relate the same two never wait in a ring."""
    first, second = (lock_to_change(Dossier(pk=key), by) for key in sorted((one, other)))
    return first, second


def _tell(relation: DossierRelation, kind: str, by: User) -> None:
    """On both timelines, no more of the other dossier than its number."""
    for dossier, other in ((relation.first, relation.second), (relation.second, relation.first)):
        record(
            dossier.case_file,
            kind,
            by=by,
            dossier=dossier.number,
            other=other.number,
            relation=str(relation.kind),
        )
