"""Checks of counts of people, in the tables that say whom they count."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geo.dataset.columns import Table
from geo.dataset.issues import Issue
from geo.dataset.messages import until
from geo.dataset.schema import LEDGER
from geo.rows import parts_of, read_rows, split

_COMPARED = ["place_id", "place", "authority", "entry_id", "line", "speaks_of", "reported_at",
             "until"]  # fmt: skip
_REPLACING = ["place_id", "place", "entry_id", "line", "message", "replaces"]
_SHARED = list(dict.fromkeys(_COMPARED[:-1] + _REPLACING))


def check_counts(claims: pd.DataFrame, details: Mapping[str, pd.DataFrame]) -> list[Issue]:
    """Warns of counts of the same people beside each other, and of others' counts replaced.

    ``details`` has each table's own columns by entry_id.
    """
    shared = claims[[*_SHARED, "superseded_at", "retracted_at"]]
    counted = [table for table in LEDGER if table.counted_by and len(details[table.name])]
    return [
        issue
        for check in (_check_rivals, _check_replaced)
        for table in counted
        for issue in check(shared[claims.table == table.name], details[table.name], table)
    ]


def _people(rows: list[Any], details: pd.DataFrame, table: Table) -> dict[str, tuple]:
    """Whom the count of each entry_id is of."""
    details = details[details.index.isin({row.entry_id for row in rows})]
    own = dict(zip(details.index, read_rows(details, table.counted_by), strict=True))
    return {row.entry_id: (row.place_id or row.place, *own[row.entry_id]) for row in rows}


def _check_rivals(claims: pd.DataFrame, details: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """One authority has two figures of the same people as of one day; events are other people."""
    counts = claims[claims.message != "Cancel"]
    if "counts" in details:
        counts = counts[(details.counts.reindex(counts.entry_id) != "event").array]
    counts = counts.assign(until=until(counts))
    rows = read_rows(counts, _COMPARED)
    people = _people(rows, details, table)
    latest: dict[tuple, Any] = {}
    for claim in rows:
        key = (claim.authority, people[claim.entry_id], claim.speaks_of)
        earlier = latest.get(key)
        if earlier and not earlier.until <= claim.reported_at:
            problem = f"{claim.authority} has another current figure as of {claim.speaks_of}, "
            problem += f"{earlier.entry_id}."
            advice = "If this is a later count, make it an Update that replaces the other."
            yield _warn(table, claim, claim.entry_id, problem, advice)
        latest[key] = claim


def _check_replaced(claims: pd.DataFrame, details: pd.DataFrame, table: Table) -> Iterator[Issue]:
    """An Update takes a figure of other people away."""
    is_update = (claims.message == "Update") & (claims.replaces != "")
    is_named = claims.entry_id.isin(parts_of(claims.replaces[is_update]))
    rows = read_rows(claims[is_update | is_named], _REPLACING)
    people = _people(rows, details, table)
    problem = f"counts other people: another place, {' or '.join(_listed(table))}."
    advice = "Leave that figure as it is, and name only counts of the same people."
    for claim in rows:
        if claim.message == "Update":
            for named in split(claim.replaces):
                if people.get(named, people[claim.entry_id]) != people[claim.entry_id]:
                    yield _warn(table, claim, named, problem, advice)


def _listed(table: Table) -> tuple[str, str]:
    *first, last = table.counted_by
    return ", ".join(first), last


def _warn(table: Table, claim: Any, value: str, problem: str, advice: str) -> Issue:
    return Issue("warning", table.name, int(claim.line), "replaces", value, problem, advice)
