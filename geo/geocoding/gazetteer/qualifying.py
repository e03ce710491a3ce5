"""What stands after the comma: 'City, Region' and 'City, Country' as a test on cities."""

from collections.abc import Iterable
from typing import Protocol

from geo.geocoding.gazetteer.index import Index
from geo.geocoding.gazetteer.matching import fold, region_key
from geo.geocoding.gazetteer.naming import Restriction, find_named
from geo.geocoding.gazetteer.ranking import rank


class Area(Protocol):
    """A region with an outline."""

    def called(self, name: str) -> bool:
        """Whether `name` is this area's."""

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether a point in degrees lies in it."""


def lies_in(
    index: Index, qualifier: str, areas: Iterable[Area], within: str | None = None
) -> Restriction:
    """The test whether a city lies in what `qualifier` names; None when nothing has that name.

    'CA' is Canada and California, 'Georgia' a country and a state: a city in either passes. What
    is neither a country nor a region may be the chief town that a region is called after; `within`
    is the country (ISO 3166-1 alpha-2) to look for that town in.
    """
    country = index.country(fold(qualifier))
    regions = {(country, code) for country, code, _ in index.regions(region_key(qualifier))}
    inside = [area for area in areas if area.called(qualifier)]
    if not country and not inside and not regions:
        regions = _region_of_town(index, qualifier, within)
    if not country and not inside and not regions:
        return None
    return lambda city: (
        city.country == country
        or (city.country, city.admin1) in regions
        or any(area.contains(city.latitude, city.longitude) for area in inside)
    )


def _region_of_town(index: Index, name: str, within: str | None) -> set[tuple[str, str]]:
    """The region of the one town that `name` surely means; none where it could mean several."""
    ranked = rank(find_named(index, fold(name), lambda city: within in (None, city.country)))
    towns = [] if ranked.ambiguous else [match.city for match in ranked.matches[:1]]
    return {(town.country, town.admin1) for town in towns if town.admin1}
