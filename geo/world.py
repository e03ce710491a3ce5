"""The coarse outlines of all countries that come with the software (data/basemap/README.md).

>>> [region.name for region in regions("FJ")][:2]
['Central Division', 'Eastern Division']
>>> len(countries()) > 240
True
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from geo import shipped

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]  # the last point is the first
Polygons = list[list[Ring]]  # of each polygon its outer ring and its holes
Window = tuple[float, float, float, float]  # west, south, east, north
Encoded = list[list[str]]

FOLDER = shipped.folder("basemap") / "world"


class Country(NamedTuple):
    """A country; ``code`` is ISO 3166-1 alpha-2, "" for what has none of its own."""

    code: str
    name: str
    box: Window
    scale: int
    rings: Encoded

    @property
    def polygons(self) -> Polygons:
        return decode(self.rings, self.scale)


class Region(NamedTuple):
    """A first-level region; ``iso`` is ISO 3166-2, ``names`` are by language (ISO 639-1).

    ``zone`` is the IANA time zone of its largest city. One that ``is_listed`` is a region of today;
    else it is only an outline. ``rings`` are empty where nobody has drawn its outline.
    """

    country: str
    name: str
    iso: str
    aliases: tuple[str, ...]
    names: Mapping[str, str]
    point: Point
    zone: str
    is_listed: bool
    scale: int
    rings: Encoded

    @property
    def polygons(self) -> Polygons:
        return decode(self.rings, self.scale)


class Water(NamedTuple):
    """A lake, or a river, whose rings are lines."""

    kind: str
    scale: int
    rings: Encoded

    @property
    def polygons(self) -> Polygons:
        return decode(self.rings, self.scale)


@cache
def countries() -> tuple[Country, ...]:
    """Every country, some of whose polygons may reach beyond 180°."""
    return tuple(
        Country(row["country"], row["name"], tuple(row["box"]), row["scale"], row["rings"])
        for row in _rows("land.jsonl")
    )


@lru_cache(maxsize=32)
def regions(country: str) -> tuple[Region, ...]:
    """The regions of a country (ISO 3166-1 alpha-2); none for what is no such code."""
    if not re.fullmatch("[A-Z]{2}", country):
        return ()
    line = _lines_of_regions().get(country)
    if line is None:
        return ()
    found = json.loads(line)
    return tuple(_region(found, row) for row in found["regions"])


@cache
def _lines_of_regions() -> Mapping[str, bytes]:
    """What regions.jsonl has of each country, of which few are read."""
    path, begin = FOLDER / "regions.jsonl", len('{"country":"')
    lines = path.read_bytes().splitlines() if path.is_file() else []
    return {line[begin : begin + 2].decode(): line for line in lines}


def _region(country: Mapping[str, Any], row: Mapping[str, Any]) -> Region:
    return Region(
        country=country["country"],
        name=row["name"],
        iso=row.get("iso", ""),
        aliases=tuple(row.get("aliases", ())),
        names=row.get("names", {}),
        point=(row["point"][0], row["point"][1]),
        zone=row.get("zone", country["zone"]),
        is_listed=not row.get("unlisted"),
        scale=country["scale"],
        rings=row.get("rings", []),
    )


@cache
def waters() -> tuple[Water, ...]:
    """The great lakes and rivers of the world."""
    return tuple(Water(row["kind"], row["scale"], row["rings"]) for row in _rows("waters.jsonl"))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    """The objects of a file, one a line."""
    path = FOLDER / name
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def decode(polygons: Encoded, scale: int) -> Polygons:
    """Polygons as they are kept: each ring an encoded polyline, the longitude before the latitude.

    >>> decode([["_ibE~hbE"]], 100)
    [[[(1000.0, -1000.0)]]]
    """
    return [[_line(ring, scale) for ring in rings] for rings in polygons]


def _line(text: str, scale: int) -> Ring:
    x = y = 0
    points = []
    steps = _steps(text.encode("ascii"))
    for east, north in zip(steps, steps, strict=True):
        x, y = x + east, y + north
        points.append((x / scale, y / scale))
    return points


def _steps(signs: Iterable[int]) -> Iterator[int]:
    """Whole numbers out of groups of five bits, the lowest first."""
    value = shift = 0
    for sign in signs:
        bits = sign - 63
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
