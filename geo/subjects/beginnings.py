"""By when a restriction had begun of which a day is given and no hour: no hour is invented.

From the begin of that day until then nobody knows whether it was in force.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset.claims import RestrictionClaim
from geo.rows import read_rows, split

# The moment that is the end of a day wherever moments are chosen to the minute.
_LAST_MINUTE = "T23:59:00"
# Nobody knows on which day such a report was published.
_UNDATED = "not_before"


class _Begin(NamedTuple):
    entry_id: str
    place_id: str
    occurred_from: str
    daily_from: str


def add_begun_by(
    restrictions: pd.DataFrame, rows: Mapping[str, RestrictionClaim], zones: Mapping[str, str]
) -> pd.DataFrame:
    """The claims with ``begun_by``: the local time by which it had begun, "" where that is known.

    A claim with daily hours begins at the first of them. Any other that gives a day alone had begun
    with the last minute of the day; earlier by a report of that day that has an hour, its own or
    one that it took the place of. ``rows`` are all claims, ``zones`` those of the places.
    """
    found = [
        _begun_by(claim, rows, zones.get(claim.place_id, "UTC"))
        if times.is_day(claim.occurred_from) and not claim.daily_from
        else ""
        for claim in read_rows(restrictions, _Begin)
    ]
    return restrictions.assign(begun_by=pd.Series(found, restrictions.index, dtype=object))


def _begun_by(claim: _Begin, rows: Mapping[str, RestrictionClaim], zone: str) -> str:
    day = claim.occurred_from
    reports = (_local(one.reported_at, zone) for one in _reports(rows[claim.entry_id], rows)
               if one.timed and one.reported_basis != _UNDATED)  # fmt: skip
    return min((text for text in reports if text.startswith(day)), default=day + _LAST_MINUTE)


def _reports(
    claim: RestrictionClaim, rows: Mapping[str, RestrictionClaim]
) -> Iterator[RestrictionClaim]:
    """The claim, and those before it on the same begin of the same thing there."""
    found, pending = {claim.entry_id}, [claim]
    while pending:
        one = pending.pop()
        yield one
        named = split(one.replaces) if one.message == "Update" else ()
        earlier = [rows[name] for name in named if name in rows and name not in found]
        pending += [before for before in earlier if _same(before) == _same(claim)]
        found.update(before.entry_id for before in earlier)


def _same(claim: RestrictionClaim) -> tuple[str, ...]:
    # A message may take the place of claims of other tables, which have no kind.
    own = (claim.kind, claim.part) if claim.table == "restrictions" else ()
    return claim.table, claim.place_id, claim.occurred_from, *own


@lru_cache(maxsize=4096)
def _local(at: pd.Timestamp, zone: str) -> str:
    return at.tz_convert(ZoneInfo(zone)).tz_localize(None).isoformat(timespec="seconds")


def has_begun(begun_by: str, at: datetime) -> bool:
    """Whether what runs on the day of a local instant is known to have begun by then."""
    return not begun_by or at >= datetime.fromisoformat(begun_by)
