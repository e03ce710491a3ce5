"""How each kind of value stands in an address: written short, read in every form that means it."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import pandas as pd

from geo import times
from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.view.parameters import Kind
from geo.words import moments

LONGEST_TEXT = 200

# Of these three centuries, so that every moment can be written in every zone.
_DAY = (
    r"((19|20|21)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|(19|20|21)([02468][048]|[13579][26])-02-29)"
)
_HOUR = r"([01][0-9]|2[0-3]):[0-5][0-9]"
AT = rf"{_DAY}(T{_HOUR}(:[0-5][0-9](\.[0-9]{{1,6}})?)?(Z|[+-]{_HOUR})?)?"
_AT = re.compile(AT)
_CLOCK = re.compile(_HOUR)
# As geo/mapping/files/view.js writes and reads it.
_POSITION = re.compile(
    r"(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,4})?)", re.ASCII
)
_PART = re.compile(r"[a-z-]{1,40}:[1-9][0-9]{0,5}")
_FARTHEST = (90, 360, 24)  # degrees of latitude, of longitude across the date line, levels of zoom
_MINUTE = re.compile(r".{16}(Z|[+-].{5})?")
# Half of a character: what a command line gives of bytes that are no text.
_HALF = re.compile("[\ud800-\udfff]")
_LAST_SECOND = pd.Timedelta(seconds=59)


class Writing(NamedTuple):
    """How a value becomes text, and text a value; reading raises ValueError with a sentence."""

    write: Callable[[Any, Dataset], str]
    read: Callable[[str, Dataset], Any]


def read_at(text: str, dataset: Dataset) -> pd.Timestamp:
    """The UTC moment of ``at``. Raises ValueError with a sentence for a reader.

    A minute, like a day, counts to its last second: what was reported at 23:59 is known at 23:59.
    """
    # Where "+" was not written as %2B it arrives as a blank, and no moment has a blank of its own.
    whole = text.replace(" ", "+", 1)
    try:
        if not _AT.fullmatch(whole):
            raise ValueError("no moment in any of the forms above")
        moment = times.read_moment(whole, dataset.about.zone)
        if moment.tz_convert(dataset.about.zone).year not in times.YEARS:
            raise ValueError("by its offset of a century that cannot be written here")
        return moment + _LAST_SECOND if _MINUTE.fullmatch(whole) else moment
    except ValueError as error:
        example = "2022-01-07 or 2022-01-07T18:30"
        raise ValueError(f"{shorten(text)!r} is not a moment. Write {example}.") from error


def write_at(moment: pd.Timestamp, dataset: Dataset) -> str:
    """The shortest datetime that ``read_at`` reads as this moment."""
    local = moment.tz_convert(dataset.about.zone)
    naive = local.tz_localize(None)
    whole = naive.isoformat()
    # To the minute where that will do, since that is how the page's own widget writes it.
    same = (text for text in (f"{naive:%Y-%m-%dT%H:%M}", whole) if read_at(text, dataset) == moment)
    # Where clocks go back a local time comes twice; the offset tells which of the two.
    return next(same, local.isoformat())


def write_minute(local: datetime, _: Dataset) -> str:
    return f"{local:%Y-%m-%dT%H:%M}"


def read_minute(text: str, dataset: Dataset) -> datetime:
    """The local minute, in the dataset's zone, of a moment in any form."""
    local = read_at(text, dataset).tz_convert(dataset.about.zone).tz_localize(None)
    return local.floor("min").to_pydatetime(warn=False)


def is_clock(text: str) -> bool:
    """Whether a text is the time on a clock, as an address has it."""
    return bool(_CLOCK.fullmatch(text))


def _read_clock(text: str, _: Dataset) -> str:
    """A time by the clock of a zone that stands elsewhere, so without an offset."""
    if not is_clock(text):
        problem = f"{shorten(text)!r} is not the time on a clock"
        raise ValueError(f"{problem}. Write 18:30, without an offset.")
    return text


def _write_day(day: date, _: Dataset) -> str:
    return day.isoformat()


def _read_day(text: str, _: Dataset) -> date:
    if not re.fullmatch(_DAY, text):
        raise ValueError(f"{shorten(text)!r} is not a day. Write 2022-01-07.")
    return date.fromisoformat(text)


def write_weekday(day: date, _: Dataset) -> str:
    """'Fri 7 Jan 2022', as a list of days shows it, and with it the address."""
    return f"{day:%a} {moments.day(day)}"


def _read_weekday(text: str, dataset: Dataset) -> date:
    try:
        day = datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007
    except ValueError:
        return _read_day(text, dataset)
    if write_weekday(day, dataset) != text:
        raise ValueError(f"{shorten(text)!r} is not a day. Write 2022-01-07.")
    return _read_day(day.isoformat(), dataset)


def _write_flag(flag: bool, _: Dataset) -> str:
    return str(flag).lower()


def _read_flag(text: str, _: Dataset) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(f"{shorten(text)!r} is neither true nor false.")
    return text.lower() == "true"


def _write_place(place_id: str, dataset: Dataset) -> str:
    return dataset.labels.get(place_id, place_id)


def _read_place(text: str, dataset: Dataset) -> str:
    if place_id := dataset.find_place(text):
        return place_id
    words = shorten(", ".join(dataset.labels.values()), 600)
    raise ValueError(f"{shorten(text)!r} is not known here. Use: {words}.")


def _read_position(text: str, _: Dataset) -> str:
    """The middle and the zoom of a map, which it reads as they are written."""
    found = _POSITION.fullmatch(text)
    if not found or any(
        abs(float(number)) > most for number, most in zip(found.groups(), _FARTHEST, strict=True)
    ):
        problem = f"{shorten(text)!r} is not a position of a map"
        raise ValueError(f"{problem}. Write latitude,longitude,zoom such as 48.2,66.9,4.75.")
    return text


def _read_part(text: str, _: Dataset) -> str:
    """Of which table, and the how manieth: 'claims:2'."""
    if not _PART.fullmatch(text):
        raise ValueError(f"{shorten(text)!r} is no part of a table. Write claims:2.")
    return text


def _as_it_is(text: str, _: Dataset) -> str:
    return text


def _read_text(text: str, _: Dataset) -> str:
    if len(text) > LONGEST_TEXT:
        problem = f"the text has {len(text):,} characters; at most {LONGEST_TEXT} are allowed"
        raise ValueError(f"{problem}.")
    if _HALF.search(text):
        raise ValueError("the text is not in UTF-8.")
    return text


WRITINGS: Mapping[Kind, Writing] = {
    "moment": Writing(write_at, read_at),
    "minute": Writing(write_minute, read_minute),
    "clock": Writing(_as_it_is, _read_clock),
    "day": Writing(_write_day, _read_day),
    "weekday": Writing(write_weekday, _read_weekday),
    "flag": Writing(_write_flag, _read_flag),
    "place": Writing(_write_place, _read_place),
    "term": Writing(_as_it_is, _as_it_is),
    "text": Writing(_as_it_is, _read_text),
    "position": Writing(_as_it_is, _read_position),
    "part": Writing(_as_it_is, _read_part),
}
