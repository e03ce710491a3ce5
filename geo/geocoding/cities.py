"""What the gazetteer's matches for a name amount to: a city, several, or none and why."""

from collections.abc import Callable, Sequence
from typing import Any

from geo.geocoding.gazetteer import kinds, matching
from geo.geocoding.gazetteer.ranking import FUZZY, Match, Ranked
from geo.geocoding.resolution import CITY, Candidate, Resolution

SHOWN = 5
_LIKELY = 0.005


def of_cities(
    query: str,
    ranked: Ranked,
    source: str,
    region_of: Callable[[float, float], str | None],
    is_confirmed: bool,
) -> Resolution:
    """A name that is only similar is sure where its source confirms the place, else never."""
    if not ranked.matches:
        return _not_found(query, ranked, region_of)
    likely = [match for match in ranked.matches[:SHOWN] if match.score >= _LIKELY]
    candidates = tuple(_candidate(match, region_of) for match in likely or ranked.matches[:1])
    best = candidates[0]
    is_unsure = ranked.ambiguous or (best.match == FUZZY and not is_confirmed)
    return Resolution.of(
        query,
        candidates,
        admin1=region_of(best.latitude, best.longitude),
        ambiguous=is_unsure,
        geocoded_by=source,
        reason=_doubt(best, candidates, ranked._replace(ambiguous=is_unsure)),
        **_as_called(query, best),
    )


def _as_called(query: str, best: Candidate) -> dict[str, Any]:
    """The kind of place that the name says; a district is near the town that it is called after."""
    kind = matching.kind_of(matching.split_query(query)[0]) or CITY
    if kind != kinds.DISTRICT:
        return {"kind": kind, "precision": 1}
    plain = " ".join(matching.split_query(query)[0].split())
    return {"kind": kind, "precision": 2, "name": plain, "geonames_id": None}


def _not_found(
    query: str, ranked: Ranked, region_of: Callable[[float, float], str | None]
) -> Resolution:
    similar = tuple(_candidate(match, region_of) for match in ranked.similar[:SHOWN])
    elsewhere = tuple(_candidate(match, region_of) for match in ranked.elsewhere[:SHOWN])
    reasons = [
        "GeoNames has no place of 500 inhabitants or more of this name"
        + (" there." if elsewhere else "."),
        f"Elsewhere: {_listed(elsewhere)}." if elsewhere else None,
        f"Of similar name: {_listed(similar)}." if similar else None,
    ]
    return Resolution(query, candidates=elsewhere + similar, reason=joined(*reasons))


def _listed(candidates: Sequence[Candidate]) -> str:
    return "; ".join(map(str, candidates))


def _candidate(match: Match, region_of: Callable[[float, float], str | None]) -> Candidate:
    city = match.city
    return Candidate(
        name=city.name,
        latitude=city.latitude,
        longitude=city.longitude,
        country=city.country,
        admin1=region_of(city.latitude, city.longitude) or city.region,
        timezone=city.timezone,
        geonames_id=city.geonames_id,
        score=round(match.score, 3),
        match=match.match,
    )


def _doubt(best: Candidate, candidates: Sequence[Candidate], ranked: Ranked) -> str | None:
    if ranked.ignored:
        return f"No country or region is called {', '.join(ranked.ignored)}; there is {best}."
    if ranked.ambiguous:
        more = len(ranked.matches) - len(candidates)
        listed = _listed(candidates) + (f"; and {more} more" if more else "")
        if best.match == FUZZY:
            return f"No place is called so. It may be another spelling of: {listed}."
        return f"Several places have this name: {listed}."
    if best.match == FUZZY:
        return f"Taken for another spelling of {best}."
    return None


def joined(*reasons: str | None) -> str | None:
    """The reasons there are, one behind the other."""
    return " ".join(reason for reason in reasons if reason) or None
