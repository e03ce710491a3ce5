"""The outlines of places: of regions by place_id, and of the country around a point."""

import json
from functools import lru_cache
from pathlib import Path

from geo.mapping import outlines
from geo.mapping.assets import OUTLINES


@lru_cache(maxsize=8)
def region_shapes(country: str, directory: Path = OUTLINES) -> dict[str, dict]:
    """GeoJSON geometries by place_id, for an ISO 3166-1 alpha-2 code; none where none are known."""
    features = _features(directory / f"{country}-regions.geojson") if _is_code(country) else []
    shapes: dict[str, list] = {}
    for feature in features:
        place_id = feature["properties"].get("place_id")
        if place_id:
            polygons = feature["geometry"]["coordinates"]
            shapes.setdefault(place_id, []).extend(polygons)
    return {
        place_id: {"type": "MultiPolygon", "coordinates": polygons}
        for place_id, polygons in shapes.items()
    }


@lru_cache(maxsize=8)
def country_shape(
    country: str, longitude: float, latitude: float, directory: Path = OUTLINES
) -> dict | None:
    """The geometry of the country in which the point lies, degrees; None where there is none."""
    features = _features(directory / f"{country}-land.geojson") if _is_code(country) else []
    for feature in features:
        geometry = feature["geometry"]
        if outlines.contains(outlines.read_polygons(geometry), (longitude, latitude)):
            return geometry
    return None


def _features(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["features"] if path.is_file() else []


def _is_code(country: str) -> bool:
    return len(country) == 2 and country.isascii() and country.isalpha()


def place_geometry(kind: str, country: str, place_id: str, point: list[float]) -> dict:
    """A point for a city; the outline of a region or country, or its point where none is known."""
    shape = None
    if kind == "region":
        shape = region_shapes(country).get(place_id)
    elif kind == "country":
        shape = country_shape(country, *point)
    return shape or {"type": "Point", "coordinates": point}
