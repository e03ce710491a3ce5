"""From the files of a dataset to the dataset: validate, link, locate."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from geo.dataset import counts, linking, messages, placing, provenance
from geo.dataset.about import NO_MOMENT, About, read_about
from geo.dataset.columns import Table
from geo.dataset.files import DESCRIPTOR, DatasetError, read_files, table_files
from geo.dataset.issues import Issue, Level
from geo.dataset.parsing import Record, parse_table
from geo.dataset.provenance import Origin
from geo.dataset.schema import LEDGER, PLACES, TABLES
from geo.dataset.validation import validate_table
from geo.rows import read_rows

# Given names that places.csv does not know, the country's ISO 3166-1 alpha-2 code and the rows of
# places.csv: rows like those for what was found, and a sentence for each name on how that went.
Locate = Callable[[Iterable[str], str, pd.DataFrame], tuple[pd.DataFrame, Mapping[str, str]]]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A read-only dataset.

    ``claims`` holds every ledger row with the shared columns and what linking added; ``details``
    each ledger table's own columns by entry_id; ``places`` and ``sources`` are indexed by their
    key. ``set_aside`` lists table, line and cells of the rows that could not be used.
    """

    directory: Path
    about: About
    claims: pd.DataFrame
    details: Mapping[str, pd.DataFrame]
    places: pd.DataFrame
    sources: pd.DataFrame
    issues: tuple[Issue, ...]
    set_aside: pd.DataFrame
    version: str
    # What it was exported as, where it came as a package.
    origin: Origin | None = None

    @property
    def short_version(self) -> str:
        """The digits of the version that people are shown."""
        return provenance.short_version(self.version)

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.level == "error")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Folded place name or alias -> place_id."""
        return placing.place_names(self.places.reset_index())

    @cached_property
    def source_rows(self) -> Mapping[str, Any]:
        """source_id -> its row: many times faster to read than a row of the frame."""
        return {source.Index: source for source in self.sources.itertuples()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """place_id -> what a list calls the place: its name, with the id where two share one."""
        shared = set(self.places.name[self.places.name.duplicated(keep=False)])
        return {
            place_id: f"{name} ({place_id})" if name in shared else name
            for place_id, name in self.places.name.items()
        }

    @cached_property
    def ledger(self) -> Mapping[str, pd.DataFrame]:
        """The claims of each ledger table with its own columns, by the index of ``claims``."""
        found = {}
        for table, details in self.details.items():
            claims = self.claims[self.claims.table == table]
            own = details.reindex(claims.entry_id).set_axis(claims.index)
            found[table] = pd.concat([claims, own], axis=1)
        return found

    @cached_property
    def rows(self) -> Mapping[str, Any]:
        """Every claim by entry_id as a plain row, with its table's own columns."""
        found: dict[str, Any] = {}
        for claims in self.ledger.values():
            found |= zip(claims.entry_id, read_rows(claims, list(claims.columns)), strict=True)
        return found

    def find_place(self, text: str) -> str | None:
        """The place_id for an id, a label, a name or an alias; None where there is none such."""
        if text in self.places.index:
            return text
        labelled = {label: place_id for place_id, label in self.labels.items()}
        return labelled.get(text) or self.names.get(placing.fold(text))


def load_dataset(directory: Path, locate: Locate | None = None) -> Dataset:
    """Reads a directory of CSV tables; raises DatasetError when there is none to read.

    Rows with an error of their own are set aside and named in ``issues``; all others are there.
    ``locate`` is asked for the places that places.csv does not know.
    """
    return read_dataset(read_files(directory), directory, locate)


def read_dataset(
    contents: Mapping[str, bytes], directory: Path = Path(), locate: Locate | None = None
) -> Dataset:
    """The dataset of these files by name, wherever they come from; see ``load_dataset``.

    ``directory`` is only kept with it. Raises DatasetError when no file is a table.
    """
    if not contents.keys() & set(table_files()):
        raise DatasetError("This holds no table of a dataset, such as status.csv.")
    about, issues = read_about(contents.get(DESCRIPTOR))
    origin, changes = provenance.check_origin(contents, about.descriptor)
    tables = _read_tables(contents, about)
    good = {name: read.good for name, read in tables.items()}
    claims, row_issues = _gather_claims(good, about)
    places, claims, place_issues = _place_claims(claims, good["places"], about, locate)
    claims, message_issues = messages.link_messages(claims)
    claims = linking.add_lookups(claims, places, good["sources"])
    details = {table.name: _own_columns(good[table.name], table) for table in LEDGER}
    count_issues = counts.check_counts(claims, details)
    own_issues = [*(issue for read in tables.values() for issue in read.issues), *row_issues]
    return Dataset(
        directory=directory,
        about=_with_moment(about, claims),
        claims=_compact(claims),
        details={name: _compact(frame) for name, frame in details.items()},
        places=_compact(places.set_index("place_id")),
        sources=_compact(good["sources"].set_index("source_id")),
        issues=(*issues, *changes, *own_issues, *place_issues, *message_issues, *count_issues),
        set_aside=_set_aside(tables, own_issues),
        version=provenance.version(contents),
        origin=origin,
    )


