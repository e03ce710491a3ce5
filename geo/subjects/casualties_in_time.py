"""How a figure of people came to be known: its claims one after the other, and what stood when."""

from collections.abc import Iterable, Mapping, Set
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from geo.ledger import CURRENT, LOCAL, RETRACTED, Hours, breadth, lifetime
from geo.ranges import RANGE, level, reach
from geo.rows import read_rows, split, write_rows
from geo.subjects import casualties
from geo.subjects.casualties import Counted
from geo.words.numbers import range_in_words

KEY = ["measure", "group", "subset", "since", "counts", "collection"]
_MOMENT = "datetime64[us, UTC]"
_STEPS = {
    **dict.fromkeys(KEY, "object"),
    **dict.fromkeys(["begins", "ends"], _MOMENT),
    **dict.fromkeys(RANGE, "Int64"),
    "as_of": "object",
    "events": "Int64",
    "contested": "bool",
    "rivals": "object",
    "level": "Int64",
    "entry_ids": "object",
}
# What makes a spell another one.
_BASIS = [*RANGE, "as_of", "events", "contested", "rivals", "entry_ids"]


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


def steps(
    claims: pd.DataFrame,
    until: pd.Timestamp,
    days: int = 1,
    others: Mapping[str, Any] = MappingProxyType({}),
    hours: Hours = "all",
) -> pd.DataFrame:
    """What stood from when to when, for the casualty claims of one place that are known by
    ``until`` (UTC).

    One row per measure, group, subset, kind of count and spell in which the same claims stand,
    half-open, with what ``casualties.figures`` gives over what was known at any moment of the
    spell, and the ``level`` of a figure that is not contested; the last spell ends at ``until``.
    Where no claim stands there is no row: unknown is not zero. ``others`` are rows of claims, by
    entry_id, that those of the place may dispute. What was reported on a day without an hour was
    known at its end; on the day of ``until`` itself from its begin, if such ``hours`` count.
    """
    numbered = claims[claims.message != "Cancel"]
    rows = read_rows(numbered, Counted)
    lives = {one.entry_id: _life(one, until, hours) for one in read_rows(numbered, _LIFE)}
    lives |= {name: _life(row, until, hours) for name, row in others.items()}
    disputed = dict(zip(numbered.entry_id, map(split, numbered.disputed_by), strict=True))
    spells: dict[tuple, list[dict]] = {}
    for begin, end in _turns(lives.values(), until):
        stands = {name for name, life in lives.items() if _is_in(begin, life)}
        known = [_contested(row, disputed, stands) for row in rows if row.entry_id in stands]
        for figure in casualties.settled(known, days):
            named = dict(zip(casualties.COLUMNS, figure, strict=True))
            _prolong(spells.setdefault(tuple(named[name] for name in KEY), []), named, begin, end)
    found = [spell for key in sorted(spells, key=_tolls_first) for spell in spells[key]]
    return write_rows(([row[name] for name in _STEPS] for row in found), _STEPS)


def _tolls_first(key: tuple) -> tuple:
    *people, counts, collection = key
    return *people, counts == casualties.EVENT, collection


_Span = tuple[pd.Timestamp, pd.Timestamp]
_LIFE = ["entry_id", *(f"{event}_{which}" for event in ("reported", "superseded", "retracted")
                       for which in ("from", "at"))]  # fmt: skip


def _life(claim: Any, until: pd.Timestamp, hours: Hours) -> _Span:
    sure, perhaps = lifetime(claim, "known"), lifetime(claim, hours)
    begin, end = (one if one <= until else other for one, other in zip(sure, perhaps, strict=True))
    return begin, end


def _is_in(moment: pd.Timestamp, life: _Span) -> bool:
    return life[0] <= moment and not life[1] <= moment


def _turns(lives: Iterable[_Span], until: pd.Timestamp) -> list[_Span]:
    """The spans between the moments at which a claim came or went."""
    moments = {one for life in lives for one in life}
    turns = sorted(moment for moment in moments if moment <= until)
    spans = zip(turns, [*turns[1:], until][: len(turns)], strict=True)
    return [(begin, end) for begin, end in spans if begin < end or end == until]


def _contested(row: Counted, disputed: Mapping[str, list[str]], stands: Set[str]) -> Counted:
    named = [one for one in disputed[row.entry_id] if one in stands]
    return row._replace(contested_by="|".join(named))


def _prolong(spells: list[dict], figure: dict, begin: pd.Timestamp, end: pd.Timestamp) -> None:
    """Adds a figure to the spells of its kind, or lets the last of them last longer."""
    last = spells[-1] if spells else None
    if last and last["ends"] == begin and all(last[name] == figure[name] for name in _BASIS):
        last["ends"] = end
    else:
        bounds = (figure[name] for name in RANGE)
        spells.append({**figure, "begins": begin, "ends": end, "level": level(*bounds)})


def allocations(
    claims: pd.DataFrame,
    places: pd.DataFrame,
    measure: str,
    group: str = "all",
    days: int = 1,
) -> list[dict]:
    """How much of its national figure each authority has itself given by region and city.

    Takes current claims; one ``allocate`` per authority and country, with the ``authority``, the
    ``country`` and the ``entry_ids`` it rests on, those with both a national and a local number
    first. Tolls of different authorities, countries and days are never added.
    """
    rows = claims[(claims.measure == measure) & (claims.group == group) & (claims.subset == "")]
    rows = rows[rows.counts != casualties.EVENT]
    country = rows.place_id.map(places.country)
    found = []
    for (authority, code), own in rows.groupby([rows.authority, country], sort=True):
        split_up = allocate(casualties.figures(own, days), places, measure, group, days)
        ids = list(own.entry_id)
        found.append({"authority": authority, "country": code, **split_up, "entry_ids": ids})
    return sorted(found, key=lambda one: one["national"] is None or not one["by_region"])


def allocate(
    figures: pd.DataFrame, places: pd.DataFrame, measure: str, group: str = "all", days: int = 1
) -> dict:
    """A national best figure, the sum of those known by region, and what no region accounts for.

    A region's own figure stands for all of it; where it has none, those of its cities are added.
    Contested figures have no best number, and figures as of another time than the national one are
    not beside it: these are listed in ``left_out``. Returns national, ``as_of``, allocated,
    remainder (people, None where unknown), by_region, left_out.
    """
    rows = figures[(figures.measure == measure) & (figures.group == group) & (figures.subset == "")]
    rows = rows.assign(admin1=rows.place_id.map(places.admin1))
    national = rows[(rows.scope == "country") & rows.best.notna()]
    total = int(national.best.iloc[0]) if len(national) == 1 else None
    as_of = max(rows.as_of if total is None else national.as_of, default="")
    local = rows[rows.scope.map(breadth).isin([breadth("region"), LOCAL])]
    is_near = [_is_beside(one, as_of, days) for one in local.as_of]
    beside = local.best.notna() & pd.Series(is_near, local.index, dtype=bool)
    by_region = {
        admin1: int(part[part.scope.map(breadth) == part.scope.map(breadth).min()].best.sum())
        for admin1, part in local[beside].groupby("admin1")
    }
    allocated = sum(by_region.values())
    return {
        "national": total,
        "as_of": as_of,
        "allocated": allocated,
        "remainder": None if total is None else total - allocated,
        "by_region": by_region,
        "left_out": list(local[~beside].place_id),
    }


def _is_beside(one: str, other: str, days: int) -> bool:
    first, second = (date.fromisoformat(text[:10]) for text in (one, other))
    return abs((first - second).days) <= days
