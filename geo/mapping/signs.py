"""What the signs on the map look like and mean: one table for the map and for its legend."""

import base64
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass


def _polygon(sides: int, turn: float, reach: float, down: float = 0.0) -> str:
    """An SVG path around (0, 0); ``turn`` is clockwise from straight up, in degrees."""
    angles = [math.radians(turn - 90 + 360 * i / sides) for i in range(sides)]
    points = [f"{reach * math.cos(a):.3f} {reach * math.sin(a) + down:.3f}" for a in angles]
    return f"M{'L'.join(points)}Z"


_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"


@dataclass(frozen=True)
class Sign:
    """A shape for a circle of radius 1, a fill and perhaps a character upon it."""

    words: str
    path: str
    colour: str
    hatch: str = ""
    glyph: str = ""
    radius: float = 8.0  # pixels, where a mark names none
    is_open: bool = False  # an outline in its colour, filled with the ground's
    is_broken: bool = False  # the line around it is broken
    holds: bool = False  # a short text stands in it


# Shape and colour say the same, so that either is enough. Three of the colours are Okabe and Ito's
# (2008), which people with any of the common colour vision deficiencies tell apart. Polygons
# reach beyond the circle, to look as large as one. ``hatch`` fills regions, in a square of 8.
SIGNS = {
    "Extreme": Sign(
        "Extreme: shooting or clashes going on, or nobody in control",
        _polygon(8, 22.5, 1.08), "#7a0f3c", "M0 0L8 8M8 0L0 8", "!", radius=11.0,
    ),
    "Severe": Sign(
        "Severe: deadly violence within a day, something taken, or strict control without "
        "essential services",
        _polygon(4, 0, 1.25), "#d55e00", "M-2 2L2 -2M0 8L8 0M6 10L10 6",
        radius=9.0,
    ),
    "Moderate": Sign(
        "Moderate: tension, measures beyond those of the whole country, or limited services",
        _polygon(3, 0, 1.35, 0.2), "#e69f00", "M4 0V8", radius=7.5,
    ),
    "Minor": Sign(
        "Minor: calm, daily life mostly normal", _CIRCLE, "#5f8a72", "M0 4H8", radius=5.5,
    ),
    "Unknown": Sign(
        "Unknown: no judgement, and no claim to derive one from",
        _CIRCLE, "#8d9aa3", "M2 2h1M6 6h1", "?",
        radius=6.0, is_open=True,
    ),
}  # fmt: skip

# Nothing but a curfew has this colour: the ring around a sign, and the signs of its own theme.
CURFEW = "#4b3a9b"

SMALLEST, LARGEST = 8.0, 20.0  # radius in pixels
HOLE = 0.52  # the hole in the sign of a derived severity, of the sign's own form


def radius(value: float, highest: float) -> float:
    """Pixels, growing with the root of the value; the smallest for none and for a missing one."""
    if not (value > 0 and highest > 0) or math.isinf(value):
        return SMALLEST
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(min(value / highest, 1.0)), 1)


def as_options(table: Mapping[str, Sign] = SIGNS) -> dict[str, dict[str, str | float | bool]]:
    """A table of signs as the browser reads it; what is False or empty is left out."""
    return {
        name: {key: value for key, value in asdict(sign).items() if value and key != "words"}
        for name, sign in table.items()
    }


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a picture of our own making, and what it means.

    The picture is 24 pixels high and ``width`` wide.
    """

    svg: str
    words: str
    width: int = 24

    @property
    def image(self) -> str:
        """The picture as the address of an image, for pages that take no SVG."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"


def legend(measure: str = "", dark: bool = False) -> list[Entry]:
    """Every sign of the map in words; ``measure`` says what the size of a marker stands for."""
    colours = _DARK if dark else _LIGHT
    return [*_severities(colours), *_marks(colours), *_sizes(measure, colours)]


@dataclass(frozen=True)
class _Colours:
    """The colours of a theme, as in map.css."""

    ink: str
    halo: str
    ring: str
    choice: str


_LIGHT = _Colours(ink="#17222c", halo="#ffffff", ring=CURFEW, choice="#000000")
_DARK = _Colours(ink="#f2f5f7", halo="#10171c", ring="#b3a6f5", choice="#ffffff")


def _severities(colours: _Colours) -> Iterator[Entry]:
    for name, sign in SIGNS.items():
        is_hollow = name == "Unknown"
        fill = colours.halo if is_hollow else sign.colour
        glyph = _glyph(sign, colours.ink if is_hollow else "#ffffff")
        marker = _shape(sign.path, fill, colours.ink) + glyph
        region = f'<g transform="translate(27)">{_hatched(name, sign, colours.ink)}</g>'
        yield Entry(_svg(marker + region, 52), sign.words, 52)


