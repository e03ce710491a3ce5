"""Each table against its schema: all issues at once, by line and column, through pandera."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pandera.pandas as pa

from geo.dataset.issues import Issue
from geo.dataset.rules import RULES
from geo.dataset.schema import Column, Table
from geo.dataset.vocabulary import EVENTS

# The rows that break a rule, the column to look at, what is wrong, what to do.
Breach = tuple[pd.Series, str, str, str]


def validate_table(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Issues of a frame of text columns plus ``line``, in the order of its lines."""
    issues = []
    try:
        _pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        issues = list(_read_failures(frame, table, errors.failure_cases))
    issues += _check_relations(frame, table)
    issues += _check_signs(frame, table)
    return sorted(issues, key=lambda issue: (issue.line, issue.column))


@cache
def _pandera_schema(table: Table) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {column.name: pa.Column(checks=list(_checks(column))) for column in table.columns}
    )


def _checks(column: Column) -> Iterator[pa.Check]:
    """The check's ``error`` carries 'problem|advice' to the report."""
    if column.required:
        yield pa.Check(_each(bool), error=f"Nothing is given.|Give {column.meaning}.")
    if column.vocabulary:
        words = frozenset(("", *column.vocabulary))
        advice = f"Use one of: {', '.join(column.vocabulary)}."
        yield pa.Check(_each(words.__contains__), error=f"is not in the vocabulary.|{advice}")
    rule = RULES[column.kind]
    if rule.problem:
        yield pa.Check(
            _each(lambda cell: not cell or rule.holds(cell)),
            error=f"{rule.problem}|{rule.advice}",
        )


def _each(holds: Callable[[str], bool]) -> Callable[[pd.Series], pd.Series]:
    return lambda cells: pd.Series([holds(cell) for cell in cells], cells.index, dtype=bool)


def _read_failures(frame: pd.DataFrame, table: Table, failures: pd.DataFrame) -> Iterator[Issue]:
    for failure in failures.itertuples():
        problem, _, advice = str(failure.check).partition("|")
        line, value = int(frame.at[failure.index, "line"]), str(failure.failure_case)
        yield Issue("error", table.name, line, str(failure.column), value, problem, advice)


def _check_relations(frame: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """Rules that hold between the cells of one row."""
    for broken, column, problem, advice in _breaches(frame, table):
        rows = frame[broken]
        for line, value in zip(rows.line, rows[column], strict=True):
            yield Issue("error", table.name, int(line), column, str(value), problem, advice)


# Control signs but line breaks and tabs, and signs that turn the direction of what follows
# (Unicode Technical Report 36, 2.9).
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _check_signs(frame: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """Warns of signs that no reader sees; on screen they are made visible."""
    for column in (one.name for one in table.columns if one.kind in ("text", "texts")):
        for line, cell in zip(frame.line, frame[column], strict=True):
            if found := _UNSEEN.search(cell):
                problem = f"holds a sign that no reader sees, U+{ord(found[0]):04X}."
                yield Issue("warning", table.name, int(line), column, cell, problem, "Take it out.")


def _breaches(frame: pd.DataFrame, table: Table) -> Iterator[Breach]:
    if table.ledger:
        yield from _claim_breaches(frame)
    if table.name in _RANGES:
        low, best, high = _RANGES[table.name]
        advice = "Give low <= best <= high; leave empty what the source does not give."
        yield (
            _disordered(frame[low], frame[best], frame[high]),
            low,
            "low, best and high are out of order.",
            advice,
        )
    if table.name == "restrictions":
        half = (frame.daily_from == "") != (frame.daily_to == "")
        yield half, "daily_from", "A daily window has a begin and an end.", "Give both or neither."
    if table.name == "incidents":
        advice = "See ACLED's codebook."
        yield _foreign(frame), "sub_event_type", "does not belong to this event_type.", advice


_RANGES = {
    "casualties": ("low", "best", "high"),
    "deployments": ("personnel_low", "personnel_best", "personnel_high"),
}


def _claim_breaches(frame: pd.DataFrame) -> Iterator[Breach]:
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
    pairs = zip(begins, ends, strict=True)
    shorter = [
        begin != "" and end != "" and end[: len(begin)] < begin[: len(end)] for begin, end in pairs
    ]
    return pd.Series(shorter, index=begins.index, dtype=bool)


def _disordered(*columns: pd.Series) -> pd.Series:
    low, best, high = (_numbers(column) for column in columns)
    return (low > best) | (best > high) | (low > high)


def _numbers(cells: pd.Series) -> pd.Series:
    """What is a count, as float64; all else, which has an Issue of its own, as NaN."""
    return pd.to_numeric(cells.astype(object), errors="coerce").astype("float64")


_SUB_EVENTS = {sub for subs in EVENTS.values() for sub in subs}


def _foreign(frame: pd.DataFrame) -> pd.Series:
    pairs = zip(frame.event_type, frame.sub_event_type, strict=True)
    foreign = [kind in EVENTS and sub in _SUB_EVENTS - {*EVENTS[kind]} for kind, sub in pairs]
    return pd.Series(foreign, index=frame.index, dtype=bool)
