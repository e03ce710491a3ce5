"""Rows of a frame as plain Python and back: on small frames far faster than pandas' own ways."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, overload

import numpy as np
import pandas as pd

Row = TypeVar("Row", bound=tuple)


@overload
def read_rows(frame: pd.DataFrame, kind: type[Row]) -> list[Row]: ...


@overload
def read_rows(frame: pd.DataFrame, kind: Sequence[str]) -> list[Any]: ...


def read_rows(frame: pd.DataFrame, kind: type[Row] | Sequence[str]) -> list[Any]:
    """The rows as named tuples in which a missing value is None, NA or NaT.

    ``kind`` is a NamedTuple whose fields are the columns to read, which lets a type checker see
    what is asked of a row; or the names of columns that only the frame knows.

    >>> from typing import NamedTuple
    >>> class Killed(NamedTuple):
    ...     place_id: str
    ...     low: int | None
    >>> read_rows(pd.DataFrame({"low": [60], "place_id": ["shymkent"]}), Killed)
    [Killed(place_id='shymkent', low=60)]
    """
    row: Any = kind if isinstance(kind, type) else _row_type(tuple(kind))
    cells = (frame[name].tolist() for name in row._fields)
    return list(map(row._make, zip(*cells, strict=True)))


@cache
def _row_type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


def write_rows(rows: Iterable[Sequence[Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """A frame of these columns with their dtypes, also when there is no row."""
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    named = zip(types.items(), columns, strict=True)
    return pd.DataFrame({name: column(cells, kind) for (name, kind), cells in named}, copy=False)


def column(cells: Sequence[Any], kind: str) -> Any:
    """Cells as a column of a dtype, the index of which is to be another's."""
    if kind == "object":
        return as_they_are(cells)
    if kind == "Int64" and _WHOLE.issuperset(map(type, cells)):
        return _whole_numbers(cells)
    return pd.array(cells, dtype=kind)


_WHOLE = {int, type(None), type(pd.NA)}


def _whole_numbers(cells: Sequence[Any]) -> Any:
    """As ``pd.array``, which looks at each cell several times to find out what it is."""
    missing = [one is None or one is pd.NA for one in cells]
    # Below what is missing pandas has 1, and so have the files that are made of it.
    numbers = [1 if gone else one for one, gone in zip(cells, missing, strict=True)]
    is_missing = np.array(missing, dtype=bool)
    return pd.arrays.IntegerArray(np.array(numbers, dtype=np.int64), is_missing)


def split(cell: str) -> list[str]:
    """The parts of a cell that holds several, with | between; of an empty one, none."""
    return cell.split("|") if cell else []


def parts_of(cells: pd.Series) -> set[str]:
    """All parts of cells that hold several."""
    return {part for cell in set(cells.tolist()) for part in split(cell)}


def each(cells: pd.Series, read: Callable[[Any], Any]) -> pd.Series:
    """What is read from each cell, as it is; cells that are alike are read once.

    >>> each(pd.Series(["a|b", "", "a|b"]), len).tolist()
    [3, 0, 3]
    """
    listed = cells.tolist()
    found = {cell: read(cell) for cell in dict.fromkeys(listed)}
    return as_they_are([found[cell] for cell in listed], cells.index)


def by_distinct(cells: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """A column that is read from another: from its distinct cells, all at once."""
    places, distinct = pd.factorize(cells.to_numpy(), use_na_sentinel=False)
    return read(pd.Series(distinct, dtype=distinct.dtype)).take(places).set_axis(cells.index)


def as_they_are(cells: Sequence[Any], index: pd.Index | None = None) -> pd.Series:
    """Values as a column of Python objects."""
    # pandas alone would look for a narrower type, numpy into the lists.
    found = np.fromiter(cells, dtype=object, count=len(cells))
    return pd.Series(found, index, dtype=object, copy=False)
