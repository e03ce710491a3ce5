"""Areas as the lines of data/basemap/world hold them: in one piece at 180°, each ring a text."""

from collections.abc import Iterable, Sequence

import shapely
import shapely.affinity
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from scripts.simplifying import polygons


def encode(area: MultiPolygon, scale: int) -> list[list[str]]:
    """The polygons as their rings, each a text."""
    return [
        [encode_line(ring.coords, scale) for ring in (part.exterior, *part.interiors)]
        for part in area.geoms
    ]


def encode_line(coordinates: Iterable[Sequence[float]], scale: int) -> str:
    """The points as an encoded polyline: the way east and north from one to the next.

    As in Google's Encoded Polyline Algorithm Format, but the longitude comes first.
    """
    text, x, y = "", 0, 0
    for longitude, latitude, *_ in coordinates:
        east, north = round(longitude * scale), round(latitude * scale)
        if not text or (east, north) != (x, y):
            text += _signs(east - x) + _signs(north - y)
        x, y = east, north
    return text


def _signs(step: int) -> str:
    """A whole number in groups of five bits, the lowest first; the lowest bit is its sign."""
    rest, text = (~(step << 1) if step < 0 else step << 1), ""
    while rest >= 0x20:
        text += chr((0x20 | rest & 0x1F) + 63)
        rest >>= 5
    return text + chr(rest + 63)


def unwrapped(area: BaseGeometry) -> MultiPolygon:
    """A country on both sides of 180° in one piece: its rings whole, its parts near its largest."""
    parts = [_unwrapped_part(part) for part in shapely.get_parts(area)]
    if not parts:
        return MultiPolygon()
    middle = max(parts, key=lambda part: part.area).centroid.x
    turned = [
        shapely.affinity.translate(part, 360 * round((middle - part.centroid.x) / 360))
        for part in parts
    ]
    joined = [part.buffer(1e-4, cap_style="square") if _ends_at_180(part) else part
              for part in turned]  # fmt: skip
    return polygons(shapely.union_all(list(map(shapely.make_valid, joined))))


def _ends_at_180(part: BaseGeometry) -> bool:
    return any(abs(abs(x) - 180) < 1e-3 for x in (part.bounds[0], part.bounds[2]))


def _unwrapped_part(part: Polygon) -> Polygon:
    rings = [_unwrapped_ring(list(ring.coords)) for ring in (part.exterior, *part.interiors)]
    return Polygon(rings[0], rings[1:])


def _unwrapped_ring(ring: list[tuple[float, ...]]) -> list[tuple[float, float]]:
    """Without a leap at 180°; one around the pole goes along it."""
    points = [(ring[0][0], ring[0][1])]
    for x, y, *_ in ring[1:]:
        points.append((x + 360 * round((points[-1][0] - x) / 360), y))
    if abs(points[-1][0] - points[0][0]) > 180:
        points += [(points[-1][0], -85.2), (points[0][0], -85.2), points[0]]
    return points
