"""Figures of events of which one claim each tells: nearly all rows of a database of events.

Nothing has to be weighed between claims there, so they are counted and summed up column by column.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from geo.ranges import RANGE

_PEOPLE = ["place_id", "measure", "group", "subset", "since"]
CLASHES = ["contested_by", "exceeds", "exceeded_by"]


class Coded(NamedTuple):
    """Of claims on people, in order of reporting, what no moment changes: texts as whole numbers.

    Whatever has the same ``people``, ``event`` of theirs or ``group``, which adds the collection,
    has the same number; those of ``group`` and ``speaks_of`` are in the order of what they stand
    for. ``is_other``: of another kind than events at known places that are not judged unlikely.
    """

    people: np.ndarray
    event: np.ndarray
    group: np.ndarray
    speaks_of: np.ndarray
    authority: np.ndarray
    is_other: np.ndarray
    is_qualified: np.ndarray
    low: np.ndarray
    best: np.ndarray
    high: np.ndarray

    def take(self, rows: np.ndarray) -> "Coded":
        """Those of some rows."""
        return Coded(*(column[rows] for column in self))


def code(claims: pd.DataFrame) -> Coded:
    """The claims of a frame, which may be those of every moment."""
    people = _codes([claims[name] for name in _PEOPLE])
    event = claims.event.where(claims.event != "", claims.entry_id)
    is_other = (claims.counts != "event") | (claims.place_id == "")
    is_other |= claims.certainty == "Unlikely"
    group = _codes([people, claims.collection])
    bounds = (claims[name].to_numpy(dtype="float64", na_value=np.nan) for name in RANGE)
    return Coded(
        people,
        _codes([people, event], is_sorted=False),
        group.astype(np.min_scalar_type(len(group))),
        _codes([claims.speaks_of]),
        _codes([claims.authority], is_sorted=False),
        is_other.to_numpy(),
        (claims.qualifier != "").to_numpy(),
        *bounds,
    )


def are_plain(coded: Coded, is_clashing: np.ndarray) -> np.ndarray:
    """The claims on people of whom every claim is the only one about an event of its own.

    None of these disputes another or does not fit it, and none is judged unlikely.
    """
    is_shared = np.bincount(coded.event)[coded.event] > 1
    is_other = coded.is_other | is_shared | is_clashing
    return ~(np.bincount(coded.people, is_other) > 0)[coded.people]


def figures(claims: pd.DataFrame, rows: np.ndarray, coded: Coded) -> list[tuple]:
    """The rows of ``casualties.figures`` for claims that ``are_plain``, in their order.

    ``rows`` says where they stand in ``claims``, ``coded`` is theirs.
    """
    if not len(rows):
        return []
    # Of small numbers that is no sorting, but counting.
    order = np.argsort(coded.group, kind="stable")
    rows, coded = rows[order], coded.take(order)
    begins = np.flatnonzero(np.append(True, coded.group[1:] != coded.group[:-1]))
    number = np.diff(np.append(begins, len(rows)))
    first, last = rows[begins], rows[begins + number - 1]
    collection = claims.collection.to_numpy()[first]
    is_sum = (number == 1) | (collection != "")
    bounds = [np.where(is_sum, one, np.nan) for one in _sums(coded, begins, number)]
    found = zip(
        *(claims[name].to_numpy()[first] for name in _PEOPLE),
        ["event"] * len(begins),
        collection,
        *(_whole_numbers(one) for one in bounds),
        _latest(claims.speaks_of.to_numpy()[rows], coded.speaks_of, begins),
        number.tolist(),
        claims.scope.to_numpy()[last],
        _qualifiers(claims.qualifier.to_numpy()[rows], coded.is_qualified, begins),
        _different(coded.authority, begins),
        _lists(claims.entry_id.to_numpy()[rows], begins),
        strict=True,
    )
    return list(map(_row, found))


def _row(cells: Sequence) -> tuple:
    """With that nothing is contested, and that nothing is history or does not fit."""
    *first, qualifier, authorities, entry_ids = cells
    return (*first, qualifier, False, authorities, [], [], entry_ids, [], [])


def in_order(claims: pd.DataFrame) -> pd.DataFrame:
    """In order of reporting, as those of a dataset are already."""
    # As numbers: with a zone each moment would become an object of its own.
    at, ids = claims.reported_at.array.asi8, claims.entry_id.to_numpy()
    is_sorted = (at[:-1] < at[1:]) | ((at[:-1] == at[1:]) & (ids[:-1] <= ids[1:]))
    return claims if is_sorted.all() else claims.sort_values(["reported_at", "entry_id"])


def _codes(columns: Sequence[pd.Series | np.ndarray], is_sorted: bool = True) -> np.ndarray:
    """A number for each row, the same where all cells are; sorted, in the order of the cells."""
    found = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, values = pd.factorize(column, sort=is_sorted)
        found, _ = pd.factorize(found * (len(values) + 1) + own, sort=is_sorted)
    return found


def _sums(
    rows: Coded, begins: np.ndarray, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``ranges.add_up`` of each group; NaN for what is not known."""
    low, best, high = rows.low, rows.best, rows.high
    floors, tops = np.where(np.isnan(low), best, low), np.where(np.isnan(high), best, high)
    is_settled = _known(best, begins) == number
    gives_low = ~is_settled | (_known(low, begins) > 0)
    gives_high = (_known(high, begins) > 0) & (_known(tops, begins) == number)
    return (
        np.where(gives_low & (_known(floors, begins) > 0), _total(floors, begins), np.nan),
        np.where(is_settled, _total(best, begins), np.nan),
        np.where(gives_high, _total(tops, begins), np.nan),
    )


def _known(values: np.ndarray, begins: np.ndarray) -> np.ndarray:
    return np.add.reduceat((~np.isnan(values)).astype(np.int64), begins)


def _total(values: np.ndarray, begins: np.ndarray) -> np.ndarray:
    return np.add.reduceat(np.nan_to_num(values), begins)


def _whole_numbers(values: np.ndarray) -> list[int | None]:
    return [None if value != value else int(value) for value in values.tolist()]


def _latest(texts: np.ndarray, codes: np.ndarray, begins: np.ndarray) -> list[str]:
    """The last text of each group; ``codes`` are in the order of the texts."""
    last = np.repeat(np.maximum.reduceat(codes, begins), np.diff(np.append(begins, len(codes))))
    rows = np.flatnonzero(codes == last)
    return texts[rows[np.searchsorted(rows, begins)]].tolist()


def _different(codes: np.ndarray, begins: np.ndarray) -> list[int]:
    """How many different ones a group has."""
    group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(codes))))
    many = codes.max() + 1
    pairs = pd.unique(group * many + codes)
    return np.bincount(pairs // many, minlength=len(begins)).tolist()


def _lists(texts: np.ndarray, begins: np.ndarray) -> list[list[str]]:
    cells = texts.tolist()
    return [cells[begin:end] for begin, end in pairwise([*begins.tolist(), len(cells)])]


def _qualifiers(texts: np.ndarray, is_given: np.ndarray, begins: np.ndarray) -> list[str]:
    """The words of a group for its precision, each once."""
    if not is_given.any():
        return [""] * len(begins)
    return [", ".join(filter(None, dict.fromkeys(one))) for one in _lists(texts, begins)]
