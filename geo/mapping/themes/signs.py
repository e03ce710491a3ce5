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


def _turned(points: list[tuple[float, float]], turn: float) -> str:
    """The outline through these points, turned by so many degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return f"M{'L'.join(f'{x * cos - y * sin:.3f} {x * sin + y * cos:.3f}' for x, y in points)}Z"


def _star(rays: int, reach: float, waist: float) -> str:
    angles = [math.pi * i / rays - math.pi / 2 for i in range(2 * rays)]
    reaches = [waist if i % 2 else reach for i in range(2 * rays)]
    points = zip(angles, reaches, strict=True)
    return _turned([(far * math.cos(a), far * math.sin(a)) for a, far in points], 0)


_CIRCLE = "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"
_HEXAGON, _SQUARE = _polygon(6, 0, 1.12), _polygon(4, 45, 1.22)
_ARM, _END = 0.4, 1.15
_PLUS = [
    (-_ARM, -_END), (_ARM, -_END), (_ARM, -_ARM), (_END, -_ARM), (_END, _ARM), (_ARM, _ARM),
    (_ARM, _END), (-_ARM, _END), (-_ARM, _ARM), (-_END, _ARM), (-_END, -_ARM), (-_ARM, -_ARM),
]  # fmt: skip
_DOME = "M-1.15 .65A1.15 1.15 0 0 1 1.15 .65Z"

# By the event types of ACLED; "" where nobody gave one.
EVENTS = {
    "Battles": Sign("Battles", _turned(_PLUS, 45), "#a8323e", radius=6.5),
    "Explosions/Remote violence": Sign("Explosions", _star(8, 1.25, 0.66), "#9a5408", radius=6.5),
    "Violence against civilians": Sign(
        "Against civilians", _polygon(3, 180, 1.3), "#8c3f78", radius=6.5
    ),
    "Riots": Sign("Riots", _polygon(5, 0, 1.15), "#75601a", radius=6.5),
    "Protests": Sign("Protests", _DOME, "#2b6aa3", radius=6.5),
    "Strategic developments": Sign("Strategic", _turned(_PLUS, 0), "#5f6b76", radius=5.5),
    "": Sign("Kind not given", _CIRCLE, _GREY, radius=5.0, is_open=True),
}  # fmt: skip


def of_event(kind: str) -> str:
    """The name of the sign of an event type, which stands in classes of style sheets."""
    return f"Event{kind[:3]}"


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
    **{of_event(kind): sign for kind, sign in EVENTS.items()},
}  # fmt: skip

# Every sign that a mark may name.
SIGNS = {**severity.SIGNS, **OWN}
