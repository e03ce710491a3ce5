"""What the rule of severity looks at: the claims about a place itself that stand at a moment."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar

import pandas as pd

from geo.rows import read_rows
from geo.subjects.services import latest_claim
from geo.times import is_day

# What is less than likely is tension at most, and what is unlikely is nothing (CAP certainty).
FIRM, DOUBTFUL = ("Observed", "Likely"), ("Possible",)
# A measure is the country's own once half of its regions have it, if those are at least so many.
COMMON_SHARE, COMMON_LEAST = 0.5, 3
# It is still that one where it is lifted later than elsewhere, by so long at most.
COMMON_MEMORY = pd.Timedelta(days=14)
_DAY = pd.Timedelta(days=1)


class Claim(Protocol):
    """What the rule asks of any claim."""

    @property
    def entry_id(self) -> str: ...

    @property
    def certainty(self) -> str: ...

    @property
    def occurred_from(self) -> str: ...

    @property
    def begins(self) -> pd.Timestamp | None: ...

    @property
    def ends(self) -> pd.Timestamp | None: ...

    @property
    def reported_at(self) -> pd.Timestamp: ...


class Incident(NamedTuple):
    """A claim of the table incidents."""

    place_id: str
    entry_id: str
    certainty: str
    occurred_from: str
    begins: pd.Timestamp | None
    ends: pd.Timestamp | None
    reported_at: pd.Timestamp
    event_type: str
    sub_event_type: str


class Count(NamedTuple):
    """A claim of the table casualties."""

    place_id: str
    entry_id: str
    certainty: str
    occurred_from: str
    begins: pd.Timestamp | None
    ends: pd.Timestamp | None
    reported_at: pd.Timestamp
    measure: str
    low: int | None
    best: int | None
    high: int | None
    counts: str
    as_of: str


class Measure(NamedTuple):
    """A claim of the table restrictions."""

    place_id: str
    entry_id: str
    certainty: str
    occurred_from: str
    begins: pd.Timestamp | None
    ends: pd.Timestamp | None
    reported_at: pd.Timestamp
    kind: str
    daily_from: str
    daily_to: str
    part: str
    lapses_at: pd.Timestamp | None

    @property
    def terms(self) -> tuple[str, str, str]:
        """What makes two measures the same one."""
        return self.kind, self.daily_from, self.daily_to


class Service(NamedTuple):
    """A claim of the table services."""

    place_id: str
    entry_id: str
    certainty: str
    occurred_from: str
    begins: pd.Timestamp | None
    ends: pd.Timestamp | None
    reported_at: pd.Timestamp
    reported_from: pd.Timestamp
    service: str
    state: str
    trend: str
    lapses_at: pd.Timestamp | None


@dataclass(frozen=True)
class Evidence:
    """Claims about one place itself, not about its region or its country."""

    incidents: tuple[Incident, ...] = ()
    casualties: tuple[Count, ...] = ()
    restrictions: tuple[Measure, ...] = ()
    services: tuple[Service, ...] = ()

    def only(self, stands: Callable[[Claim], bool]) -> "Evidence":
        """Those of the claims that stand."""
        return Evidence(
            tuple(filter(stands, self.incidents)),
            tuple(filter(stands, self.casualties)),
            tuple(filter(stands, self.restrictions)),
            tuple(filter(stands, self.services)),
        )


@dataclass(frozen=True)
class Common:
    """What is laid on a whole country: the terms of measures, and the services that are cut."""

    terms: frozenset[tuple[str, str, str]] = frozenset()
    services: frozenset[str] = frozenset()


_KINDS: Mapping[str, type[Any]] = {
    "incidents": Incident,
    "casualties": Count,
    "restrictions": Measure,
    "services": Service,
}
TABLES = tuple(_KINDS)


def gather(tables: Mapping[str, pd.DataFrame]) -> dict[str, Evidence]:
    """The claims of TABLES by their place; what is not located is about no place.

    Restrictions and services have ``lapses_at``, as ``lapsing`` adds it.
    """
    found: dict[str, dict[str, list]] = {}
    for table, kind in _KINDS.items():
        claims = tables[table]
        for claim in read_plain(claims[claims.place_id != ""], kind):
            found.setdefault(claim.place_id, {}).setdefault(table, []).append(claim)
    return {
        place_id: Evidence(**{table: tuple(claims) for table, claims in rows.items()})
        for place_id, rows in found.items()
    }


# Of these only what was not over long ago tells of a moment.
DATED = ("incidents", "casualties")


def are_over(claims: pd.DataFrame, since: pd.Timestamp) -> pd.Series:
    """The claims that were over before a moment; what has no time at all never is."""
    return claims.ends.fillna(claims.begins) < since


Row = TypeVar("Row", bound=tuple)


def read_plain(frame: pd.DataFrame, kind: type[Row]) -> list[Row]:
    """``read_rows`` with None for moments that are not known, which NaT hides in comparisons."""
    make: Any = kind
    return [make._make(None if cell is pd.NaT else cell for cell in row)
            for row in read_rows(frame, kind)]  # fmt: skip


class _Place(NamedTuple):
    place_id: str
    kind: str
    country: str


def common(
    evidence: Mapping[str, Evidence], places: pd.DataFrame, at: pd.Timestamp
) -> dict[str, Common]:
    """What is laid on each country, by its code: by itself, or by most of its regions alike."""
    rows = read_rows(places.reset_index(), _Place)
    return {
        country: _common([row for row in rows if row.country == country], evidence, at)
        for country in dict.fromkeys(row.country for row in rows)
    }


def _common(places: Iterable[_Place], evidence: Mapping[str, Evidence], at: pd.Timestamp) -> Common:
    none = Evidence()
    national = [evidence.get(one.place_id, none) for one in places if one.kind == "country"]
    regions = [evidence.get(one.place_id, none) for one in places if one.kind == "region"]
    each = [{one.terms for one in _lately(region.restrictions, at)} for region in regions]
    most = max(COMMON_LEAST, COMMON_SHARE * len(regions))
    frequent = Counter(chain.from_iterable(each))
    return Common(
        frozenset(
            {
                one.terms
                for whole in national
                for one in holding(whole.restrictions, at)
                if not one.part
            }
            | {terms for terms, regions_with in frequent.items() if regions_with >= most}
        ),
        frozenset(
            one.service
            for whole in national
            for one in latest_services(whole.services, at)
            if one.state != "operating"
        ),
    )


def _lately(claims: Iterable[Measure], at: pd.Timestamp) -> Iterator[Measure]:
    """The measures that hold at a moment, or ended not long before."""
    over = [one for one in claims if one.ends is not None and has_begun(one, at)]
    yield from (one for one in over if one.ends is not None and at - one.ends < COMMON_MEMORY)
    yield from holding(claims, at)


Held = TypeVar("Held", Measure, Service)


def holding(claims: Iterable[Held], at: pd.Timestamp) -> Iterator[Held]:
    """The measures or services that hold at a moment: begun, and neither over nor lapsed."""
    for one in claims:
        until = one.ends if one.ends is not None else one.lapses_at
        if is_thought(one) and has_begun(one, at) and (until is None or until > at):
            yield one


def latest_services(claims: Iterable[Service], at: pd.Timestamp) -> list[Service]:
    """Of each service the claim about the latest time, as in ``services.latest_states``."""
    by_service: dict[str, list[Service]] = {}
    for one in holding(claims, at):
        by_service.setdefault(one.service, []).append(one)
    return [latest_claim(rows) for rows in by_service.values()]


def is_firm(claim: Claim) -> bool:
    """Whether it is at least likely."""
    return claim.certainty in FIRM


def is_thought(claim: Claim) -> bool:
    """Whether it is at least possible."""
    return claim.certainty in (*FIRM, *DOUBTFUL)


def span(claim: Claim) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """From when to when it happened; a day where no hour is given, else perhaps a mere moment.

    None without a begin: then it was at any time before.
    """
    if claim.begins is None:
        return None
    if claim.ends is not None:
        return claim.begins, max(claim.begins, claim.ends)
    return claim.begins, claim.begins + (_DAY if is_day(claim.occurred_from) else 0 * _DAY)


def goes_on(claim: Claim, at: pd.Timestamp, unended: pd.Timedelta) -> bool:
    """Whether it is happening at a moment; what has a begin alone lasts as long as ``unended``."""
    if (times := span(claim)) is None:
        return False
    begin, end = times
    return begin <= at < (end if end > begin else begin + unended)


def is_recent(claim: Claim, at: pd.Timestamp, within: pd.Timedelta) -> bool:
    """Whether it happened at a moment or ``within`` so long before."""
    times = span(claim)
    return times is not None and times[0] <= at < times[1] + within


def has_begun(claim: Claim, at: pd.Timestamp) -> bool:
    """Whether it is not about a time to come; without a begin it was at any time before."""
    return claim.begins is None or claim.begins <= at
