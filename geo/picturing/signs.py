"""The signs of places and events, as the screen's map has them (geo/mapping/files/signs.js)."""

from html import unescape
from typing import NamedTuple

from geo.mapping.signs import HOLE, Sign
from geo.mapping.themes import SIGNS, Mark, Point
from geo.picturing.elements import Element, add, write
from geo.picturing.looks import CHOICE, FAINT, HALO, INK, RING, SHEET

Marked = Mark | Point
RINGS = {"curfew": (RING, ""), "curfew-tonight": (RING, "5 3.4"), "curfew-lapsed": (FAINT, "1.5 3")}
UNMARKED, BADGE, AREA = 3.0, 6.0, 22.0  # radii
FRAMED = 5.0  # units between a sign and the frame of the chosen one
_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
_PLAIN = Sign("", _CIRCLE, "#8d9aa3", radius=5.0)
_CORNERS = "M-1 -.5V-1H-.5M.5 -1H1V-.5M1 .5V1H.5M-.5 1H-1V.5"


class Badge(NamedTuple):
    """Where the sign of differing claims stands: from the middle of the place's sign."""

    x: float
    y: float


def sign_of(mark: Marked) -> Sign:
    """What it looks like; plain, where it names none."""
    return SIGNS.get(mark["s"], _PLAIN)


def has(mark: Marked, flag: str) -> bool:
    """Whether a mark has one of the flags."""
    return flag in mark.get("f", ())


def text_of(mark: Marked) -> str:
    """The short text of a mark as it was typed."""
    return unescape(str(mark.get("t", "")))


def radius(mark: Marked | None) -> float:
    """Of its sign, without a ring."""
    return (mark.get("r") or sign_of(mark).radius) if mark else UNMARKED


def _ring(mark: Marked) -> str:
    return next((flag for flag in RINGS if has(mark, flag)), "")


def reach(mark: Marked | None) -> float:
    """How far a sign reaches from its middle."""
    if mark is None:
        return UNMARKED + 1
    return radius(mark) + 6.5 if _ring(mark) else radius(mark) * 1.2 + 1.5


def reach_of_event(point: Point) -> float:
    """The same, of one of which only a wide surrounding is known."""
    return AREA + 5 if has(point, "area") else reach(point)


def holds_text(mark: Marked) -> bool:
    """Whether its text has room in its sign."""
    text = text_of(mark)
    return bool(text and sign_of(mark).holds) and len(text) * 3.4 + 1.5 <= radius(mark)


def badge_of(mark: Marked | None, side: int) -> Badge | None:
    """Where claims differ, above and beside the sign; ``side`` is 1 to the east, -1 to the west."""
    if mark is None or not has(mark, "contested") or (text_of(mark) == "≠" and holds_text(mark)):
        return None
    at = radius(mark) * 0.8 + 2
    return Badge(at * side, -at)


def draw(parent: Element, mark: Marked | None, side: int = 1, is_small: bool = False) -> None:
    """The sign around (0, 0); a dot for a place of which the theme tells nothing.

    ``is_small``: one of very many, without ring, text and badge.
    """
    if mark is None:
        add(parent, "circle", r=UNMARKED, fill=FAINT, fill_opacity=0.7, stroke=HALO)
        return
    if is_small:
        _form(parent, mark, max(3.0, radius(mark) / 2), has_edge=False)
        return
    if ring := _ring(mark):
        colour, dashes = RINGS[ring]
        around = radius(mark) + 5
        add(parent, "circle", r=around, fill="none", stroke=HALO, stroke_width=4)
        own = {"stroke_dasharray": dashes} if dashes else {}
        add(parent, "circle", r=around, fill="none", stroke=colour, stroke_width=1.8, **own)
    _form(parent, mark, radius(mark), has_edge=True)
    _inside(parent, mark)
    if badge := badge_of(mark, side):
        draw_badge(parent, badge.x, badge.y)


