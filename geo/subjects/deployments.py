"""Contingents of a force: announced, in transit, deployed, withdrawn, each with its range."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

import pandas as pd

from geo.dataset.vocabulary import PHASE
from geo.ledger import breadth
from geo.ranges import RANGE, UNKNOWN, Range, known
from geo.rows import read_rows, write_rows
from geo.subjects import counting

KEY = ["force", "contributor", "phase"]
PERSONNEL = ["personnel_low", "personnel_best", "personnel_high"]


class Phased(Protocol):
    """A claim on how far a deployment is, or is to be."""

    @property
    def phase(self) -> str: ...

    @property
    def begins(self) -> pd.Timestamp: ...

    @property
    def ends(self) -> pd.Timestamp: ...

    @property
    def reported_at(self) -> pd.Timestamp: ...


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
    begins: pd.Timestamp
    ends: pd.Timestamp
    speaks_of: str
    reported_from: pd.Timestamp
    reported_at: pd.Timestamp
    contested_by: str


# The phase "withdrawn" where the day that it speaks of was yet to come.
LEAVING = "withdrawal announced"
_ARRIVING, _GONE = ("announced", "in_transit"), "withdrawn"


def stage(claim: Phased) -> str:
    """The phase of a claim in words; what is told of before its time is only announced."""
    if is_planned(claim):
        return LEAVING if claim.phase == _GONE else "announced"
    return claim.phase.replace("_", " ")


def is_planned(claim: Phased) -> bool:
    """Whether it speaks of a time after its report: what is to begin, or to be done by a day."""
    if not pd.isna(claim.begins):
        return claim.begins > claim.reported_at
    return not pd.isna(claim.ends) and claim.ends - _DAY > claim.reported_at


_DAY = pd.Timedelta(days=1)


def strengths(deployments: pd.DataFrame, days: int = 1) -> pd.DataFrame:
    """How far each contingent is, over current claims: one row per force and contributor, in its
    latest phase; of the whole force (contributor "") one row for each phase.

    low, best, high are those of one claim on the contingent as a whole, people: the strength of a
    named unit, or of what stands in one city when the country's is known, is a part of it. They
    are settled as tolls are (``geo.subjects.casualties``): where claims are ``rivals``, the
    strength is ``contested`` and has no range of its own. ``counted_as`` is the phase in which they
    were given: a contingent in place may be known only by the number announced. ``leaving``: its
    withdrawal was announced, which is not yet one. ``entry_ids``: the claims on the contingent,
    for the whole force those of the phase, in order of reporting.
    """
    groups: dict[tuple[str, str], list[_Strength]] = {}
    for claim in sorted(
        read_rows(deployments, _Strength), key=attrgetter("reported_at", "entry_id")
    ):
        groups.setdefault((claim.force, claim.contributor), []).append(claim)
    rows = (row for key in sorted(groups) for row in _contingent(*key, groups[key], days))
    return write_rows(rows, _TYPES)


_TYPES = {
    **dict.fromkeys(KEY, "object"),
    **dict.fromkeys(RANGE, "Int64"),
    "as_of": "object",
    "contested": "bool",
    "rivals": "object",
    "counted_as": "object",
    "leaving": "bool",
    "entry_ids": "object",
}


def _contingent(
    force: str, contributor: str, claims: list[_Strength], days: int
) -> Iterator[tuple]:
    phases = [reached(claim) for claim in claims]
    by_phase = {
        phase: [claim for claim, one in zip(claims, phases, strict=True) if one == phase]
        for phase in PHASE
        if phase in phases
    }
    leaving = any(stage(claim) == LEAVING for claim in claims)
    if contributor:
        yield _strength(
            (force, contributor, _latest_phase(claims)), claims, by_phase, leaving, days
        )
        return
    for phase, mine in by_phase.items():
        yield _strength((force, "", phase), mine, {phase: mine}, leaving, days)


def reached(claim: Phased) -> str:
    """The phase that a claim says is reached: what is to leave is still there."""
    if not is_planned(claim):
        return claim.phase
    return "deployed" if claim.phase == _GONE else "announced"


def _latest_phase(claims: list[_Strength]) -> str:
    """The furthest phase that claims give; a contingent that is gone can be announced anew.

    The claims on the contingent as a whole say it, where there are any. A later claim on what had
    been before takes nothing back.
    """
    whole = [claim for claim in claims if not claim.unit] or claims
    furthest, gone_at = "", None
    for moment, phase in sorted((_moment(claim), reached(claim)) for claim in whole):
        if gone_at is not None and phase in _ARRIVING and moment > gone_at:
            furthest, gone_at = phase, None
        elif not furthest or PHASE.index(phase) > PHASE.index(furthest):
            furthest, gone_at = phase, moment if phase == _GONE else None
    return furthest


def _moment(claim: _Strength) -> pd.Timestamp:
    """What a claim speaks of: its begin, or its report where it gives none."""
    return claim.reported_at if pd.isna(claim.begins) else claim.begins


def _strength(
    key: tuple[str, str, str],
    claims: list[_Strength],
    by_phase: Mapping[str, list[_Strength]],
    leaving: bool,
    days: int,
) -> tuple:
    """The numbers of the phase itself, or of the latest before it in which any were given."""
    order = PHASE[: PHASE.index(key[2]) + 1]
    counts = {phase: _whole(by_phase.get(phase, [])) for phase in order}
    counted_as = next((phase for phase in reversed(order) if counts[phase]), "")
    settled = _settle(counts.get(counted_as, []), days)
    return (
        *key,
        *counting.bounds_of(settled),
        max((one.speaks_of for one in settled.standing), default=""),
        bool(settled.rivals),
        list(settled.rivals),
        counted_as,
        leaving and key[2] != _GONE,
        [claim.entry_id for claim in claims],
    )


def _settle(claims: list[_Strength], days: int) -> counting.Settled:
    counts = [counting.count(one, _personnel(one)) for one in claims]
    if not counts:
        return counting.Settled((), (), (), None)
    return counting.settle(counts, days)


def rivals(strength: Any, rows: Mapping[str, Any]) -> tuple[counting.Rival, ...]:
    """The rivals of a strength, of the claims of a dataset by entry_id; those on forces alone."""
    found = (rows[one] for one in strength.rivals if rows[one].table == "deployments")
    return tuple(
        counting.Rival(row.entry_id, _personnel(row), row.authority, row.speaks_of) for row in found
    )


def _whole(claims: list[_Strength]) -> list[_Strength]:
    """The claims with a number on no particular unit, of the widest scope that has one.

    How many are to leave is not how many are there.
    """
    there = [one for one in claims if not one.unit and stage(one) != LEAVING]
    counted = [one for one in there if _personnel(one) != UNKNOWN]
    widest = min((breadth(one.scope) for one in counted), default=0)
    return [one for one in counted if breadth(one.scope) == widest]


def _personnel(claim: Any) -> Range:
    return known((claim.personnel_low, claim.personnel_best, claim.personnel_high))


def totals(deployments: pd.DataFrame, phase: str) -> pd.DataFrame:
    """The claims on the strength of the whole force in a phase: rivals, not addends."""
    whole = deployments[(deployments.contributor == "") & (deployments.phase == phase)]
    return whole[whole[PERSONNEL].notna().any(axis=1)]
