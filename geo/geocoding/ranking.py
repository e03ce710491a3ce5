"""Which of several places of one name is meant, how sure that is, and what else it could be."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo.geocoding.index import City

EXACT, ALIAS, FUZZY, NONE = "exact", "alias", "fuzzy", "none"

SURE = 0.9
"""A place is taken for the one meant when this share of the people in places of the name live
there; below it the name is ambiguous. Three places called Aktau: the largest has 0.88."""

SAME_PLACE_KM = 10.0
"""Two records nearer than this are one place on a map of a country (a town and its district)."""

_ALIAS_WEIGHT = 0.1

_UNKNOWN_POPULATION = 1000
"""Added to every population, so that villages of unknown size are still told apart from none."""

_EARTH_RADIUS_KM = 6371.0088


class Match(NamedTuple):
    """One city with how it was matched. `score` is between 0 and 1."""

    city: City
    match: str
    quality: float
    score: float


class Ranked(NamedTuple):
    """Matches, the likeliest first. `ambiguous` when the first is not clearly the one meant.

    `similar` are places whose names are close to a query that no place is called, but not so close
    that it is that name misspelt. `ignored` are parts of the query ('City, Nowhere') that name
    nothing known.
    """

    matches: tuple[Match, ...]
    ambiguous: bool
    similar: tuple[Match, ...] = ()
    ignored: tuple[str, ...] = ()


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    (south, west), (north, east) = one, other
    rise = math.sin(math.radians(north - south) / 2) ** 2
    run = math.sin(math.radians(east - west) / 2) ** 2
    arc = rise + math.cos(math.radians(south)) * math.cos(math.radians(north)) * run
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, arc)))


def rank(found: Sequence[tuple[City, str, float]]) -> Ranked:
    """Order (city, match, quality) by quality and population.

    A match's score is its quality times its share of the people in all matched places. There an
    alternate name counts for little, since GeoNames has those of all languages: Dili is a capital,
    and also Delhi as somebody writes it. A misspelling counts by the cube of its quality.
    """
    if len(found) < 2:
        return Ranked(tuple(Match(*one, one[2]) for one in found), ambiguous=False)
    weighed = sorted(
        ((_weight(*one), *one) for one in found),
        key=lambda entry: (-entry[0], entry[1].geonames_id),
    )
    best = weighed[0]
    here = (best[1].latitude, best[1].longitude)
    twins = [entry for entry in weighed if _near(entry[1], here)]
    total = sum(entry[0] for entry in weighed)
    share = sum(entry[0] for entry in twins) / total
    others = [entry for entry in weighed if entry not in twins]
    matches = [Match(best[1], best[2], best[3], best[3] * share)]
    matches += [Match(city, how, q, q * weight / total) for weight, city, how, q in others]
    return Ranked(tuple(matches), ambiguous=share < SURE)


def _weight(city: City, match: str, quality: float) -> float:
    counts = _ALIAS_WEIGHT if match == ALIAS else quality**3
    return counts * (city.population + _UNKNOWN_POPULATION)


def _near(city: City, here: tuple[float, float]) -> bool:
    if abs(city.latitude - here[0]) > 0.1:
        return False
    return distance_km((city.latitude, city.longitude), here) <= SAME_PLACE_KM
