"""What stands at a moment, fact by fact: the unit in which one moment is compared with another.

A fact has a key and a value. Severities, figures and services are facts of a place, whoever says
so: a second claim of the same value is no other fact. Incidents, restrictions, deployments and
contacts are threads: a claim and the Updates that replaced it, one after the other, are one fact
with a changing value.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pandas as pd

from geo.ledger import CURRENT
from geo.ranges import RANGE
from geo.rows import read_rows
from geo.subjects import casualties, deployments, services
from geo.view import View
from geo.words.numbers import range_in_words

# Key: kind, place (place_id, or the name as written where it is not located), subject.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Fact:
    """The value in words, the current claims that it rests on, and a row with its parts."""

    value: str
    entry_ids: tuple[str, ...]
    row: Any


Facts = dict[Key, Fact]
KINDS = {
    "status": "severity",
    "incidents": "incident",
    "casualties": "figure",
    "restrictions": "restriction",
    "services": "service",
    "deployments": "deployment",
    "contacts": "contact",
}
# Kinds whose facts are threads; kinds that speak only from their own begin on.
THREADED = ("incident", "restriction", "deployment", "contact")
DATED = ("severity", "service")
AHEAD, RUNNING, OVER = ("to begin", "in force", "over")


def state(view: View, among: Set[str] | None = None) -> Facts:
    """Every fact that stands by the evidence of a view, whatever place or words it asks for.

    ``among``: only these claims (entry_ids); give all of a table and place, or none of them.
    """
    stands = view.evidence.entry_id[view.evidence.standing == CURRENT]
    ids = [one for one in stands if among is None or one in among]
    tables = {view.dataset.rows[one].table for one in ids}
    facts = _threads(view, ids)
    if "status" in tables:
        facts |= _severities(view, among)
    if "casualties" in tables:
        facts |= _figures(_standing(view, "casualties", among))
    if "services" in tables:
        facts |= _services(_standing(view, "services", among), view.at)
    return facts


def place_of(claim: Any) -> str:
    """The place_id, or the name as written: unknown places are not one place."""
    return claim.place_id or claim.place


def _standing(view: View, table: str, among: Set[str] | None) -> pd.DataFrame:
    claims = view.standing(table)
    if among is not None:
        claims = claims[claims.entry_id.isin(among)]
    if "" not in claims.place_id.array:
        return claims
    return claims.assign(place_id=claims.place_id.mask(claims.place_id == "", claims.place))


def _severities(view: View, among: Set[str] | None) -> Facts:
    rows = view.status.reset_index()
    return {
        ("severity", row.place_id, "severity"): Fact(row.severity, (row.entry_id,), row)
        for row in read_rows(rows, ["place_id", "severity", "entry_id"])
        if among is None or row.entry_id in among
    }


def _figures(standing: pd.DataFrame) -> Facts:
    rows = casualties.figures(standing)
    return {
        ("figure", row.place_id, f"{row.measure}, {row.group}, {row.subset}".strip(", ")): Fact(
            _amount(row), tuple(row.entry_ids), row
        )
        for row in read_rows(rows, list(rows.columns))
    }


def _amount(figure: tuple) -> str:
    bounds = [getattr(figure, bound) for bound in RANGE]
    best = "" if pd.isna(bounds[1]) else f"{bounds[1]:,}"
    words = range_in_words(*bounds)
    words += f" (best {best})" if best not in words else ""
    return words + (", contested" if figure.contested else "")


def _services(standing: pd.DataFrame, at: pd.Timestamp) -> Facts:
    rows = services.latest_states(standing, at)
    return {
        ("service", row.place_id, row.service): Fact(
            row.state + (", accounts differ" if row.contested else ""), tuple(row.entry_ids), row
        )
        for row in read_rows(rows, list(rows.columns))
    }


def _threads(view: View, entry_ids: Iterable[str]) -> Facts:
    rows = view.dataset.rows
    claims = [rows[one] for one in entry_ids if rows[one].table in _VALUES]
    found: dict[Key, list] = {}
    for claim in sorted(claims, key=attrgetter("reported_at", "entry_id")):
        words = _VALUES[claim.table](claim, view.at)
        for thread in _roots(claim, rows):
            key = (KINDS[claim.table], place_of(claim), thread)
            found.setdefault(key, []).append((claim, words))
    return {key: _thread(claims) for key, claims in found.items()}


def _thread(claims: list[tuple[Any, str]]) -> Fact:
    value = " / ".join(dict.fromkeys(words for _, words in claims))
    return Fact(value, tuple(claim.entry_id for claim, _ in claims), claims[-1][0])


def _roots(claim: Any, rows: Mapping[str, Any]) -> list[str]:
    """The claims with which the chains of replacement to this one begin; itself where it has none.

    They do not depend on what is reported later, so a thread has one name at every moment.
    """
    seen: dict[str, bool] = {}
    ahead = [claim]
    while ahead:
        one = ahead.pop()
        before = [rows[name] for name in _replaced(one, rows)]
        seen[one.entry_id] = not before
        ahead += [row for row in before if row.entry_id not in seen]
    return sorted(name for name, is_root in seen.items() if is_root) or [min(seen)]


def _replaced(claim: Any, rows: Mapping[str, Any]) -> list[str]:
    """The claims that an Update names, of those reported no later than itself."""
    if claim.message != "Update":
        return []
    named = claim.replaces.split("|")
    return [one for one in named if one in rows and rows[one].reported_at <= claim.reported_at]


def phase(claim: tuple, at: pd.Timestamp) -> str:
    """Whether the whole span of a restriction, not its daily hours, is ahead, running or over."""
    if not pd.isna(claim.ends) and claim.ends <= at:
        return OVER
    return AHEAD if not pd.isna(claim.begins) and claim.begins > at else RUNNING


def terms(claim: tuple) -> str:
    """What a restriction claim sets, without saying whether it runs."""
    parts = (
        claim.kind.replace("_", " "),
        claim.level,
        f"{claim.daily_from}-{claim.daily_to}" if claim.daily_from else "",
        claim.basis,
        f"from {claim.occurred_from}" if claim.occurred_from else "",
        f"to {claim.occurred_to}" if claim.occurred_to else "",
    )
    return " ".join(filter(None, parts))


def _restriction(claim: tuple, at: pd.Timestamp) -> str:
    return f"{terms(claim)}; {phase(claim, at)}"


def _deployment(claim: tuple, at: pd.Timestamp) -> str:
    return f"{deployments.stage(claim)}: {claim.summary}"


def _summary(claim: tuple, at: pd.Timestamp) -> str:
    return claim.summary


_VALUES = {
    "incidents": _summary,
    "restrictions": _restriction,
    "deployments": _deployment,
    "contacts": _summary,
}
