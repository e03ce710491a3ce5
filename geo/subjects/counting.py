"""Counts of the same people beside each other: which stand, which are history, which clash."""

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from geo.ranges import UNKNOWN, Range, exceeds, floor, level, top, width
from geo.rows import split

# What a claim must have, beside its numbers, to be one of several counts.
COLUMNS = ["entry_id", "authority", "speaks_of", "reported_from", "reported_at", "contested_by"]


class Count(NamedTuple):
    """What one claim says of some people; ``speaks_of`` is the local day or hour it is as of.

    ``contested_by`` names the claims that stand and cannot be true together with it.
    """

    entry_id: str
    authority: str
    bounds: Range
    speaks_of: str
    reported_from: pd.Timestamp
    reported_at: pd.Timestamp
    contested_by: tuple[str, ...]


def count(row: Any, bounds: Range) -> Count:
    """The count of a row with the COLUMNS."""
    named = tuple(split(row.contested_by))
    return Count(row.entry_id, row.authority, bounds, row.speaks_of, row.reported_from,
                 row.reported_at, named)  # fmt: skip


class Settled(NamedTuple):
    """Counts of the same people: those that stand and those that are history.

    ``rivals`` are the entry_ids of those that cannot be true together, of other figures too;
    ``chosen`` is the one count that is the figure, None where it is contested or has no number.
    """

    standing: tuple[Count, ...]
    history: tuple[Count, ...]
    rivals: tuple[str, ...]
    chosen: Count | None


class Rival(NamedTuple):
    """One of the claims of which a contested figure consists.

    ``measure``, ``group``, ``subset`` and ``since`` say whom it counts, who may be others;
    ``place`` is where, if not where the figure does, and ``publisher`` who carried it, where one
    authority is behind several of them. ``unlikely``: so it is judged; ``in_doubt``: it is, or it
    befell those people by no claim that is likelier.
    """

    entry_id: str
    bounds: Range
    authority: str
    as_of: str
    measure: str = ""
    group: str = ""
    subset: str = ""
    place: str = ""
    publisher: str = ""
    since: str = ""
    unlikely: bool = False
    in_doubt: bool = False


def bounds_of(settled: Settled) -> Range:
    """The range of the count that is the figure."""
    return settled.chosen.bounds if settled.chosen else UNKNOWN


def figures_of(settled: Settled) -> list[Count]:
    """The count that is the figure, or those of the same people that are its rivals."""
    if settled.chosen:
        return [settled.chosen]
    return [one for one in settled.standing if one.entry_id in settled.rivals]


def lasting(counts: Sequence[Count]) -> list[Count]:
    """The latest number of each authority; several where none is later than the others."""
    own: dict[str, list[Count]] = {}
    for one in _numbered(counts) or counts:
        own.setdefault(one.authority, []).append(one)
    return [one for group in own.values() for one in _latest(group)]


def past(counts: Sequence[Count], days: int) -> set[str]:
    """Those that are history, and so stand against nothing else that is said.

    A later number of their own authority has taken their place; or they are of more than ``days``
    before the newest, and none of those that are not disputes them.
    """
    if len(counts) < 2:
        return set()
    last = _candidates(counts)
    newest = max(map(_day, lasting(counts)))
    near = {one.entry_id for one in last if (newest - _day(one)).days <= days}
    kept = {one.entry_id for one in last if not near.isdisjoint(one.contested_by)}
    return {one.entry_id for one in counts} - near - kept


def _candidates(counts: Sequence[Count]) -> list[Count]:
    """The latest number of each authority, and what was told without one."""
    last = lasting(counts)
    return [*last, *(one for one in counts if one.bounds == UNKNOWN and one not in last)]


