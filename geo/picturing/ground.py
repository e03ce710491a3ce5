"""Land, regions and waters of a picture, cut to what it shows."""

from collections.abc import Iterable, Mapping
from typing import Any

from geo.mapping.grounds import Ground
from geo.mapping.outlines import Polygons, Ring, clip, clip_line, read_polygons
from geo.mapping.windows import padded
from geo.picturing.elements import Element, add, layer
from geo.picturing.looks import BORDER, GROUND, LINE, REGION, WATER
from geo.picturing.projection import Projection

FINEST = 0.3  # units between two points of an outline


def draw(parent: Element, ground: Ground, project: Projection) -> None:
    """All that lies below what is said of places, but for lakes and rivers."""
    left, top, right, bottom = project.box
    back = layer(parent, "ground")
    add(back, "rect", x=left, y=top, width=right - left, height=bottom - top, fill=GROUND)
    _shapes(back, _waters(ground, "sea"), project, fill=WATER)
    land = layer(parent, "land", fill=GROUND, stroke=LINE, stroke_width=0.8)
    _shapes(land, ground.land, project)
    regions = layer(parent, "regions", fill=REGION, stroke=BORDER, stroke_width=0.7)
    _shapes(regions, [one for one in ground.regions if one["properties"]["place_id"]], project)
    # What is no place of the dataset lies apart: leased, or claimed by another.
    apart = [one for one in ground.regions if not one["properties"]["place_id"]]
    _shapes(regions, apart, project, fill=GROUND, stroke_dasharray="2 2")


def draw_waters(parent: Element, ground: Ground, project: Projection) -> None:
    """Lakes and rivers, above what is said of regions, or its fill would colour them."""
    waters = layer(parent, "waters")
    _shapes(waters, _waters(ground, "lake"), project, fill=WATER)
    lines = add(waters, "g", fill="none", stroke=WATER, stroke_width=1)
    for river in _waters(ground, "river"):
        parts = river["geometry"]["coordinates"]
        path = "".join(_path(part, project, "") for line in parts
                       for part in clip_line(line, _around(project)))  # fmt: skip
        if path:
            add(lines, "path", d=path)


def _waters(ground: Ground, kind: str) -> list[Mapping[str, Any]]:
    return [one for one in ground.waters if one["properties"]["kind"] == kind]


def _shapes(
    parent: Element, features: Iterable[Mapping[str, Any]], project: Projection, **look: str
) -> None:
    for feature in features:
        if path := outline(read_polygons(feature["geometry"]), project):
            add(parent, "path", d=path, **look)


def outline(polygons: Polygons, project: Projection) -> str:
    """The path of polygons, "" where the picture shows nothing of them."""
    return "".join(
        _path(ring, project, "Z") for rings in clip(polygons, _around(project)) for ring in rings
    )


def _around(project: Projection) -> tuple[float, float, float, float]:
    """A little more than is shown, or its edge would be drawn as a border."""
    return padded(project.window, 3 / project.scale, 3 / project.scale)


def _path(ring: Ring, project: Projection, end: str) -> str:
    points = [project(*point) for point in ring]
    if not points:
        return ""
    kept = points[:1]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    kept.append(points[-1])
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in kept)}{end}"
