"""Tables as CSV (RFC 4180), in UTF-8 with a byte order mark, by which Excel knows it."""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from numbers import Integral, Real

import numpy as np
import pandas as pd

from geo.dataset import Dataset
from geo.dataset.formulas import neutralise
from geo.exporting import tables
from geo.exporting.citation import cite
from geo.exporting.moments import iso_column
from geo.view import View

BOM = b"\xef\xbb\xbf"
# Where a table names the claims that a row rests on; some hold counts or sentences instead.
_NAMING = ("entry_id", "entry_ids", "Claims", "Claim", "Ids", "Id")
_ID = re.compile("[a-z0-9-]+")
_IDS = re.compile(rf"{_ID.pattern}(?:(?:\||, ){_ID.pattern})*")


def situation(view: View, address: str = "") -> bytes:
    """The situation, one place a row."""
    return BOM + write(provided(tables.situation(view), view, address))


def figures(view: View, address: str = "") -> bytes:
    """The figures of people, one a row."""
    return BOM + write(provided(tables.figures(view), view, address))


def claims(view: View, address: str = "") -> bytes:
    """The claims, one a row."""
    return BOM + write(provided(tables.claims(view), view, address))


def sources(view: View, address: str = "") -> bytes:
    """The sources of the claims, one a row."""
    return BOM + write(provided(tables.sources(view), view, address))


def provided(table: pd.DataFrame, view: View, address: str = "") -> pd.DataFrame:
    """The table with its provenance and licence; moments as ISO 8601 in the dataset's zone.

    A table without ``source_id`` has the sources of the claims that its rows name.
    """
    citation, zone = cite(view, address), view.dataset.about.zone
    moments = table.select_dtypes("datetimetz")
    table = table.assign(**{name: iso_column(moments[name], zone) for name in moments})
    if "source_id" in table:
        told = tables.with_provenance(table, view, citation)
    else:
        behind = pd.Series(_sources_behind(table, view.dataset), table.index, dtype=object)
        told = tables.with_provenance(table.assign(source_id=behind), view, citation)
        told = told.drop(columns="source_id")
    return told.assign(licence=" ".join(filter(None, (citation.licence, citation.licence_url))))


def _sources_behind(table: pd.DataFrame, data: Dataset) -> list[str]:
    """The source_ids of each row, ``|``-separated; "" where it names neither claim nor source."""
    if "Id" in table and table["Id"].isin(data.sources.index).all():
        return table["Id"].tolist()
    rows = zip(*(table[name] for name in _NAMING if name in table), strict=True)
    return ["|".join(_source_ids(cells, data)) for cells in rows] or [""] * len(table)


def _source_ids(cells: Iterable[object], data: Dataset) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, str) and _IDS.fullmatch(cell):
            claims = map(data.rows.get, _ID.findall(cell))
            yield from (claim.source_id for claim in claims if claim)


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
    """The cells of a column as text: true and false, plain numbers, "" for what is missing.

    Moments are ISO 8601 with their offset. Raises TypeError for what has no text of its own.
    """
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
    if isinstance(value, str):
        return neutralise(value)
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, datetime) and value.tzinfo:
        return value.isoformat()
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return repr(float(value)) if math.isfinite(value) else ""
    raise TypeError(f"no cell of a CSV file: {value!r}")
