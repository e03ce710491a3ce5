"""What stands after the comma: 'City, Region' and 'City, Country' as a test on cities."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from geo.geocoding.index import City, Index
from geo.geocoding.matching import fold, without_region_word


class Area(Protocol):
    """A region with an outline."""

    def called(self, name: str) -> bool:
        """Whether `name` is this area's."""

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether a point in degrees lies in it."""


@dataclass(frozen=True)
class Qualifiers:
    """Countries by folded name or ISO code, and the regions that the data names."""

    countries: dict[str, str]
    regions: dict[str, set[tuple[str, str]]]

    @classmethod
    def read(cls, index: Index) -> "Qualifiers":
        countries: dict[str, str] = {}
        for iso, iso3, name in index.countries():
            countries |= {fold(iso): iso, fold(iso3): iso, fold(name): iso}
        regions: dict[str, set[tuple[str, str]]] = {}
        for country, code, name in index.regions():
            regions.setdefault(fold(code), set()).add((country, code))
            regions.setdefault(fold(name), set()).add((country, code))
        return cls(countries, regions)

    def country(self, name: str) -> str | None:
        """ISO alpha-2 of a country's code or English name."""
        return self.countries.get(fold(name))

    def test(self, index: Index, qualifier: str, areas: Iterable[Area]) -> Callable[[City], bool]:
        """Whether a city lies in what `qualifier` names: a country, a region, or either.

        'CA' is Canada and California; a city in one of them passes. A region without an outline
        or a name in the data is recognised by a city of its name ('Aktau, Karaganda'): most are
        called after their chief town. What nothing is called passes no city.
        """
        country = self.country(qualifier)
        plain = without_region_word(qualifier)
        inside = [area for area in areas if area.called(plain)]
        regions = self.regions.get(fold(plain), set())
        if not country and not inside and not regions:
            regions = _regions_of(index, plain)
        return lambda city: (
            city.country == country
            or (city.country, city.admin1) in regions
            or any(area.contains(city.latitude, city.longitude) for area in inside)
        )


def _regions_of(index: Index, name: str) -> set[tuple[str, str]]:
    key = fold(name)
    cities: Sequence[tuple[int, City]] = index.by_key(key) if key else []
    return {(city.country, city.admin1) for _, city in cities if city.admin1}
