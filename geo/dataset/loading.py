"""From the files of a dataset to the dataset: validate, link, locate."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from geo.dataset import (
    disputes,
    linking,
    merging,
    messages,
    outlines,
    parts,
    placing,
    provenance,
    whereabouts,
)
from geo.dataset.about import NO_MOMENT, About, read_about
from geo.dataset.checking import check_claims
from geo.dataset.columns import Table
from geo.dataset.dataset import Dataset
from geo.dataset.files import DESCRIPTOR, DatasetError, other_files, read_files, table_files
from geo.dataset.issues import Issue
from geo.dataset.memory import give_back
from geo.dataset.pausing import collector_paused
from geo.dataset.schema import LEDGER, PLACES
from geo.dataset.tables import RowKey, TableRead, read_tables, set_aside, without_followers
from geo.times import read_moment

# Given names that places.csv does not know, the country's ISO 3166-1 alpha-2 code and the rows of
# places.csv: rows like those for what was found, and a sentence for each name on how that went.
Locate = Callable[[Iterable[str], str, pd.DataFrame], tuple[pd.DataFrame, Mapping[str, str]]]


def load_dataset(
    directory: Path, locate: Locate | None = None, today: date | None = None
) -> Dataset:
    """Reads a directory of CSV tables; raises DatasetError when there is none to read.

    Rows with an error of their own are set aside and named in ``issues``; all others are there.
    ``locate`` is asked for the places that places.csv does not know; what was reported later than
    ``today``, by default the machine's, cannot be right.
    """
    contents = read_files(directory)
    return read_dataset(contents, directory, locate, other_files(directory), today)


def read_dataset(
    contents: Mapping[str, bytes],
    directory: Path = Path(),
    locate: Locate | None = None,
    beside: Collection[str] = (),
    today: date | None = None,
) -> Dataset:
    """The dataset of these files by name, wherever they come from; see ``load_dataset``.

    ``directory`` is only kept with it; ``beside`` names the files that are none of a dataset, one
    of which may be a table under another name. Raises DatasetError when no file is a table.
    """
    with collector_paused:
        dataset = _read_dataset(contents, directory, locate, beside, today)
    give_back()
    return dataset


def _read_dataset(
    contents: Mapping[str, bytes],
    directory: Path,
    locate: Locate | None,
    beside: Collection[str],
    today: date | None,
) -> Dataset:
    if not contents.keys() & set(table_files()):
        raise DatasetError("This holds no table of a dataset, such as status.csv.")
    about, issues = read_about(contents.get(DESCRIPTOR))
    origin, changes = provenance.check_origin(contents, about.descriptor)
    tables = read_tables(contents, about, beside, today or datetime.now(UTC).date())
    good = {name: read.good for name, read in tables.items()}
    claims, row_issues, bad = _gather_claims(tables, about)
    places, claims, place_issues = _place_claims(claims, tables["places"], about, locate)
    own, outline_issues = outlines.read_own(contents)
    outline_issues += outlines.check(tables["places"].good, about.countries, own)
    claims = linking.add_lookups(claims, places, good["sources"])
    claims, message_issues = messages.link_messages(claims)
    message_issues = without_followers(message_issues, tables, claims)
    details = {table.name: _own_columns(good[table.name], table) for table in LEDGER}
    claims = linking.add_counting(claims, details, places, good["sources"], about.zone)
    claims, dispute_issues = disputes.link_disputes(claims)
    claims, part_issues = parts.link_parts(
        claims, details["casualties"], places, about.comparable_days
    )
    doubts = check_claims(claims, details, places, good["sources"], about)
    dispute_issues = without_followers(dispute_issues, tables, claims)
    doubts = [*dispute_issues, *part_issues, *doubts]
    claims = _compact(claims)
    own_issues = [*(issue for read in tables.values() for issue in read.issues), *row_issues]
    return Dataset(
        directory=directory,
        about=_with_moment(about, claims),
        claims=claims,
        details={name: _compact(frame) for name, frame in details.items()},
        places=_compact(places.set_index("place_id")),
        sources=_compact(good["sources"].set_index("source_id")),
        issues=(
            *issues,
            *changes,
            *own_issues,
            *place_issues,
            *outline_issues,
            *message_issues,
            *doubts,
        ),
        set_aside=set_aside(tables, bad),
        version=provenance.version(contents),
        origin=origin,
        outlines=own,
        outline_files=outlines.files_of(own, contents),
    )


def _gather_claims(
    tables: Mapping[str, TableRead], about: About
) -> tuple[pd.DataFrame, list[Issue], set[RowKey]]:
    """The claims whose ids and sources hold, the issues of the others, and where those stand.

    A claim of a source whose own row cannot be used has no Issue of its own.
    """
    good = {name: read.good for name, read in tables.items()}
    claims = linking.gather_claims(good, about.zone)
    sources = tables["sources"]
    unlisted = linking.check_sources(claims, sources.good)
    bad = {(issue.table, issue.line) for issue in unlisted}
    own = [*linking.check_ids(claims), *linking.check_reported(claims)]
    issues = [issue for issue in own if (issue.table, issue.line) not in bad]
    if not sources.is_unreadable:
        issues += [issue for issue in unlisted if issue.value not in sources.bad_keys]
    bad |= {(issue.table, issue.line) for issue in issues}
    return _without(claims, bad), issues, bad


def _with_moment(about: About, claims: pd.DataFrame) -> About:
    """Opens at the last report, where the descriptor names no moment that can be read: the last by
    the end of the days that it is about, since years later somebody may still tell of them.
    """
    if about.default_moment != NO_MOMENT:
        return about
    day = next(filter(None, reversed(about.period)), "")
    end = read_moment(day, about.zone) if day else claims.reported_at.max()
    known = claims.reported_at[claims.reported_at <= end]
    found = [known.max(), claims.reported_at.max(), end]
    return replace(about, default_moment=next(filter(pd.notna, found), NO_MOMENT))


def _without(claims: pd.DataFrame, keys: Collection[RowKey]) -> pd.DataFrame:
    """The claims but those in these rows."""
    if not keys:
        return claims
    rows = zip(claims.table, claims.line, strict=True)
    is_good = pd.Series([row not in keys for row in rows], index=claims.index, dtype=bool)
    return claims[is_good].reset_index(drop=True)


def _place_claims(
    claims: pd.DataFrame, read: TableRead, about: About, locate: Locate | None
) -> tuple[pd.DataFrame, pd.DataFrame, list[Issue]]:
    """The places with what ``locate`` found, the claims tied to them, a warning for each name."""
    places = read.good
    issues = [*placing.check_names(places), *whereabouts.check_places(places)]
    claims, unknown = placing.link_places(claims, places)
    alike = merging.find_alike(unknown, places)
    found, outcomes = _locate_others(
        [name for name in unknown if name not in alike], places, about, locate
    )
    every, merged = merging.add_places(places, found, alike)
    claims, _ = placing.link_places(claims, every)
    if read.is_unreadable:
        return every, claims, issues
    issues += merging.check_merged(merged, unknown, places, outcomes)
    advice = "Add it to places.csv, or correct the name."
    # A name whose own row cannot be used has an Issue there.
    told = {*merged, *(name for name in unknown if placing.fold(name) in _bad_names(read))}
    for name, (table, line) in unknown.items():
        if name not in told:
            problem = _unknown_place(outcomes.get(name))
            issues.append(Issue("warning", table, line, "place", name, problem, advice))
    return every, claims, issues


def _bad_names(read: TableRead) -> set[str]:
    """The folded names of places whose rows cannot be used."""
    return {placing.fold(name) for name, _, _ in placing.each_name(read.bad_rows)}


def _locate_others(
    names: Collection[str], places: pd.DataFrame, about: About, locate: Locate | None
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """What ``locate`` finds for names that places.csv does not know, in their order."""
    if not names or locate is None:
        return places[:0], {}
    found, outcomes = locate(names, about.country, places)
    return linking.type_columns(found, PLACES.columns), outcomes


def _unknown_place(outcome: str | None) -> str:
    return f"is not in places.csv. {outcome or 'It is listed as unlocated'}".rstrip(".") + "."


def _own_columns(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The columns that only this table has, by entry_id."""
    own = [column.name for column in table.own]
    return rows.drop_duplicates("entry_id").set_index("entry_id")[own]


def _compact(frame: pd.DataFrame) -> pd.DataFrame:
    """Text columns as one block of Python strings: selecting rows is then several times faster."""
    texts = [name for name, kind in frame.dtypes.items() if kind == "str"]
    # A copy of a frame has one block for each type.
    return frame.assign(**{name: frame[name].astype(object) for name in texts}).copy()
