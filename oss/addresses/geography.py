"""In which statistical sector, and so in which district, an address lies.

Codes and names come with `sync_reference`; boundaries with `manage.py import_sectors FILE`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from pyproj import Transformer
from pyproj.exceptions import CRSError
from shapely import STRtree, points, transform
from shapely.errors import GEOSException
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from oss.addresses.coordinates import WGS_84
from oss.addresses.models import Address, StatisticalSector
from oss.addresses.row_sources import WrongFileError
from oss.core.locks import lock

CODE_NAMES = ("cd_sector", "CD_SECTOR", "statsec", "code")
"""The property that holds the code of the sector: Statbel's, then others'."""
LARGEST_FILE = 512 * 1024**2
CHUNK = 5_000
PLACES = 6  # decimals of a degree: a tenth of a metre

_EPSG = re.compile(r"(?:EPSG|CRS)[:/]+(?:[0-9.]*[:/]+)?(?P<code>[0-9]+|CRS84)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class SectorCode:
    """The parts of a code of Statbel: `12025A10-` lies in municipality 12025, sub-municipality 12025A."""

    municipality: str
    sub_municipality: str
    is_unknown: bool

    @classmethod
    def read(cls, code: str) -> "SectorCode":
        """ValueError for what is no code. The municipality is the one the code was given in."""
        if not re.fullmatch(r"[0-9]{5}[A-Z][0-9A-Z]{2}[0-9A-Z-]", code):
            raise ValueError(code)
        return cls(code[:5], code[:6], code.endswith("ZZZZ"))


@dataclass(frozen=True)
class SectorImport:
    """`unknown` are codes in the file that are no sector of ours; `placed` addresses got a sector."""

    drawn: int
    unknown: int
    placed: int


def import_sectors(path: Path) -> SectorImport:
    """Takes the boundaries of the sectors we know from a GeoJSON file, and places all addresses again.

    The coordinate system is the file's `crs`, else WGS 84. WrongFileError for anything else; then nothing
    has changed.
    """
    boundaries = dict(_boundaries(path))
    with transaction.atomic():
        lock("import_addresses")
        sectors = list(StatisticalSector.objects.filter(code__in=boundaries))
        if not sectors:
            raise WrongFileError(_("%(file)s holds no sector that we know.") % {"file": path.name})
        for sector in sectors:
            sector.boundary = _rounded(mapping(boundaries[sector.code]))
        StatisticalSector.objects.bulk_update(sectors, ["boundary"], batch_size=500)
        placed = place_addresses(Address.objects.filter(longitude__isnull=False))
    return SectorImport(len(sectors), len(boundaries) - len(sectors), placed)


def place_addresses(addresses: QuerySet[Address] | None = None) -> int:
    """Puts addresses (all that have no sector yet) in the sector their position lies in; returns how many.

    On the line between two sectors the one with the lower code counts.
    """
    sectors = list(StatisticalSector.objects.drawn().order_by("code").values_list("pk", "boundary"))
    if not sectors:
        return 0
    keys = [key for key, _boundary in sectors]
    tree = STRtree([shape(boundary or {}) for _key, boundary in sectors])
    if addresses is None:
        addresses = Address.objects.filter(sector=None, longitude__isnull=False)
    placed = 0
    rows = addresses.order_by("pk").values_list("pk", "longitude", "latitude").iterator(chunk_size=CHUNK)
    for chunk in _chunks(rows):
        within = tree.query(
            points([(float(longitude), float(latitude)) for _pk, longitude, latitude in chunk]),
            predicate="intersects",
        )
        chosen: dict[int, int] = {}
        for address, sector in sorted(within.T.tolist()):
            chosen.setdefault(address, sector)
        moved = [Address(pk=chunk[address][0], sector_id=keys[sector]) for address, sector in chosen.items()]
        Address.objects.bulk_update(moved, ["sector"])
        placed += len(moved)
    return placed


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _boundaries(path: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """Code and boundary in WGS 84 of each feature."""
    name = {"file": path.name}
    content = _content(path)
    features = content.get("features")
    if content.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        raise WrongFileError(_("%(file)s is not a GeoJSON file with features.") % name)
    to_wgs_84 = _transformer(content, path)
    for number, feature in enumerate(features, start=1):
        try:
            properties = feature.get("properties") or {}
            code = next(str(properties[one]) for one in CODE_NAMES if properties.get(one))
            boundary = shape(feature["geometry"])
        except (StopIteration, KeyError, TypeError, AttributeError, ValueError, GEOSException):
            raise WrongFileError(
                _("%(file)s: feature %(number)s has no code of a sector or no boundary.")
                % {**name, "number": number}
            ) from None
        if boundary.geom_type not in {"Polygon", "MultiPolygon"} or not boundary.is_valid:
            raise WrongFileError(
                _("%(file)s: the boundary of sector %(code)s is not a sound polygon.")
                % {**name, "code": code}
            )
        if to_wgs_84 is not None:
            to_degrees: Any = to_wgs_84.transform
            boundary = transform(boundary, to_degrees, interleaved=False)
        west, south, east, north = boundary.bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
            raise WrongFileError(
                _("%(file)s is not in degrees and does not say its coordinate system.") % name
            )
        yield code, boundary


def _content(path: Path) -> dict[str, Any]:
    name = {"file": path.name}
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WrongFileError(_("%(file)s is too large for boundaries of sectors.") % name)
        content = json.loads(path.read_bytes())
    except OSError:
        raise WrongFileError(_("%(file)s can't be read.") % name) from None
    except (ValueError, RecursionError):
        raise WrongFileError(_("%(file)s is not a GeoJSON file with features.") % name) from None
    return content if isinstance(content, dict) else {}


def _transformer(content: dict[str, Any], path: Path) -> Transformer | None:
    """None for WGS 84, which GeoJSON is in when it says nothing."""
    crs = content.get("crs")
    if crs is None:
        return None
    said = str(crs["properties"].get("name", "")) if isinstance(crs, dict) and crs.get("properties") else ""
    found = _EPSG.search(said)
    code = found["code"].upper() if found else "unknown"
    if code in {"CRS84", str(WGS_84)}:
        return None
    try:
        return Transformer.from_crs(f"EPSG:{code}", WGS_84, always_xy=True)
    except CRSError:
        raise WrongFileError(
            _("%(file)s is in the unknown coordinate system “%(text)s”.") % {"file": path.name, "text": said}
        ) from None


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def rounded(part: Any) -> Any:
        return round(part, PLACES) if isinstance(part, float) else [rounded(one) for one in part]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
