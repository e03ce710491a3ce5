"""Contingents of a force: announced, in transit, deployed, withdrawn, each with its range."""

from operator import attrgetter
from typing import NamedTuple, Protocol

import pandas as pd

from geo.dataset.vocabulary import PHASE
from geo.ledger import breadth
from geo.ranges import RANGE, Range, combine_ranges, is_contested
from geo.rows import read_rows, write_rows

KEY = ["force", "contributor", "phase"]
PERSONNEL = ["personnel_low", "personnel_best", "personnel_high"]


class Phased(Protocol):
    """A claim on how far a deployment is."""

    @property
    def phase(self) -> str: ...

    @property
    def occurred_from(self) -> str: ...

    @property
    def occurred_to(self) -> str: ...

    @property
    def reported_text(self) -> str: ...


class _Strength(NamedTuple):
    force: str
    contributor: str
    phase: str
    personnel_low: int | None
    personnel_best: int | None
    personnel_high: int | None
    unit: str
    scope: str
    authority: str
    entry_id: str
    reported_at: pd.Timestamp


# The phase "withdrawn" where the day that it speaks of was yet to come.
LEAVING = "withdrawal announced"


def stage(claim: Phased) -> str:
    """The phase of a claim in words; a withdrawal told of before its day is only announced."""
    day = (claim.occurred_from or claim.occurred_to)[:10]
    if claim.phase == "withdrawn" and day > claim.reported_text[:10]:
        return LEAVING
    return claim.phase.replace("_", " ")


def strengths(deployments: pd.DataFrame) -> pd.DataFrame:
    """One row per force, contributor ("" for the whole force) and phase over current claims.

    low, best, high are people, empty where no claim gives them, of the contingent as a whole: the
    strength of a named unit, or of what stands in one city when the country's is known, is a part
    of it. Rival totals are ``contested``, never added. ``entry_ids``: all the claims, in order of
    reporting.
    """
    groups: dict[tuple, list[_Strength]] = {}
    for claim in sorted(
        read_rows(deployments, _Strength), key=attrgetter("reported_at", "entry_id")
    ):
        groups.setdefault((claim.force, claim.contributor, PHASE.index(claim.phase)), []).append(
            claim
        )
    return write_rows((_strength(groups[key]) for key in sorted(groups)), _TYPES)


_TYPES = {
    **dict.fromkeys(KEY, "object"),
    **dict.fromkeys(RANGE, "Int64"),
    "contested": "bool",
    "entry_ids": "object",
}


def _strength(claims: list[_Strength]) -> tuple:
    whole = _whole(claims)
    ranges = [_personnel(claim) for claim in whole]
    contested = is_contested([claim.authority for claim in whole], ranges)
    ids = [claim.entry_id for claim in claims]
    return (*claims[0][: len(KEY)], *combine_ranges(ranges, contested), contested, ids)


def _whole(claims: list[_Strength]) -> list[_Strength]:
    """The claims with a number on no particular unit, of the widest scope that has one."""
    counted = [one for one in claims if not one.unit and not all(map(pd.isna, _personnel(one)))]
    widest = min((breadth(one.scope) for one in counted), default=0)
    return [one for one in counted if breadth(one.scope) == widest]


def _personnel(claim: _Strength) -> Range:
    return claim.personnel_low, claim.personnel_best, claim.personnel_high


def totals(deployments: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The claims on the strength of the whole force in a phase: rivals, not addends."""
    whole = deployments[(deployments.contributor == "") & (deployments.phase == phase)]
    return whole[whole[PERSONNEL].notna().any(axis=1)]
