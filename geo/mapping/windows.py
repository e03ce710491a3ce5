"""Which part of the globe a map is of: around which longitude, what it shows at first, its land."""

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from geo.dataset.outlines import Outline
from geo.dataset.whereabouts import extents
from geo.mapping.outlines import Point, Window, bounds, turned, unwrapped

THE_WORLD: Window = (-170.0, -60.0, 170.0, 75.0)
NEAR = 3.0  # degrees between parts of a country that are looked at as one
BESIDE = 0.5  # degrees around a place beyond the outlines
# So many times as wide and high as its countries a map may be at first, to show a place far off.
FARTHEST = 3
LEAST, MOST = 6.0, 12.0  # degrees of land around what is shown
# Where all that is told of is so many times narrower and lower than its countries, it is the map.
CLOSER = 3


def middle(shapes: Iterable[Outline], places: pd.DataFrame) -> float:
    """The longitude around which all others are taken: of the largest outline, else of a place."""
    boxes = [bounds([rings]) for shape in shapes for rings in shape.polygons]
    if boxes:
        west, _, east, _ = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
        return unwrapped((west + east) / 2, 0)
    known = places.longitude[places.longitude.notna()]
    return float(known.iloc[0]) if len(known) else 0.0


def home(
    shapes: Iterable[Outline], countries: Sequence[str], places: pd.DataFrame, middle: float
) -> Window:
    """The main parts of all countries and every place that is not out of all proportion far."""
    mains = [_main_part(shapes, country, middle) for country in countries]
    base = joined(box for box in mains if box)
    points = [
        (unwrapped(x, middle), y)
        for x, y in zip(places.longitude, places.latitude, strict=True)
        if math.isfinite(x) and math.isfinite(y)
    ]
    if base:
        limit = padded(base, *(max(5.0, side * (FARTHEST - 1) / 2) for side in size(base)))
        near = [point for point in points if holds(limit, point)]
        # Where most places lie far from the country that is named, the map is of the places.
        points = near if 2 * len(near) > len(points) else points
        points = [point for point in points if not holds(base, point)]
    around = [(x - BESIDE, y - BESIDE, x + BESIDE, y + BESIDE) for x, y in points]
    found = joined([*([base] if base else []), *around])
    if found is None:
        return THE_WORLD
    return found if base else padded(found, 1.5, 1.5)


def closer(home: Window, told: Iterable[Window]) -> Window:
    """The part of the home in which all lies that is told of, where that is a small one."""
    box = joined(told)
    if box is None or any(
        CLOSER * side > whole for side, whole in zip(size(box), size(home), strict=True)
    ):
        return home
    around = [max(side / 3, (LEAST - side) / 2) for side in size(box)]
    return padded(box, *around)


def _main_part(shapes: Iterable[Outline], country: str, middle: float) -> Window | None:
    """The box of the largest part of a country, with all that lies near it."""
    boxes = [
        bounds([rings])
        for shape in shapes
        if shape.country == country
        for rings in turned(shape.polygons, middle)
    ]
    parts: list[Window] = []
    for box in boxes:
        while near := next((part for part in parts if _are_near(part, box)), None):
            parts.remove(near)
            box = joined([box, near]) or box
        parts.append(box)
    # Of what is drawn as part of another country, at least how far it reaches.
    parts = parts or [unwrapped_box(box, middle) for box in extents().get(country, ())]
    return max(parts, key=lambda box: math.prod(size(box)), default=None)


def unwrapped_box(box: Window, middle: float) -> Window:
    """A box, turned around the globe to where it is nearest to a longitude."""
    west, south, east, north = box
    turn = unwrapped((west + east) / 2, middle) - (west + east) / 2
    return west + turn, south, east + turn, north


def size(box: Window) -> tuple[float, float]:
    """Width and height in degrees."""
    return box[2] - box[0], box[3] - box[1]


def _are_near(one: Window, other: Window) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    up = max(one[1], other[1]) - min(one[3], other[3])
    return across <= NEAR and up <= NEAR


def joined(boxes: Iterable[Window]) -> Window | None:
    """The box around all of the boxes."""
    corners = list(zip(*boxes, strict=True))
    if not corners:
        return None
    west, south, east, north = corners
    return min(west), min(south), max(east), max(north)


def padded(box: Window, across: float, up: float) -> Window:
    """A box with so many degrees more on each side, within what Mercator can show."""
    west, south, east, north = box
    return west - across, max(south - up, -84.0), east + across, min(north + up, 84.0)


def holds(box: Window, point: Point) -> bool:
    """Whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def window(home: Window) -> Window:
    """How far land is drawn: beyond what a wide or a high screen shows when it shows the home."""
    width, height = size(home)
    margin = min(max(width, height, LEAST), MOST)
    level = math.cos(math.radians((home[1] + home[3]) / 2)) or 1.0
    across = max(margin, (2.4 * height / level - width) / 2)
    up = max(margin, (1.3 * width * level - height) / 2)
    west, south, east, north = padded(home, min(across, 90.0), min(up, 45.0))
    return round(west, 1), round(south, 1), round(east, 1), round(north, 1)
