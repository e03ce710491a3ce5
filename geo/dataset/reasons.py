"""Why a cell is no date or no coordinate, in words; "" where no reason is known."""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

from geo.times import YEARS

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(.*)", re.ASCII | re.DOTALL)
_YEAR_LAST = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.*", re.ASCII)
_CLOCK = re.compile(r"[T ](\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\.\d+)?(.*)", re.ASCII)
_OFFSET = re.compile(r"Z|[+-]\d{2}:?\d{2}", re.ASCII)
# How spreadsheets count days, and where that number is likely to be a date of a dataset.
_FIRST_DAY = date(1899, 12, 30)
_DAY_NUMBERS = range(20_000, 80_000)


def of_date(text: str) -> str:
    """Why a text is no day and no datetime: 'February 2022 has 28 days'."""
    if text.isascii() and text.isdigit() and int(text[:9]) in _DAY_NUMBERS:
        return f"it is a spreadsheet's number for {_FIRST_DAY + timedelta(days=int(text))}"
    if _YEAR_LAST.fullmatch(text):
        return "the year comes first, then the month, then the day"
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    year, month, day = map(int, found.groups()[:3])
    return _of_day(year, month, day) or _of_clock(found[4]) or _of_digits(found)


def _of_day(year: int, month: int, day: int) -> str:
    if year not in YEARS:
        return f"the year {year} is not from {YEARS[0]} to {YEARS[-1]}"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    days = monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"{month_name[month]} {year} has {days} days"


def _of_digits(found: re.Match) -> str:
    is_short = len(found[2]) < 2 or len(found[3]) < 2
    return "month and day have two digits each" if is_short else ""


def _of_clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2])
    if hour == 24:
        return "24:00 is 00:00 of the next day"
    if hour > 24 or minute > 59 or int(found[3] or 0) > 59:
        return f"there is no time {found[1]}:{found[2]}"
    if len(found[1]) < 2:
        return "the hour has two digits"
    if text[0] == " ":
        return "a T stands between the day and the time"
    return _of_offset(found[4])


def _of_offset(text: str) -> str:
    if not text:
        return "it has no UTC offset"
    if not _OFFSET.fullmatch(text):
        return f"{text.strip()} is no UTC offset" if len(text) <= 12 else ""
    hours = 0 if text == "Z" else int(text[:3])
    if not -12 <= hours <= 14 or text[-2:] > "59":
        return f"no clock is {text} from UTC"
    return "an offset has a colon" if text != "Z" and ":" not in text else ""


def of_local(text: str) -> str:
    """As ``of_date``; a local time has no offset."""
    clock = _CLOCK.fullmatch(text[10:])
    if clock and _OFFSET.fullmatch(clock[4]):
        return "local times have no offset"
    reason = of_date(text)
    return "" if "offset" in reason else reason


def of_day(text: str) -> str:
    """As ``of_date``; a day has no time."""
    return "it has a time" if _CLOCK.fullmatch(text[10:]) else of_date(text)


def of_degrees(text: str) -> str:
    """Why a text is no latitude or longitude: 'a point stands before the decimals'."""
    if re.fullmatch(r"-?\d{1,3},\d+", text):
        return "a point stands before the decimals, not a comma"
    if re.search(r"[NSEWnsew°'\"]", text):
        return "degrees are a decimal number, negative south of the equator and west of Greenwich"
    if re.fullmatch(r"-?\d{1,3}(\.\d+)?", text) and 90 < abs(float(text)) <= 180:
        return "latitude and longitude may be swapped"
    return ""
