"""The status of a place: its latest current status claims, and how old what they say is."""

from typing import NamedTuple

import pandas as pd

from geo import times
from geo.dataset.vocabulary import SEVERITY, TREND
from geo.ledger import CURRENT
from geo.rows import read_rows, write_rows
from geo.subjects.order import Span, latest

_TYPES = {
    **dict.fromkeys(["place_id", "severity", "trend", "entry_id", "rivals"], "object"),
    "as_of": "datetime64[us, UTC]",
    "age": "timedelta64[us]",
    "days": "int64",
    "timed": "bool",
    "stale": "bool",
}
_NONE = pd.Timedelta(0)
_DAY = pd.Timedelta(days=1)


class _Status(NamedTuple):
    place_id: str
    standing: str
    severity: str
    trend: str
    entry_id: str
    occurred_to: str
    begins: pd.Timestamp
    ends: pd.Timestamp
    reported_from: pd.Timestamp
    reported_at: pd.Timestamp
    timed: bool


def latest_status(
    status: pd.DataFrame, at: pd.Timestamp, stale_after: pd.Timedelta
) -> pd.DataFrame:
    """severity, trend, entry_id, rivals, as_of, age, days, timed and stale of each place_id with a
    current status claim.

    Only claims on what happened by ``at`` (UTC) count. A claim speaks of the end of its time, or of
    its report where that came first; where that is a day without an hour, no claim of the day is
    later than another. Of the latest claims the gravest is shown; ``rivals`` are the entry_ids of
    those that say something else. ``age`` counts from ``as_of``, the end of that day where no hour
    is known (``timed``), and is then to be told in ``days``, which are 0 on the day itself. One
    past ``stale_after`` is ``stale``, and its trend is not known any more. Unlocated claims have no
    place that could have a status.
    """
    found: dict[str, list[tuple[Span, _Status]]] = {}
    for claim in read_rows(status, _Status):
        if claim.standing == CURRENT and not claim.begins > at and claim.place_id:
            found.setdefault(claim.place_id, []).append((_span(claim), claim))
    rows = [(place_id, *_sum_up(claims, at, stale_after)) for place_id, claims in found.items()]
    columns = ["place_id", "severity", "trend", "entry_id", "rivals", "as_of", "age", "days",
               "timed", "stale"]  # fmt: skip
    return write_rows(rows, {name: _TYPES[name] for name in columns}).set_index("place_id")


def _sum_up(
    claims: list[tuple[Span, _Status]], at: pd.Timestamp, stale_after: pd.Timedelta
) -> tuple:
    # Most places have one.
    (span, claim), *others = sorted(latest(claims), key=_gravity) if claims[1:] else claims
    age = max(at - span.last, _NONE)
    is_stale = age > stale_after
    rivals = [
        other.entry_id
        for _, other in others
        if (other.severity, other.trend) != (claim.severity, claim.trend)
    ]
    timed = _is_timed(claim)
    # Of a day without an hour ``last`` is the end: a second later one day has passed.
    days = age // _DAY if timed else -(-age // _DAY)
    trend = "unknown" if is_stale else claim.trend
    return claim.severity, trend, claim.entry_id, rivals, span.last, age, days, timed, is_stale


def _span(claim: _Status) -> Span:
    """What a claim says is so until its report, or until an end that came before."""
    if claim.ends < claim.reported_at:
        last = claim.ends
        first = last if _is_timed(claim) else last - _DAY
    else:
        first, last = claim.reported_from, claim.reported_at
    if first < claim.begins:
        first = min(claim.begins, last)
    return Span(first, last)


def _is_timed(claim: _Status) -> bool:
    """Whether the hour of what it speaks of is known."""
    has_ended = claim.ends < claim.reported_at
    return not times.is_day(claim.occurred_to) if has_ended else claim.timed


def _gravity(one: tuple[Span, _Status]) -> tuple:
    """The worst first, then the newest; which of equal ones is named makes no difference."""
    span, claim = one
    ranks = SEVERITY.index(claim.severity), TREND.index(claim.trend)
    return *ranks, -span.last.value, -span.first.value, claim.entry_id
