"""Events too close to be told apart, gathered: the gravest of them is drawn, at its own point."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from geo.mapping.themes import Point
from geo.picturing.projection import Projection
from geo.picturing.signs import has

NEAR = 30.0  # units within which they are gathered


@dataclass
class Gathering:
    """The gravest event, where it is drawn, and for how many it stands."""

    key: str
    point: Point
    x: float
    y: float
    number: int = 0


def gather(events: Mapping[str, Point], project: Projection) -> list[Gathering]:
    """Each event in turn joins the nearest graver one within reach, or stands for itself."""
    found: list[Gathering] = []
    cells: dict[tuple[bool, int, int], list[Gathering]] = {}
    for key, point in sorted(events.items(), key=lambda one: (-one[1]["g"], one[0])):
        x, y = project(*point["p"])
        across, down, is_area = int(x // NEAR), int(y // NEAR), has(point, "area")
        near = [
            (gap, i, one)
            for i in range(9)
            for one in cells.get((is_area, across + i // 3 - 1, down + i % 3 - 1), ())
            if (gap := ((one.x - x) ** 2 + (one.y - y) ** 2) ** 0.5) < NEAR
        ]
        if near:
            first = min(near, key=lambda one: one[:2])[2]
        else:
            first = Gathering(key, point, x, y)
            cells.setdefault((is_area, across, down), []).append(first)
            found.append(first)
        first.number += point.get("n", 1)
    return found


def words(one: Gathering) -> str:
    """What a screen reader says of it."""
    told = unescape(one.point["w"])
    return f"{told} {one.number - 1:,} more close by." if one.number > 1 else told
