"""Sheets of an Excel workbook (.xlsx), values as a reader sees them and never formulas."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from geo.importing.refusal import NotImportableError, Refusal
from geo.importing.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, clean, make_sheet, without_titles

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
    return _sheet(wanted[0], _formulas(data), name)


def read_sheets(data: bytes) -> dict[str, Sheet]:
    """Every sheet that is not hidden and has a header, by its title."""
    book = _open(data)
    formulas = _formulas(data)
    found = {}
    for one in book.worksheets:
        if one.sheet_state == "visible" and any(_rows(one)):
            found[one.title] = _sheet(one, formulas, one.title)
    return found


def _formulas(data: bytes) -> Any:
    """The workbook with its formulas in place of their values; None where no sheet has any."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [one for one in archive.namelist() if one.startswith("xl/worksheets/sheet")]
        has_any = any(re.search(b"<f[ >]", archive.read(name)) for name in names)
    return _open(data, data_only=False) if has_any else None


def _open(data: bytes, *, data_only: bool = True) -> Any:
    # Imported here, since few imports are of workbooks.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
            raise NotImportableError("The workbook unpacks to too much: save it as CSV.")
        return load_workbook(
            io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
        )
    except NotImportableError:
        raise
    except Exception as error:  # openpyxl raises whatever the damage happens to cause
        raise NotImportableError("The workbook cannot be read: save it as CSV.") from error


def _sheet(worksheet: Any, formulas: Any, name: str) -> Sheet:
    rows = list(without_titles(_rows(worksheet)))
    header = rows[0][1] if rows else []
    padded = ((line, [*cells, *[""] * (len(header) - len(cells))]) for line, cells in rows[1:])
    sheet = make_sheet(header, padded, (), name)
    if not formulas:
        return sheet
    unknown = _without_value(formulas[worksheet.title], dict(rows), header)
    return replace(sheet, unknown=tuple(unknown))


def _without_value(
    formulas: Any, rows: Mapping[int, Sequence[str]], header: Sequence[str]
) -> Iterator[Refusal]:
    """The cells with a formula whose value no program has written into the file."""
    for line, cells in _rows(formulas):
        values = [*rows.get(line, ()), *[""] * len(cells)]
        for cell, value, column in zip(cells, values, map(clean, header), strict=False):
            if cell.startswith("=") and not value:
                problem = "is a formula whose value is not in the file."
                yield Refusal(line, column, cell, problem, "Write the value.")


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
