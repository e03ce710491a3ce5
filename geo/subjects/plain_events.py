"""Figures of events of which one claim each tells: nearly all rows of a database of events.

Nothing has to be weighed between claims there, so they are counted and summed up column by column.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from geo.ranges import RANGE

_PEOPLE = ["place_id", "measure", "group", "subset", "since"]
_CLASHES = ["contested_by", "exceeds", "exceeded_by"]


def are_plain(claims: pd.DataFrame) -> pd.Series:
    """The casualty claims on people of whom every claim is the only one about an event of its own.

    None of these disputes another or does not fit it, and none is judged unlikely.
    """
    people = _codes([claims[name] for name in _PEOPLE])
    event = claims.event.where(claims.event != "", claims.entry_id)
    is_other = (claims.counts != "event") | (claims.place_id == "")
    is_other |= claims.certainty == "Unlikely"
    is_other |= pd.Series(_codes([people, event])).duplicated(keep=False).to_numpy()
    for name in _CLASHES:
        is_other |= claims[name] != ""
    with_others = np.bincount(people, is_other.to_numpy(), minlength=len(claims) and 1) > 0
    return pd.Series(~with_others[people], claims.index, dtype=bool)


def figures(claims: pd.DataFrame) -> list[tuple]:
    """The rows of ``casualties.figures`` for claims that ``are_plain``, in their order."""
    if claims.empty:
        return []
    claims = _in_order(claims)
    names = [*_PEOPLE, "collection"]
    group = _codes([claims[name] for name in names])
    order = np.argsort(group, kind="stable")
    begins = np.flatnonzero(np.diff(group[order], prepend=-1))
    rows = claims.iloc[order]
    number = np.diff(np.append(begins, len(rows)))
    last = begins + number - 1
    is_sum = (number == 1) | (rows.collection.to_numpy()[begins] != "")
    bounds = [np.where(is_sum, one, np.nan) for one in _sums(rows, begins, number)]
    keys = (rows[name].to_numpy()[begins] for name in _PEOPLE)
    found = zip(
        *keys,
        ["event"] * len(begins),
        rows.collection.to_numpy()[begins],
        *(_whole_numbers(one) for one in bounds),
        _latest(rows.speaks_of, begins),
        number.tolist(),
        rows.scope.to_numpy()[last],
        _qualifiers(rows.qualifier, begins),
        _different(rows.authority, begins),
        _lists(rows.entry_id, begins),
        strict=True,
    )
    return sorted(map(_row, found), key=lambda row: row[: len(_PEOPLE) + 2])


def _row(cells: Sequence) -> tuple:
    """With that nothing is contested, and that nothing is history or does not fit."""
    *first, qualifier, authorities, entry_ids = cells
    return (*first, qualifier, False, authorities, [], [], entry_ids, [], [])


def _in_order(claims: pd.DataFrame) -> pd.DataFrame:
    """In order of reporting, as those of a dataset are already."""
    # As numbers: with a zone each moment would become an object of its own.
    at, ids = claims.reported_at.array.asi8, claims.entry_id.to_numpy()
    is_sorted = (at[:-1] < at[1:]) | ((at[:-1] == at[1:]) & (ids[:-1] <= ids[1:]))
    return claims if is_sorted.all() else claims.sort_values(["reported_at", "entry_id"])


def _codes(columns: Sequence[pd.Series | np.ndarray]) -> np.ndarray:
    """A number for each row, the same where all cells are."""
    found = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, values = pd.factorize(column)
        found, _ = pd.factorize(found * (len(values) + 1) + own)
    return found


def _sums(
    rows: pd.DataFrame, begins: np.ndarray, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """``ranges.add_up`` of each group; NaN for what is not known."""
    low, best, high = (rows[name].to_numpy(dtype="float64", na_value=np.nan) for name in RANGE)
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


def _latest(texts: pd.Series, begins: np.ndarray) -> list[str]:
    codes, values = pd.factorize(texts, sort=True)
    return values[np.maximum.reduceat(codes, begins)].tolist()


def _different(texts: pd.Series, begins: np.ndarray) -> list[int]:
    """How many different ones a group has."""
    codes, values = pd.factorize(texts)
    group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(codes))))
    pairs = np.unique(group * len(values) + codes)
    return np.bincount(pairs // len(values), minlength=len(begins)).tolist()


def _lists(texts: pd.Series, begins: np.ndarray) -> list[list[str]]:
    cells = texts.tolist()
    return [cells[begin:end] for begin, end in pairwise([*begins.tolist(), len(cells)])]


def _qualifiers(texts: pd.Series, begins: np.ndarray) -> list[str]:
    """The words of a group for its precision, each once."""
    if not (texts != "").any():
        return [""] * len(begins)
    return [", ".join(filter(None, dict.fromkeys(one))) for one in _lists(texts, begins)]
