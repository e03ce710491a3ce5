"""The severity of a place by the written rule, from what stands about it at a moment.

It is for places that no editor has judged, and for comparing judgements with. An editor knows more
than the tables hold: that nobody is in control, say, which no vocabulary has a word for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from geo.ranges import known
from geo.subjects.evidence import (
    Claim,
    Common,
    Count,
    Evidence,
    Incident,
    Measure,
    Service,
    goes_on,
    has_begun,
    holding,
    is_firm,
    is_recent,
    is_thought,
    latest_services,
    span,
)

# Deaths and violence tell of a place for so long.
RECENT = pd.Timedelta(days=1)
# An incident that began at an hour and whose end nobody gives goes on for so long.
UNENDED = pd.Timedelta(hours=12)
# A report of deaths over a longer time does not say that they were recent.
LONGEST_DEADLY = pd.Timedelta(days=2)
# Nothing that was over so long before a moment tells of it, unless something taken lasts longer.
FORGOTTEN = LONGEST_DEADLY + 2 * RECENT
# Strict control is Severe where so many essential services are suspended.
SUSPENDED = 2
# Daily life is mostly normal where so many of what is needed are said to work, and none not to.
WORKING = 2

# Shooting or clashes, in ACLED's sub-event types.
FIGHTING = (
    "Armed clash",
    "Excessive force against protesters",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
)
TAKEN = ("Non-state actor overtakes territory",)
RETAKEN = ("Government regains territory", "Non-violent transfer of territory")
# Riots and tension, in ACLED's event types, and the one sub-event type that belongs to them.
UNREST = ("Riots", "Protests", "Battles", "Explosions/Remote violence",
          "Violence against civilians")  # fmt: skip
PLUNDER = ("Looting/property destruction",)

# A threat level or a rule of trade is no measure on the people of a place.
MEASURES = ("curfew", "martial_law", "state_of_emergency", "movement", "checkpoint", "assembly",
            "security", "border")  # fmt: skip
STRICT = ("curfew", "martial_law", "movement")
ESSENTIAL = ("food", "retail", "pharmacy", "health", "fuel", "utilities", "payments", "cash",
             "banking", "public_transport", "internet", "telephone")  # fmt: skip
# Limits on these are felt in a place, though it can live without them for a while.
NEEDED = (*ESSENTIAL, "rail", "airport", "road_traffic")


class Reason(StrEnum):
    """Which part of the rule gives a severity."""

    FIGHTING = "fighting"
    KILLED = "killed"
    TAKEN = "taken"
    CUT_OFF = "cut off"
    UNREST = "unrest"
    MEASURES = "measures"
    SERVICES = "services"
    CALM = "calm"


@dataclass(frozen=True)
class Derived:
    """A severity by the rule, why, and the claims that it rests on, in order of reporting.

    ``as_of`` is the latest time that they speak of.
    """

    severity: str
    reason: Reason
    entry_ids: tuple[str, ...]
    as_of: pd.Timestamp


@dataclass(frozen=True)
class _Scene:
    """What holds in a place at a moment and is its own."""

    at: pd.Timestamp
    lasts: pd.Timedelta
    incidents: tuple[Incident, ...]
    casualties: tuple[Count, ...]
    measures: tuple[Measure, ...]
    services: tuple[Service, ...]


def derive(
    evidence: Evidence, common: Common, at: pd.Timestamp, lasts: pd.Timedelta
) -> Derived | None:
    """The severity by the rule at a moment (UTC); None where no claim says anything of it.

    An incident without hours counts for its whole day. What was taken is taken for as long as it
    ``lasts`` unless it is retaken. What is ``common`` to the country raises no place.
    """
    measures = holding(evidence.restrictions, at)
    services = latest_services(evidence.services, at)
    scene = _Scene(
        at,
        lasts,
        evidence.incidents,
        evidence.casualties,
        tuple(one for one in measures if one.terms not in common.terms),
        tuple(one for one in services if one.service not in common.services),
    )
    for severity, reason, find in _RULE:
        if found := sorted(find(scene), key=_order):
            ids = tuple(claim.entry_id for claim in found)
            return Derived(severity, reason, ids, max(_as_of(claim, at) for claim in found))
    return None


def _order(claim: Claim) -> tuple:
    return claim.reported_at, claim.entry_id


def _as_of(claim: Claim, at: pd.Timestamp) -> pd.Timestamp:
    """The end of what it speaks of, or its report where that came first."""
    return min(claim.reported_at if claim.ends is None else claim.ends, claim.reported_at, at)


def _fighting(scene: _Scene) -> Iterable[Claim]:
    for one in scene.incidents:
        if one.sub_event_type in FIGHTING and is_firm(one) and goes_on(one, scene.at, UNENDED):
            yield one


def _killed(scene: _Scene) -> Iterable[Claim]:
    for one in scene.casualties:
        if one.measure == "killed" and is_firm(one) and not _is_none(one) and _says_when(one):
            times = span(one)
            is_short = times is not None and times[1] - times[0] <= LONGEST_DEADLY
            if is_short and is_recent(one, scene.at, RECENT):
                yield one


def _is_none(count: Count) -> bool:
    """Whether it says that there were none; a count without a number says that there were some."""
    given = [one for one in known((count.low, count.best, count.high)) if one is not None]
    return bool(given) and max(given) == 0


def _says_when(count: Count) -> bool:
    """Whether its days are those of the deaths: of a bare toll they are those of the count."""
    return count.counts == "event" or bool(count.as_of)


def _taken(scene: _Scene) -> Iterable[Claim]:
    """What was taken, was not retaken since, and was not long ago."""
    begun = [one for one in scene.incidents if is_thought(one) and has_begun(one, scene.at)]
    retaken = [one.ends or one.begins for one in begun if one.sub_event_type in RETAKEN]
    for one in begun:
        since = one.begins or one.ends
        if one.sub_event_type in TAKEN and is_firm(one) and since is not None:
            is_over = any(end is None or end >= since for end in retaken)
            if scene.at - since <= scene.lasts and not is_over:
                yield one


def _cut_off(scene: _Scene) -> Iterable[Claim]:
    strict = [one for one in scene.measures if one.kind in STRICT and is_firm(one)]
    out = [one for one in _out_of_order(scene, ESSENTIAL)
           if one.state == "suspended" and is_firm(one)]  # fmt: skip
    return [*strict, *out] if strict and len(out) >= SUSPENDED else []


def _unrest(scene: _Scene) -> Iterable[Claim]:
    for one in scene.incidents:
        is_unrest = one.event_type in UNREST or one.sub_event_type in PLUNDER
        if is_unrest and is_thought(one) and is_recent(one, scene.at, RECENT):
            yield one


def _measures(scene: _Scene) -> Iterable[Claim]:
    return (one for one in scene.measures if one.kind in MEASURES)


def _services(scene: _Scene) -> Iterable[Claim]:
    return _out_of_order(scene, NEEDED)


def _out_of_order(scene: _Scene, among: tuple[str, ...]) -> Iterable[Service]:
    return (one for one in scene.services if one.service in among and one.state != "operating")


def _calm(scene: _Scene) -> Iterable[Claim]:
    """Silence is not calm: somebody has to say that daily life goes on."""
    needed = [one for one in scene.services if one.service in NEEDED and one.state == "operating"]
    return needed if len(needed) >= WORKING else []


# The first part that finds a claim gives the severity.
_RULE: tuple[tuple[str, Reason, Callable[[_Scene], Iterable[Claim]]], ...] = (
    ("Extreme", Reason.FIGHTING, _fighting),
    ("Severe", Reason.KILLED, _killed),
    ("Severe", Reason.TAKEN, _taken),
    ("Severe", Reason.CUT_OFF, _cut_off),
    ("Moderate", Reason.UNREST, _unrest),
    ("Moderate", Reason.MEASURES, _measures),
    ("Moderate", Reason.SERVICES, _services),
    ("Minor", Reason.CALM, _calm),
)
