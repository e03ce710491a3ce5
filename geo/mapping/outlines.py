"""Outlines as polygons of longitudes and latitudes: how far they reach, what lies in them, cuts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from geo.world import Point, Polygons, Ring, Window

__all__ = ["Point", "Polygons", "Ring", "Window"]

_SCANS = 12


def read_polygons(geometry: Mapping) -> Polygons:
    """The polygons of a GeoJSON Polygon or MultiPolygon."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [[[(x, y) for x, y, *_ in ring] for ring in rings] for rings in polygons]


def bounds(polygons: Iterable[list[Ring]]) -> Window:
    """West, south, east and north of the polygons."""
    points = [point for rings in polygons for point in rings[0]]
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def contains(polygons: Polygons, point: Point) -> bool:
    """Whether the point lies in one of the polygons and in none of its holes."""
    return any(sum(_is_in_ring(ring, point) for ring in rings) % 2 == 1 for rings in polygons)


def _is_in_ring(ring: Ring, point: Point) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def turned(polygons: Polygons, middle: float) -> Polygons:
    """The polygons, each turned around the globe to where it is nearest to a longitude."""
    return [_turn(rings, middle) for rings in polygons]


def _turn(rings: list[Ring], middle: float) -> list[Ring]:
    longitudes = [x for x, _ in rings[0]]
    turn = 360 * round((middle - (min(longitudes) + max(longitudes)) / 2) / 360)
    return [[(x + turn, y) for x, y in ring] for ring in rings] if turn else rings


def unwrapped(longitude: float, middle: float) -> float:
    """A longitude, a turn further east or west where that is nearer to another one.

    >>> unwrapped(-179.0, 178.0), unwrapped(20.0, 178.0)
    (181.0, 20.0)
    """
    return longitude + 360 * round((middle - longitude) / 360)


def clip(polygons: Polygons, window: Window) -> Polygons:
    """The parts inside a window; their edges may run on its rim (Sutherland and Hodgman, 1974)."""
    found = []
    for rings in polygons:
        inside = [cut for ring in rings if len(cut := _clip_ring(ring, window)) > 3]
        if inside:
            found.append(inside)
    return found


def _clip_ring(ring: Ring, window: Window) -> Ring:
    west, south, east, north = window
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if min(xs) > east or max(xs) < west or min(ys) > north or max(ys) < south:
        return []
    for axis, limit, side in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        values = ys if axis else xs
        if min(side * value for value in values) < side * limit:
            ring = _clip_side(ring, axis, limit, side)
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _clip_side(ring: Ring, axis: int, limit: float, side: int) -> Ring:
    kept: Ring = []
    for start, end in pairwise(ring):
        enters, stays = side * start[axis] < side * limit, side * end[axis] >= side * limit
        if enters == stays:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
        if stays:
            kept.append(end)
    return [*kept, kept[0]] if kept else []


def coarser(polygons: Polygons, grain: float) -> Polygons:
    """The polygons with their points on a grid, so that shared borders stay shared."""
    if not grain:
        return polygons
    found = []
    for rings in polygons:
        kept = [ring for ring in (_on_grid(one, grain) for one in rings) if len(ring) > 4]
        if kept:
            found.append(kept)
    return found


def _on_grid(ring: Ring, grain: float) -> Ring:
    kept: Ring = []
    for x, y in ring:
        point = (round(round(x / grain) * grain, 2), round(round(y / grain) * grain, 2))
        if not kept or point != kept[-1]:
            kept.append(point)
    return kept


def clip_line(line: Ring, window: Window) -> list[Ring]:
    """The stretches of a line whose points lie inside a window, each with one point outside."""
    west, south, east, north = window
    found: list[Ring] = []
    was_inside = False
    for start, end in pairwise(line):
        is_inside = any(west <= x <= east and south <= y <= north for x, y in (start, end))
        if is_inside and not was_inside:
            found.append([start])
        if is_inside:
            found[-1].append(end)
        was_inside = is_inside
    return found


def widest(polygons: Polygons) -> tuple[float, Point] | None:
    """The widest stretch inside along some parallels, in degrees, and the point in its middle."""
    spans = (span for rings in polygons for span in _spans(rings))
    return max(spans, default=None)


def _spans(rings: list[Ring]) -> Iterator[tuple[float, Point]]:
    heights = [y for _, y in rings[0]]
    south, rise = min(heights), max(heights) - min(heights)
    edges = [edge for ring in rings for edge in pairwise(ring)]
    for step in range(1, _SCANS):
        y = south + rise * step / _SCANS
        crossings = sorted(
            ax + (y - ay) / (by - ay) * (bx - ax)
            for (ax, ay), (bx, by) in edges
            if (ay > y) != (by > y)
        )
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            yield east - west, ((west + east) / 2, y)
