"""Events: what happened, where and when, each with the people killed in it.

An event is a claim on an incident, with the counts of people that name it (``event``). A count at a
point of its own that names no known incident is an event, too, of which nobody gave the kind.
"""

import numpy as np
import pandas as pd

from geo.ranges import RANGE
from geo.subjects import casualties
from geo.subjects.casualties import EVENT

# ACLED's event types, the gravest first; "" where nobody gave one.
KINDS = ("Battles", "Explosions/Remote violence", "Violence against civilians", "Riots", "Protests",
         "Strategic developments", "")  # fmt: skip
# How exactly it is known when an event was.
HOUR, DAY, DAYS, BY, REPORT = "hour", "day", "several days", "by a day", "day of its report"

_SHARED = [
    "entry_id", "place_id", "place", "scope", "admin1", "occurred_from", "occurred_to", "speaks_of",
    "latitude", "longitude", "precision", "certainty", "collection", "authority", "source_id",
    "summary", "standing", "hour_unknown", "reported_at",
]  # fmt: skip
_DEATHS = [*RANGE, "group", "contested"]


def events(incidents: pd.DataFrame, counts: pd.DataFrame, days: int = 1) -> pd.DataFrame:
    """One row an event, in order of time, over claims on incidents and on people.

    Beside what its first claim has: ``kind`` and ``what`` (ACLED), ``key`` that counts name it by,
    its local ``day`` and ``last_day`` and how exactly they are known (``timing``); low, best and
    high of those killed, of whom (``group``) and whether ``contested``; ``deaths``, the number that
    it is ranked by. Empty is unknown, never zero.
    """
    own = _told_of(counts[(counts.counts == EVENT).to_numpy()], incidents)
    found = pd.concat([_incidents(incidents), _counted(own, incidents)], ignore_index=True)
    found = found.join(_deaths(own, days), on="key").astype(dict.fromkeys(RANGE, "Int64"))
    found["contested"] = found.contested.eq(True)
    found["group"] = found["group"].fillna("").astype(object)
    found["deaths"] = found.best.fillna(found.low).fillna(found.high)
    return timed(found).sort_values("day", ignore_index=True, kind="stable")


def key_of(counts: pd.DataFrame) -> pd.Series:
    """The event that each claim on the people of one is about."""
    return counts.event.where(counts.event != "", counts.entry_id)


def _told_of(own: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """The counts that name an incident, or have a point of their own."""
    own = own.assign(key=key_of(own))
    has_point = own.latitude.notna() & own.longitude.notna()
    return own[has_point | own.key.isin(incidents.entry_id)]


def _incidents(incidents: pd.DataFrame) -> pd.DataFrame:
    return incidents[_SHARED].assign(
        key=incidents.entry_id, kind=incidents.event_type, what=incidents.sub_event_type
    )


def _counted(own: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """Of each event that only counts tell of, the first of them with a point."""
    alone = own[own.latitude.notna() & own.longitude.notna() & ~own.key.isin(incidents.entry_id)]
    return alone.drop_duplicates("key")[[*_SHARED, "key"]].assign(kind="", what="")


def _deaths(own: pd.DataFrame, days: int) -> pd.DataFrame:
    """The killed by event: of everybody, or where nobody gives that, the group with the most."""
    killed = own[((own.measure == "killed") & (own.subset == "")).to_numpy()]
    is_all = killed["group"] == "all"
    killed = killed[is_all | ~killed.key.isin(killed.key[is_all])]
    is_plain = ~killed.key.duplicated(keep=False) & (killed.contested_by == "")
    alone = killed[is_plain].assign(contested=False)
    parts = [alone.set_index("key")[_DEATHS], _settled(killed[~is_plain], days)]
    return pd.concat([part for part in parts if len(part)] or parts[:1])


def _settled(killed: pd.DataFrame, days: int) -> pd.DataFrame:
    """The killed of events of which several claims tell."""
    # As if each event were a place of its own: all of them are settled in one go.
    figures = casualties.figures(killed.assign(place_id=killed.key), days)
    ranks = figures.best.fillna(figures.low).fillna(figures.high).fillna(-1)
    ordered = figures.assign(rank=ranks).sort_values("rank", ascending=False, kind="stable")
    return ordered.drop_duplicates("place_id").set_index("place_id")[_DEATHS]


def timed(found: pd.DataFrame) -> pd.DataFrame:
    """The claims with the ``day``, ``last_day`` and ``timing`` of what they tell."""
    begin, end = found.occurred_from, found.occurred_to
    day = begin.where(begin != "", found.speaks_of).str[:10]
    last = end.where(end != "", day).str[:10]
    return found.assign(
        day=day.astype(object),
        last_day=last.where(last > day, day).astype(object),
        timing=np.select(
            [(begin == "") & (end == ""), begin == "", last > day, begin.str.contains("T")],
            [REPORT, BY, DAYS, HOUR],
            DAY,
        ).astype(object),
    )


def with_point(found: pd.DataFrame) -> pd.DataFrame:
    """Those that have a point of their own."""
    return found[found.latitude.notna() & found.longitude.notna()]


def between(found: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Those that can have been on one of the days from first to last (ISO 8601); "" for any."""
    kept = found.day <= last
    return found[kept & (found.last_day >= first)] if first else found[kept]


def gravest_first(found: pd.DataFrame) -> pd.DataFrame:
    """The most killed first, then the gravest kind, then the newest."""
    ranks = found.kind.map({kind: rank for rank, kind in enumerate(KINDS)}).fillna(len(KINDS))
    deaths = found.deaths.fillna(0).to_numpy(dtype="float64")
    # They are in order of time.
    newest = -np.arange(len(found))
    return found.iloc[np.lexsort((newest, ranks.to_numpy(), -deaths))]
