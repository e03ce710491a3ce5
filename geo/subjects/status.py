"""The status of a place: its latest current status claims, and how old what they say is."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from geo import times
from geo.dataset.vocabulary import SEVERITY, TREND
from geo.ledger import CURRENT
from geo.rows import read_rows, write_rows

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


class _Dated(NamedTuple):
    """A claim with the moments between which lies what it says: one moment, or some of a day."""

    first: pd.Timestamp
    last: pd.Timestamp
    timed: bool
    claim: _Status


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
    found: dict[str, list[_Dated]] = {}
    for claim in read_rows(status, _Status):
        if claim.standing == CURRENT and not claim.begins > at and claim.place_id:
            found.setdefault(claim.place_id, []).append(_date(claim))
    rows = [(place_id, *_sum_up(claims, at, stale_after)) for place_id, claims in found.items()]
    columns = ["place_id", "severity", "trend", "entry_id", "rivals", "as_of", "age", "days",
               "timed", "stale"]  # fmt: skip
    return write_rows(rows, {name: _TYPES[name] for name in columns}).set_index("place_id")


def _sum_up(claims: list[_Dated], at: pd.Timestamp, stale_after: pd.Timedelta) -> tuple:
    shown, *others = sorted(_latest(claims), key=_gravity)
    claim = shown.claim
    age = max(at - shown.last, _NONE)
    is_stale = age > stale_after
    rivals = [
        other.claim.entry_id
        for other in others
        if (other.claim.severity, other.claim.trend) != (claim.severity, claim.trend)
    ]
    # Of a day without an hour ``last`` is the end: a second later one day has passed.
    days = age // _DAY if shown.timed else -(-age // _DAY)
    trend = "unknown" if is_stale else claim.trend
    return (claim.severity, trend, claim.entry_id, rivals, shown.last, age, days, shown.timed,
            is_stale)  # fmt: skip


def _date(claim: _Status) -> _Dated:
    """What a claim says is so until its report, or until an end that came before."""
    if not claim.ends < claim.reported_at:
        first, last, timed = claim.reported_from, claim.reported_at, claim.timed
    else:
        last, timed = claim.ends, not times.is_day(claim.occurred_to)
        first = last if timed else last - _DAY
    if first < claim.begins:
        first = min(claim.begins, last)
    return _Dated(first, last, timed, claim)


def _latest(claims: list[_Dated]) -> Iterable[_Dated]:
    """Those that no other is surely later than; of one time, those that were reported last."""
    since = max(one.first for one in claims)
    latest = [one for one in claims if one.last >= since]
    reported: dict[tuple, pd.Timestamp] = {}
    for one in latest:
        span = one.first, one.last
        reported[span] = max(one.claim.reported_from, reported.get(span, one.claim.reported_from))
    return [one for one in latest if one.claim.reported_at >= reported[one.first, one.last]]


def _gravity(one: _Dated) -> tuple:
    """The worst first, then the newest; which of equal ones is named makes no difference."""
    claim = one.claim
    ranks = SEVERITY.index(claim.severity), TREND.index(claim.trend)
    return *ranks, -one.last.value, -one.first.value, claim.entry_id
