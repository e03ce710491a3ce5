"""Times, ages and vocabularies as a tired reader wants them: with zone, with unit, in words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pandas as pd

from geo.dataset.claims import Claim
from geo.times import is_day
from geo.words.numbers import count


def day(local: date, full: bool = False) -> str:
    """'5 Jan 2022', or '5 January 2022' in full."""
    return f"{local.day} {local:{'%B' if full else '%b'} %Y}"


def short_day(local: date) -> str:
    """'5 Jan', for where the year stands nearby."""
    return f"{local.day} {local:%b}"


def clock(local: datetime | time) -> str:
    """'07:00'."""
    return f"{local:%H:%M}"


def daily_hours(begin: str, end: str, none: str = "") -> str:
    """'23:00-07:00', as the cells of a claim have them; ``none`` where they are empty."""
    return f"{begin}-{end}" if begin else none


def moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'Fri 7 Jan 2022, 23:59 (UTC+6)'."""
    local = at.tz_convert(zone)
    return f"{local:%a} {day(local)}, {clock(local)} ({offset(local)})"


def short_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan, 23:58', or '7 Jan, no hour given', for where zone and year stand nearby."""
    local = at.tz_convert(zone)
    return f"{short_day(local)}, {'no hour given' if _is_day(local) else clock(local)}"


def long_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan 2022, 23:58 (UTC+6)', or '7 Jan 2022' where no hour was given."""
    local = at.tz_convert(zone)
    return day(local) if _is_day(local) else f"{day(local)}, {clock(local)} ({offset(local)})"


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
    at = datetime.fromisoformat(text)
    return day(at) if is_day(text) else f"{day(at)}, {clock(at)}"


def age(hours: float) -> str:
    """'less than 1 hour old', '5 hours old', '3 days old'."""
    if pd.isna(hours):
        return ""
    if hours < 1:
        return "less than 1 hour old"
    if hours < 48:
        return count(round(hours), "hour") + " old"
    return count(round(hours / 24), "day") + " old"
