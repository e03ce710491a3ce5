"""Figures of people: what the current claims give as low, best and high, and where they clash."""

from operator import attrgetter
from typing import NamedTuple, Protocol

import pandas as pd

from geo.ranges import RANGE, Ranged, combine_ranges, is_contested
from geo.rows import read_rows, write_rows

KEY = ["place_id", "measure", "group", "subset"]


class Figure(Ranged, Protocol):
    """A row of ``figures``."""

    place_id: str
    measure: str
    group: str
    subset: str
    scope: str
    qualifier: str
    authorities: int
    entry_ids: list[str]


class _Count(NamedTuple):
    place_id: str
    measure: str
    group: str
    subset: str
    low: int | None
    best: int | None
    high: int | None
    place: str
    scope: str
    qualifier: str
    authority: str
    entry_id: str
    reported_at: pd.Timestamp


def figures(claims: pd.DataFrame) -> pd.DataFrame:
    """One row per place, measure, group and subset over current casualty claims (UCDP's range).

    low: the least number that a claim gives; high: the greatest, empty as soon as one claim is
    open above ('over 60'); best: the one reported last, empty where the figure is contested.
    Empty is unknown, never zero. Figures are never added up. ``contested``: two authorities give
    ranges that do not overlap. ``entry_ids``: the claims, in order of reporting.
    """
    groups: dict[tuple, list[_Count]] = {}
    for claim in sorted(read_rows(claims, _Count), key=attrgetter("reported_at", "entry_id")):
        # Two unlocated places are not one place.
        unlocated = "" if claim.place_id else claim.place
        groups.setdefault((*claim[: len(KEY)], unlocated), []).append(claim)
    rows = [(*key[:-1], *_combine(group)) for key, group in sorted(groups.items())]
    return write_rows(rows, _TYPES)


_TYPES = {
    **dict.fromkeys(KEY, "object"),
    **dict.fromkeys(RANGE, "Int64"),
    "scope": "object",
    "qualifier": "object",
    "contested": "bool",
    "authorities": "int64",
    "entry_ids": "object",
}


def _combine(claims: list[_Count]) -> tuple:
    ranges = [(claim.low, claim.best, claim.high) for claim in claims]
    authorities = [claim.authority for claim in claims]
    contested = is_contested(authorities, ranges)
    qualifiers = dict.fromkeys(claim.qualifier for claim in claims if claim.qualifier)
    return (
        *combine_ranges(ranges, contested),
        claims[-1].scope,
        ", ".join(qualifiers),
        contested,
        len(set(authorities)),
        [claim.entry_id for claim in claims],
    )
