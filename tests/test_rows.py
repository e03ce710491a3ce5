from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.rows import each, parts_of, read_rows, split, write_rows

TYPES = {"name": "object", "count": "Int64", "ids": "object", "is_so": "bool"}
TYPES |= {"at": "datetime64[us, UTC]", "degrees": "float64"}
ROWS = [
    ("a", 1, ["x", "y"], True, pd.Timestamp("2022-01-07T00:00Z"), 1.5),
    ("b", pd.NA, ["z", "w"], False, pd.NaT, 2.0),
]


def test_rows_are_read_as_they_were_written() -> None:
    frame = write_rows(ROWS, TYPES)
    assert frame.dtypes.astype(str).to_dict() == TYPES
    assert [tuple(row) for row in read_rows(frame, list(TYPES))] == ROWS


def test_columns_are_named_and_in_the_order_asked_for() -> None:
    first = read_rows(write_rows(ROWS, TYPES), ["count", "name"])[0]
    assert (first.name, first.count, first) == ("a", 1, (1, "a"))


def test_no_row_keeps_the_columns_and_their_types() -> None:
    frame = write_rows([], TYPES)
    assert frame.dtypes.astype(str).to_dict() == TYPES
    assert read_rows(frame, ["name"]) == []


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="argument"):
        write_rows([("a", 1)], TYPES)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [("", []), ("a", ["a"]), ("a|b", ["a", "b"]), ("a||b|", ["a", "", "b", ""])],
)
def test_a_cell_holds_its_parts_with_bars_between_and_an_empty_one_none(
    cell: str, parts: list[str]
) -> None:
    assert split(cell) == parts
    assert "|".join(parts) == cell


def test_cells_that_are_alike_are_read_once() -> None:
    cells = pd.Series(["a", "", "a"], index=[5, 7, 9])
    asked: list[str] = []
    found = each(cells, lambda cell: asked.append(cell) or [cell])
    assert asked == ["a", ""]
    assert found.to_dict() == {5: ["a"], 7: [""], 9: ["a"]}


def test_the_parts_of_all_cells() -> None:
    assert parts_of(pd.Series(["a|b", "", "b|c"])) == {"a", "b", "c"}


@pytest.mark.parametrize(
    "cells", [[1, None, pd.NA, -3], [None], [2.0, float("nan")], [np.int64(7), pd.NA]]
)
def test_whole_numbers_are_what_pandas_makes_of_them_byte_for_byte(cells: list[Any]) -> None:
    found = write_rows(([cell] for cell in cells), {"number": "Int64"}).number.array
    expected = pd.array(cells, dtype="Int64")
    assert found.isna().tolist() == expected.isna().tolist()
    assert found._data.tolist() == expected._data.tolist()
