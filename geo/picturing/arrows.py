"""From where forces came: arrows from the edge of the map, since what lies beyond is not drawn."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from geo.mapping.themes import Arrow
from geo.picturing.elements import Element, add, write
from geo.picturing.lettering import width
from geo.picturing.looks import FORCE, HALO, INK, PLAIN, SHEET
from geo.picturing.projection import Box

_HEIGHT, _EDGE, _PAD = 22.0, 10.0, 5.0
Spot = tuple[float, float]


@dataclass(frozen=True)
class Way:
    """An arrow from the edge of the map, where its name stands, to a sign."""

    name: str
    target: Spot
    reach: float
    side: str
    x: float
    y: float

    @property
    def width(self) -> float:
        return width(self.name, PLAIN) + 2 * _PAD

    @property
    def box(self) -> Box:
        """Of the name."""
        left = {"left": self.x, "right": self.x - self.width}.get(
            self.side, self.x - self.width / 2
        )
        return left, self.y - 9, left + self.width, self.y + 9


def ways(arrows: Iterable[tuple[Arrow, Spot, float]], map_: Box) -> list[Way]:
    """The arrows with the points and reaches of their signs, their names apart from each other."""
    left, top, right, bottom = map_
    edge = left + _EDGE, top + 16, right - _EDGE, bottom - 40
    found = [
        _way(f"from {unescape(arrow['from'])}", arrow["bearing"], at, reach, edge)
        for arrow, at, reach in arrows
    ]
    return [way for side in ("left", "right", "top", "bottom")
            for way in _spread([one for one in found if one.side == side], edge)]  # fmt: skip


def _way(name: str, bearing: float, target: Spot, reach: float, edge: Box) -> Way:
    """Where the line from the target in this direction leaves the map."""
    across, down = math.sin(math.radians(bearing)), -math.cos(math.radians(bearing))
    limits = (("left", edge[0], across, 0), ("right", edge[2], across, 0),
              ("top", edge[1], down, 1), ("bottom", edge[3], down, 1))  # fmt: skip
    far = [(limit - target[axis]) / step for _, limit, step, axis in limits if step]
    sides = [side for side, _, step, _ in limits if step]
    ahead = (pair for pair in zip(far, sides, strict=True) if pair[0] > 0)
    length, side = min(ahead, default=(0.0, "left"))
    x, y = target[0] + across * length, target[1] + down * length
    return Way(name, target, reach, side, x, y)


def _spread(there: Sequence[Way], edge: Box) -> list[Way]:
    """Names on the same side keep apart along it."""
    if not there:
        return []
    is_upright = there[0].side in ("left", "right")
    least, most = (edge[1], edge[3]) if is_upright else (edge[0] + 40, edge[2] - 40)
    placed, following = [], least
    for way in sorted(there, key=lambda one: one.y if is_upright else one.x):
        need = _HEIGHT if is_upright else way.width + 8
        half = 0 if is_upright else need / 2
        at = max(way.y if is_upright else way.x, following + half)
        following = at + need - half
        placed.append(replace(way, y=at) if is_upright else replace(way, x=at))
    over = max(following - (_HEIGHT if is_upright else 0) - most, 0)
    return [
        replace(way, y=max(least, way.y - over)) if is_upright
        else replace(way, x=max(least, way.x - over))
        for way in placed
    ]  # fmt: skip


def draw(parent: Element, found: Iterable[Way]) -> None:
    """Each arrow and its name."""
    for way in found:
        left, top, right, bottom = way.box
        begin = {"left": (right + 4, way.y), "right": (left - 4, way.y),
                 "top": (way.x, bottom + 3), "bottom": (way.x, top - 3)}[way.side]  # fmt: skip
        _line(parent, begin, way.target, way.reach + 5)
        add(parent, "rect", x=left, y=top, width=right - left, height=bottom - top, rx=3,
            fill=SHEET)  # fmt: skip
        write(parent, way.name, left + _PAD, way.y + 4.5, PLAIN, INK)


def _line(parent: Element, begin: Spot, target: Spot, gap: float) -> None:
    """A line with a slight bend, and its head before the sign that it goes to."""
    across, down = target[0] - begin[0], target[1] - begin[1]
    bend = begin[0] + across / 2 + down * 0.08, begin[1] + down / 2 - across * 0.08
    last = target[0] - bend[0], target[1] - bend[1]
    length = max(math.hypot(*last), 1.0)
    unit = last[0] / length, last[1] / length
    if length < gap * 2:
        return
    tip = target[0] - unit[0] * gap, target[1] - unit[1] * gap
    end = tip[0] - unit[0] * 8, tip[1] - unit[1] * 8
    side = -unit[1] * 4.5, unit[0] * 4.5
    path = f"M{_at(begin)}Q{_at(bend)} {_at(end)}"
    add(parent, "path", d=path, fill="none", stroke=FORCE, stroke_width=1.6)
    one, other = (end[0] + side[0], end[1] + side[1]), (end[0] - side[0], end[1] - side[1])
    add(parent, "path", d=f"M{_at(tip)}L{_at(one)}L{_at(other)}Z", fill=FORCE, stroke=HALO)


def _at(spot: Spot) -> str:
    return f"{spot[0]:.1f} {spot[1]:.1f}"
