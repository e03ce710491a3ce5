"""What the regions are called in the dataset that files call in ways of their own."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from geo import shipped
from geo.geocoding.gazetteer.matching import region_key
from geo.geocoding.regions import Region, place_names
from geo.rows import split

# So many of the points under a name lie in one outline where that is the region meant.
_MOST = 0.8
_ENOUGH = 3
_LOOKED_AT = 200


class _Pointed(Protocol):
    """What names a region and gives a point."""

    @property
    def admin1(self) -> str: ...

    @property
    def country(self) -> str: ...

    @property
    def precision(self) -> str: ...

    @property
    def point(self) -> tuple[float, float] | None: ...


class Regions:
    """First-level regions by the names that the dataset has for them."""

    def __init__(self, places: Iterable[Mapping[str, Any]], outlines: Sequence[Region]) -> None:
        self._outlines = outlines
        self._names: dict[tuple[str, str], str] = {}
        self._codes: dict[tuple[str, str], str] = {}
        self._learnt: dict[tuple[str, str], str] = {}
        for row in places:
            official = row["admin1"] or (row["name"] if row["kind"] == "region" else "")
            names = place_names(row) if row["kind"] == "region" else []
            for name in filter(None, (official, *names)):
                self._know(name, row["country"], official)

    def _know(self, name: str, country: str, official: str) -> None:
        self._names.setdefault((country, self.key(name)), official)
        if code := _codes().get((country, self.key(name))):
            self._codes.setdefault((country, code), official)

    @staticmethod
    def key(name: str) -> str:
        """Alike for 'Magway', 'Magway region' and 'Magway  Region'."""
        return region_key(" ".join(name.split()))

    def official(self, name: str, country: str) -> str:
        """What the dataset calls the region; where it has none of the name, the name."""
        at = (country, self.key(name))
        if not name or at in self._names:
            return self._names.get(at, "")
        code = _codes().get(at, "")
        return self._codes.get((country, code)) or self._learnt.get(at) or name

    def learn(self, named: Sequence[_Pointed]) -> None:
        """Finds by their points which outline unknown names mean; one spelling for those left."""
        unknown: dict[tuple[str, str], list[_Pointed]] = defaultdict(list)
        keys = {name: self.key(name) for name in {one.admin1 for one in named}}
        for one in named:
            at = (one.country, keys[one.admin1])
            is_known = at in self._names or (one.country, _codes().get(at, "")) in self._codes
            if one.admin1 and not is_known:
                unknown[at].append(one)
        for at, ones in unknown.items():
            spelled = Counter(one.admin1 for one in ones).most_common(1)[0][0]
            self._learnt[at] = self._outlined(ones, at[0]) or spelled

    def _outlined(self, ones: Sequence[_Pointed], country: str) -> str:
        """The region in whose outline the points of a name lie; "" where they lie in several."""
        points = {one.point for one in ones if one.point and one.precision in ("1", "2")}
        exact = sorted(points)[:_LOOKED_AT]
        regions = [one for one in self._outlines if one.country == country]
        within = [next((r.name for r in regions if r.contains(*point)), "") for point in exact]
        name, count = Counter(within).most_common(1)[0] if within else ("", 0)
        return name if count >= _ENOUGH and count >= _MOST * len(within) else ""

    def zone_at(self, latitude: float, longitude: float, usual: str) -> str:
        """The time zone of the known town that is nearest to a point."""
        from geo.geocoding.resolve import shared_gazetteer

        near = shared_gazetteer().reverse((latitude, longitude), within_km=500.0)
        return near.raw["timezone"] if near else usual


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    """(country, key of a name) -> GeoNames' code of the region that bears it alone."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    path = shipped.folder("gazetteer") / "regions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *split(row["aliases"])):
                found[row["country"], Regions.key(name)].add(row["code"])
    return {at: next(iter(codes)) for at, codes in found.items() if len(codes) == 1}
