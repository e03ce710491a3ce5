"""The map of a situation as an SVG, which needs no script."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pandas as pd

from geo.dataset.vocabulary import SEVERITY
from geo.mapping.grounds import Ground
from geo.mapping.inert import visible
from geo.mapping.outlines import unwrapped
from geo.mapping.signs import CURFEW, HOLE, SIGNS, Sign

# As on the light map in the browser (geo/mapping/files/map.css).
_LAND, _BORDER, _WATER, _INK = "#ecebe6", "#b3b1a8", "#d3dee5", "#17222c"

WIDTH = 1000  # of the SVG, in its own units
MARGIN = 0.6  # degrees around the regions
MOST_NAMES = 40
REACH = 14  # of most signs with a ring


@dataclass(frozen=True)
class _Projection:
    """Mercator, as on the map in the browser: degrees to units of the SVG."""

    west: float
    north: float
    scale: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - self.west) * self.scale, (self.north - _rise(latitude)) * self.scale


def _rise(latitude: float) -> float:
    """Mercator's ordinate, in degrees."""
    within = math.radians(max(-85.0, min(85.0, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + within / 2)))


def svg(ground: Ground, title: str, situation: pd.DataFrame) -> str:
    """One SVG element: outlines, regions with claims, signs and names of cities."""
    west, south, east, north = ground.home
    west, south, east, north = west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    project = _Projection(west, _rise(north), WIDTH / (east - west))
    height = round((_rise(north) - _rise(south)) * project.scale)
    longitudes = situation.longitude.map(lambda degrees: unwrapped(degrees, ground.middle))
    table = situation.assign(longitude=longitudes)
    rows = table.sort_values("severity", key=_by_severity, kind="stable").to_dict("records")
    parts = [
        "<defs>",
        *(_hatch(name) for name in SEVERITY),
        "</defs>",
        f'<rect width="{WIDTH}" height="{height}" fill="{_LAND}"/>',
        *_shapes(_waters(ground, "sea"), project, _WATER, _WATER),
        *_shapes(ground.land, project, _LAND, "#cfcdc6"),
        *_shapes(_of_places(ground), project, "#fbfaf7", _BORDER),
        *_regions(rows, ground.regions, project),
        *_shapes(_waters(ground, "lake"), project, _WATER, _WATER),
        *_points_of(rows, ground, project),
    ]
    label = escape(visible(f"Map of {title}"), {'"': "&quot;"})
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
    return f'{head} aria-label="{label}">{"".join(parts)}</svg>'


def _of_places(ground: Ground) -> list[Mapping]:
    """The regions but for what lies apart, such as a leased city."""
    return [one for one in ground.regions if one["properties"]["place_id"]]


def _waters(ground: Ground, kind: str) -> list[Mapping]:
    return [one for one in ground.waters if one["properties"]["kind"] == kind]


def _by_severity(column: pd.Series) -> pd.Series:
    return column.map(SEVERITY.index)


def _hatch(severity: str) -> str:
    sign = SIGNS[severity]
    return (
        f'<pattern id="print-{severity}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{sign.colour}" fill-opacity="0.17"/>'
        f'<path d="{sign.hatch}" fill="none" stroke="{_INK}" stroke-opacity="0.2"/></pattern>'
    )


def _shapes(
    features: Iterable[Mapping], project: _Projection, fill: str, line: str
) -> Iterator[str]:
    for feature in features:
        path = _path(feature["geometry"], project)
        yield f'<path d="{path}" fill="{fill}" stroke="{line}" stroke-width="0.8"/>'


def _path(geometry: Mapping, project: _Projection) -> str:
    rings = (ring for rings in geometry["coordinates"] for ring in rings)
    return "".join(f"M{'L'.join(_points(ring, project))}Z" for ring in rings)


def _points(ring: Iterable, project: _Projection) -> Iterator[str]:
    for longitude, latitude in ring:
        x, y = project(longitude, latitude)
        yield f"{x:.1f} {y:.1f}"


