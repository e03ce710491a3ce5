"""Each table of a dataset read and checked for itself, before one is held to another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from geo.dataset import linking
from geo.dataset.columns import Table
from geo.dataset.issues import Issue, Level
from geo.dataset.parsing import Parsed, Record, parse_table
from geo.dataset.schema import LEDGER, TABLES
from geo.dataset.validation import validate_table

# A row by its table and line.
RowKey = tuple[str, int]


@dataclass(frozen=True)
class TableRead:
    """One table: its good rows, typed; its issues; all its records as written.

    ``bad`` are the lines that cannot be used, ``bad_keys`` what those rows call themselves.
    ``is_unreadable``: there is no row at all, for a cause that one Issue tells.
    """

    good: pd.DataFrame
    issues: list[Issue]
    records: Mapping[int, Record]
    bad: frozenset[int]
    bad_keys: frozenset[str]
    is_unreadable: bool


def read_tables(
    contents: Mapping[str, bytes], listed: Collection[str], beside: Collection[str]
) -> dict[str, TableRead]:
    """Every table by name; ``listed`` ones must be there, ``beside`` are the files of no table."""
    return {
        name: _read_table(contents.get(f"{name}.csv"), table, name in listed, beside)
        for name, table in TABLES.items()
    }


def _read_table(
    data: bytes | None, table: Table, is_listed: bool, beside: Collection[str]
) -> TableRead:
    if data is None:
        parsed = parse_table(",".join(table.names).encode(), table)
        return _checked(parsed, table, [_missing(table, is_listed, beside)], is_unreadable=True)
    parsed = parse_table(data, table)
    return _checked(parsed, table, parsed.issues, parsed.is_unreadable)


def _checked(parsed: Parsed, table: Table, issues: list[Issue], is_unreadable: bool) -> TableRead:
    issues = [*issues, *validate_table(parsed.rows, table)]
    issues += linking.check_unique(parsed.rows, table)
    bad = {issue.line for issue in issues if issue.level == "error"} | parsed.lost
    is_bad = parsed.rows.line.isin(bad)
    return TableRead(
        good=linking.type_columns(parsed.rows[~is_bad], table.columns),
        issues=issues,
        records=parsed.records,
        bad=frozenset(bad),
        bad_keys=frozenset(parsed.rows[table.key][is_bad]),
        is_unreadable=is_unreadable,
    )


def _missing(table: Table, is_listed: bool, beside: Collection[str]) -> Issue:
    """A table that is not there, or that is there under another name."""
    meant = [name for name in beside if name.partition(".")[0].casefold() == table.name]
    level: Level = "error" if is_listed or meant else "warning"
    advice = f"Add it with the header {','.join(table.names)}"
    if meant:
        how = "Rename" if meant[0].casefold() == f"{table.name}.csv" else "Save"
        advice = f"{how} {meant[0]} {'to' if how == 'Rename' else 'as'} {table.name}.csv."
    return Issue(level, table.name, 0, "", "", "The table is missing.", advice)


def without_followers(
    issues: Iterable[Issue], tables: Mapping[str, TableRead], claims: pd.DataFrame
) -> list[Issue]:
    """The issues of messages but those that name a claim which has, or whose table has, its own."""
    ledger = [tables[table.name] for table in LEDGER]
    bad = frozenset[str]().union(*(read.bad_keys for read in ledger))
    known = set(claims.entry_id)
    is_any_unreadable = any(read.is_unreadable for read in ledger)
    return [
        issue
        for issue in issues
        if issue.value in known or not (is_any_unreadable or issue.value in bad)
    ]


def set_aside(tables: Mapping[str, TableRead], keys: Iterable[RowKey]) -> pd.DataFrame:
    """Table, line and text as written of every row that could not be used.

    ``keys`` are the rows that were set aside after their table had been read.
    """
    bad = dict.fromkeys((name, line) for name, read in tables.items() for line in sorted(read.bad))
    rows = [
        (table, line, tables[table].records[line].text)
        for table, line in bad | dict.fromkeys(keys)
        if line in tables[table].records
    ]
    columns = {"table": "str", "line": "int64", "row": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
