"""How dossiers go along when two people or organisations are merged; `offers.py` calls `register`."""

from typing import Any

from dossiers.models import Stakeholder
from dossiers.types.advice.scan.model import ScanDetail
from dossiers.works.models import Work
from oss.contacts.merging.movers import Record, moves


def register() -> None:
    moves(Stakeholder, "person", twin=_same_involvement("person", "organisation"))
    moves(Stakeholder, "organisation", twin=_same_involvement("organisation", "person"))
    moves(Work, "study_office")
    moves(Work, "contractor")
    moves(ScanDetail, "partner")


def _same_involvement(owner: str, beside: str) -> Any:
    """The winner in the same capacity on the same train or wagon, acting with the same other party."""

    def twin(row: Stakeholder, winner: Record) -> Stakeholder | None:
        same = Stakeholder.objects.filter(
            journey=row.journey, dossier=row.dossier, capacity=row.capacity, since=row.since, until=row.until
        )
        return same.filter(**{owner: winner, beside: getattr(row, beside)}).first()

    return twin
