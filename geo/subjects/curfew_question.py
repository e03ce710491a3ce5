"""The question 'was there a curfew here at this hour?', answered by the claims that speak of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

import pandas as pd

from geo import times
from geo.dataset.claims import KnownRestriction
from geo.rows import read_rows, write_rows
from geo.subjects.curfews import (
    Hours,
    Restriction,
    enclosing,
    local_time,
    running_spell,
    spells_between,
)
from geo.words import moments

YES, NO, CONTRADICTORY, UNKNOWN = ("yes", "no", "contradictory", "not known")
HOLDS, PAUSES, AHEAD, OVER = ("in force", "not at this hour", "not begun", "over by then")
# Longer than from any instant to the window after the next.
_AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Answer:
    """``claims`` has a row for each claim that speaks of the place, with what it ``says`` of the
    instant and its ``next_turn``: when it next comes into force or out of it, None where open.
    ``next_change`` is the first of these. All times are local and naive.
    """

    verdict: str
    claims: pd.DataFrame
    next_change: datetime | None


def answer(
    restrictions: pd.DataFrame,
    place_id: str,
    places: pd.DataFrame,
    at: datetime,
    kind: str = "curfew",
) -> Answer:
    """Whether a restriction was in force at a place at a local instant, by current claims.

    Claims on the region and the country speak of the places inside. Contradictory: one says that it
    was in force, another, running on that day, that it was not at this hour. A claim that is over
    or ahead contradicts nothing. Without any claim it is not known, which is not no.
    """
    above = enclosing(places)[place_id]
    here = restrictions[restrictions.place_id.isin(above) & (restrictions.kind == kind)]
    rows = read_rows(here, Restriction)
    turns = [next_turn(row, at) for row in rows]
    claims = here.assign(
        says=pd.Series([says(row, at) for row in rows], index=here.index, dtype="object"),
        next_turn=pd.Series(turns, index=here.index, dtype="object"),
    )
    next_change = min((turn for turn in turns if turn), default=None)
    return Answer(judge(claims.says), claims, next_change)


_VERDICT = dict.fromkeys(
    ("place_id", "verdict", "local", "hours", "until", "holding", "denying"), "object"
)


def in_force_by_place(
    restrictions: pd.DataFrame, places: pd.DataFrame, at: pd.Timestamp, kind: str = "curfew"
) -> pd.DataFrame:
    """The places where a restriction was in force at a UTC moment, by any claim.

    ``verdict`` yes or contradictory, ``local`` the wall clock there, ``hours`` those of the claims
    that hold, ``until`` when the first of them lets go (None where open), ``holding`` and
    ``denying`` the entry_ids on either side.
    """
    claims: dict[str, list[Restriction]] = {}
    for claim in read_rows(restrictions[restrictions.kind == kind], Restriction):
        claims.setdefault(claim.place_id, []).append(claim)
    zones = dict(zip(places.index, places.timezone, strict=True))
    clocks = {zone: local_time(at, zone) for zone in set(zones.values())}
    rows = []
    for place_id, above in enclosing(places).items():
        local = clocks[zones[place_id]]
        said = [(claim, says(claim, local)) for name in above for claim in claims.get(name, ())]
        verdict = judge(words for _, words in said)
        if verdict in (YES, CONTRADICTORY):
            holding = [claim for claim, words in said if words == HOLDS]
            denying = [claim.entry_id for claim, words in said if words == PAUSES]
            turns = [next_turn(claim, local) for claim in holding]
            until = min((turn for turn in turns if turn), default=None)
            hours = " and ".join(
                dict.fromkeys(moments.daily_hours(claim, "all day") for claim in holding)
            )
            ids = [claim.entry_id for claim in holding]
            rows.append((place_id, verdict, local, hours, until, ids, denying))
    return write_rows(rows, _VERDICT)


class Said(KnownRestriction, Protocol):
    """A row of ``Answer.claims``."""

    says: str
    next_turn: datetime | None


def judge(sayings: Iterable[str]) -> str:
    """The verdict over what the claims say."""
    said = set(sayings)
    if HOLDS in said:
        return CONTRADICTORY if PAUSES in said else YES
    return NO if said else UNKNOWN


def says(claim: Hours, at: datetime) -> str:
    """What a claim says of a local instant."""
    if running_spell(claim, at):
        return HOLDS
    last = times.read_end(claim.occurred_to)
    if last and last <= at:
        return OVER
    first = _first_begin(claim)
    return AHEAD if first and at < first else PAUSES


def _first_begin(claim: Hours) -> datetime | None:
    """When it first comes into force: from a date on, with the first window of that day."""
    first = times.read_begin(claim.occurred_from)
    if first and claim.daily_from and times.is_day(claim.occurred_from):
        return datetime.combine(first.date(), time.fromisoformat(claim.daily_from))
    return first


def next_turn(claim: Hours, after: datetime) -> datetime | None:
    """When a claim next comes into force, or out of it, after a local instant; None if never."""
    if running_spell(claim, after):
        return _end_of_running(claim, after)
    begin = max(after, times.read_begin(claim.occurred_from) or after)
    spells = spells_between(claim, begin, begin + _AHEAD)
    return min((spell[0] for spell in spells if spell[0] > after), default=None)


def _end_of_running(claim: Hours, at: datetime) -> datetime | None:
    """The end of the spell; where one runs into the next, the end of all of them."""
    if not claim.daily_from or claim.daily_from == claim.daily_to:
        return times.read_end(claim.occurred_to)
    spell = running_spell(claim, at)
    return spell[1] if spell else None
