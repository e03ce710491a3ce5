"""The signs of the themes beside those of severity, as data of the same form.

Each colour has one meaning, in light and in dark, and each theme a form of its own: a circle counts
people, a hexagon services, a square is a force. White text can be read in those that hold one.
"""

import math

from geo.mapping import signs as severity
from geo.mapping.signs import CURFEW, Sign

_TEAL, _SLATE, _OLIVE, _GREY = "#0f7477", "#3f4f5e", "#566420", "#7d8992"


def _polygon(sides: int, turn: float, reach: float) -> str:
    angles = [math.radians(turn - 90 + 360 * i / sides) for i in range(sides)]
    points = [f"{reach * math.cos(a):.3f} {reach * math.sin(a):.3f}" for a in angles]
    return f"M{'L'.join(points)}Z"


_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
_HEXAGON, _SQUARE = _polygon(6, 0, 1.12), _polygon(4, 45, 1.22)

OWN = {
    "Curfew": Sign("Curfew, from this hour local time", _CIRCLE, CURFEW, radius=5.0),
    "CurfewNone": Sign("No curfew known tonight", _CIRCLE, _GREY, radius=4.5, is_open=True),
    "CurfewLapsed": Sign("Curfew last reported longer ago", _CIRCLE, _GREY, radius=4.5),
    "Cut": Sign("Services cut, and how many", _HEXAGON, _TEAL, holds=True),
    "CutNone": Sign("None cut, others known", _HEXAGON, _GREY, radius=5.5, is_open=True),
    "People": Sign("People, larger is more", _CIRCLE, _SLATE, holds=True),
    "PeopleGroup": Sign(
        "A group or a part, not everybody", _CIRCLE, _SLATE,
        is_open=True, is_broken=True, holds=True,
    ),
    "Force": Sign("There: number or country", _SQUARE, _OLIVE, radius=9.0, holds=True),
    "ForceAhead": Sign(
        "Announced or on the way", _SQUARE, _OLIVE, radius=9.0, is_open=True, is_broken=True
    ),
}  # fmt: skip

# Every sign that a mark may name.
SIGNS = {**severity.SIGNS, **OWN}
