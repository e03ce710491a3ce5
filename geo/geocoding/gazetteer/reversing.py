"""The known places nearest to a point."""

import math

from geo.geocoding.gazetteer.index import City, Index
from geo.geocoding.gazetteer.ranking import distance_km

_KM_PER_DEGREE = 111.0
_FIRST_KM = 10.0
Box = tuple[float, float, float, float]


def nearest(index: Index, here: tuple[float, float], within_km: float) -> list[tuple[float, City]]:
    """(km, city) within `within_km`, nearest first; not all of them once some were found."""
    reach = min(_FIRST_KM, within_km)
    while True:
        cities = {city for box in _boxes(here, reach) for city in index.in_box(*box)}
        close = sorted((distance_km(here, (c.latitude, c.longitude)), c) for c in cities)
        # a box's corner is farther than its edge: only what lies within the edge is certain
        found = [entry for entry in close if entry[0] <= reach]
        if found or reach >= within_km:
            return found
        reach = min(reach * 3, within_km)


def _boxes(here: tuple[float, float], reach_km: float) -> list[Box]:
    """South, north, west, east around a point; two boxes where the antimeridian runs between."""
    latitude, longitude = here
    rise = reach_km / _KM_PER_DEGREE
    south, north = latitude - rise, latitude + rise
    if north >= 90 or south <= -90:
        return [(south, north, -180.0, 180.0)]
    run = min(180.0, rise / math.cos(math.radians(max(abs(south), abs(north)))))
    west, east = longitude - run, longitude + run
    boxes = [(south, north, max(west, -180.0), min(east, 180.0))]
    if west < -180:
        boxes.append((south, north, west + 360, 180.0))
    if east > 180:
        boxes.append((south, north, -180.0, east - 360))
    return boxes
