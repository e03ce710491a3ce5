"""Which way a fact went from one moment to a later one."""

from enum import StrEnum
from functools import singledispatch

import pandas as pd

from geo.dataset.vocabulary import SEVERITY
from geo.subjects import services
from geo.subjects.deployments import LEAVING
from geo.subjects.values import Deployment, Fact, Phase, Restriction, ServiceState, Severity, Value


class Direction(StrEnum):
    """What became of a fact, in one or two words."""

    NEW = "new"
    REVISED = "revised"
    WORSE = "worse"
    BETTER = "better"
    LOST = "lost"
    RESTORED = "restored"
    IMPOSED = "imposed"
    BEGAN = "began"
    EXTENDED = "extended"
    LIFTED = "lifted"
    ENDED = "ended"
    ANNOUNCED = "announced"
    UNDER_WAY = "under way"
    ARRIVED = "arrived"
    GONE = "gone"
    RETRACTED = "retracted"
    OVERTAKEN = "overtaken"
    LAPSED = "lapsed"


# An end this close to the report of it is a lifting; a later one only shortens.
_SOON = pd.Timedelta(days=2)
_NEVER = pd.Timestamp.max.tz_localize("UTC")
_STAGES = {
    "announced": Direction.ANNOUNCED,
    "in transit": Direction.UNDER_WAY,
    "deployed": Direction.ARRIVED,
    LEAVING: Direction.ANNOUNCED,
    "withdrawn": Direction.GONE,
}


def turn(before: Fact[Value] | None, after: Fact[Value]) -> Direction:
    """The way from a fact, or from none, to what stands of it later."""
    return _turn(after.latest, before, after)


@singledispatch
def _turn(latest: Value, before: Fact[Value] | None, after: Fact[Value]) -> Direction:
    return Direction.NEW if before is None else Direction.REVISED


@_turn.register
def _(latest: Severity, before: Fact[Severity] | None, after: Fact[Severity]) -> Direction:
    if before is None:
        return Direction.NEW
    ranks = [SEVERITY.index(fact.latest.severity) for fact in (before, after)]
    # What claims of the same time still say has not turned into anything.
    still_said = before.latest.severity in (latest.severity, *latest.others)
    # An editor knows more than the rule: its severity is no turn from that of a judgement.
    is_other_basis = bool(before.latest.reason) != bool(latest.reason)
    if still_said or is_other_basis or SEVERITY.index("Unknown") in ranks:
        return Direction.REVISED
    return Direction.WORSE if ranks[1] < ranks[0] else Direction.BETTER


@_turn.register
def _(
    latest: ServiceState,
    before: Fact[ServiceState] | None,
    after: Fact[ServiceState],
) -> Direction:
    if latest.stale:
        return Direction.LAPSED
    if before is None or not before.latest.state or not latest.state:
        return _first(latest)
    change = services.RANK[latest.state] - services.RANK[before.latest.state]
    if change:
        return Direction.LOST if change > 0 else Direction.RESTORED
    if latest.planned and latest.planned_from != before.latest.planned_from:
        return Direction.ANNOUNCED
    return Direction.NEW if before.latest.stale else Direction.REVISED


def _first(latest: ServiceState) -> Direction:
    """The way to the first known state of a service; who says that it is easing tells a reopening.

    What is to be open at a named end of its closure is only announced.
    """
    if not latest.state:
        return Direction.ANNOUNCED
    if latest.trend == "easing":
        is_shut = latest.state == "suspended" and bool(latest.until)
        return Direction.ANNOUNCED if is_shut else Direction.RESTORED
    return Direction.NEW if latest.state == "operating" else Direction.LOST


@_turn.register
def _(
    latest: Deployment,
    before: Fact[Deployment] | None,
    after: Fact[Deployment],
) -> Direction:
    if before is not None and before.latest.stage == latest.stage:
        return Direction.REVISED
    if before is None and latest.stage == "deployed":
        return Direction.NEW  # It may tell of what the force does, long after it came.
    return _STAGES[latest.stage]


@_turn.register
def _(
    latest: Restriction,
    before: Fact[Restriction] | None,
    after: Fact[Restriction],
) -> Direction:
    if latest.phase == Phase.LAPSED:
        return Direction.LAPSED
    is_over = latest.phase == Phase.OVER
    if before is None:
        return Direction.ENDED if is_over else Direction.IMPOSED
    if before.latest.terms == latest.terms:
        if before.latest.phase == Phase.LAPSED:
            return Direction.NEW
        return Direction.ENDED if is_over else Direction.BEGAN
    old, new = (_NEVER if pd.isna(fact.row.ends) else fact.row.ends for fact in (before, after))
    if new > old:
        return Direction.EXTENDED
    if new < old and new <= after.row.reported_at + _SOON:
        return Direction.LIFTED if is_over else Direction.ANNOUNCED
    return Direction.REVISED
