"""How often the gazetteer is right, on names and coordinates that do not come from GeoNames."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.geocoding.gazetteer import Gazetteer
from geo.geocoding.gazetteer.ranking import Ranked, distance_km

CITIES = Path(__file__).parents[1] / "tests" / "data" / "world-cities.csv"
NEAR_KM = 25.0

City = dict[str, str]
Search = Callable[[Gazetteer, City], Ranked]

SEARCHES: dict[str, Search] = {
    "name and country": lambda places, city: places.search(city["name"], country=city["country"]),
    "'name, region'": lambda places, city: places.search(
        f"{city['name']}, {city['region']}", country=city["country"]
    ),
    "name alone": lambda places, city: places.search(city["name"]),
}


def read_cities(path: Path = CITIES) -> list[City]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def count_outcomes(places: Gazetteer, cities: Iterable[City], search: Search) -> Counter[str]:
    """How many were right (within 25 km), wrong, ambiguous (right first or not) or not found."""
    return Counter(_outcome(search(places, city), city) for city in cities)


def _outcome(ranked: Ranked, city: City) -> str:
    if not ranked.matches:
        return "not found"
    found = ranked.matches[0].city
    there = (float(city["latitude"]), float(city["longitude"]))
    near = distance_km((found.latitude, found.longitude), there) <= NEAR_KM
    if ranked.ambiguous:
        return "ambiguous, right first" if near else "ambiguous, wrong first"
    return "right" if near else "wrong"


def share_right(outcomes: Counter[str]) -> float:
    """Of those that were found and not said to be ambiguous."""
    return outcomes["right"] / max(1, outcomes["right"] + outcomes["wrong"])
