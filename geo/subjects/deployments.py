"""Contingents of a force: announced, in transit, deployed, withdrawn, each with its range."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

import pandas as pd

from geo.dataset.vocabulary import PHASE
from geo.ledger import breadth
from geo.ranges import RANGE, UNKNOWN, Range, exceeds, known
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


class Strength(NamedTuple):
    """A row of ``strengths``."""

    force: str
    contributor: str
    phase: str
    low: int | None
    best: int | None
    high: int | None
    as_of: str
    contested: bool
    rivals: list[str]
    counted_as: str
    leaving: bool
    parted: bool
    exceeds: list[str]
    entry_ids: list[str]

    @property
    def bounds(self) -> Range:
        """The range of people."""
        return known((self.low, self.best, self.high))

    @property
    def is_by_another_phase(self) -> bool:
        """Whether its number was given in an earlier phase: of those in place, as announced."""
        return self.counted_as not in ("", self.phase)


class _Claim(NamedTuple):
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
    strength is ``contested`` and has no range of its own.

    A number ends once some of those people have left, of a whole force once some of any contingent
    have: then the strength is ``parted``, until one as of a later day is given. ``counted_as`` is
    the phase in which the number was given: a contingent in place may be known only by the number
    announced. ``exceeds``: the claims on the whole force in that phase, where they give less than
    this one contingent. ``leaving``: its withdrawal was announced, which is not yet one.
    ``entry_ids``: the claims on the contingent, for the whole force those of the phase, in order
    of reporting.
    """
    forces: dict[str, dict[str, list[_Claim]]] = {}
    for claim in sorted(read_rows(deployments, _Claim), key=attrgetter("reported_at", "entry_id")):
        forces.setdefault(claim.force, {}).setdefault(claim.contributor, []).append(claim)
    return write_rows((row for one in sorted(forces) for row in _force(forces[one], days)), _TYPES)


_TYPES = dict.fromkeys(Strength._fields, "object") | {
    **dict.fromkeys(RANGE, "Int64"),
    **dict.fromkeys(["contested", "leaving", "parted"], "bool"),
}


class _Group(NamedTuple):
    """The claims on a contingent that is in a phase, or on the whole force in one of its phases.

    ``left`` is the last day on which some of those people had left, "" while all are there.
    """

    phase: str
    claims: list[_Claim]
    left: str
    leaving: bool


def _force(contingents: Mapping[str, list[_Claim]], days: int) -> Iterator[tuple]:
    """The rows of one force, the whole of it first."""
    whole = contingents.get("", [])
    left = _last_left(chain.from_iterable(contingents.values()))
    wholes = {}
    for phase, claims in _by_phase(whole).items():
        yield _strength(_Group(phase, claims, left, _is_leaving(whole)), days, {})
        wholes[phase] = _settle(_whole(claims), days)
    for contributor in sorted(filter(None, contingents)):
        own = contingents[contributor]
        group = _Group(_latest_phase(own), own, _last_left(own), _is_leaving(own))
        yield _strength(group, days, wholes)


def _by_phase(claims: Iterable[_Claim]) -> dict[str, list[_Claim]]:
    """The claims by the phase that they say is reached, in the order of phases."""
    pairs = [(reached(claim), claim) for claim in claims]
    groups = {phase: [claim for one, claim in pairs if one == phase] for phase in PHASE}
    return {phase: mine for phase, mine in groups.items() if mine}


def _last_left(claims: Iterable[_Claim]) -> str:
    gone = (claim.speaks_of[:10] for claim in claims if reached(claim) == _GONE)
    return max(gone, default="")


def _is_leaving(claims: Iterable[_Claim]) -> bool:
    return any(stage(claim) == LEAVING for claim in claims)


def reached(claim: Phased) -> str:
    """The phase that a claim says is reached: what is to leave is still there."""
    if not is_planned(claim):
        return claim.phase
    return "deployed" if claim.phase == _GONE else "announced"


def _latest_phase(claims: list[_Claim]) -> str:
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


def _moment(claim: _Claim) -> pd.Timestamp:
    """What a claim speaks of: its begin, or its report where it gives none."""
    return claim.reported_at if pd.isna(claim.begins) else claim.begins


def _strength(group: _Group, days: int, wholes: Mapping[str, counting.Settled]) -> tuple:
    """The numbers of the phase itself, or of the latest before it in which any were given.

    ``wholes`` are those of the whole force, by phase.
    """
    left = "" if group.phase == _GONE else group.left
    lasting = _by_phase(one for one in group.claims if not left or one.speaks_of[:10] > left)
    order = PHASE[: PHASE.index(group.phase) + 1]
    counts = {phase: _whole(lasting.get(phase, [])) for phase in order}
    counted_as = next((phase for phase in reversed(order) if counts[phase]), "")
    settled = _settle(counts.get(counted_as, []), days)
    return (
        group.claims[0].force,
        group.claims[0].contributor,
        group.phase,
        *counting.bounds_of(settled),
        max((one.speaks_of for one in settled.standing), default=""),
        bool(settled.rivals),
        list(settled.rivals),
        counted_as,
        group.leaving and group.phase != _GONE,
        bool(left) and not counted_as,
        _exceeded(settled, wholes.get(counted_as, _NOTHING)),
        [claim.entry_id for claim in group.claims],
    )


_NOTHING = counting.Settled((), (), (), None)


def _settle(claims: list[_Claim], days: int) -> counting.Settled:
    counts = [counting.count(one, _personnel(one)) for one in claims]
    if not counts:
        return _NOTHING
    return counting.settle(counts, days)


def _exceeded(own: counting.Settled, whole: counting.Settled) -> list[str]:
    """The claims on the whole, where even the least of a part's numbers is more than all theirs."""
    parts, wholes = counting.figures_of(own), counting.figures_of(whole)
    pairs = [(part.bounds, one.bounds) for part in parts for one in wholes]
    is_more = bool(pairs) and all(exceeds(part, one) for part, one in pairs)
    return [one.entry_id for one in wholes] if is_more else []


def rivals(strength: Any, rows: Mapping[str, Any]) -> tuple[counting.Rival, ...]:
    """The rivals of a strength, of the claims of a dataset by entry_id; those on forces alone."""
    return _named(strength.rivals, rows)


def wholes(strength: Any, rows: Mapping[str, Any]) -> tuple[counting.Rival, ...]:
    """The claims on the whole force than which a contingent is said to have more people."""
    return _named(strength.exceeds, rows)


def _named(ids: Iterable[str], rows: Mapping[str, Any]) -> tuple[counting.Rival, ...]:
    found = (rows[one] for one in ids if rows[one].table == "deployments")
    return tuple(
        counting.Rival(row.entry_id, _personnel(row), row.authority, row.speaks_of) for row in found
    )


def _whole(claims: list[_Claim]) -> list[_Claim]:
    """The claims with a number on no particular unit, of the widest scope that has one.

    How many are to leave is not how many are there.
    """
    there = [one for one in claims if not one.unit and stage(one) != LEAVING]
    counted = [one for one in there if _personnel(one) != UNKNOWN]
    widest = min((breadth(one.scope) for one in counted), default=0)
    return [one for one in counted if breadth(one.scope) == widest]


def _personnel(claim: Any) -> Range:
    return known((claim.personnel_low, claim.personnel_best, claim.personnel_high))
