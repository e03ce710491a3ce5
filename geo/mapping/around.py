"""Land and waters around what a map is of, as GeoJSON features."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo import world
from geo.dataset import outlines as drawn
from geo.dataset.outlines import Outline, Own
from geo.mapping.outlines import (
    Point,
    Polygons,
    Window,
    clip,
    clip_line,
    coarser,
    turned,
    widest,
)
from geo.mapping.windows import padded, window

Features = list[dict[str, Any]]
NAMED = 3.0  # degrees around it in which a neighbour is named
SMALLEST_NAMED = 1.2  # degrees that a neighbour is wide, at least, to be named
WIDE = 60.0  # degrees from which on outlines are coarser
DIGITS = 3


def around(
    countries: Sequence[str], own: Own, home: Window, middle: float
) -> tuple[Features, Features]:
    """Land and waters: the dataset's own, else the finest that there are for all of the window."""
    box = window(home)
    own_land, own_waters = own.get("land"), own.get("waters")
    fine = len(countries) == 1 and drawn.is_fine(countries[0]) and not own.get("regions")
    if fine and not own_land:
        own_land = drawn.fine(countries[0], "land")
        own_waters = own_waters or drawn.fine(countries[0], "waters")
    land = (
        [_feature(one, turned(one.polygons, middle)) for one in own_land]
        if own_land
        else list(_land(countries, home, box, middle))
    )
    waters = (
        [_water(one, middle) for one in own_waters]
        if own_waters
        else [_sea(box), *_waters(box, middle)]
    )
    return land, [one for one in waters if one]


def _land(
    countries: Sequence[str], home: Window, box: Window, middle: float
) -> Iterator[dict[str, Any]]:
    named = padded(home, NAMED, NAMED)
    for one in world.countries():
        polygons = clip(turned(one.polygons, middle), box) if _meets(one, box) else []
        polygons = coarser(polygons, grain(box))
        if polygons:
            is_own = one.code in countries
            label = None if is_own and len(countries) == 1 else _label(clip(polygons, named))
            yield _feature(Outline(one.name, label=label), polygons)


def _meets(country: world.Country, box: Window) -> bool:
    """Whether a country reaches into a box, wherever on the globe its box is counted from."""
    west, south, east, north = country.box
    return (
        south <= box[3]
        and north >= box[1]
        and any(west + turn <= box[2] and east + turn >= box[0] for turn in (-360, 0, 360))
    )


def grain(box: Window) -> float:
    """How fine a line is worth drawing: all of it, but for a map of half a continent and more."""
    width = box[2] - box[0]
    return width / 1600 if width > WIDE else 0.0


def _label(polygons: Polygons) -> Point | None:
    found = widest(polygons) if polygons else None
    return found[1] if found and found[0] >= SMALLEST_NAMED else None


def _sea(box: Window) -> dict[str, Any]:
    """All of the box: land and lakes are drawn over it."""
    west, south, east, north = box
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return _shaped({"kind": "sea"}, "MultiPolygon", [[ring]])


def _waters(box: Window, middle: float) -> Iterator[dict[str, Any]]:
    lakes: Polygons = []
    rivers = []
    for water in world.waters():
        polygons = turned(water.polygons, middle)
        if water.kind == "lake":
            lakes += coarser(clip(polygons, box), grain(box))
        else:
            rivers += [part for line in polygons[0] for part in clip_line(line, box)]
    if lakes:
        yield _shaped({"kind": "lake"}, "MultiPolygon", lakes)
    if rivers:
        yield _shaped({"kind": "river"}, "MultiLineString", rivers)


def region(shape: Outline, middle: float, fine: float) -> dict[str, Any] | None:
    """A region as a feature, its points on a grid of ``fine`` degrees; None without an outline."""
    polygons = coarser(turned(shape.polygons, middle), fine)
    if not polygons:
        return None
    return _shaped({"name": shape.name, "place_id": shape.place_id}, "MultiPolygon", polygons)


def _feature(shape: Outline, polygons: Polygons) -> dict[str, Any]:
    label = [round(one, 2) for one in shape.label] if shape.label else None
    return _shaped({"name": shape.name, "label": label}, "MultiPolygon", polygons)


def _water(shape: Outline, middle: float) -> dict[str, Any] | None:
    """A water of a file; a name is a point, a river has lines."""
    if shape.kind == "name" and shape.label:
        about = {"name": shape.name, "kind": "name"}
        return {"type": "Feature", "properties": about,
                "geometry": {"type": "Point", "coordinates": list(shape.label)}}  # fmt: skip
    polygons = turned(shape.polygons, middle)
    if not polygons or shape.kind not in ("sea", "lake", "river"):
        return None
    if shape.kind == "river":
        lines = [line for rings in polygons for line in rings]
        return _shaped({"kind": "river"}, "MultiLineString", lines)
    return _shaped({"kind": shape.kind}, "MultiPolygon", polygons)


def _shaped(about: Mapping[str, object], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": _rounded(coordinates)}
    return {"type": "Feature", "properties": dict(about), "geometry": geometry}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_rounded(one) for one in coordinates]
    return [round(coordinates[0], DIGITS), round(coordinates[1], DIGITS)]
