"""A place name to what is known of it: from whom, how surely, and why not when it is not known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from geopy.exc import GeocoderQueryError

from geo.geocoding.cities import SHOWN, joined, of_cities
from geo.geocoding.gazetteer import Gazetteer, matching
from geo.geocoding.gazetteer.compiling import Progress, silent
from geo.geocoding.gazetteer.index import cache_folder
from geo.geocoding.gazetteer.ranking import ALIAS, EXACT, FUZZY, NONE, Ranked
from geo.geocoding.hints import Hint
from geo.geocoding.regions import Region, find_region
from geo.geocoding.resolution import COUNTRY, REGION, Candidate, Resolution
from geo.geocoding.reviewed import find_reviewed, reviewed_places


class OnlineService(Protocol):
    """What `resolve` asks where the gazetteer does not know."""

    def locate(self, name: str, country: str | None) -> Resolution:
        """Never raises; what went wrong is the resolution's reason."""


ScopeHint = str | Mapping[str, str] | Callable[[str], str | None] | None


def locate_unknown(
    names: Iterable[str],
    *,
    country: str | None,
    scope_hint: ScopeHint = None,
    regions: Sequence[Region] = (),
    gazetteer: Gazetteer | None = None,
    online: OnlineService | None = None,
    hints: Mapping[str, Hint] | None = None,
) -> dict[str, Resolution]:
    """Look up names that places.csv does not know; one Resolution for each, whatever it holds.

    `country` restricts (ISO 3166-1 code or name). `scope_hint` says whether a name is meant as a
    city, a region or a country: one word for all, a mapping or a function. `regions` are the
    outlines to find regions by, and the names that `admin1` has. `hints` are what the source of a
    name says beside it. Opens no connection unless an
    `online` service is passed in (`geo.geocoding.online.service.configured()`).
    """
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    hints = hints or {}
    gazetteer = gazetteer or shared_gazetteer()
    try:
        code = gazetteer.country_code(country) if country else None
    except GeocoderQueryError as error:
        return {name: Resolution(name, reason=f"{error}.") for name in wanted}
    finder = Finder(gazetteer, code, tuple(regions), online)
    return {name: finder.find(name, _scope(scope_hint, name), hints.get(name)) for name in wanted}


def locate_all(names: Iterable[str], places: pd.DataFrame, **how: Any) -> dict[str, Resolution]:
    """Look up names in places.csv first, and what it does not know as `locate_unknown` does."""
    wanted = list(dict.fromkeys(names))
    reviewed = reviewed_places(places)
    known = {name: found for name in wanted if (found := find_reviewed(name, reviewed))}
    unknown = locate_unknown((name for name in wanted if name not in known), **how)
    return {name: known.get(name) or unknown[name] for name in wanted}


def shared_gazetteer(progress: Progress = silent) -> Gazetteer:
    """The process's one gazetteer for each cache folder, opened at first use."""
    return _gazetteer(cache_folder(), progress)


_OPENED: dict[Path, Gazetteer] = {}


def _gazetteer(folder: Path, progress: Progress) -> Gazetteer:
    if folder not in _OPENED:
        _OPENED[folder] = Gazetteer(folder=folder, progress=progress)
    return _OPENED[folder]


def _scope(hint: ScopeHint, name: str) -> str | None:
    if isinstance(hint, Mapping):
        return hint.get(name)
    return hint(name) if callable(hint) else hint


