"""By which sheet a dossier asks its papers: offered by the room of each type that has a checklist."""

from collections.abc import Callable
from dataclasses import dataclass

from dossiers.models import Dossier
from dossiers.schemes.models import SchemeVersion
from oss.core.registry import Offer, offered


@dataclass(frozen=True)
class SheetOf(Offer):
    """`name`: the type of the dossiers. `of`: the sheet of one; None while nobody chose it."""

    of: Callable[[Dossier], SchemeVersion | None]


def sheet_of(dossier: Dossier) -> SchemeVersion | None:
    found = offered(SheetOf).get(dossier.type)
    return found.of(dossier) if found else None


def has_checklist(dossier: Dossier) -> bool:
    return dossier.type in offered(SheetOf)