def _marks(colours: _Colours) -> Iterator[Entry]:
    minor = SIGNS["Minor"]
    small = _shape(minor.path, minor.colour, colours.ink, size=5)
    ring = f'<circle r="9" fill="none" stroke="{colours.ring}" stroke-width="2.5"/>'
    yield Entry(_svg(ring + small), "Ringed: a curfew is in force in the place")
    later = ring.replace("/>", ' stroke-dasharray="6 3.5"/>')
    yield Entry(_svg(later + small), "Ring of dashes: a curfew begins later the same day")
    lapsed = ring.replace(colours.ring, colours.ink).replace("/>", ' stroke-dasharray="1.5 3.5"/>')
    words = "Ring of dots: a curfew was last reported longer ago, and is not counted"
    yield Entry(_svg(lapsed + small), words)
    dashes = f'stroke-dasharray="{3 / 7:.2f} {2.5 / 7:.2f}" fill-opacity="0.55"'
    stale = _shape(minor.path, minor.colour, colours.ink, more=dashes)
    yield Entry(_svg(stale), "Dashed: the last report is old")
    yield _derived(colours)
    # Four corners around the sign, as in map.js.
    corners = "M-9 -5V-9H-5M5 -9H9V-5M9 5V9H5M-5 9H-9V5"
    frame = f'<path d="{corners}" fill="none" stroke="{colours.choice}" stroke-width="2.5"/>'
    yield Entry(_svg(frame + small), "Framed: the selected place")
    hatched = _hatched("region", SIGNS["Severe"], colours.ink)
    yield Entry(_svg(hatched), "Hatched as its severity: claims about a whole region")
    box = 'x="-10" y="-7" width="20" height="14"'
    plain = f'<rect {box} fill="none" stroke="{colours.ink}"/>'
    yield Entry(_svg(plain), "Plain: no claim about the region as a whole")
    bold = f'<rect {box} fill="none" stroke="{colours.ring}" stroke-width="3"/>'
    yield Entry(_svg(bold), "Bold outline: the same of a curfew in the whole region")


def _derived(colours: _Colours) -> Entry:
    severe = SIGNS["Severe"]
    hole = _shape(severe.path, colours.halo, colours.ink, size=7 * HOLE)
    marker = _shape(severe.path, severe.colour, colours.ink) + hole
    box = 'x="16" y="-7" width="20" height="14"'
    dots = 'stroke-width="2" stroke-linecap="round" stroke-dasharray="0.1 4"'
    region = f'<rect {box} fill="none" stroke="{colours.ink}" {dots}/>'
    words = "Hollow, or a region in dots: derived from reports, no editor's judgement"
    return Entry(_svg(marker + region, 52), words, 52)


def _sizes(measure: str, colours: _Colours) -> Iterator[Entry]:
    if measure:
        large = f'<circle cx="4" r="7" fill="none" stroke="{colours.ink}" stroke-width="1.6"/>'
        little = f'<circle cx="-8" r="3" fill="none" stroke="{colours.ink}" stroke-width="1.6"/>'
        yield Entry(_svg(large + little), f"Larger: more {measure}; smallest: none or not known")


def _svg(content: str, width: int = 24) -> str:
    size = f'width="{width}" height="24" viewBox="-12 -12 {width} 24"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'


def _shape(path: str, fill: str, ink: str, size: float = 7, more: str = "") -> str:
    stroke = f'stroke="{ink}" stroke-width="{1.6 / size:.2f}"'
    return f'<path d="{path}" transform="scale({size})" fill="{fill}" {stroke} {more}/>'


def _glyph(sign: Sign, colour: str) -> str:
    style = 'font-family="sans-serif" font-weight="bold" font-size="11"'
    place = 'text-anchor="middle" dominant-baseline="central"'
    return f'<text {style} {place} fill="{colour}">{sign.glyph}</text>' if sign.glyph else ""


def _hatched(name: str, sign: Sign, ink: str) -> str:
    pattern = (
        f'<pattern id="legend-{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{sign.colour}" fill-opacity="0.28"/>'
        f'<path d="{sign.hatch}" stroke="{ink}" stroke-opacity="0.5"/></pattern>'
    )
    box = f'<rect x="-11" y="-8" width="22" height="16" fill="url(#legend-{name})" stroke="{ink}"/>'
    return f"<defs>{pattern}</defs>{box}"