@dataclass(frozen=True)
class Finder:
    """Everything that a look-up needs besides the name."""

    gazetteer: Gazetteer
    country: str | None
    regions: tuple[Region, ...]
    online: OnlineService | None = None

    def find(self, name: str, scope: str | None, hint: Hint | None = None) -> Resolution:
        """The region, the country or the city that `name` means; a region's name is no city's."""
        plain, _ = matching.split_query(name)
        if not matching.fold(plain):
            return Resolution(name, reason=_unusable(name))
        if scope == COUNTRY:
            return self._country(name)
        if scope == REGION or (scope is None and matching.names_region(plain)):
            return self._region(name)
        return self._with_online(self._city(name, hint or Hint()))

    def _city(self, name: str, hint: Hint) -> Resolution:
        ranked, is_confirmed = self._search(name, hint)
        found = of_cities(name, ranked, self.gazetteer.source, self._region_of, is_confirmed)
        if found.match != NONE and not found.guessed:
            return found
        return replace(found, reason=joined(found.reason, self._of_larger_areas(name)))

    def _search(self, name: str, hint: Hint) -> tuple[Ranked, bool]:
        """What the name could mean where the source has it, and whether the source says where."""
        where = {"country": self.country, "areas": self.regions}
        if hint.point:
            return self.gazetteer.search(name, near=hint.point, **where), True  # type: ignore[arg-type]
        if hint.region:
            ranked = self.gazetteer.search(f"{name}, {hint.region}", **where)  # type: ignore[arg-type]
            if not ranked.ignored:
                return ranked, True
        return self.gazetteer.search(name, **where), False  # type: ignore[arg-type]

    def _of_larger_areas(self, name: str) -> str | None:
        """Whether it is a country or a region that has the name."""
        plain, _ = matching.split_query(name)
        regions = [
            f"{region}, {code}" for code, _, region in self.gazetteer.regions(plain, self.country)
        ]
        return joined(
            "A country is called so." if self.gazetteer.knows_country(plain) else None,
            f"Regions are called so: {'; '.join(regions[:SHOWN])}." if regions else None,
        )

    def _region_of(self, latitude: float, longitude: float) -> str | None:
        return next((r.name for r in self.regions if r.contains(latitude, longitude)), None)

    def _with_online(self, offline: Resolution) -> Resolution:
        """The online answer where the offline one is none or a guess and the service has one."""
        if self.online is None or not (offline.guessed or offline.match == NONE):
            return offline
        answer = self.online.locate(offline.query, self.country)
        if answer.match != NONE:
            is_unsure = answer.ambiguous or answer.match == FUZZY
            return replace(self._with_timezone(answer), ambiguous=is_unsure)
        return replace(offline, reason=joined(offline.reason, answer.reason))

    def _with_timezone(self, answer: Resolution) -> Resolution:
        """Online services know no time zones: that of the nearest place the gazetteer knows."""
        near = self.gazetteer.reverse((answer.latitude, answer.longitude), within_km=300.0)
        return replace(answer, timezone=near.raw["timezone"] if near else None)

    def _region(self, name: str) -> Resolution:
        spelled, _ = matching.split_query(name)
        found = find_region(spelled, self.regions)
        if not found:
            return self._region_without_outline(name, spelled)
        candidates = tuple(self._region_candidate(region) for region in found)
        official = matching.fold(candidates[0].name) == matching.fold(spelled)
        return Resolution.of(
            name,
            candidates,
            kind=REGION,
            score=1 / len(candidates),
            match=EXACT if official else ALIAS,
            ambiguous=len(candidates) > 1,
            geocoded_by="outline",
            precision=3,
            reason="Several regions have this name." if len(candidates) > 1 else None,
        )

    def _region_without_outline(self, name: str, spelled: str) -> Resolution:
        known = self.gazetteer.regions(spelled, self.country)
        if len(known) != 1:
            return Resolution(name, kind=REGION, reason=_NO_OUTLINE)
        country, _, region = known[0]
        return Resolution(
            *(name, region, REGION), country=country, admin1=region, reason=_NO_OUTLINE
        )

    def _region_candidate(self, region: Region) -> Candidate:
        latitude, longitude = region.point_inside()
        near = self.gazetteer.reverse((latitude, longitude), within_km=500.0)
        timezone = near.raw["timezone"] if near else None
        country = region.country or self.country or (near.raw["country"] if near else None)
        return Candidate(
            *(region.name, latitude, longitude, country, region.name, timezone, None, 1.0, EXACT)
        )

    def _country(self, name: str) -> Resolution:
        try:
            code = self.gazetteer.country_code(name)
        except GeocoderQueryError as error:
            return Resolution(name, kind=COUNTRY, reason=f"{error}.")
        return Resolution(name, kind=COUNTRY, country=code, reason=_NO_COUNTRY_POINT)


_NO_OUTLINE = (
    "A region is meant, and there is no outline of that name to find it by; "
    "add the region to places.csv."
)
_NO_COUNTRY_POINT = "A country has no one coordinate; add it to places.csv with the point to use."


def _unusable(name: str) -> str:
    if len(name) > matching.LONGEST_NAME:
        return f"This is {len(name)} characters long, which no place name is."
    return "This holds no letters or digits to look up."
