"""Positions between the Belgian grids and the coordinates of maps, by the official parameters (PROJ)."""

from collections.abc import Sequence

from pyproj import Transformer

LAMBERT_72, LAMBERT_2008, WGS_84 = 31370, 3812, 4326
"""EPSG codes. The register publishes both grids, in metres; their ranges in Belgium don't touch."""

_TO_WGS_84 = Transformer.from_crs(LAMBERT_72, WGS_84, always_xy=True)
_TO_LAMBERT_72 = Transformer.from_crs(LAMBERT_2008, LAMBERT_72, always_xy=True)
_BOUNDS = {LAMBERT_72: (0, 300_000, 0, 250_000), LAMBERT_2008: (500_000, 800_000, 500_000, 760_000)}

Points = Sequence[tuple[float, float]]


def grid_of(x: float, y: float) -> int | None:
    """The EPSG code of the grid in which (x, y) lies in Belgium; None when it lies in neither."""
    for grid, (west, east, south, north) in _BOUNDS.items():
        if west < x < east and south < y < north:
            return grid
    return None


def lambert72_to_wgs84(points: Points) -> list[tuple[float, float]]:
    """(x, y) in metres → (longitude, latitude) in degrees; exact to about a metre."""
    return _transformed(_TO_WGS_84, points)


def lambert2008_to_lambert72(points: Points) -> list[tuple[float, float]]:
    """(x, y) in metres of the one grid → of the other."""
    return _transformed(_TO_LAMBERT_72, points)


def _transformed(transformer: Transformer, points: Points) -> list[tuple[float, float]]:
    if not points:
        return []
    xs, ys = transformer.transform([x for x, _y in points], [y for _x, y in points])
    return list(zip(xs, ys, strict=True))
