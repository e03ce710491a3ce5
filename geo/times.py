"""Moments and local times: ISO 8601 texts to UTC, in a zone that is passed in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

# What every reader of the tables can hold: nanosecond timestamps end in 2262, spreadsheets begin
# in 1900, and "9999-12-31" for "no end" is an empty cell here.
YEARS = range(1900, 2200)

# A date alone means the end of that day: its last second, so that "as known on 7 January"
# holds what was published on the 7th and nothing of the 8th.
_TICK = timedelta(seconds=1)
# Such a day begins a minute after midnight: moments are chosen to the minute, and midnight is the
# end of the day before.
_FIRST = timedelta(minutes=1)


def read_moment(text: str, zone: ZoneInfo) -> pd.Timestamp:
    """The UTC moment of an ISO 8601 date or datetime; raises ValueError when it is neither.

    A date is the end of that day in ``zone``; a datetime without an offset is read in ``zone``.
    Years outside YEARS raise ValueError too.
    """
    return read_report(text, zone)[1]


def read_report(text: str, zone: ZoneInfo) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and the last UTC moment at which what bears this date can have been published.

    A date: from its first minute to its last second in ``zone``, since nobody gave the hour. A
    datetime: twice that moment. Raises ValueError as ``read_moment`` does.
    """
    day = _read_day(text)
    moment = datetime.combine(day, time()) if day else datetime.fromisoformat(text)
    if moment.year not in YEARS:
        raise ValueError(f"The year {moment.year} is not from {YEARS[0]} to {YEARS[-1]}.")
    if day:
        end = to_utc(moment + timedelta(days=1), zone) - _TICK
        return to_utc(moment, zone) + _FIRST, end
    at = to_utc(moment, zone) if moment.tzinfo is None else pd.Timestamp(moment).tz_convert("UTC")
    return at, at


def read_published(text: str, zone: ZoneInfo) -> tuple[pd.Timestamp, pd.Timestamp]:
    """As ``read_report``; a month or a year is known at its end, since on no day before is it sure.

    For the text of ``published_at`` that has passed its check.
    """
    if len(text) in (len("2022"), len("2022-01")):
        end = _end_of_month(text, zone)
        return end, end
    return read_report(text, zone)


def _end_of_month(text: str, zone: ZoneInfo) -> pd.Timestamp:
    """The last second of a month, or of December where only the year is given."""
    year, month = int(text[:4]), int(text[5:] or "12")
    if year not in YEARS:
        raise ValueError(f"The year {year} is not from {YEARS[0]} to {YEARS[-1]}.")
    begin_of_next = datetime(year + month // 12, month % 12 + 1, 1)  # noqa: DTZ001
    return to_utc(begin_of_next, zone) - _TICK


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether an ISO 8601 text names a day, rather than an hour of it, a month or nothing."""
    return len(text) == len("2022-01-07")


def read_begin(text: str) -> datetime | None:
    """Local begin of ``occurred_from``: a date begins at midnight; None where it is open."""
    return datetime.fromisoformat(text) if text else None


def read_end(text: str) -> datetime | None:
    """Local end, exclusive, of ``occurred_to``: a date includes that day; None where it is open."""
    if not text:
        return None
    end = datetime.fromisoformat(text)
    return end + timedelta(days=1) if is_day(text) else end


def to_utc(local: datetime, zone: ZoneInfo) -> pd.Timestamp:
    """The UTC moment of a wall-clock time; where clocks went back, the first of the two."""
    return pd.Timestamp(local.replace(tzinfo=zone)).tz_convert("UTC")


def utc_series(moments: list, index: pd.Index | None = None) -> pd.Series:
    """UTC moments (or NaT) as one column."""
    column = pd.Series(moments, index=index, dtype="object")
    return pd.to_datetime(column, utc=True).astype("datetime64[us, UTC]")
