"""Shapes out of npm packages: fetched with `npm pack`, read from TopoJSON."""

import json
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from shapely.geometry import MultiLineString, MultiPolygon

from geo.mapping.outlines import Point


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


def decode_topology(topology: Mapping, name: str) -> Iterator[tuple[dict, MultiPolygon]]:
    """Properties and area of each object of a quantised TopoJSON (its specification, 2.1)."""
    join = _arcs(topology)
    for found in topology["objects"][name]["geometries"]:
        polygons = [found["arcs"]] if found["type"] == "Polygon" else found.get("arcs", [])
        yield (
            found.get("properties") or {},
            _area([list(map(join, polygon)) for polygon in polygons]),
        )


def decode_lines(topology: Mapping, name: str) -> Iterator[MultiLineString]:
    """The lines of each object of a quantised TopoJSON."""
    join = _arcs(topology)
    for found in topology["objects"][name]["geometries"]:
        lines = [found["arcs"]] if found["type"] == "LineString" else found.get("arcs", [])
        yield MultiLineString(list(map(join, lines)))


def _arcs(topology: Mapping) -> Callable[[list[int]], list[Point]]:
    """What joins arcs by their indexes to one line."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)

    def join(indexes: list[int]) -> list[Point]:
        parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes]
        return [parts[0][0], *(point for part in parts for point in part[1:])]

    return join


def _area(polygons: list[list[list[Point]]]) -> MultiPolygon:
    """Outer rings and holes as an area, without those that quantising left no area."""
    whole = [[ring for ring in rings if len(ring) > 3] for rings in polygons]
    return MultiPolygon([(rings[0], rings[1:]) for rings in whole if rings])
