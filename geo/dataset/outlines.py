"""Outlines of regions and land: those that a dataset brings, else those that are shipped.

A dataset's own lie in its folder as GeoJSON: basemap/regions.geojson, land.geojson and
waters.geojson. They may be made by anybody: what is kept of them is rebuilt from numbers and texts.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from geo import shipped, world
from geo.dataset import placing
from geo.dataset.files import OUTLINES
from geo.dataset.issues import Issue
from geo.rows import read_rows, split
from geo.world import Point, Polygons

FOLDER = shipped.folder("basemap")
MOST_POINTS, MOST_SHAPES, LONGEST_NAME = 200_000, 2_000, 120
_LISTED = 10  # names in one Issue
# Words that say which kind of region is meant, and are left out of it as often as not.
_KIND = re.compile(
    r"\s+(region|state|province|governorate|division|district|department|county|prefecture|oblast|"
    r"territory|municipality|union territory|special region|republic)$"
)


@dataclass(frozen=True)
class Outline:
    """One shape: a region, a country or a water; ``kind`` is sea, lake, river, name or "".

    ``label`` is where its name stands, ``place_id`` the place that it is ("" for none), ``iso`` its
    ISO 3166-2 code.
    """

    name: str = ""
    iso: str = ""
    country: str = ""
    place_id: str = ""
    kind: str = ""
    label: Point | None = None
    aliases: tuple[str, ...] = ()
    # Polygons of rings, or the lines of a river, or what decodes to them.
    made_of: Polygons | world.Region | world.Country | world.Water | None = None

    @cached_property
    def polygons(self) -> Polygons:
        if self.made_of is None or isinstance(self.made_of, list):
            return self.made_of or []
        return self.made_of.polygons


Own = Mapping[str, Sequence[Outline]]  # by part: regions, land, waters


def read_own(contents: Mapping[str, bytes]) -> tuple[Own, list[Issue]]:
    """The dataset's own outlines by part, and an Issue for each file that cannot be used."""
    found: dict[str, Sequence[Outline]] = {}
    issues = []
    for name in OUTLINES:
        if name not in contents:
            continue
        try:
            found[_part(name)] = tuple(_shapes(contents[name]))
        except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
            problem = f"holds no outlines that can be drawn ({_reason(error)})."
            advice = "Make it again, or take it out: then the coarse outlines are drawn."
            issues.append(Issue("error", name, 0, "", "", problem, advice))
    return found, issues


def files_of(own: Own, contents: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that the outlines were read from, by name."""
    return {name: contents[name] for name in OUTLINES if _part(name) in own}


def _part(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _reason(error: Exception) -> str:
    return str(error) if type(error) is ValueError else "it is no GeoJSON FeatureCollection"


def _shapes(data: bytes) -> Iterator[Outline]:
    collection = json.loads(data)
    features = collection["features"] if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise TypeError
    if len(features) > MOST_SHAPES:
        raise ValueError(f"it has more than {MOST_SHAPES:,} shapes")
    points = 0
    for feature in features:
        outline = _shape(feature["properties"] or {}, feature["geometry"])
        points += sum(len(ring) for rings in outline.polygons for ring in rings)
        if points > MOST_POINTS:
            raise ValueError(f"it has more than {MOST_POINTS:,} points")
        yield outline


def _shape(about: Mapping[str, Any], geometry: Mapping[str, Any]) -> Outline:
    """A feature, of which only what is known here is kept."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    label = _point(about["label"]) if about.get("label") else None
    polygons: Polygons = []
    if kind == "Point":
        label = _point(coordinates)
    elif kind in _NESTED:
        polygons = [[_ring(ring) for ring in rings] for rings in _NESTED[kind](coordinates)]
    else:
        raise ValueError("it has a geometry that is no area, line or point")
    return Outline(
        name=_text(about.get("name")),
        iso=_text(about.get("iso")),
        country=_text(about.get("country")),
        place_id=_text(about.get("place_id")),
        kind=_text(about.get("kind")),
        label=label,
        made_of=polygons,
    )


# What a geometry is as polygons of rings; lines stand as rings that do not close.
_NESTED = {
    "Polygon": lambda rings: [rings],
    "MultiPolygon": lambda polygons: polygons,
    "LineString": lambda line: [[line]],
    "MultiLineString": lambda lines: [lines],
}


def _ring(points: Sequence[Any]) -> list[Point]:
    return [_point(point) for point in points]


def _point(numbers: Sequence[Any]) -> Point:
    x, y = numbers[0], numbers[1]
    is_number = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (x, y))
    if not is_number or not (math.isfinite(x) and abs(x) <= 540 and abs(y) <= 90):
        raise ValueError("it has a point that is no longitude and latitude in degrees")
    return float(x), float(y)


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text[:LONGEST_NAME].encode("utf-8", "replace").decode()


