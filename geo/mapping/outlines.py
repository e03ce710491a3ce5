"""Outlines as polygons of longitudes and latitudes: how far they reach and what lies in them."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]  # the last point is the first
Polygons = list[list[Ring]]  # of each polygon its outer ring and its holes
Window = tuple[float, float, float, float]  # west, south, east, north


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
