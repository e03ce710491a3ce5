"""The legend of a picture: the signs in use, in rows, and the scale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.mapping.themes import SIGNS, Mark, Point, legends
from geo.picturing import signs
from geo.picturing.elements import Element, add, layer, write
from geo.picturing.lettering import width
from geo.picturing.looks import BORDER, FAINT, FORCE, HALO, INK, SMALL
from geo.picturing.projection import Projection
from geo.picturing.scene import Scene
from geo.picturing.signs import Marked

GRAVE = 3  # weight from which a sign comes before those that are used more
SIZE, ROW, SIGN, BETWEEN = 12.0, 20.0, 20.0, 14.0
MOST_SCALE = 110.0
_ROUND = (1, 2, 5)


@dataclass(frozen=True)
class Entry:
    """A sign or flag, and what it means."""

    key: str
    words: str

    @property
    def width(self) -> float:
        return SIGN + 5 + width(self.words, SIZE) + BETWEEN


def entries(scene: Scene, points: Iterable[Point]) -> list[Entry]:
    """The lines of the theme that are in use, the most used first, before all others the grave."""
    found = _uses(scene, list(points))
    lines = [Entry(**line) for line in legends().get(scene.theme, []) if line["key"] in found]
    return sorted(lines, key=lambda one: -found[one.key])


def _uses(scene: Scene, points: Sequence[Point]) -> dict[str, float]:
    """How often each sign and flag is in use."""
    shown = [one.mark for one in scene.spots if one.mark]
    marks: list[Marked] = [*shown, *scene.shaded.values(), *points]
    found: dict[str, float] = {}
    if scene.shaded:
        found["region"] = len(scene.shaded)
    if scene.arrows:
        found["arrow"] = len(scene.arrows)
    if any(one.mark is None for one in scene.spots):
        found["unmarked"] = 0
    if any(point.get("n", 1) > 1 for point in points):
        found["gathered"] = 0
    for mark in marks:
        found[mark["s"]] = found.get(mark["s"], 0) + (1e6 if mark["g"] >= GRAVE else 1)
        for flag in mark.get("f", ()):
            found[flag] = found.get(flag, 0) + 1
    return found


def rows(found: Iterable[Entry], room: float) -> list[list[Entry]]:
    """The entries in rows of this width."""
    made: list[list[Entry]] = [[]]
    for entry in found:
        if made[-1] and sum(one.width for one in made[-1]) + entry.width - BETWEEN > room:
            made.append([])
        made[-1].append(entry)
    return [row for row in made if row]


def first(found: list[Entry], most: int, room: float) -> list[list[Entry]]:
    """As many rows as there may be; the last says how many signs have no room."""
    made = rows(found, room)
    left = sum(map(len, made[most:]))
    while left and made[most - 1]:
        more = Entry("", f"and {left} more sign{'' if left == 1 else 's'}")
        if sum(one.width for one in (*made[most - 1], more)) <= room + BETWEEN:
            return [*made[: most - 1], [*made[most - 1], more]]
        made[most - 1].pop()
        left += 1
    return made[:most]


def draw(parent: Element, made: Iterable[Iterable[Entry]], left: float, top: float) -> None:
    """The rows, the first at the top."""
    group = layer(parent, "legend")
    for i, row in enumerate(made):
        x, middle = left, top + ROW * (i + 0.5)
        for entry in row:
            if entry.key:
                own = add(group, "g", transform=f"translate({x + SIGN / 2:.1f} {middle:.1f})")
                _draw_key(own, entry.key)
            write(group, entry.words, x + (SIGN + 5 if entry.key else 0), middle + 4.2, SIZE)
            x += entry.width


def _draw_key(parent: Element, key: str) -> None:
    """The picture of a key: a sign, a flag on a plain sign, or one of its own."""
    if key in _OWN:
        _OWN[key](parent)
    elif key in SIGNS:
        signs.draw(parent, Mark(s=key, w="", g=0, r=7))
    else:
        signs.draw(parent, Mark(s="", w="", g=0, r=4.5, f=[key]))


def _area(parent: Element) -> None:
    add(parent, "circle", r=7.5, fill=FAINT, fill_opacity=0.08, stroke=FAINT, stroke_width=1.2,
        stroke_dasharray="4 4")  # fmt: skip


def _gathered(parent: Element) -> None:
    own = add(parent, "g", transform="translate(-4 -3)")
    add(own, "circle", r=5, fill=FAINT, fill_opacity=0.7, stroke=HALO)
    signs.draw_pill(own, 3, 4)


def _arrow(parent: Element) -> None:
    add(parent, "path", d="M-9 0H4", fill="none", stroke=FORCE, stroke_width=1.6)
    add(parent, "path", d="M9 0L2 -4.5V4.5Z", fill=FORCE)


def _region(parent: Element) -> None:
    add(parent, "rect", x=-9, y=-6, width=18, height=12, fill=INK, fill_opacity=0.14,
        stroke=BORDER)  # fmt: skip


_OWN = {
    "area": _area,
    "gathered": _gathered,
    "arrow": _arrow,
    "contested": lambda parent: signs.draw_badge(parent, 0, 0),
    "region": _region,
    "unmarked": lambda parent: signs.draw(parent, None),
}


def scale_of(project: Projection) -> tuple[float, str]:
    """The length of the bar in units, and how far that is in the middle of the map."""
    _, south, _, north = project.window
    unit = project.kilometres((south + north) / 2)
    most = unit * MOST_SCALE
    lengths = (step * 10.0**power for power in range(-2, 5) for step in _ROUND)
    length = max((one for one in lengths if one <= most), default=most)
    words = f"{length:,.0f} km" if length >= 1 else f"{length * 1000:,.0f} m"
    return length / unit, words


def draw_scale(parent: Element, project: Projection) -> None:
    """At the foot of the map, on the right."""
    length, words = scale_of(project)
    _, _, right, bottom = project.box
    x, y = right - 12, bottom - 9
    group = layer(parent, "scale")
    bar = f"M{x - length:.1f} {y - 4:.1f}V{y:.1f}H{x:.1f}V{y - 4:.1f}"
    add(group, "path", d=bar, fill="none", stroke=HALO, stroke_width=4)
    add(group, "path", d=bar, fill="none", stroke=FAINT, stroke_width=1.5)
    for edge in (True, False):
        look: Mapping[str, str | float] = {"stroke": HALO, "stroke_width": 3} if edge else {}
        write(group, words, x - length / 2, y - 4, SMALL, HALO if edge else FAINT,
              text_anchor="middle", **look)  # fmt: skip


def boxes(project: Projection) -> Iterator[tuple[float, float, float, float]]:
    """What the scale covers."""
    length, _ = scale_of(project)
    _, _, right, bottom = project.box
    yield right - 16 - max(length, 40), bottom - 28, right, bottom
