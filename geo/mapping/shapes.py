"""The outlines of places: of regions by place_id, and of the country around a point."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from geo.mapping import outlines
from geo.mapping.assets import OUTLINES, country_code

_NOTHING: Mapping = {}


def regions(country: str, directory: Path = OUTLINES) -> Mapping:
    """The regions of a country (ISO 3166-1 alpha-2) as GeoJSON; empty where there are none."""
    return _read(directory / f"{country}-regions.geojson") if country_code(country) else _NOTHING


def land(country: str, directory: Path = OUTLINES) -> Mapping:
    """The country and its neighbours as GeoJSON; empty where there are none."""
    return _read(directory / f"{country}-land.geojson") if country_code(country) else _NOTHING


def waters(country: str, directory: Path = OUTLINES) -> Mapping:
    """Seas, lakes and rivers around the country as GeoJSON; empty where there are none."""
    return _read(directory / f"{country}-waters.geojson") if country_code(country) else _NOTHING


@lru_cache(maxsize=8)
def _read(path: Path) -> Mapping:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else _NOTHING


@lru_cache(maxsize=8)
def region_shapes(country: str, directory: Path = OUTLINES) -> dict[str, dict]:
    """GeoJSON geometries by place_id, for an ISO 3166-1 alpha-2 code; none where none are known."""
    found: dict[str, list] = {}
    for feature in regions(country, directory).get("features", ()):
        place_id = feature["properties"].get("place_id")
        if place_id:
            found.setdefault(place_id, []).extend(feature["geometry"]["coordinates"])
    return {
        place_id: {"type": "MultiPolygon", "coordinates": polygons}
        for place_id, polygons in found.items()
    }


@lru_cache(maxsize=8)
def country_shape(
    country: str, longitude: float, latitude: float, directory: Path = OUTLINES
) -> dict | None:
    """The geometry of the country in which the point lies, degrees; None where there is none."""
    for feature in land(country, directory).get("features", ()):
        geometry = feature["geometry"]
        if outlines.contains(outlines.read_polygons(geometry), (longitude, latitude)):
            return geometry
    return None


def place_geometry(kind: str, country: str, place_id: str, point: list[float]) -> dict:
    """A point for a city; the outline of a region or country, or its point where none is known."""
    shape = None
    if kind == "region":
        shape = region_shapes(country).get(place_id)
    elif kind == "country":
        shape = country_shape(country, *point)
    return shape or {"type": "Point", "coordinates": point}


def country_points(land: Mapping) -> dict[str, tuple[float, float]]:
    """A point (latitude, longitude) for each country of the base map, by its English name.

    ``land`` is a GeoJSON FeatureCollection of countries, or empty. The point is that of the
    country's label, else the middle of its frame where that lies inside; it stands for the whole
    country.
    """
    points = {}
    for feature in land.get("features", ()):
        named = feature["properties"]
        polygons = outlines.read_polygons(feature["geometry"])
        west, south, east, north = outlines.bounds(polygons)
        middle = ((west + east) / 2, (south + north) / 2)
        point = named["label"] or (middle if outlines.contains(polygons, middle) else None)
        if point:
            points[named["name"]] = (point[1], point[0])
    return points
