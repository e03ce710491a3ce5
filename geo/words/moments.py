"""Times, ages and vocabularies as a tired reader wants them: with zone, with unit, in words."""

from calendar import month_abbr
from zoneinfo import ZoneInfo

import pandas as pd

from geo.dataset.claims import Claim
from geo.words.numbers import count


def moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'Fri 7 Jan 2022, 23:59 (UTC+6)'."""
    local = at.tz_convert(zone)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({offset(local)})"


def short_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan, 23:58', or '7 Jan, no hour given', for where zone and year stand nearby."""
    local = at.tz_convert(zone)
    return f"{local.day} {local:%b}, " + ("no hour given" if _is_day(local) else f"{local:%H:%M}")


def long_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan 2022, 23:58 (UTC+6)', or '7 Jan 2022' where no hour was given."""
    local = at.tz_convert(zone)
    day = f"{local.day} {local:%b %Y}"
    return day if _is_day(local) else f"{day}, {local:%H:%M} ({offset(local)})"


def _is_day(local: pd.Timestamp) -> bool:
    """Whether a time of a claim is a day alone, which is read as its last second (geo/times.py)."""
    return (local.hour, local.minute, local.second) == (23, 59, 59)


def offset(local: pd.Timestamp) -> str:
    """'UTC+6', 'UTC+5:30' or 'UTC'."""
    minutes = round(local.utcoffset().total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def reported(claim: Claim, zone: ZoneInfo) -> str:
    """When a claim was published, as precisely as its source shows it."""
    when = long_moment(claim.reported_at, zone)
    return f"date not shown, not before {when}" if claim.reported_basis == "not_before" else when


def occurred(claim: Claim) -> str:
    """The local time a claim speaks of: '7 Jan 2022', 'from 5 Jan 2022, 01:30 to …', or ''."""
    begin, end = local(claim.occurred_from), local(claim.occurred_to)
    if begin and end:
        return begin if begin == end else f"{begin} to {end}"
    if begin:
        return f"from {begin}"
    return f"until {end}" if end else ""


def local(text: str) -> str:
    """An ISO 8601 local date or datetime as '7 Jan 2022' or '7 Jan 2022, 19:00'."""
    if not text:
        return ""
    day, _, clock = text.partition("T")
    year, month, number = day.split("-")
    return f"{int(number)} {month_abbr[int(month)]} {year}" + (f", {clock[:5]}" if clock else "")


def age(hours: float) -> str:
    """'less than 1 hour old', '5 hours old', '3 days old'."""
    if pd.isna(hours):
        return ""
    if hours < 1:
        return "less than 1 hour old"
    if hours < 48:
        return count(round(hours), "hour") + " old"
    return count(round(hours / 24), "day") + " old"
