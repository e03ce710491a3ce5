"""Regions by their outlines: which one a name means, what lies in it, and a point inside it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geo import shipped, world
from geo.dataset.columns import language_of
from geo.geocoding.gazetteer.matching import region_key

Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]

BASEMAP = shipped.folder("basemap")

_SCANS = 15
_NO_WIDTH = 1e-9  # degrees; two edges that lie on one another differ by rounding only
_NAMES = ("name", "name_local", "name_alt", "aliases", "admin1")


@dataclass(frozen=True)
class Region:
    """A region with its outline: polygons of rings of (longitude, latitude), the holes last."""

    name: str
    keys: frozenset[str]
    country: str | None
    place_id: str | None
    polygons: tuple[Polygon, ...]

    def called(self, name: str) -> bool:
        """Whether `name`, with or without the word for region, is one of this region's."""
        return region_key(name) in self.keys

    def contains(self, latitude: float, longitude: float) -> bool:
        return any(_inside(polygon, longitude, latitude) for polygon in self.polygons)

    def point_inside(self) -> tuple[float, float]:
        """(latitude, longitude) in the widest part of the largest polygon, never outside it."""
        spans = [span for polygon in self.polygons for span in _spans(polygon)]
        _, latitude, longitude = max(spans)
        return latitude, longitude


def outlines(country: str, places: pd.DataFrame, folder: Path = BASEMAP) -> list[Region]:
    """A country's regions, under the names that places.csv has for them; [] for no country.

    They are the finest that come with the software: the coarse ones where there are no others.
    """
    rows = {row["place_id"]: row for row in places.reset_index().to_dict("records")}
    path = folder / f"{country}-regions.geojson"
    if not re.fullmatch("[A-Z]{2}", country):
        return []
    if not path.is_file():
        return [_as_named(region, row) for region, row in _coarse(country, rows)]
    return [
        _as_named(replace(region, country=country), rows.get(region.place_id))
        for region in read_regions(path)
    ]


def _coarse(
    country: str, rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[Region, Mapping[str, Any] | None]]:
    """The coarse outlines, each with the row of the region that has its ISO 3166-2 code."""
    coded = {row["iso3166_2"]: row for row in rows.values() if row.get("iso3166_2")}
    for one in world.regions(country):
        if not one.rings or not one.is_listed:
            continue
        row = coded.get(one.iso)
        names = (one.name, *one.aliases, *one.names.values())
        keys = frozenset(key for name in names if (key := region_key(name)))
        place_id = str(row["place_id"]) if row else None
        yield Region(one.name, keys, country, place_id, tuple(one.polygons)), row


def reviewed_regions(regions: Iterable[Region], places: pd.DataFrame) -> dict[str, str]:
    """The name of each outline whose region is in places.csv -> its place_id there."""
    rows = [row for row in places.reset_index().to_dict("records") if row["kind"] == "region"]
    found = {region.name: _row_of(region, rows) for region in regions}
    return {name: place_id for name, place_id in found.items() if place_id}


def _row_of(region: Region, rows: Iterable[Mapping[str, Any]]) -> str | None:
    """The row of a region: by its id, by a name, or else as the only one with a point inside."""
    if any(row["place_id"] == region.place_id for row in rows):
        return region.place_id
    named = [row for row in rows if any(region.called(name) for name in place_names(row))]
    inside = [row for row in rows if region.contains(row["latitude"], row["longitude"])]
    return next((few[0]["place_id"] for few in (named, inside) if len(few) == 1), None)


def _as_named(region: Region, row: Mapping[str, Any] | None) -> Region:
    if row is None:
        return region
    keys = {region_key(name) for name in place_names(row)} - {""}
    if row["kind"] != "region":  # a city with an outline of its own is looked up as a city
        keys = set()
    return replace(region, name=row["admin1"] or row["name"], keys=frozenset(keys))


def place_names(row: Mapping[str, Any]) -> list[str]:
    """All that a row of places.csv calls its place, the name first."""
    languages = [cell for column, cell in row.items() if language_of(str(column))]
    cells = (row["name"], *languages, row["aliases"])
    return [name.strip() for cell in cells for name in str(cell).split("|") if name.strip()]


def read_regions(path: Path) -> list[Region]:
    """The regions of a GeoJSON file: its features that have a `name` and an outline."""
    return regions_of(json.loads(path.read_text(encoding="utf-8")))


def regions_of(collection: Mapping[str, Any]) -> list[Region]:
    """The regions of a GeoJSON FeatureCollection."""
    return [
        region
        for feature in collection.get("features") or ()
        if (region := _region(feature.get("properties") or {}, feature.get("geometry") or {}))
    ]


def _region(properties: Mapping[str, Any], geometry: Mapping[str, Any]) -> Region | None:
    polygons = {
        "Polygon": lambda: (geometry["coordinates"],),
        "MultiPolygon": lambda: tuple(geometry["coordinates"]),
    }.get(str(geometry.get("type")), tuple)()
    fields = [*_NAMES, *(name for name in properties if language_of(name))]
    names = [part for field in fields for part in str(properties.get(field) or "").split("|")]
    keys = frozenset(key for name in names if (key := region_key(name)))
    name = str(properties.get("name") or "")
    if not name or not any(span for polygon in polygons for span in _spans(polygon)):
        return None
    country = str(properties.get("country") or properties.get("iso_a2") or "") or None
    place_id = str(properties.get("place_id") or "") or None
    return Region(name, keys, country, place_id, polygons)


def find_region(name: str, regions: Iterable[Region]) -> list[Region]:
    """The regions that a name means: none, one, or several of one name."""
    return [region for region in regions if region.called(name)]


def _inside(polygon: Polygon, x: float, y: float) -> bool:
    """Even-odd rule over all rings, so that holes are outside."""
    crossings = sum(1 for edge in _edges(polygon) if _crosses(edge, y) and _x_at(edge, y) > x)
    return crossings % 2 == 1


def _spans(polygon: Polygon) -> Iterator[tuple[float, float, float]]:
    """(width, latitude, middle longitude) of the stretches inside, along some parallels."""
    edges = list(_edges(polygon))
    heights = [edge[0][1] for edge in edges]
    if not heights:
        return
    south, rise = min(heights), max(heights) - min(heights)
    for step in range(1, _SCANS + 1):
        y = south + rise * step / (_SCANS + 1)
        crossings = sorted(_x_at(edge, y) for edge in edges if _crosses(edge, y))
        for west, east in zip(crossings[::2], crossings[1::2], strict=False):
            if east - west > _NO_WIDTH:
                yield east - west, y, (west + east) / 2


def _edges(polygon: Polygon) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    for ring in polygon:
        yield from zip(ring, [*ring[1:], ring[0]], strict=True)


def _crosses(edge: tuple[Sequence[float], Sequence[float]], y: float) -> bool:
    return (edge[0][1] > y) != (edge[1][1] > y)


def _x_at(edge: tuple[Sequence[float], Sequence[float]], y: float) -> float:
    (x1, y1), (x2, y2) = edge[0][:2], edge[1][:2]
    return x1 + (y - y1) / (y2 - y1) * (x2 - x1)
