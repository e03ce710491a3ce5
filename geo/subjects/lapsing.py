"""When what was reported stops counting: nothing stays in force by silence.

A decree stands until its end, and what names an end of its own stands until that. All else lapses
a time after it was last reported; then it is told as last reported on a day, and counted nowhere.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.rows import read_rows, split

# What makes two claims of a place reports of the same thing, by the tables whose claims can lapse.
SAME: Mapping[str, tuple[str, ...]] = {
    "restrictions": ("kind", "level", "daily_from", "daily_to", "part"),
    "services": ("service", "state"),
}
_STANDS = "decreed"


class _Plan(NamedTuple):
    message: str
    replaces: str
    begins: pd.Timestamp
    reported_at: pd.Timestamp


class _Report(NamedTuple):
    entry_id: str
    reported_at: pd.Timestamp
    lapses_at: pd.Timestamp


def lapses(claims: pd.DataFrame, stale_after: pd.Timedelta) -> dict[str, pd.Timestamp]:
    """When each claim that can lapse does (UTC), by entry_id; ``claims`` stand, and are of a table.

    It is ``stale_after`` the report, or after the begin where that came later. What a plan for a
    time to come is to replace stands until then: who announces an opening says that it is shut.
    """
    can_lapse = claims.ends.isna()
    if "basis" in claims:
        can_lapse &= claims.basis != _STANDS
    last = claims.reported_at.where(~(claims.begins > claims.reported_at), claims.begins)
    moments = (last + stale_after)[can_lapse]
    found = dict(zip(claims.entry_id[can_lapse], moments, strict=True))
    for name, begin in _planned(claims):
        if name in found:
            found[name] = max(found[name], begin)
    return found


def _planned(claims: pd.DataFrame) -> Iterable[tuple[str, pd.Timestamp]]:
    """What is to be replaced, and when, by the claims on a time after their report."""
    ahead = claims[(claims.message == "Update") & (claims.begins > claims.reported_at)]
    for plan in read_rows(ahead, _Plan):
        for name in split(plan.replaces):
            yield name, plan.begins


def add_lapses(
    claims: pd.DataFrame, found: Mapping[str, pd.Timestamp], zones: Mapping[str, str]
) -> pd.DataFrame:
    """The claims with ``lapses_at`` (UTC, NaT where it does not lapse) and ``holds_to``.

    ``holds_to`` is until when it counts: ``occurred_to``, or the lapse in the same local time.
    """
    moments = [found.get(name, pd.NaT) for name in claims.entry_id]
    cells = zip(claims.occurred_to, moments, claims.place_id, strict=True)
    holds_to = [
        text if pd.isna(at) else _local(at, zones.get(place_id, "UTC"))
        for text, at, place_id in cells
    ]
    return claims.assign(
        lapses_at=times.utc_series(moments, claims.index),
        holds_to=pd.Series(holds_to, claims.index, dtype=object),
    )


@lru_cache(maxsize=4096)
def _local(at: pd.Timestamp, zone: str) -> str:
    return at.tz_convert(ZoneInfo(zone)).tz_localize(None).isoformat(timespec="seconds")


def last_reports(
    claims: pd.DataFrame, same: Iterable[str], at: pd.Timestamp
) -> dict[str, pd.Timestamp]:
    """When each thing that has lapsed by ``at`` was last reported (UTC), by entry_id.

    ``claims`` have ``lapses_at``. A thing has lapsed when all claims on it have that are not over.
    """
    running = claims[~(claims.begins > at) & ~(claims.ends <= at)]
    groups: dict[tuple, list[_Report]] = {}
    for thing, report in zip(_things(running, same), read_rows(running, _Report), strict=True):
        groups.setdefault(thing, []).append(report)
    found: dict[str, pd.Timestamp] = {}
    for reports in groups.values():
        if all(report.lapses_at <= at for report in reports):
            last = max(report.reported_at for report in reports)
            found |= dict.fromkeys((report.entry_id for report in reports), last)
    return found


def _things(claims: pd.DataFrame, same: Iterable[str]) -> Iterable[tuple]:
    """What each claim is about; two unlocated places are not one place."""
    where = claims.place_id.mask(claims.place_id == "", claims.place)
    return zip(where, *(claims[name] for name in same), strict=True)
