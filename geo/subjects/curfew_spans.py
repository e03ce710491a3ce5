"""Restrictions laid out in time: over days, over the hours of one day, and how they ended."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from geo import times
from geo.rows import read_rows, split, write_rows
from geo.subjects.curfew_question import (
    BEGINS,
    CONTRADICTORY,
    HOLDS,
    HOUR_UNKNOWN,
    PAUSES,
    YES,
    judge,
    says,
)
from geo.subjects.curfews import (
    Hours,
    Restriction,
    by_place,
    enclosing,
    holding_at,
    spells_between,
)
from geo.words import moments

# What a claim sets, and where; ``hours`` are the daily hours, "" for all day.
_SUBJECT = dict.fromkeys(["entry_id", "place_id", "place", "kind", "level", "hours"], "object")
_INTERVAL = {
    **_SUBJECT,
    "basis": "object",
    "begin": "datetime64[us]",
    "end": "datetime64[us]",
    "open_begin": "bool",
    "open_end": "bool",
    "lapses": "bool",
}


class _Laid(NamedTuple):
    entry_id: str
    place_id: str
    place: str
    kind: str
    level: str
    basis: str
    occurred_from: str
    occurred_to: str
    daily_from: str
    daily_to: str
    holds_to: str
    begun_by: str


class _Ended(NamedTuple):
    entry_id: str
    place_id: str
    place: str
    kind: str
    level: str
    occurred_from: str
    occurred_to: str
    daily_from: str
    daily_to: str
    replaces: str
    message: str
    reported_at: pd.Timestamp
    reported_text: str
    ends: pd.Timestamp
    authority: str
    summary: str
    source_id: str


def intervals(restrictions: pd.DataFrame, left: datetime, right: datetime) -> pd.DataFrame:
    """One row per claim whose whole span meets [left, right), cut to it, in local naive time.

    ``open_begin``, ``open_end``: the claim gives none, or it lies outside. ``lapses``: it gives no
    end, and ends here because it was not reported again. ``hours``: the daily hours, "" for all
    day.
    """
    spans = ((claim, _span(claim)) for claim in read_rows(restrictions, _Laid))
    rows = (
        (
            *_subject(claim),
            claim.basis,
            max(begin or left, left),
            min(end or right, right),
            begin is None or begin < left,
            end is None or end > right,
            end is not None and not claim.occurred_to,
        )
        for claim, (begin, end) in spans
        if (begin is None or begin < right) and (end is None or end > left)
    )
    return write_rows(rows, _INTERVAL)


def _subject(claim: _Laid | _Ended) -> tuple:
    hours = moments.daily_hours(claim)
    return claim.entry_id, claim.place_id, claim.place, claim.kind, claim.level, hours


def _span(claim: Hours) -> tuple[datetime | None, datetime | None]:
    return times.read_begin(claim.occurred_from), times.read_end(claim.holds_to)


_HOURS = {
    "place_id": "object",
    "begin": "float64",
    "end": "float64",
    "verdict": "object",
    "holding": "object",
    "denying": "object",
}


def day_hours(
    restrictions: pd.DataFrame, places: pd.DataFrame, day: date, kind: str = "curfew"
) -> pd.DataFrame:
    """The hours of a local day in which a restriction was in force at each place, by any claim.

    ``begin`` and ``end`` are hours from 0 to 24; ``verdict`` is yes, contradictory where other
    claims, running that day, say that it was not in force then, or that the hour is not known at
    which it began. ``holding``, ``denying``: the entry_ids of the claims on either side.
    """
    claims = by_place(restrictions[restrictions.kind == kind])
    rows = (
        (place_id, *part)
        for place_id, above in enclosing(places).items()
        for part in _parts(holding_at(claims, place_id, above), day)
    )
    return write_rows(rows, _HOURS)


def _parts(claims: list[Restriction], day: date) -> Iterator[tuple]:
    """The stretches of a day between which nothing changes, those in force only."""
    begin = datetime.combine(day, time())
    end = begin + timedelta(days=1)
    turns = {begin, end}
    for claim in claims:
        spells = spells_between(claim, begin, end)
        known = times.read_begin(claim.begun_by)
        turns |= {turn for spell in (*spells, (*_span(claim), known)) for turn in spell if turn}
    ordered = sorted(turn for turn in turns if begin <= turn <= end)
    for left, right in pairwise(ordered):
        said = [(claim.entry_id, says(claim, left)) for claim in claims]
        verdict = judge(words for _, words in said)
        if verdict in (YES, CONTRADICTORY, HOUR_UNKNOWN):
            own = BEGINS if verdict == HOUR_UNKNOWN else HOLDS
            sides = ([name for name, words in said if words == side] for side in (own, PAUSES))
            yield (_hour(left, begin), _hour(right, begin), verdict, *sides)


def _hour(at: datetime, begin: datetime) -> float:
    return (at - begin) / timedelta(hours=1)


_ENDING = {
    **_SUBJECT,
    "occurred_to": "object",
    "was_to_end": "object",
    "known_at": "datetime64[us, UTC]",
    "notice": "int64",
    "notice_unit": "object",
    "is_late": "bool",
    "is_over": "bool",
    "authority": "object",
    "summary": "object",
    "source_id": "object",
}


def endings(claims: pd.DataFrame, everything: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """The claims by which a restriction was lifted or its end confirmed, as they came.

    ``claims`` are the current claims of restrictions, ``everything`` all claims of the dataset. Of
    interest are Updates that give an end, and claims reported when their own end had passed.
    ``was_to_end``: the end (as written, '' for none) that the claim before it gave; None where
    there was none before. ``notice``: from the report to the end, in ``notice_unit``: hours, or
    days where the report has only a date; below zero, and ``is_late``, it was known only
    afterwards. ``is_over``: it had come by ``at`` (UTC); until then it is only announced.
    """
    claims = claims[claims.ends.notna()]
    claims = claims[(claims.message == "Update") | (claims.ends <= claims.reported_at)]
    ends = dict(zip(everything.entry_id, everything.occurred_to, strict=True))
    return write_rows((_ending(claim, ends, at) for claim in read_rows(claims, _Ended)), _ENDING)


def _ending(claim: _Ended, ends: dict[str, str], at: pd.Timestamp) -> tuple:
    notice, unit = _notice(claim)
    replaced = [ends[one] for one in split(claim.replaces) if one in ends]
    return (
        *_subject(claim),
        claim.occurred_to,
        max(replaced, default=None) if claim.message == "Update" else None,
        claim.reported_at,
        notice,
        unit,
        notice < 0,
        claim.ends <= at,
        claim.authority,
        claim.summary,
        claim.source_id,
    )


def _notice(claim: _Ended) -> tuple[int, str]:
    if not times.is_day(claim.reported_text):
        return int((claim.ends - claim.reported_at) // pd.Timedelta(hours=1)), "hour"
    # The last day of the restriction is the one on which its end, exclusive, has not yet come.
    end = times.read_end(claim.occurred_to)
    assert end is not None, "only claims with an end are asked"
    last_day = (end - timedelta(microseconds=1)).date()
    return (last_day - date.fromisoformat(claim.reported_text)).days, "day"
