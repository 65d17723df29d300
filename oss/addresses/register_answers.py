"""What the official register and its neighbours answer, read into our own shapes.

Basisregisters Vlaanderen v2 (adressen, gebouweenheden, percelen), geolocation v4 and capakey v2.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from oss.addresses.capakey import Capakey
from oss.addresses.models import AddressStatus

T = TypeVar("T")
REGISTER_STATUS = {
    "voorgesteld": AddressStatus.PROPOSED.value,
    "ingebruik": AddressStatus.IN_USE.value,
    "gehistoreerd": AddressStatus.RETIRED.value,
    "afgekeurd": AddressStatus.REJECTED.value,
}
_POSITION = re.compile(r"<gml:pos>\s*(?P<x>[0-9.]+)\s+(?P<y>[0-9.]+)\s*</gml:pos>")


class UnreadableAnswerError(ValueError):
    """The answer does not have the documented shape."""


@dataclass(frozen=True)
class RegisterHit:
    """An address by its id in the register and the line it reads as."""

    register_id: int
    label: str


@dataclass(frozen=True)
class RegisterAddress:
    """One address as the register has it; `x`, `y` in metres, Lambert 72."""

    register_id: int
    version: str
    street_register_id: int
    street_name: str
    house_number: str
    box_number: str
    postcode: str
    nis_code: str
    municipality_name: str
    status: str
    label: str
    x: float | None
    y: float | None


@dataclass(frozen=True)
class RegisterUnit:
    """A unit of a building. `is_dwelling`: it is realised and no common part."""

    register_id: int
    building_register_id: int
    is_dwelling: bool


def _reader(read: Callable[[Any], T]) -> Callable[[Any], T]:
    def careful(content: Any) -> T:
        try:
            return read(content)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise UnreadableAnswerError(f"{read.__name__}: {error!r}") from error

    return careful


@_reader
def read_suggestions(content: Any) -> list[str]:
    return [str(line) for line in content["SuggestionResult"]]


@_reader
def read_hits(content: Any) -> list[RegisterHit]:
    return [RegisterHit(int(one["objectId"]), str(one["resultaat"])) for one in content["resultaten"]]


@_reader
def read_address(content: Any) -> RegisterAddress:
    position = _POSITION.search(content.get("adresPositie", {}).get("geometrie", {}).get("gml", ""))
    return RegisterAddress(
        register_id=int(content["identificator"]["objectId"]),
        version=str(content["identificator"].get("versieId", "")),
        street_register_id=int(content["straatnaam"]["objectId"]),
        street_name=_spelling(content["straatnaam"]["straatnaam"]),
        house_number=str(content["huisnummer"]),
        box_number=str(content.get("busnummer") or ""),
        postcode=str(content["postinfo"]["objectId"]),
        nis_code=str(content["gemeente"]["objectId"]),
        municipality_name=_spelling(content["gemeente"]["gemeentenaam"]),
        status=REGISTER_STATUS[content["adresStatus"].lower()],
        label=_spelling(content["volledigAdres"]),
        x=float(position["x"]) if position else None,
        y=float(position["y"]) if position else None,
    )


@_reader
def read_unit(content: Any) -> RegisterUnit:
    return RegisterUnit(
        register_id=int(content["identificator"]["objectId"]),
        building_register_id=int(content["gebouw"]["objectId"]),
        is_dwelling=content["gebouweenheidStatus"] == "gerealiseerd"
        and content["functie"] != "gemeenschappelijkDeel",
    )


@_reader
def read_ids(content: Any) -> list[int]:
    """The object ids in a list of units."""
    return [int(one["identificator"]["objectId"]) for one in content["gebouweenheden"]]


@_reader
def read_parcels(content: Any) -> list[Capakey]:
    """The realised parcels in a list; the register writes their keys with "-"."""
    return [
        Capakey.read(one["capaKey"].replace("-", "/"))
        for one in content["percelen"]
        if one["perceelStatus"] == "gerealiseerd"
    ]


@_reader
def read_parcel_addresses(content: Any) -> list[str]:
    """The addresses on one parcel, as capakey v2 writes them."""
    return [str(line) for line in content["adres"]]


def _spelling(named: Any) -> str:
    return str(named["geografischeNaam"]["spelling"])
