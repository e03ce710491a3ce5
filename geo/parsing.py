"""From the bytes of one CSV file to rows of text, with an Issue for every line that is not one."""

import csv
import io
from collections.abc import Iterable, Iterator

import pandas as pd

from geo.schema import Issue, Table, shorten

# The csv module refuses cells over 131,072 characters, a guard for endless streams. Here the size of the
# file is bounded before it is read, so that a long cell is kept rather than lost.
LARGEST_FILE = 64 * 1024 * 1024
csv.field_size_limit(LARGEST_FILE)

Row = tuple[int, list[str]]


def parse_table(data: bytes, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    """Rows of the file as text columns plus ``line``, and Issues for what could not be read.

    A row with more or fewer cells than the header is an Issue and is left out. A column that is
    missing is an Issue too and comes out empty.
    """
    text, issues = _decode(data, table)
    rows: list[Row] = []
    for line, cells, problem in _records(text):
        if problem:
            issues.append(_unreadable(table, line, ",".join(cells), problem))
        elif any(cells):
            rows.append((line, cells))
    if not rows:
        advice = f"Begin it with the line {','.join(table.names)}"
        issues.append(Issue("error", table.name, 1, "", "", "The file has no header.", advice))
        return _frame(table, []), issues
    (line, header), *body = rows
    header = [name.strip() for name in header]
    issues += _check_header(table, line, header)
    whole, ragged = _check_lengths(table, header, body)
    return _frame(table, whole, header), issues + ragged


def _decode(data: bytes, table: Table) -> tuple[str, list[Issue]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        value = f"byte 0x{data[error.start]:02x}"
        issue = Issue(
            "error",
            table.name,
            line,
            "",
            value,
            "is not UTF-8.",
            "Save the file as UTF-8.",
        )
        return data.decode("utf-8-sig", errors="replace"), [issue]


def _records(text: str) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, problem) of each record; after one that breaks off, reading goes on below it."""
    lines = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], strict=True)
        begun = start
        try:
            for cells in reader:
                yield begun + 1, cells, ""
                begun = start + reader.line_num
            return
        except csv.Error as error:
            yield (
                begun + 1,
                [lines[begun].rstrip("\r\n")],
                f"cannot be read as CSV: {error}.",
            )
            start = begun + 1


def _unreadable(table: Table, line: int, value: str, problem: str) -> Issue:
    advice = (
        'Put " around a cell that holds a comma, a quote or a line break; double a quote in it.'
    )
    return Issue("error", table.name, line, "", value, problem, advice)


def _check_header(table: Table, line: int, header: list[str]) -> list[Issue]:
    known = set(table.names)
    unknown = [name for name in header if name not in known]
    repeated = sorted({name for name in header if header.count(name) > 1} & known)
    missing = [
        column.name
        for column in table.columns
        if column.name not in header and not column.may_be_absent
    ]
    issues = [
        Issue(
            "error",
            table.name,
            line,
            name,
            "",
            "The column is missing.",
            "Add it to the header.",
        )
        for name in missing
    ]
    issues += [
        Issue(
            "error",
            table.name,
            line,
            name,
            "",
            "stands twice.",
            "Keep one column of this name.",
        )
        for name in repeated
    ]
    if unknown:
        value = ", ".join(map(shorten, unknown[:5])) + ("…" if len(unknown) > 5 else "")
        problem = f"{len(unknown):,} column(s) not in the data dictionary; they are not shown."
        advice = "Correct the name or take the column out."
        issues.append(Issue("warning", table.name, line, "", value, problem, advice))
    return issues


def _check_lengths(
    table: Table, header: list[str], body: Iterable[Row]
) -> tuple[list[Row], list[Issue]]:
    whole: list[Row] = []
    issues: list[Issue] = []
    for line, cells in body:
        if len(cells) == len(header):
            whole.append((line, cells))
            continue
        problem = f"has {len(cells):,} cells, the header {len(header):,}."
        advice = 'Add or remove commas, or put " around a cell with a comma in it.'
        issues.append(Issue("error", table.name, line, "", ",".join(cells), problem, advice))
    return whole, issues


def _frame(table: Table, rows: list[Row], header: list[str] | None = None) -> pd.DataFrame:
    position = {name: i for i, name in reversed(list(enumerate(header or [])))}
    columns: dict[str, list] = {"line": [line for line, _ in rows]}
    for name in table.names:
        i = position.get(name)
        columns[name] = ["" if i is None else cells[i].strip() for _, cells in rows]
    return pd.DataFrame(columns).astype(dict.fromkeys(table.names, "str") | {"line": "int64"})
