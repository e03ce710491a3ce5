"""Where names stand: the gravest place first, on the best side of its sign that is free.

No name is cut at the edge, lies over a sign or touches another; one that finds no room waits. As on
the map in the browser (geo/mapping/files/labels.js).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.picturing.lettering import width
from geo.picturing.looks import NAMES
from geo.picturing.projection import Box
from geo.picturing.signs import BADGE, Badge

MOST = 150  # names that are tried
GAP = 2.0  # units between two names
AFTER = 12.0  # size of the letters after a name
_CELL = 48.0


@dataclass(frozen=True)
class Named:
    """A place with a sign at a point; ``after`` is a short text beside its name."""

    place_id: str
    name: str
    after: str
    x: float
    y: float
    reach: float
    weight: float
    is_marked: bool
    is_framed: bool = False
    badge: Badge | None = None

    @property
    def rank(self) -> int:
        """Which letters its name has."""
        return max(1, min(4, int(self.weight))) if self.is_marked else 0


class Room(NamedTuple):
    """The box of a name; the text begins, ends or has its middle at ``x`` by ``anchor``.

    ``has_after``: there is room for what stands after it, too.
    """

    box: Box
    anchor: str
    has_after: bool

    @property
    def x(self) -> float:
        left, _, right, _ = self.box
        return {"start": left + 2, "end": right - 2, "middle": (left + right) / 2}[self.anchor]


class Taken:
    """Boxes that are in the way, found by the cells of a grid in which they lie."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in _cells(box, 0):
            self._cells.setdefault(cell, []).append(box)

    def meets(self, box: Box, gap: float = 0, but: Box | None = None) -> bool:
        """Whether another box lies within the gap around it."""
        return any(
            other is not but and meet(box, other, gap)
            for cell in _cells(box, gap)
            for other in self._cells.get(cell, ())
        )


def _cells(box: Box, gap: float) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in (
        box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap))  # fmt: skip
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield x, y


def meet(one: Box, other: Box, gap: float = 0) -> bool:
    """Whether two boxes overlap, or are closer than the gap."""
    return (
        one[0] - gap < other[2]
        and other[0] < one[2] + gap
        and one[1] - gap < other[3]
        and other[1] < one[3] + gap
    )


def around(x: float, y: float, reach: float) -> Box:
    """The box of a sign."""
    return x - reach, y - reach, x + reach, y + reach


def place(
    named: Sequence[Named], inside: Box, taken: Taken, others: Iterable[Box] = ()
) -> dict[str, Room]:
    """The rooms of names by place_id, of those that found one; ``named`` the gravest first.

    ``taken`` is what no name may touch; ``others`` are signs of which nothing is told, which a name
    may cover where nothing else is free. Both hold the signs of no place that is named.
    """
    tried = named[:MOST]
    signs = {one.place_id: around(one.x, one.y, one.reach) for one in named}
    marked = Taken([*(signs[one.place_id] for one in named if one.is_marked), *_badges(named)])
    every = Taken([*signs.values(), *others])
    choices = [
        list(_rooms(one, inside, taken, marked, every, signs[one.place_id])) for one in tried
    ]
    chosen = _choose(choices)
    return {one.place_id: room for one, room in zip(tried, chosen, strict=True) if room}


def _badges(named: Iterable[Named]) -> Iterator[Box]:
    for one in named:
        if one.badge:
            yield around(one.x + one.badge.x, one.y + one.badge.y, BADGE)


def _rooms(
    one: Named, inside: Box, taken: Taken, marked: Taken, every: Taken, own: Box
) -> Iterator[Room]:
    """The rooms that a name may have, the best first: clear of all signs, then of all with a mark;
    whole, then the name alone.
    """
    for has_after in (True, False) if one.after else (False,):
        free = [
            room
            for room in _sides(one, has_after)
            if _holds(inside, room.box)
            and not taken.meets(room.box, GAP)
            and not marked.meets(room.box, but=own)
        ]
        clear = [room for room in free if not every.meets(room.box, but=own)]
        yield from clear
        yield from (room for room in free if room not in clear)


def _holds(inside: Box, box: Box) -> bool:
    return (inside[0] + 2 <= box[0] and inside[1] + 2 <= box[1]
            and box[2] <= inside[2] - 2 and box[3] <= inside[3] - 2)  # fmt: skip


def size(one: Named, has_after: bool) -> tuple[float, float]:
    """Width and height of a name."""
    letters, weight, _ = NAMES[one.rank]
    across = width(one.name, letters, weight > 500) + 4
    after = 5 + width(one.after, AFTER, is_bold=True) if has_after else 0
    return across + after, letters * 1.2


def _sides(one: Named, has_after: bool) -> Iterator[Room]:
    """The sides of a sign, the best first, then the same a little along."""
    across, up = size(one, has_after)
    x, y, reach = one.x, one.y, one.reach
    beside = max(reach, abs(one.badge.x) + BADGE if one.badge else 0) + 2
    corner = reach * (1 if one.is_framed else 0.72)
    west = x - beside - across
    spots = [
        (x + beside, y - up / 2, "start"), (west, y - up / 2, "end"),
        (x - across / 2, y + reach, "middle"), (x - across / 2, y - reach - up, "middle"),
        (x + corner, y + corner - up * 0.3, "start"), (x + corner, y - corner - up * 0.7, "start"),
        (x - corner - across, y + corner - up * 0.3, "end"),
        (x - corner - across, y - corner - up * 0.7, "end"),
    ]  # fmt: skip
    for share in (0.25, 0.75, 0, 1):
        spots += [
            (x - across * share, y + reach, "middle"),
            (x - across * share, y - reach - up, "middle"),
            (x + beside, y - up * share, "start"), (west, y - up * share, "end"),
        ]  # fmt: skip
    for left, top, anchor in spots:
        yield Room((left, top, left + across, top + up), anchor, has_after)


def _choose(choices: Sequence[Sequence[Room]]) -> list[Room | None]:
    """The first room of each that meets no other; where there is none, one name may make way."""
    chosen: list[Room | None] = [None] * len(choices)
    for i, rooms in enumerate(choices):
        chosen[i] = next((room for room in rooms if _blocker(room, chosen, i) is None), None)
        if chosen[i] is None:
            _make_way(i, choices, chosen)
    return chosen


def _blocker(room: Room, chosen: Sequence[Room | None], but: int) -> int | None:
    for i, other in enumerate(chosen):
        if i != but and other and meet(room.box, other.box, GAP):
            return i
    return None


def _make_way(i: int, choices: Sequence[Sequence[Room]], chosen: list[Room | None]) -> None:
    for room in choices[i]:
        blocker = _blocker(room, chosen, i)
        if blocker is None:
            continue
        before, chosen[i] = chosen[blocker], room
        free = (one for one in choices[blocker] if _blocker(one, chosen, blocker) is None)
        chosen[blocker] = next(free, None)
        if chosen[blocker] and _blocker(room, chosen, i) is None:
            return
        chosen[i], chosen[blocker] = None, before
