"""What stands at a moment, fact by fact: the unit in which one moment is compared with another.

A fact has a key and values. Some tables have facts of a place, whoever says so: a second claim of
the same value is no other fact. Those of the others are threads: a claim and the Updates that
replaced it, one after the other, are one fact with changing values. ``geo.subjects.catalogue``
says which.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from operator import attrgetter
from typing import Any

import pandas as pd

from geo.dataset.messages import may_replace
from geo.ledger import CURRENT
from geo.rows import split
from geo.subjects import catalogue
from geo.subjects.catalogue import Entry
from geo.subjects.values import Fact, Value
from geo.view import View

# Ledger table; place_id, or the name as written where it is not located; what the fact is of.
Key = tuple[str, str, tuple[str, ...]]
Facts = dict[Key, Fact[Value]]


def state(view: View, among: Set[str] | None = None) -> Facts:
    """Every fact that stands by the evidence of a view, whatever place or words it asks for.

    ``among``: only these claims (entry_ids); give all of a table and place, or none of them.
    """
    facts: Facts = {}
    for table, claims in _standing(view, among):
        entry = catalogue.entry(table)
        if entry.sum_up is None:
            facts |= _threads(view, table, entry, claims.entry_id)
        else:
            own = view.standing_in(table, claims.index)
            facts |= {(table, *key): fact for key, fact in entry.sum_up(own, view.at, view.dataset)}
    return facts


def _standing(view: View, among: Set[str] | None) -> Iterable[tuple[str, pd.DataFrame]]:
    """The claims that stand, by ledger table in the order of their first reports."""
    evidence = view.evidence[["entry_id", "table", "standing"]]
    if among is not None:
        evidence = evidence[evidence.entry_id.isin(among)]
    current = evidence[evidence.standing == CURRENT]
    return current.groupby("table", sort=False)


def of_claim(view: View, claim: Any) -> Facts:
    """What one claim alone says by the evidence of a view, whether or not it stands."""
    entry = catalogue.entry(claim.table)
    if entry.sum_up is None:
        return _threads(view, claim.table, entry, [claim.entry_id])
    rows = view.whole.history(claim.table)
    own = rows[rows.entry_id == claim.entry_id].assign(standing=CURRENT)
    return {(claim.table, *key): fact for key, fact in entry.sum_up(own, view.at, view.dataset)}


def place_of(claim: Any) -> str:
    """The place_id, or the name as written: unknown places are not one place."""
    return claim.place_id or claim.place


# Of one moment, or of one day without hours, what is told decides: a name orders nothing.
_ORDER = attrgetter("reported_at", "reported_from", "summary", "entry_id")


def _threads(view: View, table: str, entry: Entry, entry_ids: Iterable[str]) -> Facts:
    rows = view.dataset.rows
    claims = sorted((rows[one] for one in entry_ids), key=_ORDER)
    found: dict[Key, list[tuple[Any, Value]]] = {}
    for claim in claims:
        value = entry.value(claim, view.at, view.last_reports)
        for root in _roots(claim, rows):
            found.setdefault((table, place_of(claim), (root,)), []).append((claim, value))
    return {key: _thread(claims) for key, claims in found.items()}


def _thread(claims: list[tuple[Any, Value]]) -> Fact[Value]:
    row, latest = claims[-1]
    distinct = tuple(dict.fromkeys(value for _, value in claims))
    return Fact(distinct, tuple(claim.entry_id for claim, _ in claims), latest, row)


def _roots(claim: Any, rows: Mapping[str, Any]) -> list[str]:
    """The claims with which the chains of replacement to this one begin; itself where it has none.

    They do not depend on what is reported later, so a thread has one name at every moment.
    """
    seen: dict[str, bool] = {}
    ahead = [claim]
    while ahead:
        one = ahead.pop()
        before = list(_replaced(one, rows))
        seen[one.entry_id] = not before
        ahead += [row for row in before if row.entry_id not in seen]
    return sorted(name for name, is_root in seen.items() if is_root) or [min(seen)]


def _replaced(claim: Any, rows: Mapping[str, Any]) -> Iterator[Any]:
    """The claims that an Update names, of those that it may replace."""
    if claim.message != "Update":
        return
    for named in map(rows.get, split(claim.replaces)):
        if named is not None and may_replace(claim, named):
            yield named
