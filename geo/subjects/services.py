"""Essential services: the latest state of each at a place, and claims that disagree with it.

What nobody has reported for too long is kept as the last known state, marked, and never counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

import pandas as pd

from geo import times
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import SERVICE, SERVICE_STATE, TREND
from geo.rows import read_rows, write_rows
from geo.subjects import order
from geo.subjects.order import Span

_KEY = ["place_id", "service"]
_TEXTS = [*_KEY, "state", "since", "summary", "entry_id", "trend", "until"]
_TYPES = {
    **dict.fromkeys(_TEXTS, "object"),
    "stale": "bool",
    "last_reported": "datetime64[us, UTC]",
    "contested": "bool",
    "entry_ids": "object",
}
_EVER = pd.Timestamp.min.tz_localize("UTC")
_DAY = pd.Timedelta(days=1)
# What is shut by decision: schools whose holidays are made longer are no service cut.
BY_DECISION = ("education",)
# From working to not working, as a reader ranks them.
RANK = {state: rank for rank, state in enumerate(SERVICE_STATE)}


class _Service(NamedTuple):
    place_id: str
    service: str
    state: str
    occurred_from: str
    summary: str
    entry_id: str
    trend: str
    occurred_to: str
    begins: pd.Timestamp
    reported_from: pd.Timestamp
    reported_at: pd.Timestamp
    lapses_at: pd.Timestamp
    place: str


class Stated(order.Reported, Protocol):
    """A claim on the state of a service."""

    @property
    def entry_id(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def trend(self) -> str: ...

    @property
    def occurred_from(self) -> str: ...

    @property
    def begins(self) -> pd.Timestamp | None: ...


_S = TypeVar("_S", bound=Stated)


class Plan(NamedTuple):
    """A state that was announced for a time to come; ``since`` is its begin as written."""

    place_id: str
    service: str
    state: str
    since: str
    summary: str
    entry_id: str


def latest_states(services: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """One row per place_id and service: the current claim about the latest time by ``at`` (UTC).

    Of those that are in no order it is the gravest. Claims whose time is over by then are left out.
    ``contested``: a claim about the day before or later gives another state. ``stale``: it has
    lapsed with every other claim of that state, and was ``last_reported`` then. ``entry_ids``:
    every claim that holds at that moment, or did.
    """
    begun = ~(services.begins > at)
    lasting = ~(services.ends <= at)
    rows = [
        _latest(claims, at) for _, claims in sorted(_by_service(services[begun & lasting]).items())
    ]
    return write_rows(rows, _TYPES)


def _by_service(services: pd.DataFrame) -> dict[tuple, list[_Service]]:
    groups: dict[tuple, list[_Service]] = {}
    for claim in sorted(read_rows(services, _Service), key=_order):
        # Two unlocated places are not one place.
        unlocated = "" if claim.place_id else claim.place
        groups.setdefault((claim.place_id, claim.service, unlocated), []).append(claim)
    return groups


def _order(claim: _Service) -> tuple:
    """A claim that does not say since when is no news beside one that does."""
    begins = _EVER if pd.isna(claim.begins) else claim.begins
    return begins, claim.reported_at, claim.entry_id


def _since(claim: Stated) -> Span:
    """Between which moments its state began: of a day, no later than the report."""
    if claim.begins is None or pd.isna(claim.begins):
        return Span(_EVER, _EVER)
    if not times.is_day(claim.occurred_from):
        return Span(claim.begins, claim.begins)
    end = claim.begins + _DAY
    return Span(claim.begins, min(end, max(claim.begins, claim.reported_at)))


def _gravity(one: tuple[Span, Stated]) -> tuple:
    """The worst last, then the newest; which of equal ones is named makes no difference."""
    span, claim = one
    return RANK[claim.state], -_TRENDS.index(claim.trend), span, claim.reported_at, claim.entry_id


_TRENDS = ("", *TREND)


def latest_claim(claims: Sequence[_S]) -> _S:
    """Of claims on one service the one about the latest time; of those in no order the gravest."""
    return max(order.latest([(_since(one), one) for one in claims]), key=_gravity)[1]


def _latest(claims: list[_Service], at: pd.Timestamp) -> tuple:
    latest = latest_claim(claims)
    alike = [one for one in claims if one.state == latest.state]
    stale = all(one.lapses_at <= at for one in alike)
    since = latest.begins - _DAY
    recent = {
        one.state
        for one in claims
        if (pd.isna(since) or one.begins >= since) and (stale or not one.lapses_at <= at)
    }
    return (
        *latest[: len(_TEXTS)],
        stale,
        max(one.reported_at for one in alike),
        len(recent | {latest.state}) > 1,
        [one.entry_id for one in claims],
    )


def counted(states: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``latest_states`` that are still reported: no other may be in a number."""
    return states[~states.stale]


def cut(states: pd.DataFrame) -> pd.DataFrame:
    """The rows that are still reported as suspended, but for those BY_DECISION."""
    return _suspended(states, by_decision=False)


def closed(states: pd.DataFrame) -> pd.DataFrame:
    """The rows that are still reported as suspended, and are so BY_DECISION."""
    return _suspended(states, by_decision=True)


def _suspended(states: pd.DataFrame, by_decision: bool) -> pd.DataFrame:
    # In one go, not by ``counted``: each page asks several times.
    is_out = ~states.stale & (states.state == "suspended")
    return states[is_out & (states.service.isin(BY_DECISION) == by_decision)]


def plans(services: pd.DataFrame, at: pd.Timestamp) -> list[Plan]:
    """What was announced for a time after ``at`` (UTC), the next of each place_id and service."""
    ahead = _by_service(services[services.begins > at])
    return [Plan(*claims[0][: len(Plan._fields)]) for _, claims in sorted(ahead.items())]


def by_place(states: pd.DataFrame) -> Mapping[str, Mapping[str, str]]:
    """place_id -> service -> state, of what is still reported: the cells of ``matrix``."""
    found: dict[str, dict[str, str]] = {}
    rows = counted(states)
    for place_id, service, state in zip(rows.place_id, rows.service, rows.state, strict=True):
        found.setdefault(place_id, {})[service] = state
    return found


def matrix(states: pd.DataFrame, wanted: Iterable[str] = ()) -> pd.DataFrame:
    """The state of each service, one row per place_id and one column per service.

    "" where nobody says it, or no longer; ``wanted`` are the services in the order of the columns,
    without it all that are known, those cut at most places first and those closed BY_DECISION last.
    Places that none of them is known of have no row.
    """
    cells = by_place(states)
    named = list(wanted) or _in_order(cells)
    rows = {
        place_id: [row.get(service, "") for service in named]
        for place_id, row in cells.items()
        if not set(named).isdisjoint(row)
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=named, dtype=object)


def _in_order(cells: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Those cut at most places first, else as the vocabulary has them."""
    known = {service for row in cells.values() for service in row}
    out = Counter(
        service for row in cells.values() for service, state in row.items() if state == "suspended"
    )
    return sorted(known, key=lambda one: (one in BY_DECISION, -out[one], rank(SERVICE, one), one))
