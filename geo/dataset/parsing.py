"""From the bytes of one CSV file to rows of text, with an Issue for every line that is not one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from geo.dataset.columns import Table
from geo.dataset.files import LARGEST_FILE
from geo.dataset.formulas import restore
from geo.dataset.issues import Issue, shorten

# The csv module refuses cells over 131,072 characters, a guard for endless streams. Here the size
# of the file is bounded before it is read, so that a long cell is kept rather than lost.
csv.field_size_limit(LARGEST_FILE)

_QUOTE = 'Put " around a cell that holds a comma, a quote or a line break; double a quote in it.'
_COMMA = 'Add or remove commas, or put " around a cell with a comma in it.'
# What Python's decoder leaves where bytes were no UTF-8.
_UNDECODED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Record:
    """One line of the file, or several where a cell holds line breaks; ``line`` is its first."""

    line: int
    cells: list[str]
    problem: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """The record as CSV, with � for what is no UTF-8."""
        written = io.StringIO()
        csv.writer(written, lineterminator="").writerow(self.cells)
        return _UNDECODED.sub("�", written.getvalue())


@dataclass(frozen=True)
class Parsed:
    """A file's whole rows as text columns plus ``line``, and its issues.

    ``records`` holds every record below the header by line, so that no row is ever lost.
    """

    rows: pd.DataFrame
    issues: list[Issue]
    records: dict[int, Record]


def parse_table(data: bytes, table: Table) -> Parsed:
    """Rows of the file, and Issues for what could not be read.

    A record with more or fewer cells than the header is an Issue and no row. A column that is
    missing is an Issue too and comes out empty. White space around a cell is dropped, since no
    reader can see it; within a cell the text stays as typed.
    """
    records = [record for record in _records(_decode(data)) if record.problem or any(record.cells)]
    header = _names_of_now([cell.strip() for cell in records[0].cells] if records else [], table)
    if not set(header) & set(table.names):
        advice = f"Begin it with the line {','.join(table.names)}"
        if set(re.split(r"[;\t]", ",".join(header))) & set(table.names):
            advice = "Save it with commas between the cells, not semicolons or tabs."
        nothing = Issue("error", table.name, 1, "", "", "The file has no header.", advice)
        problem = "has no header above it."
        below = [
            one if one.problem else replace(one, problem=problem, advice=advice) for one in records
        ]
        return Parsed(_frame(table, [], []), [nothing, *_report(table, below)], _by_line(below))
    below = [_check_length(record, len(header)) for record in records[1:]]
    issues = _check_header(table, records[0].line, header)
    issues += _report(table, [records[0], *below])
    rows = _frame(table, header, [record for record in below if not record.problem])
    return Parsed(rows, issues, _by_line(below))


def _names_of_now(header: list[str], table: Table) -> list[str]:
    """The header with the names that columns have now for those that they had."""
    renamed = {one.was: one.name for one in table.columns if one.was and one.name not in header}
    return [renamed.get(name, name) for name in header]


def _decode(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")


def _records(text: str) -> Iterator[Record]:
    """Every record; after one that breaks off, reading goes on with the line below its first."""
    lines = list(io.StringIO(text, newline=""))
    is_clean = not _UNDECODED.search(text)
    begun = 0
    while begun < len(lines):
        reader = csv.reader((lines[i] for i in range(begun, len(lines))), strict=True)
        first = begun
        try:
            for cells in reader:
                yield Record(begun + 1, cells) if is_clean else _check_bytes(begun + 1, cells)
                begun = first + reader.line_num
        except csv.Error as error:
            cells = [lines[begun].rstrip("\r\n")]
            yield Record(begun + 1, cells, f"cannot be read as CSV: {error}.", _QUOTE)
            begun += 1


def _check_bytes(line: int, cells: list[str]) -> Record:
    if _UNDECODED.search("".join(cells)):
        return Record(line, cells, "is not UTF-8.", "Save the file as UTF-8.")
    return Record(line, cells)


def _check_length(record: Record, expected: int) -> Record:
    if record.problem or len(record.cells) == expected:
        return record
    problem = f"has {len(record.cells):,} cells, the header {expected:,}."
    return replace(record, problem=problem, advice=_COMMA)


def _report(table: Table, records: list[Record]) -> list[Issue]:
    return [
        Issue("error", table.name, record.line, "", record.text, record.problem, record.advice)
        for record in records
        if record.problem
    ]


def _by_line(records: list[Record]) -> dict[int, Record]:
    return {record.line: record for record in records}


def _check_header(table: Table, line: int, header: list[str]) -> list[Issue]:
    counts = Counter(header)
    repeated = [name for name in table.names if counts[name] > 1]
    missing = [
        column.name
        for column in table.columns
        if not counts[column.name] and not column.may_be_absent
    ]
    issues = [
        Issue("error", table.name, line, name, "", problem, advice)
        for names, problem, advice in (
            (missing, "The column is missing.", "Add it to the header."),
            (repeated, "stands twice.", "Keep one column of this name."),
        )
        for name in names
    ]
    known = set(table.names)
    unknown = [name for name in header if name not in known]
    if unknown:
        value = ", ".join(map(shorten, unknown[:5])) + ("…" if len(unknown) > 5 else "")
        problem = f"{len(unknown):,} column(s) not in the data dictionary; they are not shown."
        advice = "Correct the name or take the column out."
        issues.append(Issue("warning", table.name, line, "", value, problem, advice))
    return issues


def _frame(table: Table, header: list[str], records: list[Record]) -> pd.DataFrame:
    position = {name: i for i, name in reversed(list(enumerate(header)))}
    columns = {"line": pd.Series([record.line for record in records], dtype="int64")}
    for name in table.names:
        i = position.get(name)
        cells = ["" if i is None else restore(record.cells[i].strip()) for record in records]
        # As Python strings, from which rows are selected several times faster than from Arrow's.
        columns[name] = pd.Series(cells, dtype=object)
    return pd.DataFrame(columns)
