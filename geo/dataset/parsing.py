"""From the bytes of one CSV file to rows of text, with an Issue for every line that is not one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.dataset import recognising
from geo.dataset.columns import Table, in_languages
from geo.dataset.files import LARGEST_FILE
from geo.dataset.formulas import restore
from geo.dataset.issues import Issue, shorten
from geo.dataset.recognising import UTF8, Cause

# The csv module refuses cells over 131,072 characters, a guard for endless streams. Here the size
# of the file is bounded before it is read, so that a long cell is kept rather than lost.
csv.field_size_limit(LARGEST_FILE)

_QUOTE = 'Put " around a cell that holds a comma, a quote or a line break; double a quote in it.'
# So many lines with the same problem are one file that was saved wrongly.
_MANY = 10
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

    ``records`` holds every record below the header by line, so that no row is ever lost; ``lost``
    are the lines that are no rows for a cause that one Issue tells for all of them.
    ``is_unreadable``: there are no rows at all for such a cause.
    """

    rows: pd.DataFrame
    issues: list[Issue]
    records: dict[int, Record]
    lost: frozenset[int] = frozenset()
    is_unreadable: bool = False

    @property
    def names(self) -> list[str]:
        """The columns, those in a language among them."""
        return [str(name) for name in self.rows.columns]


def parse_table(data: bytes, table: Table) -> Parsed:
    """Rows of the file, and Issues for what could not be read.

    A record with more or fewer cells than the header is an Issue and no row. A column that is
    missing is an Issue too and comes out empty; without one that is required there are no rows.
    White space around a cell is dropped, since no reader can see it; within a cell the text stays
    as typed.
    """
    cause = recognising.by_bytes(data)
    if cause:
        return _unreadable(table, cause, [])
    records = [record for record in _records(_decode(data)) if record.problem or any(record.cells)]
    header = _names_of_now([cell.strip() for cell in records[0].cells] if records else [], table)
    table = in_languages(table, header)
    if not set(header) & set(table.names):
        lines = [(record.line, record.cells) for record in records]
        return _unreadable(table, recognising.by_header(lines, table.names), records)
    below = [_check_length(record, len(header)) for record in records[1:]]
    below, asides = _set_apart(table, records[0], below)
    issues = _check_header(table, records[0].line, header)
    issues += _report(table, [records[0], *below]) + asides
    rows = _frame(table, header, [record for record in below if not record.problem])
    lost = frozenset(record.line for record in below if record.problem)
    is_lost = bool(lost) and rows.empty
    parsed = Parsed(rows, issues, _by_line(records[1:]), lost, is_lost)
    return _without_rows(parsed, table, header)


def _unreadable(table: Table, cause: Cause, records: list[Record]) -> Parsed:
    """No rows, for one cause; what was read of the file is lost for it."""
    issue = Issue("error", table.name, cause.line, "", "", cause.problem, cause.advice)
    kept = _by_line(records)
    return Parsed(_frame(table, [], []), [issue], kept, frozenset(kept), is_unreadable=True)


def _without_rows(parsed: Parsed, table: Table, header: list[str]) -> Parsed:
    """The same; but no rows where a column is missing without which none can be used."""
    needed = {column.name for column in table.columns if column.required}
    if needed <= set(header):
        return parsed
    lost = frozenset(parsed.records)
    return replace(parsed, rows=parsed.rows[:0], lost=lost, is_unreadable=True)


def _set_apart(
    table: Table, header: Record, below: list[Record]
) -> tuple[list[Record], list[Issue]]:
    """The records but those that are no rows: the hashtags of HXL, the header once more."""
    issues = []
    kept = []
    for record in below:
        if record is below[0] and recognising.is_tags(record.cells):
            problem, advice = "is a row of HXL tags; it is left out.", "Take it out."
            issues.append(Issue("warning", table.name, record.line, "", "", problem, advice))
        elif record.cells == header.cells:
            advice = "Take it out; another file begins here."
            problem = "is the header again."
            issues.append(Issue("error", table.name, record.line, "", "", problem, advice))
        else:
            kept.append(record)
    return kept, issues


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
        return Record(line, cells, "is not UTF-8.", UTF8)
    return Record(line, cells)


def _check_length(record: Record, expected: int) -> Record:
    if record.problem or len(record.cells) == expected:
        return record
    problem = f"has {len(record.cells):,} cells, the header {expected:,}."
    return replace(record, problem=problem, advice=_COMMA)


def _report(table: Table, records: list[Record]) -> list[Issue]:
    """An Issue for each record with a problem; one for all where most have the same."""
    broken = [record for record in records if record.problem]
    counts = Counter(record.problem for record in broken)
    common, count = counts.most_common(1)[0] if counts else ("", 0)
    most = min(_MANY, len(records) - 1)  # the first of them is the header
    is_one = count > 1 and count >= most and 2 * count >= len(records)
    rest = [record for record in broken if not (is_one and record.problem == common)]
    issues = [_record_issue(table, record, record.problem) for record in rest]
    if is_one:
        first = next(record for record in broken if record.problem == common)
        problem = f"{common.rstrip('.')}, as are {count - 1:,} more lines."
        issues.append(_record_issue(table, first, problem))
    return issues


def _record_issue(table: Table, record: Record, problem: str) -> Issue:
    return Issue("error", table.name, record.line, "", record.text, problem, record.advice)


def _by_line(records: list[Record]) -> dict[int, Record]:
    return {record.line: record for record in records}


def _check_header(table: Table, line: int, header: list[str]) -> list[Issue]:
    counts = Counter(header)
    unknown = [name for name in header if name not in set(table.names)]
    missing = [
        column.name
        for column in table.columns
        if not counts[column.name] and not column.may_be_absent
    ]
    issues = [
        Issue("error", table.name, line, name, "", "The column is missing.",
              _advise(name, unknown))
        for name in missing
    ]  # fmt: skip
    issues += [
        Issue("error", table.name, line, name, "", "stands twice.", "Keep one column of this name.")
        for name in table.names
        if counts[name] > 1
    ]
    if unknown and not missing:
        problem = f"{len(unknown):,} column(s) not in the data dictionary; they are not shown."
        advice = "Correct the name or take the column out."
        issues.append(Issue("warning", table.name, line, "", _some(unknown), problem, advice))
    return issues


def _advise(missing: str, unknown: list[str]) -> str:
    """What to do for a column: give its name back to the one that has it no longer."""
    same = next((name for name in unknown if recognising.plain(name) == missing), None)
    if same is not None:
        return f"Write {missing} where the header has {shorten(same)}."
    if unknown:
        return f"Add it to the header, or rename what it is called now: {_some(unknown)}."
    return "Add it to the header."


def _some(names: list[str]) -> str:
    return ", ".join(map(shorten, names[:5])) + ("…" if len(names) > 5 else "")


def _frame(table: Table, header: list[str], records: list[Record]) -> pd.DataFrame:
    position = {name: i for i, name in reversed(list(enumerate(header)))}
    texts = np.empty((len(table.names), len(records)), dtype=object)
    for row, name in zip(texts, table.names, strict=True):
        i = position.get(name)
        row[:] = ["" if i is None else restore(record.cells[i].strip()) for record in records]
    # As Python strings, from which rows are selected several times faster than from Arrow's.
    frame = pd.DataFrame(texts.T, columns=table.names, dtype=object)
    frame.insert(0, "line", pd.Series([record.line for record in records], dtype="int64"))
    return frame
