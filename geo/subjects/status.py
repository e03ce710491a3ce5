"""The status of a place: its latest current status claim, and how old that is."""

from typing import NamedTuple

import pandas as pd

from geo.ledger import CURRENT
from geo.rows import read_rows, write_rows

_TYPES = {
    **dict.fromkeys(["place_id", "severity", "trend", "entry_id"], "object"),
    "as_of": "datetime64[us, UTC]",
    "age": "timedelta64[us]",
    "stale": "bool",
}
_NONE = pd.Timedelta(0)


class _Status(NamedTuple):
    place_id: str
    standing: str
    severity: str
    trend: str
    entry_id: str
    begins: pd.Timestamp
    ends: pd.Timestamp
    reported_at: pd.Timestamp


def latest_status(
    status: pd.DataFrame, at: pd.Timestamp, stale_after: pd.Timedelta
) -> pd.DataFrame:
    """severity, trend, entry_id, as_of, age and stale of each place_id with a current status claim.

    Only claims on what happened by ``at`` (UTC) count. The latest is the one about the latest time,
    then the one reported last. ``age`` counts from the end of what it speaks of, or from its report
    where that came first; ``stale`` is past ``stale_after``. Unlocated claims have no place that
    could have a status.
    """
    latest: dict[str, tuple[tuple, _Status]] = {}
    for claim in read_rows(status, _Status):
        if claim.standing != CURRENT or claim.begins > at or not claim.place_id:
            continue
        as_of = claim.ends if claim.ends < claim.reported_at else claim.reported_at
        order = as_of, claim.reported_at, claim.entry_id
        if claim.place_id not in latest or order > latest[claim.place_id][0]:
            latest[claim.place_id] = order, claim
    rows = []
    for place_id, ((as_of, *_), claim) in latest.items():
        age = max(at - as_of, _NONE)
        rows.append((place_id, claim.severity, claim.trend, claim.entry_id, as_of, age,
                     age > stale_after))  # fmt: skip
    return write_rows(rows, _TYPES).set_index("place_id")
