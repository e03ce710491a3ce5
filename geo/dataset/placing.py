"""Which place a name means."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import pandas as pd

from geo import folding
from geo.dataset import letters
from geo.dataset.columns import language_of
from geo.dataset.issues import Issue
from geo.dataset.schema import PLACES
from geo.rows import each, split


def link_places(
    claims: pd.DataFrame, places: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, tuple[str, int]]]:
    """Adds ``place_id`` ("" where the name is unknown), and those names with table and line."""
    known = place_names(places)
    ids = each(claims.place, lambda name: known.get(fold(name), ""))
    unknown: dict[str, tuple[str, int]] = {}
    unlinked = claims[ids == ""]
    for name, table, line in zip(unlinked.place, unlinked.table, unlinked.line, strict=True):
        unknown.setdefault(name, (table, int(line)))
    return claims.assign(place_id=ids), unknown


def place_names(places: pd.DataFrame) -> dict[str, str]:
    """Folded name or alias -> place_id; a name wins over an alias of another place."""
    names: dict[str, str] = {}
    for name, place_id, _ in each_name(places):
        names.setdefault(fold(name), place_id)
    return names


def check_names(places: pd.DataFrame) -> list[Issue]:
    """Warns of a name or alias that several places bear, and of aliases that are run together.

    Claims under a name that several places bear go to the first.
    """
    names = place_names(places)
    lines = dict(zip(places.place_id, places.line, strict=True))
    advice = "Leave it to one of them, and name the other in full."
    return [
        Issue("warning", PLACES.name, int(lines[place_id]), column, name,
              f"also leads to {names[fold(name)]}, where claims under this name are shown.", advice)
        for name, place_id, column in each_name(places)
        if names[fold(name)] != place_id
    ] + [
        Issue("warning", PLACES.name, int(line), "aliases", cell,
              "holds a comma or a semicolon, and is read as one name.",
              "Write | between the names; leave out what only says where the place is.")
        for line, cell in zip(places.line, places.aliases, strict=True)
        if _RUN_TOGETHER.search(cell)
    ]  # fmt: skip


_RUN_TOGETHER = re.compile("[,;，；،؛]")


def each_name(places: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """(name, place_id, column): names before those in a language before aliases."""
    for column in ("name", *filter(language_of, places.columns), "aliases"):
        for place_id, cell in zip(places.place_id, places[column], strict=True):
            yield from ((name, place_id, column) for name in split(cell) if name.strip())


def names_by_place(places: pd.DataFrame) -> dict[str, list[str]]:
    """What each place is called, by place_id: its name, those in languages, its aliases."""
    found: dict[str, list[str]] = {place_id: [] for place_id in places.place_id}
    for name, place_id, _ in each_name(places):
        found[place_id].append(name)
    return found


# More names than this many letters hold are cut off a label, which every page sends.
_LONGEST = 500


def other_names(label: str, names: Iterable[str]) -> list[str]:
    """The names that do not stand in a label or in one another, those least like it first.

    >>> other_names("Nur-Sultan", ["Nur-Sultan", "Нур-Султан", "Nursultan", "Astana"])
    ['Astana', 'Нур-Султан', 'Nursultan']
    """
    own, script = _letters(label), _script(label)
    found: list[str] = []
    for name in sorted(names, key=lambda one: (own in _letters(one), _script(one) != script)):
        told = ", ".join([label, *found])
        if name.lower() not in told.lower() and len(told) + len(name) < _LONGEST:
            found.append(name)
    return found


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, folding.fold(name)))


def _script(name: str) -> str:
    return next((found for letter in name if (found := letters.script(letter))), "")


def fold(name: str) -> str:
    """A name without differences that a reader does not see: case, white space, accents' form."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())
