"""Rows of a table as JSON values."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo.exporting.csvfile import objects


def filled(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without its empty cells, of which a claim has many."""
    return {name: value for name, value in record.items() if value not in ("", None)}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON values: numbers and texts, null for what is missing."""
    columns = {name: _values(table[name]) for name in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> Sequence[object]:
    if pd.api.types.is_bool_dtype(column.dtype):
        return [bool(value) for value in column]
    if pd.api.types.is_integer_dtype(column.dtype):
        return objects(column)
    if pd.api.types.is_float_dtype(column.dtype):
        return [float(value) if math.isfinite(value) else None for value in column]
    return [value if isinstance(value, str) else None for value in column]
