"""From the bytes of one CSV file to rows of text, with an Issue for every line that is not one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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


# What is wrong with a line of the file, and what to do.
Problem = tuple[str, str]


@dataclass(frozen=True)
class Records:
    """The records of a file, of one line or several where a cell holds line breaks.

    ``lines`` is the first line of each, ``cells`` what it holds; ``problems`` are by line.
    """

    lines: list[int]
    cells: list[list[str]]
    problems: dict[int, Problem]

    def rows(self) -> list[tuple[int, list[str]]]:
        """First line and cells of each."""
        return list(zip(self.lines, self.cells, strict=True))

    def below(self) -> "Records":
        """Those below the first, which is the header."""
        return Records(self.lines[1:], self.cells[1:], self.problems)

    def without(self, lines: Collection[int]) -> "Records":
        """Those that do not begin in any of these lines."""
        if not lines:
            return self
        kept = [i for i, line in enumerate(self.lines) if line not in lines]
        problems = {line: found for line, found in self.problems.items() if line not in lines}
        return Records([self.lines[i] for i in kept], [self.cells[i] for i in kept], problems)


@dataclass(frozen=True)
class Parsed:
    """A file's whole rows as text columns plus ``line``, and its issues.

    ``lines`` are those of every record below the header; ``lost`` those that are no rows for a
    cause that one Issue tells for all of them. ``is_unreadable``: there are no rows at all for such
    a cause.
    """

    rows: pd.DataFrame
    issues: list[Issue]
    data: bytes = b""
    lines: Sequence[int] = ()
    lost: frozenset[int] = frozenset()
    is_unreadable: bool = False

    @property
    def names(self) -> list[str]:
        """The columns, those in a language among them."""
        return [str(name) for name in self.rows.columns]

    def written(self, lines: Collection[int]) -> dict[int, str]:
        """The records of some lines as CSV: read again, so that no row is kept twice, or lost."""
        sought = set(lines).intersection(self.lines)
        every = _each_record(_decode(self.data)) if sought else ()
        return {line: _as_csv(cells) for line, cells, _ in every if line in sought}


def _as_csv(cells: list[str]) -> str:
    """A record as it can be read again, with � for what is no UTF-8."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return _UNDECODED.sub("�", written.getvalue())


def parse_table(data: bytes, table: Table) -> Parsed:
    """Rows of the file, and Issues for what could not be read.

    A record with more or fewer cells than the header is an Issue and no row. A column that is
    missing is an Issue too and comes out empty; without one that is required there are no rows.
    White space around a cell is dropped, since no reader can see it; within a cell the text stays
    as typed.
    """
    cause = recognising.by_bytes(data)
    if cause:
        return _unreadable(table, cause, data, [])
    records = _read_records(_decode(data))
    first = records.cells[0] if records.cells else []
    header = _names_of_now([cell.strip() for cell in first], table)
    table = in_languages(table, header)
    if not set(header) & set(table.names):
        cause = recognising.by_header(records.rows(), table.names)
        return _unreadable(table, cause, data, records.lines)
    _check_lengths(records, len(header))
    lines = records.lines[1:]
    records, asides = _set_apart(table, records)
    issues = [*_check_header(table, records.lines[0], header), *_report(table, records), *asides]
    lost = frozenset(records.lines[1:]).intersection(records.problems)
    rows = _frame(table, header, records.below().without(lost))
    parsed = Parsed(rows, issues, data, lines, lost, bool(lost) and rows.empty)
    return _without_rows(parsed, table, header)


def _unreadable(table: Table, cause: Cause, data: bytes, lines: list[int]) -> Parsed:
    """No rows, for one cause; what was read of the file is lost for it."""
    issue = Issue("error", table.name, cause.line, "", "", cause.problem, cause.advice)
    rows = _frame(table, [], Records([], [], {}))
    return Parsed(rows, [issue], data, lines, frozenset(lines), is_unreadable=True)


def _without_rows(parsed: Parsed, table: Table, header: list[str]) -> Parsed:
    """The same; but no rows where a column is missing without which none can be used."""
    needed = {column.name for column in table.columns if column.required}
    if needed <= set(header):
        return parsed
    return replace(parsed, rows=parsed.rows[:0], lost=frozenset(parsed.lines), is_unreadable=True)


