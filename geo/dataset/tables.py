"""Each table of a dataset read and checked for itself, before one is held to another."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from geo.dataset import duplicates, linking, plausibility
from geo.dataset.about import About
from geo.dataset.columns import Table, in_languages
from geo.dataset.issues import Issue
from geo.dataset.parsing import Parsed, parse_table
from geo.dataset.schema import LEDGER, TABLES
from geo.dataset.validation import validate_table
from geo.dataset.vocabularies import extended

# A row by its table and line.
RowKey = tuple[str, int]


@dataclass(frozen=True)
class TableRead:
    """One table: its good rows, typed; its issues; the file as it was parsed.

    ``bad`` are the lines that cannot be used, ``bad_rows`` as much of them as was read.
    """

    good: pd.DataFrame
    issues: list[Issue]
    bad: frozenset[int]
    bad_rows: pd.DataFrame
    key: str
    parsed: Parsed

    @property
    def is_unreadable(self) -> bool:
        """Whether there is no row at all, for a cause that one Issue tells."""
        return self.parsed.is_unreadable

    @property
    def bad_keys(self) -> frozenset[str]:
        """What the rows that cannot be used call themselves."""
        return frozenset(self.bad_rows[self.key])


def read_tables(
    contents: Mapping[str, bytes], about: About, beside: Collection[str], today: date
) -> dict[str, TableRead]:
    """Every table by name, against the lists as the dataset extends them.

    A crisis has only the tables that it needs; those that it was exported with must be there, and
    sources and places. ``beside`` are the files of no table.
    """
    needed = about.tables | {"sources", "places"}
    words = about.vocabularies
    parsed = {
        name: _parse(contents.get(f"{name}.csv"), table, name in needed, beside)
        for name, table in TABLES.items()
    }
    return {
        name: _checked(parsed[name], extended(table, words), today)
        for name, table in TABLES.items()
    }


def _parse(data: bytes | None, table: Table, is_needed: bool, beside: Collection[str]) -> Parsed:
    """The file; of one that is not there no row, and an Issue where it should be there.

    One without even a header was cut off, and is no table without rows.
    """
    if data is not None:
        return parse_table(data, table)
    empty = parse_table(",".join(table.names).encode(), table)
    meant = [name for name in beside if name.partition(".")[0].casefold() == table.name]
    if not (is_needed or meant):
        return empty
    return replace(empty, issues=[_missing(table, meant)], is_unreadable=True)


def _checked(parsed: Parsed, table: Table, today: date) -> TableRead:
    table = in_languages(table, parsed.names)
    issues = [*parsed.issues, *_check_rows(parsed.rows, table, today)]
    bad = {issue.line for issue in issues if issue.level == "error"} | parsed.lost
    is_bad = parsed.rows.line.isin(bad)
    good = linking.type_columns(_select(parsed.rows, ~is_bad), table.columns)
    return TableRead(
        good=good,
        issues=[*issues, *_check_good(good, table)],
        bad=frozenset(bad),
        bad_rows=parsed.rows[is_bad],
        key=table.key,
        parsed=replace(parsed, rows=parsed.rows[:0]),
    )


def _select(rows: pd.DataFrame, wanted: pd.Series) -> pd.DataFrame:
    """The wanted rows; without a copy where these are all."""
    return rows if wanted.all() else rows[wanted]


def _check_rows(rows: pd.DataFrame, table: Table, today: date) -> list[Issue]:
    """What is wrong with single rows, and with their keys; a table without rows costs nothing."""
    if rows.empty:
        return []
    return [
        *validate_table(rows, table),
        *linking.check_unique(rows, table),
        *plausibility.check_future(rows, table, today),
    ]


def _check_good(good: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """Warnings of rows that are as they must be."""
    if good.empty:
        return
    yield from duplicates.check_counts(good, table)
    if table.name == "sources":
        yield from duplicates.check_sources(good)


def _missing(table: Table, meant: Sequence[str]) -> Issue:
    """A table that is not there, or that is there under another name."""
    advice = f"Add it with the header {','.join(table.names)}"
    if meant:
        how = "Rename" if meant[0].casefold() == f"{table.name}.csv" else "Save"
        advice = f"{how} {meant[0]} {'to' if how == 'Rename' else 'as'} {table.name}.csv."
    return Issue("error", table.name, 0, "", "", "The table is missing.", advice)


def without_followers(
    issues: Iterable[Issue], tables: Mapping[str, TableRead], claims: pd.DataFrame
) -> list[Issue]:
    """The issues of messages but those that name a claim which has, or whose table has, its own."""
    issues = list(issues)
    if not issues:
        return []
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
    every = bad | dict.fromkeys(keys)
    written = {
        name: read.parsed.written([line for table, line in every if table == name])
        for name, read in tables.items()
    }
    rows = [(table, line, written[table][line]) for table, line in every if line in written[table]]
    columns = {"table": "str", "line": "int64", "row": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)
