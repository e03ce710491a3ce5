"""A workbook: notes, the situation, the figures, one sheet for each kind of claim, the sources."""

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from geo.dataset.formulas import is_formula, neutralise
from geo.dataset.schema import LEDGER
from geo.exporting import tables
from geo.exporting.citation import Citation, cite
from geo.exporting.moments import naive_column
from geo.view import View

# Excel's limit for the text of one cell, in units of UTF-16, of which signs beyond U+FFFF take two;
# longer text is cut and ends with an ellipsis.
LONGEST_CELL = 32_767
# Of more a workbook is written row by row.
MANY_CLAIMS = 20_000
_WIDE = {"summary", "title", "url", "entry_ids", "position", "task"}


def workbook(view: View, address: str = "") -> bytes:
    """Typed cells, a frozen header and a filter on every sheet; the notes say what the file holds.

    Text is written as text, whatever it begins with, and marked so that editing a cell does not
    make a formula of it. Moments are wall-clock time of the dataset's zone, since Excel knows no
    zones. More than MANY_CLAIMS take a place for temporary files.
    """
    buffer = io.BytesIO()
    is_large = len(view.claims) > MANY_CLAIMS
    # Row by row to a temporary file, where the cells of all sheets would take too much memory.
    book = xlsxwriter.Workbook(buffer, {"constant_memory" if is_large else "in_memory": True})
    citation = cite(view, address)
    _describe(book, citation, view)
    style = _Style(book)
    notes = book.add_worksheet("notes")
    # Each table is let go of before the next is made.
    sheets = [
        _write_sheet(book.add_worksheet(name), style, name, table) for name, table in _sheets(view)
    ]
    _write_notes(notes, style, citation, view, sheets)
    book.close()
    return buffer.getvalue()


def _describe(book: xlsxwriter.Workbook, citation: Citation, view: View) -> None:
    # The moment of the view, so that the same view makes the same bytes.
    created = view.at.tz_localize(None).to_pydatetime(warn=False).replace(microsecond=0)
    title = f"{citation.title}, as known {citation.moment}"
    book.set_properties(
        {
            "title": _fit(title, 255),
            "comments": _fit(citation.text, 255),
            "created": created,
        }
    )


def _sheets(view: View) -> Iterator[tuple[str, pd.DataFrame]]:
    zone = view.dataset.about.zone
    table = tables.sourced_situation(view)
    local = {name: naive_column(table[name], zone) for name in tables.SITUATION_MOMENTS}
    yield "situation", table.assign(**local)
    yield "figures", tables.figures(view)
    for kind in LEDGER:
        rows = tables.ledger_table(view, kind.name)
        yield kind.name, rows.assign(reported_at=naive_column(rows.reported_at, zone))
    yield "sources", tables.sources(view)


class _Written(NamedTuple):
    """A sheet with how many rows it has, and how many of its texts were cut."""

    name: str
    rows: int
    cut: int


class _Style:
    """The formats of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.header = book.add_format({"bold": True, "bg_color": "#e8eef2", "bottom": 1})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        # Shown as it is, and still text after somebody edits the cell.
        self.text = book.add_format({"quote_prefix": True})


def _write_notes(
    sheet: Worksheet,
    style: _Style,
    citation: Citation,
    view: View,
    sheets: Sequence[_Written],
) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    cut = sum(sheet.cut for sheet in sheets)
    notes = [
        *citation.items(),
        ("Times", f"Moments are local time of {view.dataset.about.zone.key}."),
        ("Empty cells", "Not known. Empty never means zero."),
        ("Standing", "current, superseded, retracted, or the retraction itself, at the moment."),
        *((f"Sheet {one.name}", f"{one.rows:,} rows") for one in sheets),
    ]
    if cut:
        limit = f"{LONGEST_CELL:,} characters, the most that a cell takes"
        notes.append(("Cut texts", f"{cut:,} texts end with … after {limit}."))
    for row, (name, value) in enumerate(notes):
        sheet.write_string(row, 0, name, style.label)
        if value:
            _write_text(sheet, row, 1, value, style, style.wrapped)


def _overlong(table: pd.DataFrame) -> int:
    texts = (table[name] for name in table if table[name].dtype == object)
    return sum(
        isinstance(cell, str) and _is_over(cell, LONGEST_CELL) for text in texts for cell in text
    )


def _write_sheet(sheet: Worksheet, style: _Style, name: str, table: pd.DataFrame) -> _Written:
    for position, column in enumerate(table.columns):
        sheet.write_string(0, position, neutralise(str(column)), style.header)
        sheet.set_column(position, position, 60 if column in _WIDE else max(12, len(column) + 2))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    writers = [_writer(table[column]) for column in table.columns]
    rows = zip(*(table[column] for column in table.columns), strict=True)
    for row, cells in enumerate(rows, start=1):
        for position, (write, cell) in enumerate(zip(writers, cells, strict=True)):
            write(sheet, row, position, cell, style)
    return _Written(name, len(table), _overlong(table))


def _writer(column: pd.Series) -> Callable[..., None]:
    if pd.api.types.is_bool_dtype(column.dtype):
        return _write_truth
    if pd.api.types.is_numeric_dtype(column.dtype):
        return _write_number
    return _write_cell


def _write_truth(sheet: Worksheet, row: int, at: int, cell: object, _: _Style) -> None:
    sheet.write_boolean(row, at, bool(cell))


def _write_number(sheet: Worksheet, row: int, at: int, cell: object, style: _Style) -> None:
    if not pd.isna(cell):
        sheet.write_number(row, at, cell)


def _write_cell(sheet: Worksheet, row: int, at: int, cell: object, style: _Style) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, at, cell, style.moment)
    elif isinstance(cell, str) and cell:
        _write_text(sheet, row, at, cell, style)


def _write_text(
    sheet: Worksheet, row: int, at: int, text: str, style: _Style, otherwise: object = None
) -> None:
    shown = otherwise if text[0].isalnum() or not is_formula(text) else style.text
    sheet.write_string(row, at, _fit(text, LONGEST_CELL), shown)


def _fit(text: str, longest: int) -> str:
    if not _is_over(text, longest):
        return text
    units = text.encode("utf-16-le", "replace")[: 2 * (longest - 1)]
    return units.decode("utf-16-le", "ignore") + "…"  # without half of a pair


def _is_over(text: str, longest: int) -> bool:
    """Whether the text has more units of UTF-16; most are far too short to be counted."""
    return 2 * len(text) > longest and len(text.encode("utf-16-le", "replace")) > 2 * longest
