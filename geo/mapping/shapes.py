"""The outlines of places: of regions by place_id, and of the country around a point."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo.mapping import outlines
from geo.mapping.grounds import Ground
from geo.mapping.outlines import Polygons

_EARTH = (-180.0, -90.0, 180.0, 90.0)


def country_shape(ground: Ground, longitude: float, latitude: float) -> dict | None:
    """The geometry of the country in which the point lies, degrees; None where there is none."""
    point = outlines.unwrapped(longitude, ground.middle), latitude
    for feature in ground.land:
        polygons = outlines.read_polygons(feature["geometry"])
        if outlines.contains(polygons, point):
            return _geometry(polygons)
    return None


def _geometry(polygons: Polygons) -> dict[str, Any]:
    """A MultiPolygon that is cut where it reaches beyond 180° (RFC 7946, 3.1.9)."""
    west, _, east, _ = outlines.bounds(polygons)
    if west >= _EARTH[0] and east <= _EARTH[2]:
        return {"type": "MultiPolygon", "coordinates": polygons}
    pieces = [
        rings
        for turn in (-360, 0, 360)
        for rings in outlines.clip(
            [[[(x + turn, y) for x, y, *_ in ring] for ring in rings] for rings in polygons], _EARTH
        )
    ]
    return {"type": "MultiPolygon", "coordinates": pieces}


def place_geometry(ground: Ground, kind: str, place_id: str, point: list[float]) -> dict:
    """A point for a city; the outline of a region or country, or its point where none is known."""
    shape = None
    if kind == "region" and place_id in ground.outlined:
        shape = _geometry(ground.outlined[place_id])
    elif kind == "country":
        shape = country_shape(ground, *point)
    return shape or {"type": "Point", "coordinates": point}


def country_points(land: Iterable[Mapping]) -> dict[str, tuple[float, float]]:
    """A point (latitude, longitude) for each country of the base map, by its English name.

    ``land`` are GeoJSON features of countries. The point is that of the
    country's label, else the middle of its frame where that lies inside; it stands for the whole
    country.
    """
    points = {}
    for feature in land:
        named = feature["properties"]
        polygons = outlines.read_polygons(feature["geometry"])
        west, south, east, north = outlines.bounds(polygons)
        middle = ((west + east) / 2, (south + north) / 2)
        point = named["label"] or (middle if outlines.contains(polygons, middle) else None)
        if point:
            points[named["name"]] = (point[1], point[0])
    return points
