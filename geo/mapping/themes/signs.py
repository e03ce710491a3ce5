"""The signs of the themes beside those of severity, in the form of ``geo.mapping.signs``.

Each colour has one meaning, in light and in dark, and each theme a form of its own: a circle counts
people, a hexagon services, a square is a force. White text can be read on all of them.
"""

import math

from geo.mapping import signs as severity
from geo.mapping.signs import Sign

# Of curfews, and of nothing else; the ring on a light and on a dark map.
INDIGO, INDIGO_ON_DARK = "#4338a8", "#b4aaff"
TEAL, SLATE, OLIVE, GREY = "#0f7477", "#3f4f5e", "#5f6416", "#8d9aa3"


def _polygon(sides: int, turn: float, reach: float) -> str:
    angles = [math.radians(turn - 90 + 360 * i / sides) for i in range(sides)]
    points = [f"{reach * math.cos(a):.3f} {reach * math.sin(a):.3f}" for a in angles]
    return f"M{'L'.join(points)}Z"


_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
_SMALL = "M.6 0A.6 .6 0 1 1 -.6 0A.6 .6 0 1 1 .6 0Z"
_HEXAGON, _SQUARE = _polygon(6, 0, 1.12), _polygon(4, 45, 1.22)
_FRAME = f"{_SQUARE}M-.5 -.5V.5H.5V-.5Z"
_OPEN = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0ZM.6 0A.6 .6 0 1 0 -.6 0A.6 .6 0 1 0 .6 0Z"

OWN = {
    "Curfew": Sign("Curfew, from this hour local time", _SMALL, INDIGO, "M-2 2L2 -2M0 8L8 0"),
    "CurfewNone": Sign("None known tonight", _OPEN, GREY, "M2 2h1M6 6h1"),
    "CurfewLapsed": Sign("Last reported longer ago", _SMALL, GREY, "M2 2h1M6 6h1"),
    "Cut": Sign("Services cut, and how many", _HEXAGON, TEAL, "M0 2H8M0 6H8"),
    "CutNone": Sign("None cut, by what is known", _OPEN, GREY, "M2 2h1M6 6h1"),
    "People": Sign("People, the larger the more", _CIRCLE, SLATE, "M2 0V8M6 0V8"),
    "Force": Sign("Peacekeepers in place", _SQUARE, OLIVE, "M4 0V8M0 4H8"),
    "ForceAhead": Sign("Announced or on the way", _FRAME, OLIVE, "M4 0V8"),
}

# Every sign that a mark may name.
SIGNS = {**severity.SIGNS, **OWN}
