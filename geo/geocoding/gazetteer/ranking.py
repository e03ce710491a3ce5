"""Which of several places of one name is meant, how sure that is, and what else it could be."""

import math
from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

from geo.geocoding.gazetteer.index import City

EXACT, ALIAS, FUZZY, NONE = "exact", "alias", "fuzzy", "none"

SURE = 0.9
"""A place is taken for the one meant when this share of the people in places of the name live
there; below it the name is ambiguous. Three places called Aktau: the largest has 0.88."""

LARGE = 50_000
"""Inhabitants from which a namesake is never passed over, however many times larger the other is:
Los Angeles in Chile has a 30th of the people, and is on everybody's list of Chilean cities."""

SAME_PLACE_KM = 10.0
"""Two records nearer than this are one place on a map of a country (a town and its district)."""

_ALIAS_WEIGHT = 0.1

_LEAST = 1000
"""Added to every population, so that villages of unknown size are still told apart from none."""

_PERHAPS = 10_000
"""What a namesake of unknown population (30,000 places, most of them seats of Chinese townships)
may well have: between the median of the known populations, 2,300, and their mean, 22,000."""

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
    that it is that name misspelt. `elsewhere` are places of the name outside the country or region
    asked for, when none is in it. `ignored` are parts of the query ('City, Nowhere') that name
    nothing known.
    """

    matches: tuple[Match, ...]
    ambiguous: bool
    similar: tuple[Match, ...] = ()
    elsewhere: tuple[Match, ...] = ()
    ignored: tuple[str, ...] = ()


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) in degrees."""
    (south, west), (north, east) = one, other
    rise = math.sin(math.radians(north - south) / 2) ** 2
    run = math.sin(math.radians(east - west) / 2) ** 2
    arc = rise + math.cos(math.radians(south)) * math.cos(math.radians(north)) * run
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, arc)))


Found = tuple[City, str, float]
"""A city, how its name matched and how well, from 0 to 1."""


def rank(found: Sequence[Found]) -> Ranked:
    """Order by quality and population, and say whether the first is clearly the one meant.

    A match's score is its quality times its share of the people in all matched places. There an
    alternate name counts for little, since GeoNames has those of all languages: Dili is a capital,
    and also Delhi as somebody writes it. A misspelling counts by the cube of its quality. An
    unknown population is small for the place that would be chosen and larger for its rivals.

    Ambiguous are a share below SURE; any official namesake that is LARGE; and a place that is
    called so among other names only, where another one's official name it is.

    The limits were chosen on every second city of tests/data/world-cities.csv;
    bench/bench_geocoding.py tells how well they hold on the others.
    """
    if len(found) == 1:
        return Ranked((Match(*found[0], found[0][2]),), ambiguous=False)
    if not found:
        return Ranked((), ambiguous=False)
    ordered = sorted(found, key=_unlikeliness)
    best = ordered[0]
    twins, rivals = _part(ordered, best[0])
    own = sum(starmap(_weight, twins))
    total = own + sum(_weight(*one, _PERHAPS) for one in rivals)
    matches = [Match(*best, best[2] * own / total)]
    matches += [Match(*one, one[2] * _weight(*one) / total) for one in rivals]
    return Ranked(tuple(matches), own / total < SURE or _passes_over(twins, rivals))


def _unlikeliness(one: Found) -> tuple[float, int]:
    return -_weight(*one), one[0].geonames_id


def _part(found: Sequence[Found], place: City) -> tuple[list[Found], list[Found]]:
    """Those that are the same place on a map, and the others."""
    same: list[Found] = []
    others: list[Found] = []
    for one in found:
        (same if one[0] is place or _same_place(one[0], place) else others).append(one)
    return same, others


def _weight(city: City, match: str, quality: float, unknown: int = 0) -> float:
    counts = _ALIAS_WEIGHT if match == ALIAS else quality**3
    return counts * ((city.population or unknown) + _LEAST)


def _passes_over(twins: Sequence[Found], rivals: Sequence[Found]) -> bool:
    """Whether choosing the twins would leave out an official namesake that has a claim."""
    namesakes = [city for city, match, _ in rivals if match == EXACT]
    unofficial = all(match == ALIAS for _, match, _ in twins)
    return any(unofficial or city.population >= LARGE for city in namesakes)


def _same_place(city: City, other: City) -> bool:
    if abs(city.latitude - other.latitude) > 0.1:
        return False
    here, there = (city.latitude, city.longitude), (other.latitude, other.longitude)
    return distance_km(here, there) <= SAME_PLACE_KM