def _gather_claims(
    good: Mapping[str, pd.DataFrame], about: About
) -> tuple[pd.DataFrame, list[Issue]]:
    """The claims whose ids and sources hold, and the issues of the others."""
    claims = linking.gather_claims(good, about.zone)
    issues = [
        *linking.check_ids(claims),
        *linking.check_sources(claims, good["sources"]),
        *linking.check_reported(claims),
    ]
    return _without(claims, issues), issues


def _with_moment(about: About, claims: pd.DataFrame) -> About:
    """Opens at the last report where the descriptor names no moment that can be read."""
    if about.default_moment != NO_MOMENT or claims.empty:
        return about
    return replace(about, default_moment=claims.reported_at.max())


@dataclass(frozen=True)
class _Read:
    """One table: its good rows, typed; its issues; all its records as written."""

    good: pd.DataFrame
    issues: list[Issue]
    records: Mapping[int, Record]


def _read_tables(contents: Mapping[str, bytes], about: About) -> dict[str, _Read]:
    listed = about.tables | {"sources", "places"}
    return {name: _read_table(contents, table, name in listed) for name, table in TABLES.items()}


def _read_table(contents: Mapping[str, bytes], table: Table, is_listed: bool) -> _Read:
    data = contents.get(f"{table.name}.csv")
    header = ",".join(table.names)
    parsed = parse_table(header.encode() if data is None else data, table)
    issues = [*parsed.issues, *validate_table(parsed.rows, table)]
    issues += linking.check_unique(parsed.rows, table)
    if data is None:
        level: Level = "error" if is_listed else "warning"
        advice = f"Add it with the header {header}"
        issues.append(Issue(level, table.name, 0, "", "", "The table is missing.", advice))
    bad = [issue.line for issue in issues if issue.level == "error"]
    good = linking.type_columns(parsed.rows[~parsed.rows.line.isin(bad)], table.columns)
    return _Read(good, issues, parsed.records)


def _without(claims: pd.DataFrame, issues: Iterable[Issue]) -> pd.DataFrame:
    """The claims that have no issue of their own."""
    bad = {(issue.table, issue.line) for issue in issues}
    keys = zip(claims.table, claims.line, strict=True)
    is_good = pd.Series([key not in bad for key in keys], index=claims.index, dtype=bool)
    return claims[is_good].reset_index(drop=True)


def _set_aside(tables: Mapping[str, _Read], issues: Iterable[Issue]) -> pd.DataFrame:
    """Table, line and text as written of every row with an error of its own."""
    bad = dict.fromkeys((one.table, one.line) for one in issues if one.level == "error")
    rows = [
        (table, line, tables[table].records[line].text)
        for table, line in bad
        if line in tables[table].records
    ]
    columns = {"table": "str", "line": "int64", "row": "str"}
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _place_claims(
    claims: pd.DataFrame, places: pd.DataFrame, about: About, locate: Locate | None
) -> tuple[pd.DataFrame, pd.DataFrame, list[Issue]]:
    """The places with what ``locate`` found, the claims tied to them, a warning for each name."""
    issues = placing.check_names(places)
    claims, unknown = placing.link_places(claims, places)
    outcomes: Mapping[str, str] = {}
    if unknown and locate is not None:
        found, outcomes = locate(unknown, about.country, places)
        places = placing.add_places(places, linking.type_columns(found, PLACES.columns))
        claims, _ = placing.link_places(claims, places)
    advice = "Add it to places.csv, or correct the name."
    for name, (table, line) in unknown.items():
        problem = _unknown_place(outcomes.get(name))
        issues.append(Issue("warning", table, line, "place", name, problem, advice))
    return places, claims, issues


def _unknown_place(outcome: str | None) -> str:
    return f"is not in places.csv. {outcome or 'It is listed as unlocated'}".rstrip(".") + "."


def _own_columns(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The columns that only this table has, by entry_id."""
    own = [column.name for column in table.own]
    return rows.drop_duplicates("entry_id").set_index("entry_id")[own]


def _compact(frame: pd.DataFrame) -> pd.DataFrame:
    """Text columns as one block of Python strings: selecting rows is then several times faster."""
    texts = [name for name in frame.columns if frame[name].dtype == "str"]
    return frame.astype(dict.fromkeys(texts, object))
