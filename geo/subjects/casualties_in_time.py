"""How a figure of people came to be known: its claims one after the other, and what stood when."""

from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from geo.ledger import CURRENT, LOCAL, RETRACTED, breadth
from geo.ranges import RANGE, combine_ranges, is_contested, level, reach
from geo.rows import read_rows, write_rows
from geo.subjects import casualties
from geo.words.numbers import range_in_words

KEY = ["measure", "group", "subset"]
_MOMENT = "datetime64[us, UTC]"
_STEPS = {
    **dict.fromkeys(KEY, "object"),
    **dict.fromkeys(["begins", "ends"], _MOMENT),
    **dict.fromkeys(RANGE, "Int64"),
    "contested": "bool",
    "level": "Int64",
    "entry_ids": "object",
}


class _Count(NamedTuple):
    measure: str
    group: str
    subset: str
    low: int | None
    best: int | None
    high: int | None
    reported_at: pd.Timestamp
    ended_at: pd.Timestamp
    authority: str
    entry_id: str


def points(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that give a number, in order of reporting, each as one mark of a chart.

    Adds ``level`` (people: best, else low, else high), ``reach`` ('exact', 'between', 'at least',
    'at most' or 'about'), ``words``, and ``ended_at``: when the claim was superseded or retracted,
    NaT while it stands. Takes casualty claims with their ``standing``; retractions have no number.
    """
    shown = claims[(claims.message != "Cancel") & claims[RANGE].notna().any(axis=1)]
    shown = shown.sort_values(["reported_at", "entry_id"], ignore_index=True)
    ranges = read_rows(shown, RANGE)
    ended = shown.superseded_at.mask(shown.standing == RETRACTED, shown.retracted_at)
    return shown.assign(
        level=pd.Series([level(*one) for one in ranges], shown.index, dtype="Int64"),
        reach=pd.Series([reach(*one) for one in ranges], shown.index, dtype=object),
        words=pd.Series([range_in_words(*one) for one in ranges], shown.index, dtype=object),
        ended_at=ended.mask(shown.standing == CURRENT, pd.NaT).astype(_MOMENT),
    )


def steps(claims: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """What stood from when to when, for the casualty claims of one place that are known by
    ``until`` (UTC).

    One row per measure, group, subset and spell in which the same claims stand, half-open, with
    low, best and high (people), ``contested``, ``level`` and ``entry_ids``; the last spell ends at
    ``until``. Equals ``casualties.figures`` over what was known at any moment of the spell. Where
    no claim stands there is no row: unknown is not zero.
    """
    numbered = claims[claims.message != "Cancel"]
    numbered = numbered.assign(ended_at=numbered[["superseded_at", "retracted_at"]].min(axis=1))
    figures: dict[tuple, list[_Count]] = {}
    for claim in sorted(read_rows(numbered, _Count), key=attrgetter("reported_at", "entry_id")):
        figures.setdefault(claim[: len(KEY)], []).append(claim)
    rows = (
        (*key, *spell) for key, group in sorted(figures.items()) for spell in _spells(group, until)
    )
    return write_rows(rows, _STEPS)


def _spells(claims: list[_Count], until: pd.Timestamp) -> list[tuple]:
    """The spells of one figure, between the moments at which a claim came or went."""
    moments = {claim.reported_at for claim in claims} | {claim.ended_at for claim in claims}
    turns = sorted(moment for moment in moments if moment <= until)
    spells = []
    for begin, end in zip(turns, [*turns[1:], until], strict=True):
        standing = [one for one in claims if one.reported_at <= begin and not one.ended_at <= begin]
        if standing and (begin < end or end == until):
            spells.append((begin, end, *_figure(standing)))
    return spells


def _figure(claims: list[_Count]) -> tuple:
    ranges = [(claim.low, claim.best, claim.high) for claim in claims]
    contested = is_contested([claim.authority for claim in claims], ranges)
    combined = combine_ranges(ranges, contested)
    return *combined, contested, level(*combined), [claim.entry_id for claim in claims]


def allocations(
    claims: pd.DataFrame, places: pd.DataFrame, measure: str, group: str = "all"
) -> list[dict]:
    """How much of its national figure each authority has itself given by region and city.

    Takes current claims; one ``casualties.allocate`` per authority, with the ``authority`` and the
    ``entry_ids`` it rests on, those with both a national and a local number first. Figures of
    different authorities are never added.
    """
    rows = claims[(claims.measure == measure) & (claims.group == group) & (claims.subset == "")]
    found = []
    for authority, own in rows.groupby("authority", sort=True):
        split = allocate(casualties.figures(own), places, measure, group)
        found.append({"authority": authority, **split, "entry_ids": list(own.entry_id)})
    return sorted(found, key=lambda one: one["national"] is None or not one["by_region"])


def allocate(figures: pd.DataFrame, places: pd.DataFrame, measure: str, group: str = "all") -> dict:
    """A national best figure, the sum of those known by region, and what no region accounts for.

    A region's own figure stands for all of it; where it has none, those of its cities are added.
    Contested figures have no best number and are listed in ``left_out``. Returns national,
    allocated, remainder (people, None where unknown), by_region, left_out.
    """
    rows = figures[(figures.measure == measure) & (figures.group == group) & (figures.subset == "")]
    rows = rows.assign(admin1=rows.place_id.map(places.admin1))
    national = rows[(rows.scope == "country") & rows.best.notna()].best
    local = rows[rows.scope.map(breadth).isin([breadth("region"), LOCAL])]
    by_region = {
        admin1: int(part[part.scope.map(breadth) == part.scope.map(breadth).min()].best.sum())
        for admin1, part in local[local.best.notna()].groupby("admin1")
    }
    total = int(national.iloc[0]) if len(national) == 1 else None
    allocated = sum(by_region.values())
    return {
        "national": total,
        "allocated": allocated,
        "remainder": None if total is None else total - allocated,
        "by_region": by_region,
        "left_out": list(local[local.best.isna()].place_id),
    }
