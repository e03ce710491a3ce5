"""Tolls of a part that are larger than those of its whole, of about the same day or a later one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from math import inf
from typing import NamedTuple

import pandas as pd

from geo.dataset.issues import Issue
from geo.dataset.messages import until
from geo.ranges import UNKNOWN, Range, exceeds, floor, known, top
from geo.rows import as_they_are, read_rows, split

# Whom a group is part of, beside everybody.
WIDER = {"police": "security_forces", "military": "security_forces"}
# Of these the number of a day before may be higher, and that of a whole period is.
_PASSING = ("hospitalised", "missing")
# Who is counted among these is so for good: of a later day the whole may only be larger.
_FOR_GOOD = ("killed",)
_ADVICE = "Compare both with their sources: correct one, or let one dispute the other."


class _Toll(NamedTuple):
    entry_id: str
    line: int
    place_id: str
    scope: str
    admin1: str
    measure: str
    group: str
    subset: str
    since: str
    low: int | None
    best: int | None
    high: int | None
    counts: str
    message: str
    speaks_of: str
    reported_at: pd.Timestamp
    until: pd.Timestamp
    disputed_by: str

    @property
    def bounds(self) -> Range:
        return known((self.low, self.best, self.high))

    @property
    def day(self) -> date:
        return date.fromisoformat(self.speaks_of[:10])


_SHARED = ["entry_id", "line", "place_id", "scope", "admin1", "message", "speaks_of",
           "reported_at", "superseded_at", "retracted_at", "disputed_by"]  # fmt: skip
_People = tuple[str, str, str, str, str]  # place_id, measure, group, subset, since
_Pair = tuple[_Toll, _Toll]  # the part, the whole


class _Series:
    """The tolls of the same people, by the day that they are as of."""

    def __init__(self, tolls: Iterable[_Toll]) -> None:
        self.tolls = sorted(tolls, key=lambda one: one.day)
        self._days = [one.day for one in self.tolls]
        tops = (top(one.bounds) for one in reversed(self.tolls))
        least = accumulate((inf if most is None else most for most in tops), min)
        self._least = list(least)[::-1]

    def of(self, first: date, last: date) -> list[_Toll]:
        """Those as of the days from one to another."""
        return self.tolls[bisect_left(self._days, first) : self._end(last)]

    def below(self, toll: _Toll) -> list[_Toll]:
        """Those as of its day or of a later one, if any of them can be smaller."""
        start = bisect_left(self._days, toll.day)
        is_any = start < len(self.tolls) and self._least[start] < (floor(toll.bounds) or 0)
        return self.tolls[start:] if is_any else []

    def _end(self, last: date) -> int:
        return bisect_left(self._days, last + timedelta(days=1))


_All = Mapping[_People, _Series]
_NONE = _Series(())


def link_parts(
    claims: pd.DataFrame, details: pd.DataFrame, places: pd.DataFrame, days: int
) -> tuple[pd.DataFrame, list[Issue]]:
    """Adds ``exceeds``, the wholes that a toll is larger than, and ``exceeded_by``, | between.

    Compares the tolls of casualties that stand at one time, the part no more than ``days`` older
    than its whole, and never younger; a part of the killed however much older. Warns of each pair
    of about the same day; a later whole may have been counted anew. One that disputes the other is
    no such pair.
    """
    pairs = list(_misfits(_tolls(claims, details), places, days))
    wholes: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    for part, whole in pairs:
        wholes.setdefault(part.entry_id, []).append(whole.entry_id)
        parts.setdefault(whole.entry_id, []).append(part.entry_id)
    linked = claims.assign(exceeds=_column(claims, wholes), exceeded_by=_column(claims, parts))
    near = timedelta(days=days)
    return linked, [_warn(*pair) for pair in pairs if pair[1].day - pair[0].day <= near]


def _tolls(claims: pd.DataFrame, details: pd.DataFrame) -> list[_Toll]:
    rows = claims.loc[(claims.table == "casualties") & (claims.message != "Cancel"), _SHARED]
    own = details.reindex(rows.entry_id).set_axis(rows.index)
    is_toll = (own.counts != "event") & (rows.place_id != "")
    rows, own = rows[is_toll], own[is_toll]
    rows = rows.assign(until=until(rows))
    tolls = read_rows(pd.concat([rows, own[own.columns.difference(rows.columns)]], axis=1), _Toll)
    return [one for one in tolls if one.bounds != UNKNOWN]


def _misfits(tolls: Iterable[_Toll], places: pd.DataFrame, days: int) -> Iterator[_Pair]:
    tolls = list(tolls)
    groups: dict[_People, list[_Toll]] = {}
    for one in tolls:
        people = one.place_id, one.measure, one.group, one.subset, one.since
        groups.setdefault(people, []).append(one)
    series = {people: _Series(group) for people, group in groups.items()}
    above = _above(places)
    for part in tolls:
        for people in _wholes(part, above.get(part.place_id, ())):
            for whole in _held_against(series.get(people, _NONE), part, days):
                if exceeds(part.bounds, whole.bounds) and _go_together(part, whole):
                    yield part, whole
    yield from _sums(series)


def _above(places: pd.DataFrame) -> Mapping[str, list[str]]:
    """For each place its region and its country, where the dataset has them."""
    rows = read_rows(places, ["place_id", "kind", "admin1", "country"])
    countries = {row.country: row.place_id for row in rows if row.kind == "country"}
    regions = {(row.country, row.admin1): row.place_id for row in rows if row.kind == "region"}
    found = {}
    for row in rows:
        wider = [countries.get(row.country)] if row.kind != "country" else []
        if row.kind not in ("country", "region"):
            wider.append(regions.get((row.country, row.admin1)))
        found[row.place_id] = [one for one in wider if one]
    return found


def _wholes(part: _Toll, above: Iterable[str]) -> Iterator[_People]:
    """Everybody whom the people of a toll are part of."""
    groups = dict.fromkeys((part.group, WIDER.get(part.group, "all"), "all"))
    spans_periods = part.measure in _PASSING and part.subset
    people = [] if spans_periods else [(group, "") for group in groups]
    if part.subset:
        people.append((part.group, part.subset))
    for place_id in (part.place_id, *above):
        for group, subset in people:
            if (place_id, group, subset) != (part.place_id, part.group, part.subset):
                yield place_id, part.measure, group, subset, part.since


def _held_against(wholes: _Series, part: _Toll, days: int) -> list[_Toll]:
    """The tolls that a part may not be larger than: of its day, of few days later, or of any."""
    if part.measure in _FOR_GOOD:
        return wholes.below(part)
    ahead = 0 if part.measure in _PASSING else days
    return wholes.of(part.day, part.day + timedelta(days=ahead))


def _go_together(one: _Toll, other: _Toll) -> bool:
    """Whether two claims stand at one time, and neither is said to dispute the other."""
    apart = one.until <= other.reported_at or other.until <= one.reported_at
    return not apart and other.entry_id not in split(one.disputed_by)


def _sums(series: _All) -> Iterator[_Pair]:
    """Civilians and security forces of one day and place, together more than everybody."""
    for (place_id, measure, group, subset, since), everybody in series.items():
        if (group, subset) == ("all", ""):
            civilians, forces = (
                series.get((place_id, measure, part, "", since), _NONE)
                for part in ("civilians", "security_forces")
            )
            for whole in everybody.tolls:
                same_day = (part.of(whole.day, whole.day) for part in (civilians, forces))
                yield from _sum_above(whole, *same_day)


def _sum_above(
    whole: _Toll, civilians: Iterable[_Toll], forces: Iterable[_Toll]
) -> Iterator[_Pair]:
    parts = [_largest(whole, some) for some in (civilians, forces)]
    known_parts = [one for one in parts if one]
    least = sum(floor(one.bounds) or 0 for one in known_parts)
    most = top(whole.bounds)
    if len(known_parts) < len(parts) or most is None or least <= most:
        return
    if not any(exceeds(one.bounds, whole.bounds) for one in known_parts):
        yield from ((one, whole) for one in known_parts)


def _largest(whole: _Toll, parts: Iterable[_Toll]) -> _Toll | None:
    fitting = [one for one in parts if _go_together(one, whole)]
    return max(fitting, key=lambda one: floor(one.bounds) or 0, default=None)


def _warn(part: _Toll, whole: _Toll) -> Issue:
    problem = (
        f"{_people(part)} are more than the whole that they are part of, "
        f"{_people(whole)} by {whole.entry_id}"
    )
    if not exceeds(part.bounds, whole.bounds):
        problem = (
            "Civilians and security forces together are more than everybody, "
            f"{_people(whole)} by {whole.entry_id}"
        )
    return Issue("warning", "casualties", int(part.line), "low", part.entry_id, f"{problem}.",
                 _ADVICE)  # fmt: skip


def _people(toll: _Toll) -> str:
    number = floor(toll.bounds)
    number = top(toll.bounds) if number is None else number
    whom = ", ".join(filter(None, (toll.group, toll.subset, toll.place_id)))
    return f"{number:,} {toll.measure} ({whom})"


def _column(claims: pd.DataFrame, named: Mapping[str, list[str]]) -> pd.Series:
    cells = {one: "|".join(dict.fromkeys(ids)) for one, ids in named.items()}
    return as_they_are([cells.get(one, "") for one in claims.entry_id.tolist()], claims.index)
