"""From degrees to units of a picture: Mercator, as on the map in the browser."""

import math
from dataclasses import dataclass

from geo.mapping.outlines import Window

Box = tuple[float, float, float, float]  # left, top, right, bottom
MARGIN = 14.0  # units around what the map is of
# Room below it for the scale, above it for nothing.
FOOT = 26.0
KILOMETRES = 111.32  # of a degree on the equator


@dataclass(frozen=True)
class Projection:
    """Where a place lies in the box of a map; ``scale`` is in units to a degree of longitude."""

    box: Box
    west: float
    north: float
    scale: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        left, top, *_ = self.box
        x = left + (longitude - self.west) * self.scale
        return x, top + (self.north - rise(latitude)) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """The place that lies at a point."""
        left, top, *_ = self.box
        latitude = fall(self.north - (y - top) / self.scale)
        return self.west + (x - left) / self.scale, latitude

    @property
    def window(self) -> Window:
        """What the box shows, in degrees."""
        left, top, right, bottom = self.box
        east = self.west + (right - left) / self.scale
        south = self.north - (bottom - top) / self.scale
        return self.west, fall(south), east, fall(self.north)

    def kilometres(self, latitude: float) -> float:
        """How many there are to a unit at a latitude."""
        return KILOMETRES * math.cos(math.radians(latitude)) / self.scale


def rise(latitude: float) -> float:
    """Mercator's ordinate, in degrees."""
    within = math.radians(max(-85.0, min(85.0, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + within / 2)))


def fall(ordinate: float) -> float:
    """The latitude of an ordinate of Mercator's."""
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def height_over_width(home: Window) -> float:
    """The form of a window on the map."""
    west, south, east, north = home
    return (rise(north) - rise(south)) / max(east - west, 1e-6)


def fit(home: Window, box: Box) -> Projection:
    """All of the home in the middle of the box, as large as it has room."""
    west, south, east, north = home
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    across, up = max(east - west, 1e-6), max(rise(north) - rise(south), 1e-6)
    room = width - 2 * MARGIN, height - 2 * MARGIN - FOOT
    scale = min(room[0] / across, room[1] / up)
    return Projection(
        box,
        west=(west + east) / 2 - width / 2 / scale,
        north=(rise(north) + rise(south)) / 2 + (height - FOOT) / 2 / scale,
        scale=scale,
    )
