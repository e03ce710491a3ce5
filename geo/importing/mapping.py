"""From the rows of a file to claims: what each row says, or why it cannot be used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from geo.dataset import plausibility
from geo.dataset.columns import Table
from geo.dataset.linking import NUMERIC
from geo.dataset.schema import TABLES
from geo.dataset.validation import validate_table
from geo.dataset.vocabularies import Vocabularies, extended
from geo.importing import reporting
from geo.importing.cells import Cell, Failure, columns_read, evaluate, find_column
from geo.importing.conditions import holding
from geo.importing.identity import joined, slug
from geo.importing.naming import column_of, name_places, unplaced
from geo.importing.numbers import number
from geo.importing.places import Found, Gazetteer, Named, find_places
from geo.importing.profile import ClaimMap, Profile
from geo.importing.refusal import NotImportableError, Refusal
from geo.importing.sheet import Sheet, find_unknown, take_rows
from geo.importing.sources import Sources, find_sources

_POINT = ("latitude", "longitude", "precision")


class Claim(NamedTuple):
    """One claim of a row, by the id of its first version; ``cells`` as the table has columns."""

    row: int
    table: str
    base: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Mapped:
    """What a file says: ids by row, claims, sources, and why the other rows say nothing.

    ``compared`` are the columns of a table that the file gives, by which it is seen that a claim
    has changed; ``places`` what each row's place is; ``updated`` when a row says it was changed.
    """

    sheet: Sheet
    ids: Sequence[str]
    claims: Sequence[Claim]
    sources: Sources
    places: Sequence[Found | None]
    refusals: Sequence[Refusal]
    compared: Mapping[str, frozenset[str]]
    updated: Sequence[str]
    # The table of each row, where a file holds several.
    where: Sequence[str] = ()


@dataclass(frozen=True)
class Setting:
    """What claims are held to: the dataset's places and words, the day, the database's name."""

    gazetteer: Gazetteer
    country: str
    words: Vocabularies
    today: date
    collection: str = ""


def map_rows(profile: Profile, sheet: Sheet, setting: Setting) -> Mapped:
    """Every row as claims, or refused by its line."""
    check_columns(profile, sheet)
    failures = list(_unknown(profile, sheet))
    ids = _ids(profile, sheet, failures)
    sources = find_sources(profile, sheet, setting.collection, failures)
    named = name_places(profile, sheet, setting.country, failures)
    bad = {failure[0] for failure in failures}
    places = find_places([None if i in bad else one for i, one in enumerate(named)],
                         setting.gazetteer)  # fmt: skip
    failures += unplaced(profile, named, places, bad)
    claims: list[Claim] = []
    for spec in profile.claims:
        rows = _Rows(sheet, ids, sources, named, places, setting)
        claims += _map_claims(spec, rows, profile.prefix, failures)
    bad = {failure[0] for failure in failures}
    mute = set(range(len(sheet))) - bad - {claim.row for claim in claims}
    failures += [(i, "", "", "makes no claim by this profile.", "") for i in sorted(mute)]
    bad |= mute
    refusals = [_refusal(sheet, failure) for failure in _first(failures)]
    return Mapped(
        sheet,
        ids,
        [claim for claim in claims if claim.row not in bad],
        sources,
        [None if i in bad else place for i, place in enumerate(places)],
        sorted((*sheet.broken, *refusals), key=lambda refusal: refusal.line),
        _compared(profile),
        evaluate(profile.updated_at, sheet, []) if profile.updated_at else [""] * len(sheet),
    )


def _unknown(profile: Profile, sheet: Sheet) -> Iterator[Failure]:
    """Cells that the profile reads, and that hold a formula whose value nobody knows."""
    names = {find_column(names, sheet) for names in profile.id}
    unknown = find_unknown(sheet, names | columns_read(profile.cells, sheet))
    for i, line in enumerate(sheet.lines if unknown else ()):
        if one := unknown.get(line):
            yield i, one.column, one.value, one.problem, one.advice


def check_columns(profile: Profile, sheet: Sheet) -> None:
    """Refuses the whole file where it has not the columns that the profile reads."""
    wanted = [cell.columns for cell in profile.cells if cell.columns and not cell.may_be_absent]
    wanted += [(name,) for cell in profile.cells for name in cell.needed]
    wanted += [*profile.id]
    # Hashtags are looked for; few files have all that a profile can read.
    named = [names for names in dict.fromkeys(wanted) if not names[0].startswith("#")]
    missing = [names for names in named if not find_column(names, sheet)]
    if missing:
        absent = "; ".join(" or ".join(names) for names in missing[:8])
        has = ", ".join(list(sheet.columns)[:40])
        raise NotImportableError(
            f"It has no column {absent}, which {profile.name} reads. It has {has}."
        )


def _ids(profile: Profile, sheet: Sheet, failures: list[Failure]) -> list[str]:
    """The id of each row; a failure for one without, and for the second of two with one."""
    found = (find_column(names, sheet) for names in profile.id)
    columns = [sheet.columns[column] for column in found if column]
    name = " ".join(names[0] for names in profile.id)
    ids = []
    first: dict[str, int] = {}
    for i, cells in enumerate(zip(*columns, strict=True) if columns else _contents(sheet)):
        own = joined(profile.prefix, slug(" ".join(cells))) if any(cells) else ""
        if not own:
            failures.append((i, name, "", "Nothing is given.", "Give the row's own id."))
        elif own in first:
            problem = f"stands twice, also in line {sheet.lines[first[own]]}."
            failures.append((i, name, " ".join(cells), problem, "Leave one of them."))
        first.setdefault(own, i)
        ids.append(own)
    return ids


def _contents(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """All that a row says, for files whose rows have no ids."""
    return zip(*sheet.columns.values(), strict=True)


@dataclass(frozen=True)
class _Rows:
    """A sheet with what is known of its rows before there are claims."""

    sheet: Sheet
    ids: Sequence[str]
    sources: Sources
    named: Sequence[Named | None]
    places: Sequence[Found | None]
    setting: Setting


def _map_claims(
    spec: ClaimMap, rows: _Rows, prefix: str, failures: list[Failure]
) -> Iterator[Claim]:
    """The claims of one part of the profile, those that break no rule of their table."""
    table = extended(TABLES[spec.table], rows.setting.words)
    wanted = [i for i in holding(spec.when, rows.sheet) if rows.places[i]]
    sheet = take_rows(rows.sheet, wanted, columns_read(spec.cells.values(), rows.sheet))
    own: list[Failure] = []
    columns = {name: evaluate(cell, sheet, own) for name, cell in spec.cells.items()}
    columns |= _shared(spec, rows, wanted, columns, table)
    empty = [""] * len(wanted)
    frame = pd.DataFrame(
        {"line": range(len(wanted))} | {name: columns.get(name, empty) for name in table.names},
        dtype=object,
    )
    own += _check(frame, table, spec, rows.setting.today)
    failures += [(wanted[i], *rest) for i, *rest in own]  # type: ignore[misc]
    cells = zip(*(frame[name].tolist() for name in table.names), strict=True)
    for i, row in zip(wanted, cells, strict=True):
        yield Claim(i, spec.table, joined(rows.ids[i], spec.suffix), row)


def _shared(
    spec: ClaimMap,
    rows: _Rows,
    wanted: Sequence[int],
    columns: Mapping[str, list[str]],
    table: Table,
) -> dict[str, list[str]]:
    """The cells that every claim has, and numbers as the tables write them."""
    empty = [""] * len(wanted)
    begins, ends = (columns.get(name, empty) for name in ("occurred_from", "occurred_to"))
    given = columns.get("reported_at", empty), columns.get("reported_basis", empty)
    reported = [
        reporting.reported(begin, end, at, basis, rows.sources.dates(i))
        for i, begin, end, at, basis in zip(wanted, begins, ends, *given, strict=True)
    ]
    named = [rows.named[i] for i in wanted]
    found = {
        "entry_id": [joined(rows.ids[i], spec.suffix) for i in wanted],
        "place": [_call(rows, i) for i in wanted],
        "source_id": ["|".join(rows.sources.of[i]) for i in wanted],
        "message": ["Alert"] * len(wanted),
        "reported_at": [at for at, _ in reported],
        "reported_basis": [basis for _, basis in reported],
        **{
            name: [getattr(one, name) if one and one.latitude else "" for one in named]
            for name in _POINT
        },
    }
    if columns.get("counts") and "event" in table.names and "event" not in columns:
        counts = zip(wanted, columns["counts"], strict=True)
        found["event"] = [rows.ids[i] if one == "event" else "" for i, one in counts]
    for column in table.columns:
        if column.kind in NUMERIC and column.name in columns:
            found[column.name] = list(map(number, columns[column.name]))
    return found


def _call(rows: _Rows, i: int) -> str:
    place, named = rows.places[i], rows.named[i]
    return rows.setting.gazetteer.text(place, named.name) if place and named else ""


def _check(frame: pd.DataFrame, table: Table, spec: ClaimMap, today: date) -> Iterator[Failure]:
    """What is wrong with claims, by the columns of the file that they come from."""
    issues = [*validate_table(frame, table), *plausibility.check_future(frame, table, today)]
    for issue in issues:
        if issue.level == "error":
            column = column_of(spec.cells, issue.column)
            yield issue.line, column, issue.value, issue.problem, issue.advice


def _first(failures: Iterable[Failure]) -> list[Failure]:
    """One failure for each row: its other claims mostly fail for the same cell."""
    found: dict[int, Failure] = {}
    for failure in failures:
        found.setdefault(failure[0], failure)
    return list(found.values())


def _refusal(sheet: Sheet, failure: Failure) -> Refusal:
    row, column, value, problem, advice = failure
    return Refusal(sheet.lines[row], column, value, problem, advice)


def _compared(profile: Profile) -> dict[str, frozenset[str]]:
    """The columns in which a claim changes; a sentence that the profile makes only retells them."""
    found: dict[str, frozenset[str]] = {}
    for spec in profile.claims:
        told = {name for name, cell in spec.cells.items() if name != "summary" or _is_given(cell)}
        found[spec.table] = found.get(spec.table, frozenset()) | told | {"source_id", *_POINT}
    return found


def _is_given(cell: Cell) -> bool:
    return bool(cell.columns) and not cell.words
