"""Times, ages and vocabularies as a tired reader wants them: with zone, with unit, in words."""

from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

import pandas as pd

from geo.dataset.claims import Claim
from geo.times import is_day
from geo.words.numbers import count


class Daily(Protocol):
    """A claim that says in which hours of a day it holds; "" for all day."""

    @property
    def daily_from(self) -> str: ...

    @property
    def daily_to(self) -> str: ...


def day(local: date, full: bool = False) -> str:
    """'5 Jan 2022', or '5 January 2022' in full."""
    return f"{local.day} {local:{'%B' if full else '%b'} %Y}"


def short_day(local: date) -> str:
    """'5 Jan', for where the year stands nearby."""
    return f"{local.day} {local:%b}"


def days(first: date, last: date) -> str:
    """'6 Jan 2022', '6 to 7 Jan 2022', '31 Jan 2022 to 1 Feb 2022'."""
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def short_days(first: date, last: date) -> str:
    """'6 Jan', '6 to 7 Jan', '31 Jan to 1 Feb', for where the year stands nearby."""
    if first == last:
        return short_day(last)
    is_same_month = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if is_same_month else short_day(first)
    return f"{begin} to {short_day(last)}"


def clock(local: datetime | time) -> str:
    """'07:00'."""
    return f"{local:%H:%M}"


def weekday(local: datetime) -> str:
    """'Fri 07:00', for what lies within a few days."""
    return f"{local:%a} {clock(local)}"


def hour(local: datetime) -> str:
    """'7 Jan 2022, 07:00', for where the zone stands nearby."""
    return f"{day(local)}, {clock(local)}"


def daily_hours(claim: Daily, otherwise: str = "") -> str:
    """'23:00-07:00'; what to say ``otherwise``, where a claim holds all day."""
    return f"{claim.daily_from}-{claim.daily_to}" if claim.daily_from else otherwise


class Lasting(Daily, Protocol):
    """What holds in some hours of a day, or from one local time to another."""

    @property
    def occurred_from(self) -> str: ...

    @property
    def occurred_to(self) -> str: ...


ALL_DAY = "all day"
FROM_UNKNOWN = "from an hour not known"


def hours_in_force(claim: Lasting, on: date | None = None) -> str:
    """'23:00-07:00'; 'from 15:00 on 9 May until 07:00 on 10 May' of one stretch; else 'all day'.

    'from an hour not known' ``on`` the day on which it begins, where that is all that is given.
    """
    ends = (("from", claim.occurred_from), ("until", claim.occurred_to))
    stretch = [f"{word} {_short(text)}" for word, text in ends if text and not is_day(text)]
    if on and claim.occurred_from == on.isoformat():
        stretch = [FROM_UNKNOWN, *stretch]
    return daily_hours(claim, " ".join(stretch) or ALL_DAY)