def settle(counts: Sequence[Count], days: int, gone: Set[str] = frozenset()) -> Settled:
    """What counts of the same people come to.

    Each authority's latest stands, but for those of more than ``days`` before the newest; those
    contested by a claim that is not history stand in any case: neither in its own figure (see
    ``past``) nor in another, which ``gone`` names.
    """
    if len(counts) == 1 and not counts[0].contested_by:  # as nearly all are
        return Settled(tuple(counts), (), (), _choose(counts))
    last = lasting(counts)
    newest = max(map(_day, last))
    gone = gone | past(counts, days)
    near = [one for one in last if (newest - _day(one)).days <= days]
    disputed = [one for one in _candidates(counts)
                if one.entry_id not in gone and not gone >= set(one.contested_by)]  # fmt: skip
    rivals = _rivals(near, disputed, gone)
    # Without a clash an earlier day's number has become history.
    same = near if rivals else [one for one in near if _day(one) == newest]
    wordy = [one for one in counts if one.bounds == UNKNOWN and (newest - _day(one)).days <= days]
    stands = {one.entry_id for one in (*same, *disputed, *wordy)}
    return Settled(
        tuple(one for one in counts if one.entry_id in stands),
        tuple(one for one in counts if one.entry_id not in stands),
        rivals,
        None if rivals else _choose(near),
    )


def _numbered(counts: Iterable[Count]) -> list[Count]:
    return [one for one in counts if one.bounds != UNKNOWN]


def _latest(counts: Sequence[Count]) -> Sequence[Count]:
    """Those of the newest as-of, of these the last reported; unknown hours order none."""
    newest = _last(counts, lambda one: one.speaks_of, lambda one: f"{one.speaks_of}~")
    return _last(newest, lambda one: one.reported_from, lambda one: one.reported_at)


def _last(
    counts: Sequence[Count], begin: Callable[[Count], Any], end: Callable[[Count], Any]
) -> Sequence[Count]:
    """Those after whose end no other begins."""
    newest = max(map(begin, counts))
    return [one for one in counts if end(one) >= newest]


def _day(count: Count) -> date:
    return date.fromisoformat(count.speaks_of[:10]) if count.speaks_of else date.min


def _rivals(near: Sequence[Count], disputed: Sequence[Count], gone: Set[str]) -> tuple[str, ...]:
    """Those of two authorities that clash, and those that are disputed, the newest first."""
    clashing = {
        entry_id
        for one, other in combinations(near, 2)
        if one.authority != other.authority and _clash(one, other)
        for entry_id in (one.entry_id, other.entry_id)
    }
    clashing |= {one.entry_id for one in disputed}
    own = {one.entry_id: one for one in (*near, *disputed) if one.entry_id in clashing}
    newest = sorted(own.values(), key=_order, reverse=True)
    others = (named for one in disputed for named in one.contested_by if named not in gone)
    return tuple(dict.fromkeys((*(one.entry_id for one in newest), *others)))


def _clash(one: Count, other: Count) -> bool:
    """Whether two counts cannot both be true: a number of a later day may be higher, not lower."""
    if _day(one) > _day(other):
        one, other = other, one
    is_same_day = _day(one) == _day(other)
    return exceeds(one.bounds, other.bounds) or (is_same_day and exceeds(other.bounds, one.bounds))


def _order(count: Count) -> tuple[str, pd.Timestamp, str]:
    return count.speaks_of, count.reported_at, count.entry_id


def _choose(counts: Sequence[Count]) -> Count | None:
    """The newest, then the one reported last; of several the most precise, then the highest.

    Of the same number said twice, the one that gives both its ends: '3', not 'about 3'.
    """
    numbered = _numbered(counts)
    if not numbered:
        return None
    last = min(
        _latest(numbered),
        key=lambda one: (width(one.bounds), -(level(*one.bounds) or 0), one.entry_id),
    )
    same = [
        one for one in numbered
        if _span(one.bounds) == _span(last.bounds) and one.speaks_of == last.speaks_of
    ]  # fmt: skip
    return min(same, key=lambda one: (one.bounds.count(None), one is not last, one.entry_id))


def _span(bounds: Range) -> tuple[int | None, int | None]:
    return floor(bounds), top(bounds)