def _form(parent: Element, mark: Marked, size: float, has_edge: bool) -> None:
    sign = sign_of(mark)
    is_open = sign.is_open or has(mark, "group-only")
    if has_edge:
        _path(parent, sign.path, size, fill=HALO, stroke=HALO, stroke_width=4 / size)
    look: dict[str, str | float] = {"stroke": INK, "stroke_width": 1 / size, "fill": sign.colour}
    if is_open:
        own = FAINT if mark["s"] == "Unknown" else sign.colour
        look |= {"stroke": own, "stroke_width": 2 / size, "fill": HALO}
    if sign.is_broken or has(mark, "group-only"):
        look["stroke_dasharray"] = _dashes(size, 5, 3)
    if has(mark, "stale"):
        look |= {"stroke_dasharray": _dashes(size, 3, 2.5), "fill_opacity": 0.5}
    _path(parent, sign.path, size, **look)


def _path(parent: Element, path: str, size: float, **look: str | float) -> None:
    add(parent, "path", d=path, transform=f"scale({size:g})", stroke_linejoin="round", **look)


def _dashes(size: float, *lengths: float) -> str:
    return " ".join(f"{length / size:.3f}" for length in lengths)


def _inside(parent: Element, mark: Marked) -> None:
    """What stands in the sign: its text or its character, else the hole of a derived severity."""
    sign = sign_of(mark)
    inside = text_of(mark) if holds_text(mark) else sign.glyph
    if has(mark, "derived") and not inside:
        _path(parent, sign.path, radius(mark) * HOLE, fill="#ffffff")
    if inside:
        is_open = sign.is_open or has(mark, "group-only")
        own = (FAINT if mark["s"] == "Unknown" else INK) if is_open else "#ffffff"
        _middle(parent, inside, 0, 0, 10 if mark["s"] == "Unknown" else 12, own)


def _middle(parent: Element, text: str, x: float, y: float, size: float, fill: str) -> None:
    """Bold letters around a point. Not all that read SVG know of dominant-baseline."""
    write(parent, text, x, y + size * 0.36, size, fill, font_weight="bold", text_anchor="middle")


def draw_badge(parent: Element, x: float, y: float) -> None:
    """That claims differ."""
    add(parent, "circle", cx=x, cy=y, r=BADGE, fill=SHEET, stroke=INK)
    _middle(parent, "≠", x, y, 10, INK)


def draw_frame(parent: Element, mark: Marked | None) -> None:
    """Four corners around the chosen place: told from the ring of a curfew by their form alone."""
    half = reach(mark) + FRAMED - 1
    for colour, width in ((HALO, 6), (CHOICE, 3)):
        add(parent, "path", d=_CORNERS, transform=f"scale({half:g})", fill="none", stroke=colour,
            stroke_width=f"{width / half:.3f}")  # fmt: skip


def draw_event(parent: Element, point: Point, number: int) -> None:
    """The sign of an event that stands for so many; of one known roughly a wide, light ring with
    its sign small and open on its edge: nothing of it marks a spot.
    """
    if has(point, "area"):
        sign = sign_of(point)
        add(parent, "circle", r=AREA, fill=sign.colour, fill_opacity=0.08, stroke=sign.colour,
            stroke_width=1.2, stroke_dasharray="4 4")  # fmt: skip
        small = add(parent, "g", transform=f"translate(0 {-AREA:g})")
        _path(small, sign.path, 4, fill=HALO, stroke=sign.colour, stroke_width=0.5)
    else:
        draw(parent, point)
    if number > 1:
        draw_pill(parent, number, AREA * 0.7 if has(point, "area") else radius(point) * 0.7 + 4)


def draw_pill(parent: Element, number: int, at: float) -> None:
    """How many there are, below and beside the sign."""
    text = f"{round(number / 1000)}k" if number > 999 else str(number)
    width = 8 + 6 * len(text)
    add(parent, "rect", x=at - 4, y=at - 7, width=width, height=14, rx=7, fill=SHEET, stroke=INK)
    _middle(parent, text, at - 4 + width / 2, at, 10, INK)
