"""What a cell of each kind must look like, and what to tell a curator whose cell does not."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geo.dataset import codes, reasons
from geo.rows import split
from geo.times import YEARS

LARGEST_COUNT = 10**12
# Ids stand in addresses and in names of files.
LONGEST_SLUG = 120
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TERM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Hours end at 23: newer Pythons read 24:00 as the next day, older ones refuse it.
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_TIME = re.compile(_CLOCK.pattern + r"(:[0-5]\d)?", re.ASCII)
# Clocks are at most 12 hours behind UTC and 14 ahead of it.
_OFFSET = re.compile(r"Z|(-(0\d|1[01])|\+(0\d|1[0-3])):[0-5]\d|-12:00|\+14:00", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,2}")
# They are what each machine makes of them, or count leap seconds, which no calendar here does.
_OF_THE_MACHINE = ("localtime", "posixrules", "Factory", "right/", "posix/")
_ISO_3166_2 = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)
LONGEST_HOURS = 100 * 366 * 24


@dataclass(frozen=True)
class Rule:
    """A test for one cell (never called with an empty one), the failure and its mending."""

    holds: Callable[[str], bool]
    problem: str
    advice: str
    reason: Callable[[str], str] = lambda text: ""

    def problem_of(self, text: str) -> str:
        """What is wrong with a cell that fails, with the reason where one is known."""
        reason = self.reason(text)
        return f"{self.problem.rstrip('.')}: {reason}." if reason else self.problem


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether the text is a calendar day in ISO 8601 form, of a year in ``times.YEARS``."""
    return (
        bool(_DATE.fullmatch(text)) and _parses(date.fromisoformat, text) and int(text[:4]) in YEARS
    )


def is_local(text: str) -> bool:
    """Whether the text is an ISO 8601 day or a datetime without an offset."""
    day, separator, clock = text.partition("T")
    return is_date(day) and (not separator or bool(_TIME.fullmatch(clock)))


def is_moment(text: str) -> bool:
    """Whether the text is an ISO 8601 day or a datetime with its UTC offset."""
    if is_date(text):
        return True
    body, offset = (text[:-1], "Z") if text.endswith("Z") else (text[:-6], text[-6:])
    return "T" in body and is_local(body) and bool(_OFFSET.fullmatch(offset))


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and bool(_SLUG.fullmatch(text))


def is_term(text: str) -> bool:
    """Whether the text can be a word of a vocabulary."""
    return len(text) <= LONGEST_SLUG and bool(_TERM.fullmatch(text))


def _is_partial(text: str) -> bool:
    if re.fullmatch(r"\d{4}(-\d{2})?", text, re.ASCII):
        return is_date(f"{text}-01" if "-" in text else f"{text}-01-01")
    return is_date(text)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = text.isprintable() and not re.search(r"[\s<>\"'`{}\\]", text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def _is_degrees(text: str, limit: float) -> bool:
    if not _DEGREES.fullmatch(text):
        return False
    return abs(float(text)) <= limit


def _is_zone(text: str) -> bool:
    if not _ZONE.fullmatch(text) or text.startswith(_OF_THE_MACHINE):
        return False
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_count(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,13}", text, re.ASCII)) and int(text) <= LARGEST_COUNT


def is_hours(text: str) -> bool:
    """Whether the text is a number of hours, more than none and less than a century of them."""
    number = re.fullmatch(r"\d{1,7}(\.\d{1,7})?", text, re.ASCII)
    return bool(number) and 0 < float(text) <= LONGEST_HOURS


def _all_parts(test: Callable[[str], object]) -> Callable[[str], bool]:
    return lambda text: all(bool(test(part)) for part in split(text))


RULES: dict[str, Rule] = {
    "slug": Rule(
        _is_slug,
        "is not a slug.",
        "Use lower-case letters, digits and single hyphens, such as almaty-shops-closed, "
        f"at most {LONGEST_SLUG} characters.",
    ),
    "slugs": Rule(
        _all_parts(_is_slug),
        "is not a list of slugs.",
        "Write the ids with | between them and nothing else.",
    ),
    "texts": Rule(_all_parts(str.strip), "has an empty part.", "Write names with one | between."),
    "text": Rule(lambda text: True, "", ""),
    "enum": Rule(lambda text: True, "", ""),
    "local": Rule(
        is_local,
        "is not a local date or time.",
        "Write 2022-01-07 or 2022-01-07T18:30, a day that exists, without an offset; leave an "
        "open end empty.",
        reasons.of_local,
    ),
    "moment": Rule(
        is_moment,
        "is not a moment.",
        "Write 2022-01-07, or 2022-01-07T18:30+06:00 with the UTC offset.",
        reasons.of_date,
    ),
    "known_on": Rule(
        lambda text: is_moment(text) or is_local(text),
        "is not a moment.",
        "Write 2022-01-07, or 2022-01-07T18:30 in the time zone above.",
    ),
    "day": Rule(is_date, "is not a day that exists.", "Write it as 2022-01-07.", reasons.of_day),
    "published": Rule(
        lambda text: is_moment(text) or _is_partial(text),
        "is not a moment, a day or a month.",
        "Write 2022-01-07T18:30+06:00 with the UTC offset, 2022-01-07 or 2022-01.",
        reasons.of_date,
    ),
    "iso3166_2": Rule(
        lambda text: bool(_ISO_3166_2.fullmatch(text)) and text[:2] in codes.countries(),
        "is not an ISO 3166-2 code.",
        "Write the country's two capital letters, a hyphen and up to three signs, such as KZ-ALA.",
    ),
    "clock": Rule(
        lambda text: bool(_CLOCK.fullmatch(text)),
        "is not a time of day.",
        "Write it as 19:00, from 00:00 to 23:59.",
    ),
    "count": Rule(
        _is_count,
        "is not a whole number.",
        "Write digits only, without separators; leave it empty where the source gives none.",
    ),
    "iso2": Rule(
        lambda text: text in codes.countries(),
        "is not an ISO 3166-1 alpha-2 code.",
        "Write the two capital letters of a country, such as KZ.",
    ),
    "iso2s": Rule(
        _all_parts(lambda text: text in codes.countries()),
        "is not a list of ISO 3166-1 alpha-2 codes.",
        'Write ["KZ"], with the two capital letters of each country.',
    ),
    "iso3": Rule(
        lambda text: text in codes.alpha_3(),
        "is not an ISO 3166-1 alpha-3 code.",
        "Write the three capital letters of a country, such as KAZ.",
    ),
    "language": Rule(
        lambda text: text in codes.LANGUAGES,
        "is not an ISO 639-1 code.",
        "Write the two small letters of a language, such as en.",
    ),
    "url": Rule(
        _is_url,
        "is not a web address.",
        "Write the whole address, beginning with https:// or http://, without spaces or quotes.",
    ),
    "latitude": Rule(
        lambda text: _is_degrees(text, 90),
        "is not a latitude.",
        "Write degrees from -90 to 90.",
        reasons.of_degrees,
    ),
    "longitude": Rule(
        lambda text: _is_degrees(text, 180),
        "is not a longitude.",
        "Write degrees from -180 to 180.",
        reasons.of_degrees,
    ),
    "zone": Rule(_is_zone, "is not an IANA time zone.", "Write a name such as Asia/Almaty."),
    "days": Rule(is_hours, "is not a number of days.", "Write 1."),
    "hours": Rule(is_hours, "is not a number of hours.", "Write 48."),
}  # fmt: skip
