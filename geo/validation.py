"""Each table against its schema: all issues at once, by line and column, through pandera."""

from collections.abc import Iterator

import pandas as pd
import pandera.pandas as pa

from geo.rules import RULES
from geo.schema import EVENTS, Column, Issue, Table


def validate_table(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Issues of a frame of text columns plus ``line``, in the order of its lines."""
    try:
        _pandera_schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        issues = list(_read_failures(frame, table, errors.failure_cases))
    else:
        issues = []
    issues += _check_relations(frame, table)
    return sorted(issues, key=lambda issue: (issue.line, issue.column))


def _pandera_schema(table: Table) -> pa.DataFrameSchema:
    columns = {
        column.name: pa.Column("str", checks=_checks(column), unique=False)
        for column in table.columns
    }
    return pa.DataFrameSchema(columns, strict=False)


def _checks(column: Column) -> list[pa.Check]:
    """The check's ``error`` carries 'problem | advice' to the report."""
    checks = []
    if column.required:
        error = "Nothing is given.|" + (f"Give {column.meaning}.")
        checks.append(pa.Check(lambda cells: cells != "", error=error))
    if column.vocabulary:
        allowed = column.vocabulary
        words = ", ".join(allowed)
        checks.append(
            pa.Check(
                lambda cells: (cells == "") | cells.isin(allowed),
                error=f"is not in the vocabulary.|Use one of: {words}.",
            )
        )
    rule = RULES[column.kind]
    if rule.problem:
        checks.append(
            pa.Check(
                lambda cells: cells.map(lambda cell: cell == "" or rule.holds(cell)).astype(bool),
                error=f"{rule.problem}|{rule.advice}",
            )
        )
    return checks


def _read_failures(frame: pd.DataFrame, table: Table, failures: pd.DataFrame) -> Iterator[Issue]:
    for failure in failures.itertuples():
        problem, _, advice = str(failure.check).partition("|")
        line, value = int(frame.at[failure.index, "line"]), str(failure.failure_case)
        yield Issue("error", table.name, line, str(failure.column), value, problem, advice)


def _check_relations(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Rules that hold between the cells of one row."""
    issues: list[Issue] = []

    def report(rows: pd.Series, column: str, problem: str, advice: str) -> None:
        issues.extend(
            Issue(
                "error",
                table.name,
                int(row.line),
                column,
                str(row[column]),
                problem,
                advice,
            )
            for _, row in frame[rows].iterrows()
        )

    if table.ledger:
        both = (frame.occurred_from != "") & (frame.occurred_to != "")
        ends_first = both & _ends_before(frame.occurred_from, frame.occurred_to)
        report(
            ends_first,
            "occurred_to",
            "lies before occurred_from.",
            "Swap or correct them.",
        )
        names = frame.replaces != ""
        report((frame.message == "Alert") & names, "replaces", "An Alert replaces nothing.",
               "Make it an Update, or empty the cell.")  # fmt: skip
        report(frame.message.isin(["Update", "Cancel"]) & ~names, "replaces",
               "An Update or Cancel says what it replaces.", "Name the entry_id, or make it an Alert.")  # fmt: skip
    for low, best, high in _RANGES.get(table.name, ()):
        report(_disordered(frame, low, best, high), low, "low, best and high are out of order.",
               "Give low <= best <= high; leave empty what the source does not give.")  # fmt: skip
    if table.name == "restrictions":
        half = (frame.daily_from == "") != (frame.daily_to == "")
        report(
            half,
            "daily_from",
            "A daily window has a begin and an end.",
            "Give both or neither.",
        )
    if table.name == "incidents":
        foreign = [
            kind in EVENTS and sub != "" and sub not in EVENTS[kind]
            for kind, sub in zip(frame.event_type, frame.sub_event_type, strict=True)
        ]
        report(pd.Series(foreign, index=frame.index, dtype=bool), "sub_event_type",
               "does not belong to this event_type.", "See ACLED's codebook.")  # fmt: skip
    return issues


_RANGES = {
    "casualties": (("low", "best", "high"),),
    "deployments": (("personnel_low", "personnel_best", "personnel_high"),),
}


def _ends_before(begins: pd.Series, ends: pd.Series) -> pd.Series:
    """ISO 8601 texts compare as the times they name once cut to the precision both have."""
    pairs = zip(begins, ends, strict=True)
    shorter = [end[: len(begin)] < begin[: len(end)] for begin, end in pairs]
    return pd.Series(shorter, index=begins.index, dtype=bool)


def _disordered(frame: pd.DataFrame, *names: str) -> pd.Series:
    counts = [pd.to_numeric(frame[name], errors="coerce") for name in names]
    low, best, high = counts
    return (low > best) | (best > high) | (low > high)
