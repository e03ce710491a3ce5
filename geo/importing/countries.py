"""Countries as files name them: in English, by code, with an older name in brackets."""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache

from geo import shipped
from geo.dataset import codes
from geo.geocoding.gazetteer.matching import fold
from geo.rows import split

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")


def country_code(name: str) -> str:
    """ISO 3166-1 alpha-2 of a name or a code; "" for what is no country.

    >>> country_code("Syria"), country_code("MMR"), country_code("Myanmar (Burma)")
    ('SY', 'MM', 'MM')
    """
    if code := _codes().get(name.strip().upper()):
        return code
    known = _names()
    inside = _BRACKETS.search(name)
    spelled = (name, _BRACKETS.sub("", name), inside[1] if inside else "")
    return next((known[key] for one in spelled if (key := _key(one)) and key in known), "")


_SMALL = ("the", "of", "and", "de", "la")


def _key(name: str) -> str:
    """Alike for 'Democratic Republic of Congo' and 'of the Congo'."""
    words = [word for word in name.split() if word.casefold() not in _SMALL]
    return fold(" ".join(words)) or fold(name)


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, code in _each():
        found.setdefault(_key(name), code)
    return found


@cache
def _codes() -> Mapping[str, str]:
    """Alpha-2 and alpha-3 codes, which are these letters and nothing beside."""
    known = codes.countries()
    return {code: code for code in known} | {iso3: code for code, iso3 in known.items()}


def _each() -> Iterator[tuple[str, str]]:
    path = shipped.folder("gazetteer") / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from ((name, row["iso"]) for name in (row["name"], *split(row["aliases"])))
