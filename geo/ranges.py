"""Ranges of numbers: low, best and high as UCDP has them; None where nobody gives one."""

from collections.abc import Sequence
from typing import Protocol

import pandas as pd

RANGE = ["low", "best", "high"]


Range = tuple[int | None, int | None, int | None]
UNKNOWN: Range = (None, None, None)


class Ranged(Protocol):
    """A row that gives a range of people; ``contested`` where claims do not agree on it."""

    low: int | None
    best: int | None
    high: int | None
    contested: bool


def known(values: Sequence[int | None]) -> Range:
    """The bounds as whole numbers; None for what is missing, whatever a frame has for it."""
    low, best, high = values
    return _bound(low), _bound(best), _bound(high)


def _bound(value: int | None) -> int | None:
    # Nearly all are one or the other, and pandas takes its time to see that they are.
    if value is None or type(value) is int:
        return value
    return None if pd.isna(value) else int(value)


def said(bounds: Range) -> Range:
    """What a reader is told of a range: its ends, and the best only where there is neither."""
    low, best, high = bounds
    return low, best if low is None and high is None else None, high


def exactly(number: int) -> Range:
    """The range of a number that is counted."""
    return number, number, number


def floor(bounds: Range) -> int | None:
    """The least that a range leaves possible: its low, else its best; None where it is open."""
    low, best, _ = bounds
    return best if low is None else low


def top(bounds: Range) -> int | None:
    """The most that a range leaves possible: its high, else its best; None where it is open."""
    _, best, high = bounds
    return best if high is None else high


def exceeds(one: Range, other: Range) -> bool:
    """Whether even the least of one range is more than the most of the other."""
    least, most = floor(one), top(other)
    return least is not None and most is not None and least > most


def meet(one: Range, other: Range) -> bool:
    """Whether two ranges have a number in common; open ends reach everywhere."""
    return not (exceeds(one, other) or exceeds(other, one))


def width(bounds: Range) -> float:
    """How far a range reaches, endless where it is open at an end."""
    least, most = floor(bounds), top(bounds)
    return float("inf") if least is None or most is None else most - least


def add_up(ranges: Sequence[Range]) -> Range:
    """The range of a sum; what is not known of one addend leaves the sum open at that end.

    >>> add_up([(1, 1, 1), (2, 3, 5)]), add_up([(1, 1, 1), (2, None, None)])
    ((3, 4, 6), (3, None, None))
    """
    bests = [best for _, best, _ in ranges]
    settled = bool(bests) and None not in bests
    floors = [one for one in map(floor, ranges) if one is not None]
    tops = [one for one in map(top, ranges) if one is not None]
    gives_low = not settled or any(low is not None for low, _, _ in ranges)
    gives_high = any(high is not None for _, _, high in ranges)
    return (
        sum(floors) if floors and gives_low else None,
        sum(best for best in bests if best is not None) if settled else None,
        sum(tops) if gives_high and len(tops) == len(ranges) else None,
    )


def level(low: int | None, best: int | None, high: int | None) -> int | None:
    """The one number at which a range is drawn: the best, else the low, else the high."""
    best, low, high = known((best, low, high))
    return best if best is not None else low if low is not None else high


def reach(low: int | None, best: int | None, high: int | None) -> str:
    """Which ends a range has: a number alone is 'about', one end alone is open at the other."""
    has_low, has_high = not pd.isna(low), not pd.isna(high)
    if has_low and has_high:
        return "exact" if low == high else "between"
    if has_low or has_high:
        return "at least" if has_low else "at most"
    return "about"