def _regions(
    rows: Iterable[Mapping], features: Iterable[Mapping], project: _Projection
) -> Iterator[str]:
    found = {row["place_id"]: row for row in rows if row["kind"] == "region"}
    for feature in features:
        row = found.get(feature["properties"].get("place_id"))
        if row:
            path = _path(feature["geometry"], project)
            line = _DOTS if row["severity_basis"] == "derived" else f'stroke="{_BORDER}"'
            yield f'<path d="{path}" fill="url(#print-{row["severity"]})" {line}/>'


_DOTS = 'stroke="#17222c" stroke-width="2.2" stroke-linecap="round" stroke-dasharray="0.1 5"'


def _points_of(rows: Iterable[Mapping], ground: Ground, project: _Projection) -> Iterator[str]:
    """Cities, and the regions of which nobody has drawn an outline."""
    cities = [row for row in rows if ground.is_point(row["kind"], row["place_id"])]
    points = [project(row["longitude"], row["latitude"]) for row in cities]
    marks: list[str] = []
    names: list[str] = []
    taken = [(x - REACH, y - REACH, x + REACH, y + REACH) for x, y in points]
    for i, (row, (x, y)) in enumerate(zip(cities, points, strict=True)):
        marks.append(_mark(row, x, y))
        if len(names) < MOST_NAMES:
            others = [box for j, box in enumerate(taken) if j != i]
            found = _name(visible(row["name"], 40), x, y, others)
            if found:
                names.append(found[0])
                taken.append(found[1])
    yield from reversed(marks)  # The worst comes last and lies on top.
    yield from names


def _mark(row: Mapping, x: float, y: float) -> str:
    sign = SIGNS[row["severity"]]
    dashed = ' stroke-dasharray="0.4 0.3" fill-opacity="0.55"' if row["stale"] else ""
    is_unknown = row["severity"] == "Unknown"
    is_derived = row["severity_basis"] == "derived"
    hole = (
        f'<path d="{sign.path}" fill="#ffffff" stroke="#17222c" stroke-width="0.3" '
        f'transform="scale({HOLE})"/>'
    )
    glyph = (
        f'<text y="0.5" font-size="1.5" font-weight="bold" text-anchor="middle" '
        f'fill="{"#17222c" if is_derived or is_unknown else "#ffffff"}">{sign.glyph}</text>'
    )
    fill = "#ffffff" if sign.is_open else sign.colour
    return (
        f'<g transform="translate({x:.1f} {y:.1f}) scale({sign.radius:g})">{_ring(row, sign)}'
        f'<path d="{sign.path}" fill="{fill}" stroke="#17222c" stroke-width="0.2"{dashed}/>'
        f"{hole if is_derived else ''}{glyph if sign.glyph else ''}</g>"
    )


def _ring(row: Mapping, sign: Sign) -> str:
    """Of a curfew: in force, to begin later the same day, last reported too long ago to count."""
    lines = (("curfew", CURFEW, ""), ("curfew_tonight", CURFEW, "6 3.5"),
             ("curfew_lapsed", "#5b6b75", "1.4 3.5"))  # fmt: skip
    width = 'vector-effect="non-scaling-stroke" stroke-width="2"'
    for flag, colour, dashes in lines:
        if row[flag]:
            dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
            reach = 1 + 5 / sign.radius
            return f'<circle r="{reach:.2f}" fill="none" stroke="{colour}" {width}{dashed}/>'
    return ""


Box = tuple[float, float, float, float]


def _name(name: str, x: float, y: float, taken: list[Box]) -> tuple[str, Box] | None:
    """The name beside its sign, on the first side where it covers nothing; None where it must."""
    width, height = 9.2 * len(name), 15.0
    for left, top in ((x + REACH + 4, y - 8), (x - REACH - 4 - width, y - 8),
                      (x - width / 2, y - REACH - 16), (x - width / 2, y + REACH)):  # fmt: skip
        box = (left, top, left + width, top + height)
        inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0
        if inside and not any(_meet(box, other) for other in taken):
            style = 'font-size="15" font-weight="600" stroke="#fff" stroke-width="3"'
            place = f'x="{left:.1f}" y="{top + 12:.1f}" paint-order="stroke"'
            return f'<text {place} {style} fill="#17222c">{escape(name)}</text>', box
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