def _short(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{clock(at)} on {short_day(at)}"


def moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'Fri 7 Jan 2022, 23:59 (UTC+6)'."""
    local = at.tz_convert(zone)
    return f"{local:%a} {hour(local)} ({offset(local)})"


def as_known(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'as known at the end of Fri 7 Jan 2022 (UTC+6)', 'as known on Fri 7 Jan 2022, 18:30 (UTC+6)'.

    The last minute of a day is its end.
    """
    local = at.tz_convert(zone)
    if clock(local) == "23:59":
        return f"as known at the end of {local:%a} {day(local)} ({offset(local)})"
    return f"as known on {moment(at, zone)}"


def end_or_minute(local: datetime) -> str:
    """'the end of Thu 6 Jan 2022', 'Thu 6 Jan 2022, 18:30': a moment that a view is known on."""
    if clock(local) == "23:59":
        return f"the end of {local:%a} {day(local)}"
    return f"{local:%a} {hour(local)}"


def short_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan, 23:58', or '7 Jan, no hour given', for where zone and year stand nearby."""
    local = at.tz_convert(zone)
    return f"{short_day(local)}, {'no hour given' if _is_day(local) else clock(local)}"


def shortest_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan, 23:58', or '7 Jan' where no hour was given, for where zone and year stand nearby."""
    local = at.tz_convert(zone)
    return short_day(local) if _is_day(local) else f"{short_day(local)}, {clock(local)}"


def long_moment(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan 2022, 23:58 (UTC+6)', or '7 Jan 2022' where no hour was given."""
    local = at.tz_convert(zone)
    return day(local) if _is_day(local) else f"{hour(local)} ({offset(local)})"


def day_or_hour(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'7 Jan 2022, 23:58', or '7 Jan 2022' where no hour was given; the zone stands nearby."""
    local = at.tz_convert(zone)
    return day(local) if _is_day(local) else hour(local)


def sortable(at: pd.Timestamp, zone: ZoneInfo) -> str:
    """'2022-01-07 14:12', or the day alone where no hour was given: as text in order of time.

    '' where there is no moment: a place may be under a curfew of its region, and in no report.
    """
    if pd.isna(at):
        return ""
    local = at.tz_convert(zone)
    return f"{local:%Y-%m-%d}" if _is_day(local) else f"{local:%Y-%m-%d %H:%M}"


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


def without_hour(some: int, every: int, local: datetime, hours: str) -> str:
    """'140 of 143 reports of 7 January 2022 have no hour; they are shown, marked “hour unknown”…'

    ``some`` of ``every`` report of the day of ``local``; ``hours`` as of a Selection.
    """
    is_one = some == 1
    have, they, are = ("has", "it", "is") if is_one else ("have", "they", "are")
    head = f"{some:,} of {count(every, 'report')} of {day(local, full=True)} {have} no hour"
    if hours == "known":
        return f"{head}; {they} {are} left out until that day has ended."
    return (
        f"{head}; {they} {are} shown, marked “{HOUR_UNKNOWN}”, and may have been published after "
        f"{clock(local)}."
    )


def without_hour_briefly(some: int, every: int, local: datetime, hours: str) -> str:
    """'118 of 156 reports have no hour and may have been published after 20:00'."""
    head = f"{some:,} of {count(every, 'report')} {'has' if some == 1 else 'have'} no hour"
    if hours == "known":
        return f"{head}: left out until the day has ended"
    return f"{head} and may have been published after {clock(local)}"


# What a claim is marked with inside a day of which its source gives no hour.
HOUR_UNKNOWN = "hour unknown"


def reported(claim: Claim, zone: ZoneInfo) -> str:
    """When a claim was published, as precisely as its source shows it."""
    when = long_moment(claim.reported_at, zone) if claim.timed else _written(claim.reported_text)
    return f"date not shown, not before {when}" if claim.reported_basis == "not_before" else when


def _written(text: str) -> str:
    """A day, a month or a year as a dataset writes it: '7 Jan 2022', 'Jan 2022', '2022'."""
    if len(text) == len("2022-01"):
        return f"{date.fromisoformat(f'{text}-01'):%b %Y}"
    return local(text) if is_day(text) else text


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
    return day(at) if is_day(text) else hour(at)


def withdrawn_by(claim: Claim, cancel: Claim, zone: ZoneInfo) -> str:
    """Who took a claim back: 'by Ministry, 9 Jan 2022, 21:33, after 7 h'."""
    at = cancel.reported_at.tz_convert(zone)
    when = hour(at) if cancel.timed else day(at)
    return f"by {cancel.authority}, {when}, {stood(claim, cancel, zone)}"


def withdrawn(claim: Claim, cancel: Claim, zone: ZoneInfo) -> str:
    """'withdrawn after 7 h'; see ``stood``."""
    return f"withdrawn {stood(claim, cancel, zone)}"


def stood(claim: Claim, cancel: Claim, zone: ZoneInfo) -> str:
    """How long a claim stood: 'after 7 h', 'within the hour'; by days alone, 'after 3 days', 'on
    the same day', where it was long or an hour is not known.
    """
    begin, end = (one.reported_at.tz_convert(zone) for one in (claim, cancel))
    hours = (end - begin) / pd.Timedelta(hours=1)
    if claim.timed and cancel.timed and hours < 48:
        return f"after {round(hours)} h" if hours >= 1 else "within the hour"
    days = round(hours / 24) if claim.timed and cancel.timed else (end.date() - begin.date()).days
    return f"after {count(days, 'day')}" if days > 0 else "on the same day"


class Reported(Protocol):
    """When a claim was reported, and whether its hour is known."""

    @property
    def reported_at(self) -> pd.Timestamp: ...

    @property
    def timed(self) -> bool: ...


def lasted(claim: Reported, message: Reported, zone: ZoneInfo) -> str:
    """How long a claim stood until a message: '7 h', '3 days', 'less than 1 h'; without the hours
    of both 'less than a day', or days by the calendar.
    """
    if claim.timed and message.timed:
        hours = (message.reported_at - claim.reported_at) / pd.Timedelta(hours=1)
        if hours < 1:
            return "less than 1 h"
        return f"{round(hours)} h" if hours < 48 else count(round(hours / 24), "day")
    first, last = (one.reported_at.tz_convert(zone).date() for one in (claim, message))
    return count((last - first).days, "day") if last > first else "less than a day"


def age(hours: float, days: int) -> str:
    """'less than 1 hour old', '5 hours old', '3 days old'; 'today', '1 day old' without hours."""
    if pd.isna(hours):
        return "" if pd.isna(days) else f"{count(int(days), 'day')} old" if days else "today"
    if hours < 1:
        return "less than 1 hour old"
    if hours < 48:
        return count(round(hours), "hour") + " old"
    return count(round(hours / 24), "day") + " old"
