"""Where forces come from: points for the names of towns and of whole countries."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.geocoding.gazetteer.ranking import ALIAS, EXACT
from geo.geocoding.resolve import locate_unknown


@dataclass(frozen=True)
class Point:
    """Where an origin lies, in degrees; ``exact`` unless it stands for a whole country."""

    name: str
    latitude: float
    longitude: float
    exact: bool


def locate_origins(
    names: list[str], countries: Mapping[str, tuple[float, float]]
) -> dict[str, Point]:
    """The points of those names that mean one place for sure; the others are left out.

    ``countries`` has a point (latitude, longitude) for each country of the base map by its name; a
    country stands for all of it, so its point is not exact. Opens no connection.
    """
    found = {
        name: Point(name, *countries[name], exact=False) for name in names if name in countries
    }
    towns = [name for name in names if name not in countries and "," in name]
    for name, place in locate_unknown(towns, country=None).items():
        if place.name is None or place.latitude is None or place.longitude is None:
            continue
        if place.match in (EXACT, ALIAS) and not place.ambiguous:
            found[name] = Point(place.name, place.latitude, place.longitude, exact=True)
    return found
