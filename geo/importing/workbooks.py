"""Sheets of an Excel workbook (.xlsx), values as a reader sees them and never formulas."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from geo.importing.refusal import NotImportableError
from geo.importing.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, make_sheet

# What a workbook unpacks to at most; one of a few kilobytes can be made to be gigabytes.
_LARGEST = 512 * 2**20
_MOST_PARTS = 2_000


def read_workbook(data: bytes, encoding: str, sheet: str, name: str) -> Sheet:
    """One sheet: the one named, else the first that is not hidden."""
    book = _open(data)
    shown = [one for one in book.worksheets if one.sheet_state == "visible"]
    wanted = [one for one in book.worksheets if one.title == sheet] if sheet else shown
    if not wanted:
        has = ", ".join(one.title for one in book.worksheets)
        raise NotImportableError(f"It has no sheet {sheet}; it has {has}.")
    return _sheet(wanted[0], name)


def read_sheets(data: bytes) -> dict[str, Sheet]:
    """Every sheet that is not hidden and has a header, by its title."""
    book = _open(data)
    found = {}
    for one in book.worksheets:
        if one.sheet_state == "visible" and any(_rows(one)):
            found[one.title] = _sheet(one, one.title)
    return found


def _open(data: bytes) -> Any:
    # Imported here, since few imports are of workbooks.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise NotImportableError("The workbook unpacks to too much: save it as CSV.")
        return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except NotImportableError:
        raise
    except Exception as error:  # openpyxl raises whatever the damage happens to cause
        raise NotImportableError("The workbook cannot be read: save it as CSV.") from error


def _sheet(worksheet: Any, name: str) -> Sheet:
    rows = _rows(worksheet)
    _, header = next(rows, (0, []))
    width = len(header)
    padded = ((line, [*cells, *[""] * (width - len(cells))]) for line, cells in rows)
    return make_sheet(header, padded, (), name)


def _rows(worksheet: Any) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that hold anything, without the empty cells at their ends, and their numbers."""
    worksheet.reset_dimensions()  # what the sheet says of its own size is not believed
    values = worksheet.iter_rows(values_only=True)
    try:
        for line, row in enumerate(islice(values, MOST_ROWS + 1), 1):
            cells = [_text(value) for value in row[: MOST_COLUMNS + 1]]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield line, cells
    except (ValueError, KeyError, TypeError, IndexError, SyntaxError) as error:
        raise NotImportableError("The workbook cannot be read: save it as CSV.") from error


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
