"""What a dataset has already: its files, and its claims as they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from geo.dataset.about import About, read_about
from geo.dataset.columns import Table, in_languages
from geo.dataset.files import DESCRIPTOR, DatasetError, read_files
from geo.dataset.parsing import parse_table
from geo.dataset.schema import LEDGER, TABLES
from geo.importing.identity import without_version
from geo.importing.refusal import NotImportableError


class Version(NamedTuple):
    """The last version of a claim that a dataset has, its cells as its table has columns."""

    number: int
    entry_id: str
    table: str
    message: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """A dataset's files, and every row of them as text.

    ``claims`` are by entry_id; ``versions`` the last version of each, by the id of its first.
    """

    files: Mapping[str, bytes]
    about: About
    places: pd.DataFrame
    sources: Mapping[str, Mapping[str, str]]
    claims: Mapping[str, Version]
    versions: Mapping[str, Version]


def read_held(directory: Path) -> Held:
    """Everything of a dataset that an import goes by; raises NotImportableError without one."""
    try:
        files = read_files(directory)
    except DatasetError as error:
        raise NotImportableError(f"{directory}: {error}") from error
    if DESCRIPTOR not in files:
        advice = "Make a dataset of it first: python -m geo new."
        raise NotImportableError(f"{directory} has no {DESCRIPTOR}. {advice}")
    about, _ = read_about(files[DESCRIPTOR])
    claims: dict[str, Version] = {}
    versions: dict[str, Version] = {}
    for table in LEDGER:
        for one in _versions(_rows(files, table.name), table):
            claims.setdefault(one.entry_id, one)
            base, _ = without_version(one.entry_id)
            if base not in versions or one.number >= versions[base].number:
                versions[base] = one
    sources = {row["source_id"]: row for row in _records(_rows(files, "sources"))}
    return Held(files, about, _rows(files, "places"), sources, claims, versions)


def _versions(rows: pd.DataFrame, table: Table) -> Iterator[Version]:
    at = table.names.index("entry_id"), table.names.index("message")
    for cells in zip(*(rows[name].tolist() for name in table.names), strict=True):
        _, number = without_version(cells[at[0]])
        yield Version(number, cells[at[0]], table.name, cells[at[1]], cells)


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in rows.to_dict("records")]


def _rows(files: Mapping[str, bytes], name: str) -> pd.DataFrame:
    """The rows of a table that the dataset may not have yet."""
    table = TABLES[name]
    data = files.get(f"{name}.csv", b"")
    if not data.strip():
        return pd.DataFrame(columns=["line", *table.names], dtype=object)
    parsed = parse_table(data, table)
    if parsed.is_unreadable:
        raise NotImportableError(f"{name}.csv cannot be read: see python -m geo check.")
    missing = set(in_languages(table, parsed.names).names) - set(parsed.names)
    return parsed.rows.assign(**dict.fromkeys(missing, ""))
