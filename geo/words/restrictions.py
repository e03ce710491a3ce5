"""Restrictions in words: what is restricted, from when to when, in the place's own time."""

from datetime import datetime
from typing import Any

from geo.times import is_day
from geo.words import moments, terms


def name(claim: Any) -> str:
    """'curfew 19:00-07:00', 'red threat level', 'ban on gatherings'."""
    parts = claim.level, terms.restriction(claim.kind), moments.daily_hours(claim)
    return " ".join(filter(None, parts))


def span(claim: Any) -> str:
    """'from 5 January 2022, no end given'; in local time, as precise as the claim."""
    begin, end = claim.occurred_from, claim.occurred_to
    since = f"from {point(begin)}" if begin else "with no begin given"
    if not end:
        return f"{since}{_zone_note(begin)}, no end given"
    word = "through" if is_day(end) else "until"
    return f"{since} {word} {point(end)}{_zone_note(begin + end)}"


def begin(claim: Any) -> str:
    """'at 07:00 on 15 January 2022 local time', 'on 14 January 2022'."""
    return _when(claim.occurred_from, "on")


def end(claim: Any) -> str:
    """'at 07:00 on 15 January 2022 local time', 'with the end of 14 January 2022'."""
    return _when(claim.occurred_to, "with the end of")


def _when(text: str, before_day: str) -> str:
    if not text:
        return "at a time not given"
    return f"{before_day if is_day(text) else 'at'} {point(text)}{_zone_note(text)}"


def point(text: str) -> str:
    """'07:00 on 15 January 2022', or the day alone, of a local time as written."""
    local = datetime.fromisoformat(text)
    day = moments.day(local, full=True)
    return day if is_day(text) else f"{moments.clock(local)} on {day}"


def _zone_note(texts: str) -> str:
    return " local time" if "T" in texts else ""
