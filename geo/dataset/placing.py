"""Which place a name means."""

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from geo.dataset.columns import language_of
from geo.dataset.issues import Issue
from geo.dataset.schema import PLACES
from geo.rows import split


def link_places(
    claims: pd.DataFrame, places: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, tuple[str, int]]]:
    """Adds ``place_id`` ("" where the name is unknown), and those names with table and line."""
    known = place_names(places)
    ids = claims.place.map(lambda name: known.get(fold(name), ""))
    unknown: dict[str, tuple[str, int]] = {}
    for claim in claims[ids == ""].itertuples():
        unknown.setdefault(claim.place, (claim.table, int(claim.line)))
    return claims.assign(place_id=ids.astype(object)), unknown


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


def fold(name: str) -> str:
    """A name without differences that a reader does not see: case, white space, accents' form."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())
