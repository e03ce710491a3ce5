"""What came of looking up one place name."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from geo.geocoding.gazetteer.ranking import FUZZY, NONE

CITY, REGION, COUNTRY = "city", "region", "country"
REVIEWED = "reviewed"
"""`geocoded_by` of a row in places.csv that a person has looked at."""


@dataclass(frozen=True)
class Candidate:
    """A place that a name could mean. Degrees in WGS 84; `score` between 0 and 1."""

    name: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    timezone: str | None
    geonames_id: int | None
    score: float
    match: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.name, self.admin1, self.country) if part)
        return f"{where} ({self.latitude:.2f}, {self.longitude:.2f})"


@dataclass(frozen=True)
class Resolution:
    """What came of looking a name up; None for what is not known.

    `match` is exact, alias, fuzzy or none. Where it is none there is no coordinate. Where
    `ambiguous` is true the coordinate is only the likeliest of `candidates`, for a person to
    settle. `admin1` is the outline that the place lies in, or None without outlines; a candidate
    has GeoNames' region of today instead. `precision` is ACLED's: 1 the place itself, 2 near it,
    3 its region. `reason` is a sentence on why the answer is none, ambiguous or not the online
    service's.
    """

    query: str
    name: str | None = None
    kind: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    timezone: str | None = None
    geonames_id: int | None = None
    score: float = 0.0
    match: str = NONE
    ambiguous: bool = False
    candidates: tuple[Candidate, ...] = ()
    geocoded_by: str | None = None
    precision: int | None = None
    reason: str | None = None

    @classmethod
    def of(cls, query: str, candidates: Sequence[Candidate], **others: Any) -> "Resolution":
        """What the first of the candidates says, but for what `others` say instead."""
        first = {field.name: getattr(candidates[0], field.name) for field in fields(Candidate)}
        return cls(query, **(first | {"candidates": tuple(candidates)} | others))

    @property
    def located(self) -> bool:
        """Whether the coordinate may be used without a person settling it first."""
        return self.match != NONE and not self.ambiguous

    @property
    def guessed(self) -> bool:
        """Whether no place has the name and it may be one of several misspelt, or none of them."""
        return self.match == FUZZY and self.ambiguous
