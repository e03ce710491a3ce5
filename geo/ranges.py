"""Ranges of numbers: low, best and high as UCDP has them; None where nobody gives one."""

from collections.abc import Sequence
from itertools import product
from typing import Protocol

import pandas as pd

RANGE = ["low", "best", "high"]


Range = tuple[int | None, int | None, int | None]


class Ranged(Protocol):
    """A row that gives a range of people; ``contested`` where claims do not agree on it."""

    low: int | None
    best: int | None
    high: int | None
    contested: bool


def combine_ranges(ranges: list[Range], contested: bool) -> Range:
    """The hull of ranges in order of reporting; keeps low <= best <= high."""
    given = [known(one) for one in ranges]
    given = [one for one in given if any(value is not None for value in one)]
    bests = list(dict.fromkeys(best for _, best, _ in given if best is not None))
    settled = bests and not contested
    best = next((one[1] for one in reversed(given) if one[1] is not None), None)
    gives_low = any(low is not None for low, _, _ in given)
    floors = [low if low is not None else best for low, best, _ in given]
    tops = [high if high is not None else best for _, best, high in given]
    low = min((floor for floor in floors if floor is not None), default=None)
    highest = [top for top in tops if top is not None]
    bounded = bool(tops) and len(highest) == len(tops)
    gives_high = any(high is not None for _, _, high in given)
    return (
        low if gives_low or len(bests) > 1 else None,
        best if settled else None,
        max(highest) if bounded and (gives_high or len(bests) > 1) else None,
    )


def known(values: Sequence[int | None]) -> Range:
    """The bounds as whole numbers; None for what is missing, whatever a frame has for it."""
    low, best, high = (None if value is None or pd.isna(value) else int(value) for value in values)
    return low, best, high


def said(bounds: Range) -> Range:
    """What a reader is told of a range: its ends, and the best only where there is neither."""
    low, best, high = bounds
    return low, best if low is None and high is None else None, high


def exactly(number: int) -> Range:
    """The range of a number that is counted."""
    return number, number, number


def is_contested(authorities: Sequence[str], ranges: Sequence[Range]) -> bool:
    """Whether two authorities give ranges with no number in common; open ends reach everywhere."""
    spans = {(who, *_span(values)) for who, values in zip(authorities, ranges, strict=True)}
    return any(
        one != other and top < floor
        for (one, _, top), (other, floor, _) in product(spans, repeat=2)
    )


def _span(values: Range) -> tuple[float, float]:
    low, best, high = known(values)
    floor = low if low is not None else best
    top = high if high is not None else best
    return (float("-inf") if floor is None else floor, float("inf") if top is None else top)


def level(low: int | None, best: int | None, high: int | None) -> int | None:
    """The one number at which a range is drawn: the best, else the low, else the high."""
    return next((one for one in known((best, low, high)) if one is not None), None)


def reach(low: int | None, best: int | None, high: int | None) -> str:
    """Which ends a range has: a number alone is 'about', one end alone is open at the other."""
    has_low, has_high = not pd.isna(low), not pd.isna(high)
    if has_low and has_high:
        return "exact" if low == high else "between"
    if has_low or has_high:
        return "at least" if has_low else "at most"
    return "about"
