"""What stands after the comma: 'City, Region' and 'City, Country' as a test on cities."""

from collections.abc import Callable, Iterable
from typing import Protocol

from geo.geocoding.index import City, Index
from geo.geocoding.matching import fold, region_key


class Area(Protocol):
    """A region with an outline."""

    def called(self, name: str) -> bool:
        """Whether `name` is this area's."""

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether a point in degrees lies in it."""


def lies_in(index: Index, qualifier: str, areas: Iterable[Area]) -> Callable[[City], bool] | None:
    """The test whether a city lies in what `qualifier` names; None when nothing has that name.

    'CA' is Canada and California, 'Georgia' a country and a state: a city in either passes. What
    is neither a country nor a region may be the chief town that a region is called after.
    """
    country = index.country(fold(qualifier))
    regions = {(country, code) for country, code, _ in index.regions(region_key(qualifier))}
    inside = [area for area in areas if area.called(qualifier)]
    if not country and not inside and not regions:
        regions = _regions_with(index, qualifier)
    if not country and not inside and not regions:
        return None
    return lambda city: (
        city.country == country
        or (city.country, city.admin1) in regions
        or any(area.contains(city.latitude, city.longitude) for area in inside)
    )


def _regions_with(index: Index, name: str) -> set[tuple[str, str]]:
    key = fold(name)
    cities = index.by_key(key) if key else []
    return {(city.country, city.admin1) for _, city in cities if city.admin1}
