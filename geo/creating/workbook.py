"""A workbook to fill in: one sheet a table, what each column means and which words it takes."""

import io
from collections.abc import Iterator

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geo.creating.places import place_rows
from geo.creating.wish import Wish
from geo.dataset.columns import Column, Table, in_languages
from geo.dataset.rules import RULES
from geo.dataset.schema import LEDGER, PLACES, TABLES

LISTS = "lists"
ROWS = 2_000  # in which a list of words opens
_WIDE = {"summary", "title", "url", "position", "task"}
_LONGEST_PROMPT = 255  # Excel's limit


def workbook(wish: Wish) -> bytes:
    """An empty sheet for each table, its header explained in notes; the last holds the words.

    Cells are text, so that a spreadsheet turns no day into a number of its own.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    header = book.add_format({"bold": True, "bg_color": "#e8eef2", "bottom": 1})
    needed = book.add_format({"bold": True, "bg_color": "#d5e2ea", "bottom": 2})
    text = book.add_format({"num_format": "@"})
    places = in_languages(PLACES, [f"name_{one}" for one in wish.languages])
    tables = [*LEDGER, TABLES["sources"], places]
    sheets = {table.name: book.add_worksheet(table.name) for table in tables}
    ranges = _write_lists(book.add_worksheet(LISTS), tables, header)
    for table in tables:
        _write_header(sheets[table.name], table, header, needed, text)
        _offer_words(sheets[table.name], table, ranges)
    for row, values in enumerate(place_rows(wish), start=1):
        for at, name in enumerate(places.names):
            sheets[places.name].write_string(row, at, values.get(name, ""))
    book.close()
    return buffer.getvalue()


def _write_lists(sheet: Worksheet, tables: list[Table], header: Format) -> dict[str, str]:
    """The words of each column that takes some, in a column of their own; its cells by name."""
    ranges = {}
    for at, (name, words) in enumerate(_vocabularies(tables)):
        sheet.write_string(0, at, name, header)
        sheet.write_column(1, at, words)
        sheet.set_column(at, at, max(len(name), *map(len, words)) + 2)
        letters = xlsxwriter.utility.xl_col_to_name(at, col_abs=True)
        ranges[name] = f"={LISTS}!{letters}$2:{letters}${len(words) + 1}"
    return ranges


def _vocabularies(tables: list[Table]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for table in tables:
        for column in table.columns:
            if column.vocabulary:
                yield f"{table.name} {column.name}", column.vocabulary


def _write_header(
    sheet: Worksheet, table: Table, header: Format, needed: Format, text: Format
) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(
            at, at, 60 if column.name in _WIDE else max(14, len(column.name) + 3), text
        )
        sheet.write_string(0, at, column.name, needed if column.required else header)
        sheet.write_comment(0, at, explain(column), {"x_scale": 2.2, "y_scale": 1.4})
    sheet.freeze_panes(1, 2)


def _offer_words(sheet: Worksheet, table: Table, ranges: dict[str, str]) -> None:
    for at, column in enumerate(table.columns):
        source = ranges.get(f"{table.name} {column.name}")
        if source:
            rule = {"validate": "list", "source": source, "error_title": "Not in the list",
                    "error_message": "Choose one of the words of the list.",
                    "input_message": explain(column)[:_LONGEST_PROMPT]}  # fmt: skip
            sheet.data_validation(1, at, ROWS, at, rule)


def explain(column: Column) -> str:
    """What a column holds, how it is written, and whether it may be empty."""
    meaning = column.meaning[:1].upper() + column.meaning[1:]
    example = f" For example {column.example}" if column.example else ""
    needed = "Needed." if column.required else "May be empty."
    return f"{meaning}. {needed} {RULES[column.kind].advice}{example}".strip()