def regions(country: str, own: Own, known: "Regions") -> list[Outline]:
    """The regions of a country (ISO 3166-1 alpha-2), placed: the finest outlines that there are.

    Regions are parted and called anew. The finer ones that come with the software are of a day, and
    are taken where they are no fewer of the dataset's regions than the coarse ones are.
    """
    brought = [one for one in own.get("regions", ()) if one.country in (country, "")]
    if brought:
        return placed([replace(one, country=country) for one in brought], known)
    coarse = placed(
        [Outline(one.name, one.iso, country, label=one.point, aliases=one.aliases, made_of=one)
         for one in world.regions(country) if one.rings],
        known,
    )  # fmt: skip
    finer = fine(country, "regions") if is_fine(country) else []
    finer = placed([replace(one, country=country) for one in finer], known)
    ids = {*known.codes.values(), *known.names.values()}
    more, fewer = (len(ids & {one.place_id for one in some}) for some in (finer, coarse))
    return finer if finer and more >= fewer else coarse


def is_fine(country: str) -> bool:
    """Whether finer outlines of the country come with the software."""
    is_code = re.fullmatch("[A-Z]{2}", country)
    return bool(is_code) and (FOLDER / f"{country}-regions.geojson").is_file()


def fine(country: str, part: str) -> list[Outline]:
    """The finer outlines of a country that come with the software; none where there are none."""
    path = FOLDER / f"{country}-{part}.geojson"
    return list(_shapes(path.read_bytes())) if path.is_file() else []


class Regions(NamedTuple):
    """The regions of places.csv, by what an outline may know of one.

    ``ids`` are those of all places; ``codes`` are by ISO 3166-2, ``names`` by country and the name
    without the word for its kind, of those that only one region of the country bears.
    """

    ids: frozenset[str]
    codes: Mapping[str, str]
    names: Mapping[tuple[str, str], str]


def regions_of(places: pd.DataFrame) -> Regions:
    """The regions among the rows of places."""
    columns = ["place_id", "kind", "country", "name", "aliases", "admin1", "iso3166_2"]
    rows = [row for row in read_rows(places, columns) if row.kind == "region"]
    named: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for name in filter(None, (row.name, *split(row.aliases), row.admin1)):
            named.setdefault((row.country, _key(name)), set()).add(row.place_id)
    return Regions(
        ids=frozenset(places.place_id),
        codes={row.iso3166_2: row.place_id for row in rows if row.iso3166_2},
        names={key: next(iter(ids)) for key, ids in named.items() if len(ids) == 1},
    )


def placed(outlines: Iterable[Outline], known: Regions) -> list[Outline]:
    """The outlines with the place_id of the region that each is, where it is one.

    A region is found by its id, its ISO 3166-2 code, or a name that only one region has. Of one
    that is on a list of regions and no place, the code stands in for the place_id.
    """
    return [replace(one, place_id=_place_id(one, known)) for one in outlines]


def _place_id(one: Outline, known: Regions) -> str:
    if one.place_id in known.ids:
        return one.place_id
    keys = ((one.country, _key(name)) for name in (one.name, *one.aliases) if name)
    named = next((known.names[key] for key in keys if key in known.names), "")
    return known.codes.get(one.iso) or named or one.iso or one.place_id


def _key(name: str) -> str:
    return _KIND.sub("", placing.fold(name))


def check(places: pd.DataFrame, countries: Iterable[str], own: Own) -> list[Issue]:
    """One warning for all the regions of places.csv that nobody has drawn an outline of."""
    rows = places[places.kind == "region"]
    if rows.empty:
        return []
    known, drawn = regions_of(places), set[str]()
    for country in dict.fromkeys((*countries, *rows.country)):
        drawn |= {one.place_id for one in regions(country, own, known)}
    missing = [name for one, name in zip(rows.place_id, rows.name, strict=True) if one not in drawn]
    if not missing:
        return []
    names = ", ".join(missing[:_LISTED]) + (" …" if len(missing) > _LISTED else "")
    what = f"{len(missing):,} region(s) have no outline, and are drawn as points: {names}."
    advice = "Give their ISO 3166-2 codes, or an outline in basemap/regions.geojson."
    line = int(rows.line.iloc[0]) if len(missing) == 1 else 0
    return [Issue("warning", "places", line, "kind", "", what, advice)]
