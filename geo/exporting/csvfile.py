"""Tables as CSV (RFC 4180), in UTF-8 with a byte order mark, by which Excel knows it."""

import csv
import io
import math
from collections.abc import Sequence

import pandas as pd

from geo.exporting import tables
from geo.exporting.citation import cite
from geo.formulas import neutralise
from geo.view import View

BOM = b"\xef\xbb\xbf"


def situation(view: View, address: str = "") -> bytes:
    """The situation, one place a row."""
    return BOM + write(_provided(tables.situation(view), view, address))


def claims(view: View, address: str = "") -> bytes:
    """The claims, one a row."""
    return BOM + write(_provided(tables.claims(view), view, address))


def sources(view: View, address: str = "") -> bytes:
    """The sources of the claims, one a row."""
    return BOM + write(_provided(tables.sources(view), view, address))


def _provided(table: pd.DataFrame, view: View, address: str) -> pd.DataFrame:
    return tables.with_provenance(table, view, cite(view, address))


def write(table: pd.DataFrame, second_row: Sequence[str] = (), line_end: str = "\r\n") -> bytes:
    """The table with its header, and perhaps a second row below it; without a byte order mark.

    Text that a spreadsheet would run is neutralised, in the header, too; numbers stay numbers.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator=line_end)
    writer.writerow([neutralise(str(name)) for name in table.columns])
    if second_row:
        writer.writerow(second_row)
    writer.writerows(zip(*(to_cells(table[name]) for name in table.columns), strict=True))
    return buffer.getvalue().encode("utf-8")


def to_cells(column: pd.Series) -> list[str]:
    """The cells of a column as text: true and false, plain numbers, "" for what is missing."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return ["true" if value else "false" for value in column]
    if pd.api.types.is_integer_dtype(column.dtype):
        return ["" if value is None else str(value) for value in objects(column)]
    if pd.api.types.is_float_dtype(column.dtype):
        return [repr(float(value)) if math.isfinite(value) else "" for value in column]
    return [_text(value) for value in column]


def objects(counts: pd.Series) -> list[int | None]:
    """A column of whole numbers as Python has them; None for what is missing."""
    whole = counts.astype("Int64").to_numpy(dtype=object, na_value=None)
    return [None if value is None else int(value) for value in whole]


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # Most cells are empty or begin with a letter or a digit, and run nowhere.
    return value if not value or value[0].isalnum() else neutralise(value)
