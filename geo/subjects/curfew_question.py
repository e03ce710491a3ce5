"""The question 'was there a curfew here at this hour?', answered by the claims that speak of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

import pandas as pd

from geo import times
from geo.dataset.claims import KnownRestriction
from geo.rows import read_rows
from geo.subjects.beginnings import has_begun
from geo.subjects.curfews import (
    Hours,
    Restriction,
    running_spell,
    speaking_of,
    spells_between,
    until,
)

YES, NO, CONTRADICTORY, UNKNOWN = ("yes", "no", "contradictory", "not known")
HOUR_UNKNOWN = "hour not known"
HOLDS, PAUSES, AHEAD, OVER = ("in force", "not at this hour", "not begun", "over by then")
LAPSED, BEGINS = ("no longer reported", "from an hour not known")
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

    Claims on all of the region or the country speak of the places inside. Contradictory: one says
    that it was in force, another, running on that day, that it was not at this hour. A claim that
    is over or ahead contradicts nothing. Where it begins on that day, and nobody says whether it
    has by the instant, the hour is not known. Without any claim, or with none that is still
    reported, it is not known, which is not no.
    """
    here = speaking_of(restrictions[restrictions.kind == kind], place_id, places)
    rows = read_rows(here, Restriction)
    turns = [next_turn(row, at) for row in rows]
    claims = here.assign(
        says=pd.Series([says(row, at) for row in rows], index=here.index, dtype="object"),
        next_turn=pd.Series(turns, index=here.index, dtype="object"),
    )
    next_change = min((turn for turn in turns if turn), default=None)
    return Answer(judge(claims.says), claims, next_change)


class Said(KnownRestriction, Protocol):
    """A row of ``Answer.claims``."""

    holds_to: str
    begun_by: str
    lapses_at: pd.Timestamp
    says: str
    next_turn: datetime | None


def judge(sayings: Iterable[str]) -> str:
    """The verdict over what the claims say."""
    said = set(sayings) - {LAPSED}
    if HOLDS in said:
        return CONTRADICTORY if PAUSES in said else YES
    if BEGINS in said:
        return HOUR_UNKNOWN
    return NO if said else UNKNOWN


def says(claim: Hours, at: datetime) -> str:
    """What a claim says of a local instant."""
    if running_spell(claim, at):
        return HOLDS if has_begun(claim.begun_by, at) else BEGINS
    last = times.read_end(claim.holds_to)
    if last and last <= at:
        return OVER if claim.occurred_to else LAPSED
    first = _first_begin(claim)
    return AHEAD if first and at < first else PAUSES


def _first_begin(claim: Hours) -> datetime | None:
    """When it first comes into force: from a date on, with the first window of that day."""
    first = times.read_begin(claim.occurred_from)
    if first and claim.daily_from and times.is_day(claim.occurred_from):
        return datetime.combine(first.date(), time.fromisoformat(claim.daily_from))
    return first


def next_turn(claim: Hours, after: datetime) -> datetime | None:
    """When a claim next comes into force, or out of it, after a local instant; None if never.

    Of one that begins at an hour not known, when it is known to be in force.
    """
    if running_spell(claim, after):
        if not has_begun(claim.begun_by, after):
            return times.read_begin(claim.begun_by)
        return _end_of_running(claim, after)
    begin = max(after, times.read_begin(claim.occurred_from) or after)
    spells = spells_between(claim, begin, begin + _AHEAD)
    return min((spell[0] for spell in spells if spell[0] > after), default=None)


def _end_of_running(claim: Hours, at: datetime) -> datetime | None:
    """The end of the spell; where one runs into the next, the end of all of them."""
    if not claim.daily_from or claim.daily_from == claim.daily_to:
        return times.read_end(claim.occurred_to)
    spell = running_spell(claim, at)
    return until(claim, spell) if spell else None
