"""The one module that reads a dataset directory: read, validate, link, locate."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from geo import casualties, linking
from geo.about import About, read_about
from geo.parsing import LARGEST_FILE, parse_table
from geo.schema import LEDGER, PLACES, TABLES, Issue, Table
from geo.validation import validate_table

DESCRIPTOR = "datapackage.json"
FILES = (DESCRIPTOR, *(f"{name}.csv" for name in TABLES))

# Given names that places.csv does not know and the country's ISO 3166-1 alpha-2 code: rows like
# those of places.csv for what was found, and a sentence for each name on how that went.
Locate = Callable[[Iterable[str], str], tuple[pd.DataFrame, Mapping[str, str]]]
Frames = dict[str, pd.DataFrame]


class DatasetError(Exception):
    """The directory cannot be read as a dataset at all."""


@dataclass(frozen=True)
class Dataset:
    """A read-only dataset.

    ``claims`` holds every ledger row with the shared columns and what linking added; ``details`` each
    ledger table's own columns by entry_id; ``places`` and ``sources`` are indexed by their key. ``set_aside``
    lists table, line and cells of the rows that could not be used.
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

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.level == "error")

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Folded place name or alias -> place_id."""
        return linking.place_names(self.places.reset_index())

    def find_place(self, text: str) -> str | None:
        """The place_id for an id, a name or an alias; None where the dataset has none such."""
        return text if text in self.places.index else self.names.get(linking.fold(text))


def load_dataset(directory: Path, locate: Locate | None = None) -> Dataset:
    """Reads a directory of CSV tables; raises DatasetError when there is none to read.

    Rows with an error are set aside and named in ``issues``; all others are there. ``locate`` is
    asked for the places that places.csv does not know.
    """
    contents = _read_files(directory)
    about, issues = read_about(contents.get(DESCRIPTOR))
    frames, table_issues, unread = _read_tables(contents)
    claims = linking.gather_claims(frames, about.zone)
    row_issues = linking.check_ids(claims) + linking.check_sources(claims, frames["sources"])
    claims, unlinked = _set_aside(claims, row_issues, frames)
    places, claims, place_issues = _place_claims(claims, frames["places"], about, locate)
    claims, message_issues = linking.link_messages(claims)
    claims = linking.add_lookups(claims, places, frames["sources"])
    details = {table.name: _own_columns(frames[table.name], table) for table in LEDGER}
    count_issues = casualties.check_rival_counts(claims, details["casualties"])
    return Dataset(
        directory=directory,
        about=about,
        claims=_compact(claims),
        details={name: _compact(frame) for name, frame in details.items()},
        places=_compact(places.set_index("place_id")),
        sources=_compact(frames["sources"].set_index("source_id")),
        issues=(
            *issues,
            *table_issues,
            *row_issues,
            *place_issues,
            *message_issues,
            *count_issues,
        ),
        set_aside=pd.concat([unread, unlinked], ignore_index=True),
        version=_version(contents),
    )


def file_state(directory: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of each file: tells one state of a dataset from another."""
    paths = [directory / name for name in FILES]
    stats = [(path.name, path.stat()) for path in paths if path.is_file()]
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _read_files(directory: Path) -> dict[str, bytes]:
    if not directory.is_dir():
        raise DatasetError(f"{directory} is not a directory. Name the directory of a dataset.")
    paths = [directory / name for name in FILES]
    contents = {path.name: _read_file(path) for path in paths if path.is_file()}
    if not contents.keys() - {DESCRIPTOR}:
        raise DatasetError(f"{directory} holds no table of a dataset, such as status.csv.")
    return contents


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DatasetError(f"{path.name} is over {LARGEST_FILE >> 20} MB. Split the dataset.")
        return path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{path.name} cannot be read: {error.strerror}.") from error


