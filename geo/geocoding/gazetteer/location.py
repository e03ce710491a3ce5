"""geopy's Location for a place of the index, with what else is known of it in `raw`."""

from typing import Any

from geopy.location import Location
from geopy.point import Point

from geo.geocoding.gazetteer.index import City
from geo.geocoding.gazetteer.ranking import Match, Ranked

MOST_ALTERNATIVES = 10


class RankedLocation(Location):
    """One of the places that a name could mean. `raw` is a dict, made when it is first read.

    Whoever looks up a long list mostly wants coordinates; writing out the alternatives of every
    name would take a third as long again as finding it.
    """

    __slots__ = ("_match", "_ranked")

    def __init__(self, match: Match, ranked: Ranked) -> None:
        city = match.city
        super().__init__(_address(city), _point(city), {})
        self._match = match
        self._ranked = ranked

    @property
    def raw(self) -> dict[str, Any]:
        raw: dict[str, Any] = super().raw
        if not raw:
            raw.update(_raw_of_ranked(self._match, self._ranked))
        return raw

    def __getstate__(self) -> tuple[str, Point, dict[str, Any]]:
        return self._address, self._point, self.raw


def nearby_location(city: City, distance_km: float) -> Location:
    """The location of a place that lies so far from the point asked for."""
    raw = city._asdict() | {"distance_km": round(distance_km, 3)}
    return Location(_address(city), _point(city), raw)


def _point(city: City) -> Point:
    """What Point(latitude, longitude) gives, without normalising what the index has as floats."""
    point = object.__new__(Point)
    point.latitude, point.longitude, point.altitude = city.latitude, city.longitude, 0.0
    return point


def _address(city: City) -> str:
    return f"{city.name}, {city.country}"


def _raw_of_ranked(match: Match, ranked: Ranked) -> dict[str, Any]:
    others = [other for other in ranked.matches[:MOST_ALTERNATIVES] if other is not match]
    return _raw(match) | {
        "ambiguous": ranked.ambiguous,
        "alternatives": [_raw(other) for other in others],
    }


def _raw(match: Match) -> dict[str, Any]:
    return match.city._asdict() | {"score": round(match.score, 3), "match": match.match}
