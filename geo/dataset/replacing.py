"""Whether a message replaces something of its own kind: the same subject, at the same place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from geo.dataset.columns import Table
from geo.dataset.issues import Issue
from geo.dataset.placing import fold
from geo.dataset.schema import LEDGER
from geo.rows import parts_of, read_rows, split


class _Message(NamedTuple):
    entry_id: str
    table: str
    line: int
    message: str
    replaces: str
    place: str
    place_id: str


class _Place(NamedTuple):
    line: int
    place_id: str
    kind: str
    country: str
    admin1: str


def check_replaced(
    claims: pd.DataFrame, details: Mapping[str, pd.DataFrame], places: pd.DataFrame
) -> list[Issue]:
    """A warning for each message that replaces a claim of its table about something else.

    ``details`` has each table's own columns by entry_id.
    """
    is_named = claims.entry_id.isin(parts_of(claims.replaces))
    shared = claims.loc[is_named | (claims.replaces != ""), list(_Message._fields)]
    spots = {place.place_id: place for place in read_rows(places, _Place)}
    return [
        issue
        for table in LEDGER
        if len(details[table.name])
        for issue in _check_table(shared[shared.table == table.name], details, table, spots)
    ]


def _check_table(
    claims: pd.DataFrame,
    details: Mapping[str, pd.DataFrame],
    table: Table,
    places: Mapping[str, _Place],
) -> Iterator[Issue]:
    rows = read_rows(claims, _Message)
    by_id = {row.entry_id: row for row in rows}
    columns = table.subject
    own = details[table.name]
    own = own[own.index.isin(by_id)]
    subjects = dict(zip(own.index, read_rows(own, columns), strict=True)) if columns else {}
    for row in rows:
        # An Update of a count is held to those whom it counts; a Cancel may take several away.
        for named in split(row.replaces) if _is_checked(row, table) else ():
            if named in by_id and named != row.entry_id:
                problem = _problem(row, by_id[named], subjects, columns, places)
                if problem:
                    yield Issue("warning", table.name, row.line, "replaces", named, *problem)


def _is_checked(row: _Message, table: Table) -> bool:
    return row.message == "Cancel" or (row.message == "Update" and not table.counted_by)


def _problem(
    row: _Message,
    named: _Message,
    subjects: Mapping[str, Any],
    columns: Sequence[str],
    places: Mapping[str, _Place],
) -> tuple[str, str] | None:
    mine, other = subjects.get(row.entry_id, ()), subjects.get(named.entry_id, ())
    for column, one, two in zip(columns, mine, other, strict=True):
        if one != two:
            problem = (
                f"is about another {column}, {two or 'none'}; this one is about {one or 'none'}."
            )
            return problem, "Name a claim about the same, or correct the row."
    if not _is_related(row, named, places):
        problem = f"is about {named.place}, which neither holds {row.place} nor lies in it."
        return problem, "Name a claim about the same place, or correct the place."
    if named.message == "Cancel" and row.message == "Cancel":
        problem = "is a Cancel itself; what it took away stays away."
        return problem, "Enter the claim again as an Alert if it is to stand."
    return None


def _is_related(one: _Message, other: _Message, places: Mapping[str, _Place]) -> bool:
    """Whether two claims are about one place, or about a place and one that it lies in."""
    if not one.place_id or not other.place_id:
        return bool(one.place_id or other.place_id) or fold(one.place) == fold(other.place)
    first, second = places[one.place_id], places[other.place_id]
    # Of a place that is in no line of places.csv it is not known what it lies in.
    if not first.line or not second.line:
        return True
    return first == second or _holds(first, second) or _holds(second, first)


def _holds(wide: _Place, inner: _Place) -> bool:
    if wide.kind == "country":
        return wide.country == inner.country and inner.kind != "country"
    is_there = (wide.country, wide.admin1) == (inner.country, inner.admin1)
    return wide.kind == "region" and inner.kind not in ("region", "country") and is_there
