"""What stands at a moment, fact by fact: the unit in which one moment is compared with another.

A fact has a key and a value. Severities, figures and services are facts of a place, whoever says
so: a second claim of the same value is no other fact. Incidents, restrictions, deployments and
contacts are threads: a claim and the Updates that replaced it, one after the other, are one fact
with a changing value.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import pandas as pd

from geo import casualties, services
from geo.casualties import RANGE, range_in_words
from geo.rows import read_rows
from geo.schema import TABLES
from geo.view import View

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
    return {
        **_severities(view, among),
        **_figures(_standing(view, "casualties", among)),
        **_services(_standing(view, "services", among), view.at),
        **_threads(view, among),
    }


def _standing(view: View, table: str, among: Set[str] | None) -> pd.DataFrame:
    claims = view.standing(table)
    if among is not None:
        claims = claims[claims.entry_id.isin(among)]
    # Unknown places are told apart by the name as written.
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


def _threads(view: View, among: Set[str] | None) -> Facts:
    found: dict[Key, list] = {}
    predecessors = _predecessors(view.known)
    for table, in_words in _VALUES.items():
        rows = _standing(view, table, among)
        claims = read_rows(rows, [*_SHARED, *(column.name for column in TABLES[table].own)])
        for claim in sorted(claims, key=attrgetter("reported_at", "entry_id")):
            for thread in _roots(claim.entry_id, predecessors):
                key = (KINDS[table], claim.place_id, thread)
                found.setdefault(key, []).append((claim, in_words(claim, view.at)))
    return {key: _thread(claims) for key, claims in found.items()}


_SHARED = ["entry_id", "place_id", "summary", "occurred_from", "occurred_to", "begins", "ends"]
_SHARED += ["reported_at"]


def _thread(claims: list[tuple[Any, str]]) -> Fact:
    value = " / ".join(dict.fromkeys(words for _, words in claims))
    return Fact(value, tuple(claim.entry_id for claim, _ in claims), claims[-1][0])


def _predecessors(known: pd.DataFrame) -> Mapping[str, tuple[str, ...]]:
    """For each Update the claims it replaces, of those reported no later than itself."""
    reported = dict(zip(known.entry_id, known.reported_at, strict=True))
    updates = known[known.message == "Update"]
    return {
        update.entry_id: tuple(
            named
            for named in update.replaces.split("|")
            if named in reported and reported[named] <= update.reported_at
        )
        for update in read_rows(updates, ["entry_id", "replaces", "reported_at"])
    }


def _roots(entry_id: str, predecessors: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The claims with which the chains of replacement to this one begin; itself where there is
    none.

    They do not depend on what is reported later, so a thread has one name at every moment.
    """
    seen, ahead = set(), [entry_id]
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += predecessors.get(one, ())
    return sorted(one for one in seen if not predecessors.get(one)) or [min(seen)]


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
    return f"{claim.phase.replace('_', ' ')}: {claim.summary}"


def _summary(claim: tuple, at: pd.Timestamp) -> str:
    return claim.summary


_VALUES = {
    "incidents": _summary,
    "restrictions": _restriction,
    "deployments": _deployment,
    "contacts": _summary,
}
