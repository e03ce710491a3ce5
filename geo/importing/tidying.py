"""What a person types into a cell, written as the tables write it, where it can mean one thing."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from geo.dataset import codes
from geo.dataset.columns import Column, Table
from geo.dataset.rules import RULES
from geo.importing.cells import read_date
from geo.importing.countries import country_code
from geo.importing.identity import slug
from geo.importing.numbers import number
from geo.rows import split

_IN_WORDS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::00)?", re.ASCII)
_IN_ZONE = re.compile(r"(\d{4}-\d\d-\d\d)[T ]+(\d{1,2}:\d\d) +([A-Za-z_/+-]+)", re.ASCII)


def tidy(table: Table, row: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row; one that breaks no rule stays, one that stays doubtful as well.

    >>> from geo.dataset.schema import TABLES
    >>> tidy(TABLES["sources"], {"source_id": "Reuters 1 May", "kind": "Wire ", "country": "UK"})
    {'source_id': 'reuters-1-may', 'kind': 'wire', 'country': 'GBR'}
    """
    known = {column.name: column for column in table.columns}
    return {
        name: _tidied(known[name], cell) if cell and name in known else cell
        for name, cell in row.items()
    }


def _tidied(column: Column, cell: str) -> str:
    if column.vocabulary:
        return cell if cell in column.vocabulary else _word(column.vocabulary, cell)
    if column.kind not in _WRITTEN or RULES[column.kind].holds(cell):
        return cell
    made = _WRITTEN[column.kind](cell)
    return made if made and RULES[column.kind].holds(made) else cell


def _word(words: tuple[str, ...], cell: str) -> str:
    """The word of a list that differs in case, blanks and hyphens only."""
    fitting = [word for word in words if key(word) == key(cell)]
    return fitting[0] if len(fitting) == 1 else cell


def key(name: str) -> str:
    """Alike for 'Occurred from' and 'occurred_from'."""
    return re.sub(r"[\s_-]+", "_", name.strip(" *:").casefold())


def _slugs(cell: str) -> str:
    return "|".join(part if RULES["slug"].holds(part) else slug(part)
                    for part in map(str.strip, split(cell)) if part)  # fmt: skip


def _alpha_3(cell: str) -> str:
    return codes.countries().get(country_code(cell), "")


def _date(cell: str) -> str:
    """A day that can be read in one way only: 28/02/2021 can, 03/02/2021 can not."""
    found = _DAY.fullmatch(cell)
    if not found:
        return read_date(cell, _IN_WORDS)
    one, other, year = int(found[1]), int(found[3]), found[4]
    if one != other and one <= 12 and other <= 12:
        return ""
    day, month = (one, other) if other <= 12 else (other, one)
    return f"{year}-{month:02}-{day:02}"


def _moment(cell: str) -> str:
    """A day, or a datetime with the offset of the zone that is named behind it."""
    found = _IN_ZONE.fullmatch(cell)
    if not found:
        return _date(cell)
    if not RULES["zone"].holds(found[3]):
        return ""
    local = f"{found[1]}T{_clock(found[2])}"
    if not RULES["local"].holds(local):
        return ""
    at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(found[3]))
    return at.isoformat(timespec="minutes")


def _clock(cell: str) -> str:
    found = _CLOCK.fullmatch(cell)
    return f"{int(found[1]):02}:{found[2]}" if found else ""


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "slug": slug,
    "slugs": _slugs,
    "iso2": country_code,
    "iso3": _alpha_3,
    "language": str.lower,
    "local": _date,
    "day": _date,
    "moment": _moment,
    "published": _moment,
    "clock": _clock,
    "count": number,
    "latitude": number,
    "longitude": number,
}