def _set_apart(table: Table, records: Records) -> tuple[Records, list[Issue]]:
    """The records but those that are no rows: the hashtags of HXL, the header once more."""
    header, *below = records.cells
    issues = []
    for i, line in enumerate(records.lines[1:]):
        if i == 0 and recognising.is_tags(below[0]):
            problem, advice = "is a row of HXL tags; it is left out.", "Take it out."
            issues.append(Issue("warning", table.name, line, "", "", problem, advice))
        elif below[i] == header:
            advice = "Take it out; another file begins here."
            problem = "is the header again."
            issues.append(Issue("error", table.name, line, "", "", problem, advice))
    return records.without({issue.line for issue in issues}), issues


def _names_of_now(header: list[str], table: Table) -> list[str]:
    """The header with the names that columns have now for those that they had."""
    renamed = {one.was: one.name for one in table.columns if one.was and one.name not in header}
    return [renamed.get(name, name) for name in header]


def _decode(data: bytes) -> str:
    return data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")


def _read_records(text: str) -> Records:
    """Every record that holds anything."""
    records = Records([], [], {})
    for line, cells, problem in _each_record(text):
        if problem or any(cells):
            records.lines.append(line)
            records.cells.append(cells)
        if problem:
            records.problems[line] = problem
    return records


def _each_record(text: str) -> Iterator[tuple[int, list[str], Problem | None]]:
    """Every record; after one that breaks off, reading goes on with the line below its first."""
    lines = list(io.StringIO(text, newline=""))
    is_clean = not _UNDECODED.search(text)
    begun = 0
    while begun < len(lines):
        count, problem = 1, None
        cells = lines[begun].rstrip("\r\n").split(",")
        # Without a quote there is nothing to read but commas, many times faster.
        if '"' in lines[begun]:
            reader = csv.reader(map(lines.__getitem__, range(begun, len(lines))), strict=True)
            try:
                cells = next(reader)
                count = reader.line_num
            except csv.Error as error:
                cells = [lines[begun].rstrip("\r\n")]
                problem = f"cannot be read as CSV: {error}.", _QUOTE
        yield begun + 1, cells, problem if is_clean else problem or _check_bytes(cells)
        begun += count


def _check_bytes(cells: list[str]) -> Problem | None:
    return ("is not UTF-8.", UTF8) if _UNDECODED.search("".join(cells)) else None


def _check_lengths(records: Records, expected: int) -> None:
    """Adds a problem for each record that has more or fewer cells than the header."""
    for line, cells in zip(records.lines, records.cells, strict=True):
        if len(cells) != expected:
            problem = f"has {len(cells):,} cells, the header {expected:,}."
            records.problems.setdefault(line, (problem, _COMMA))


def _report(table: Table, records: Records) -> list[Issue]:
    """An Issue for each record with a problem; one for all where most have the same."""
    if not records.problems:
        return []
    pairs = zip(records.lines, records.cells, strict=True)
    broken = [
        Issue("error", table.name, line, "", _as_csv(cells), *records.problems[line])
        for line, cells in pairs
        if line in records.problems
    ]
    counts = Counter(issue.problem for issue in broken)
    common, count = counts.most_common(1)[0]
    most = min(_MANY, len(records.lines) - 1)  # the first of them is the header
    if not (count > 1 and count >= most and 2 * count >= len(records.lines)):
        return broken
    first = next(issue for issue in broken if issue.problem == common)
    problem = f"{common.rstrip('.')}, as are {count - 1:,} more lines."
    rest = [issue for issue in broken if issue.problem != common]
    return [*rest, replace(first, problem=problem)]


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


def _frame(table: Table, header: list[str], records: Records) -> pd.DataFrame:
    position = {name: i for i, name in reversed(list(enumerate(header)))}
    texts = np.empty((len(table.names), len(records.lines)), dtype=object)
    columns = list(zip(*records.cells, strict=True))
    for row, name in zip(texts, table.names, strict=True):
        row[:] = _column(columns[position[name]]) if columns and name in position else ""
    # As Python strings, from which rows are selected several times faster than from Arrow's.
    frame = pd.DataFrame(texts.T, columns=table.names, dtype=object)
    frame.insert(0, "line", pd.Series(records.lines, dtype="int64"))
    return frame


def _column(cells: Sequence[str]) -> Sequence[str]:
    """The cells as they are read; those that are alike become one text."""
    texts = {cell: cell for cell in cells}
    changed = [cell for cell in texts if "'" in cell or cell != cell.strip()]
    texts |= {cell: restore(cell.strip()) for cell in changed}
    is_alike = changed or 2 * len(texts) < len(cells)
    return list(map(texts.__getitem__, cells)) if is_alike else cells
