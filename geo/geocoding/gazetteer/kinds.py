"""Words that say what kind of place is meant and are not part of its name, in many languages."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from geo import shipped
from geo.rows import split

CITY, VILLAGE, CAMP, DISTRICT, REGION = "city", "village", "camp", "district", "region"
# Places of one spot, which bear their names with such a word and without.
SETTLEMENTS = (CITY, VILLAGE, CAMP)
# A word of a script that has no blanks stands at the name itself.
_ATTACHED = "~"


def without(name: str, kinds: Iterable[str]) -> str:
    """The name without the word for one of some kinds; as it is where nothing else is left.

    >>> without("Hlaingthaya township", SETTLEMENTS), without("City", SETTLEMENTS)
    ('Hlaingthaya', 'City')
    """
    for kind in kinds:
        if plain := _words()[kind].sub("", name).strip():
            name = plain
    return name


def kind_of(name: str) -> str:
    """The kind of place that a word of the name says; "" where none does.

    >>> kind_of("Homs district"), kind_of("Mon State"), kind_of("Taraz")
    ('district', 'region', '')
    """
    return next((kind for kind, words in _words().items() if words.search(name)), "")


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    """Kind -> its words, in front of a name or behind it."""
    path = shipped.folder("gazetteer") / "kinds.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: _pattern(row) for row in csv.DictReader(file)}


def _pattern(row: Mapping[str, str]) -> re.Pattern[str]:
    before = "|".join(map(_before, _longest(row["before"])))
    after = "|".join(map(_after, _longest(row["after"])))
    return re.compile(rf"^(?:{before})(?=\S)|(?<=\S)(?:{after})$", re.IGNORECASE)


def _longest(cell: str) -> Iterator[str]:
    """The words of a cell, those first of which others are a part."""
    return iter(sorted(split(cell), key=len, reverse=True))


def _before(word: str) -> str:
    blank = r"\s*" if word.rstrip().endswith(".") else r"\s+"
    return re.escape(word.rstrip()) + blank


def _after(word: str) -> str:
    if word.startswith(_ATTACHED):
        return rf"\s*{re.escape(word[1:])}"
    return rf"[\s-]+{re.escape(word)}"
