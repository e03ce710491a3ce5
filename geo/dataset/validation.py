"""Each table against its schema: all issues at once, by line and column."""

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from geo.dataset import letters
from geo.dataset.columns import Column, Dependent, Table
from geo.dataset.issues import Issue
from geo.dataset.rules import RULES
from geo.dataset.texts import check_texts
from geo.rows import by_distinct

# The rows that break a rule, the column to look at, what is wrong, what to do.
Breach = tuple[pd.Series, str, str, str]
# What is wrong with a cell and what to do; None where nothing is.
Check = Callable[[str], tuple[str, str] | None]


def validate_table(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Issues of a frame of text columns plus ``line``, in the order of its lines."""
    issues: list[Issue] = []
    cells = {column.name: set(frame[column.name].tolist()) for column in table.columns}
    for column in table.columns:
        failures = _failures(cells[column.name], _rule(column))
        issues += _tell_failures(frame, table, column, failures) if failures else ()
    issues += check_texts(frame, table, cells)
    issues += _check_relations(frame, table)
    return sorted(issues, key=lambda issue: (issue.line, issue.column))


Failures = dict[str, tuple[str, str]]


def _failures(cells: Iterable[str], check: Check) -> Failures:
    return {cell: found for cell in cells if (found := check(cell))}


def _tell_failures(
    frame: pd.DataFrame, table: Table, column: Column, failures: Failures
) -> Iterator[Issue]:
    """An Issue for each cell of a column that fails."""
    failing = frame[frame[column.name].isin(failures)]
    for line, cell in zip(failing.line, failing[column.name], strict=True):
        yield Issue("error", table.name, int(line), column.name, cell, *failures[cell])


def _rule(column: Column) -> Check:
    rule, words = RULES[column.kind], frozenset(column.vocabulary)
    if column.kind == "text" and not column.required:
        return lambda cell: None

    def check(cell: str) -> tuple[str, str] | None:
        if not cell or (column.kind == "text" and not letters.without_unseen(cell).strip()):
            missing = ("Nothing is given.", f"Give {column.meaning}.")
            return missing if column.required else None
        if words and cell not in words:
            return "is not in the vocabulary.", f"Use one of: {', '.join(column.vocabulary)}."
        return None if rule.holds(cell) else (rule.problem_of(cell), rule.advice)

    return check


def _check_relations(frame: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """Rules that hold between the cells of one row."""
    for broken, column, problem, advice in _breaches(frame, table):
        rows = frame.loc[broken, ["line", column]]
        for line, value in zip(rows.line, rows[column], strict=True):
            yield Issue("error", table.name, int(line), column, str(value), problem, advice)


def _breaches(frame: pd.DataFrame, table: Table) -> Iterator[Breach]:
    if table.ledger:
        yield from _claim_breaches(frame)
    for low, best, high in table.ranges:
        problem = "low, best and high are out of order."
        advice = "Give low <= best <= high; leave empty what the source does not give."
        yield _disordered(frame[low], frame[best], frame[high]), low, problem, advice
    for begin, end in table.windows:
        half = (frame[begin] == "") != (frame[end] == "")
        yield half, begin, "A daily window has a begin and an end.", "Give both or neither."
    for dependent in table.dependents:
        problem = f"does not belong to this {dependent.on}."
        yield _foreign(frame, dependent), dependent.column, problem, dependent.advice


def _claim_breaches(frame: pd.DataFrame) -> Iterator[Breach]:
    half = (frame.latitude == "") != (frame.longitude == "")
    yield half, "latitude", "A point has a latitude and a longitude.", "Give both or neither."
    ends_first = _ends_before(frame.occurred_from, frame.occurred_to)
    yield ends_first, "occurred_to", "lies before occurred_from.", "Swap or correct them."
    names = frame.replaces != ""
    advice = "Make it an Update, or empty the cell."
    yield (frame.message == "Alert") & names, "replaces", "An Alert replaces nothing.", advice
    nameless = frame.message.isin(["Update", "Cancel"]) & ~names
    advice = "Name the entry_id, or make it an Alert."
    yield nameless, "replaces", "An Update or Cancel says what it replaces.", advice


def _ends_before(begins: pd.Series, ends: pd.Series) -> pd.Series:
    """ISO 8601 texts compare as the times they name once cut to the precision both have."""
    pairs = zip(begins.tolist(), ends.tolist(), strict=True)
    shorter = [
        begin != "" and end != "" and end[: len(begin)] < begin[: len(end)] for begin, end in pairs
    ]
    return pd.Series(shorter, index=begins.index, dtype=bool)


def _disordered(*columns: pd.Series) -> pd.Series:
    low, best, high = (_numbers(column) for column in columns)
    return (low > best) | (best > high) | (low > high)


def _numbers(cells: pd.Series) -> pd.Series:
    """What is a count, as float64; all else, which has an Issue of its own, as NaN."""
    return by_distinct(cells, lambda found: pd.to_numeric(found, errors="coerce").astype("float64"))


def _foreign(frame: pd.DataFrame, dependent: Dependent) -> pd.Series:
    """Words of another group than the row's own; what is no word at all has its own Issue."""
    groups = {group: set(words) for group, words in dependent.groups}
    known = set().union(*groups.values())
    foreign = {(group, word) for group in groups for word in known - groups[group]}
    pairs = zip(frame[dependent.on].tolist(), frame[dependent.column].tolist(), strict=True)
    return pd.Series([pair in foreign for pair in pairs], index=frame.index, dtype=bool)
