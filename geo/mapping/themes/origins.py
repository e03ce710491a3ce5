"""In which direction a country lies: from where on the edge of the map an arrow begins."""

import math

from geo.dataset.whereabouts import extents

Point = tuple[float, float]  # longitude and latitude, degrees


def middle_of(country: str) -> Point | None:
    """The middle of the largest part of a country, an ISO 3166-1 alpha-2 code; None for no such.

    >>> middle_of("BY")
    (27.9, 53.7)
    """
    boxes = extents().get(country)
    if not boxes:
        return None
    west, south, east, north = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return round((west + east) / 2, 1), round((south + north) / 2, 1)


def bearing(start: Point, end: Point) -> float:
    """Of the straight line on a Mercator map, degrees clockwise from north."""
    east = math.radians((end[0] - start[0] + 180) % 360 - 180)
    return round(math.degrees(math.atan2(east, _rise(end[1]) - _rise(start[1]))) % 360, 1)


def _rise(latitude: float) -> float:
    """Mercator's ordinate, radians."""
    within = math.radians(max(-85.0, min(85.0, latitude)))
    return math.log(math.tan(math.pi / 4 + within / 2))