def _version(contents: Mapping[str, bytes]) -> str:
    """The first 12 hexadecimal digits of SHA-256 over the names and bytes of all files."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()[:12]


def _read_tables(
    contents: Mapping[str, bytes],
) -> tuple[Frames, list[Issue], pd.DataFrame]:
    """The good rows of each table, typed; the issues of all; the rows that have an error."""
    frames: Frames = {}
    issues: list[Issue] = []
    bad_rows = []
    for table in TABLES.values():
        rows, found = _read_table(contents.get(f"{table.name}.csv"), table)
        bad = rows.line.isin([issue.line for issue in found if issue.level == "error"])
        frames[table.name] = linking.type_columns(rows[~bad], table.columns)
        bad_rows.append(_as_written(rows[bad], table))
        issues += found
    return frames, issues, pd.concat(bad_rows, ignore_index=True)


def _read_table(data: bytes | None, table: Table) -> tuple[pd.DataFrame, list[Issue]]:
    if data is None:
        advice = f"Add it with the header {','.join(table.names)}"
        level = "warning" if table.ledger else "error"
        issue = Issue(level, table.name, 0, "", "", "The table is missing.", advice)
        return parse_table(",".join(table.names).encode(), table)[0], [issue]
    rows, issues = parse_table(data, table)
    return rows, issues + validate_table(rows, table) + linking.check_unique(rows, table)


def _as_written(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Table, line and all cells of each row as one text."""
    texts = [" | ".join(map(str, cells)) for cells in rows[table.names].itertuples(index=False)]
    columns = {"table": table.name, "line": rows.line.to_numpy(), "row": texts}
    return pd.DataFrame(columns).astype({"table": "str", "line": "int64", "row": "str"})


def _set_aside(
    claims: pd.DataFrame, issues: list[Issue], frames: Frames
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The claims without an issue of their own, and the rows of the others as written."""
    bad = {(issue.table, issue.line) for issue in issues}
    keys = list(zip(claims.table, claims.line, strict=True))
    is_good = pd.Series([key not in bad for key in keys], index=claims.index, dtype=bool)
    rows = [
        _as_written(frames[table.name][frames[table.name].line.isin(lines)], table)
        for table in LEDGER
        if (lines := [line for name, line in bad if name == table.name])
    ]
    nothing = _as_written(frames["status"].head(0), TABLES["status"])
    return claims[is_good].reset_index(drop=True), pd.concat([nothing, *rows], ignore_index=True)


def _place_claims(
    claims: pd.DataFrame, places: pd.DataFrame, about: About, locate: Locate | None
) -> tuple[pd.DataFrame, pd.DataFrame, list[Issue]]:
    """The places with those that ``locate`` found, the claims tied to them, a warning for each name."""
    claims, unknown = linking.link_places(claims, places)
    if not unknown:
        return places, claims, []
    outcomes: Mapping[str, str] = {}
    if locate is not None:
        found, outcomes = locate(unknown, about.country)
        typed = linking.type_columns(found.assign(line=0), PLACES.columns)
        places = pd.concat([places, typed], ignore_index=True) if len(typed) else places
        claims, _ = linking.link_places(claims, places)
    advice = "Add it to places.csv, or correct the name."
    issues = [
        Issue(
            "warning",
            table,
            line,
            "place",
            name,
            _unknown_place(outcomes.get(name)),
            advice,
        )
        for name, (table, line) in unknown.items()
    ]
    return places, claims, issues


def _unknown_place(outcome: str | None) -> str:
    return f"is not in places.csv. {outcome or 'It is listed as unlocated.'}"


def _own_columns(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The columns that only this table has, by entry_id."""
    own = [column.name for column in table.own]
    return rows.drop_duplicates("entry_id").set_index("entry_id")[own]


def _compact(frame: pd.DataFrame) -> pd.DataFrame:
    """Text columns as one block of Python strings: selecting rows is then several times faster."""
    texts = [name for name in frame.columns if frame[name].dtype == "str"]
    return frame.astype(dict.fromkeys(texts, object))
