"""What a table and its columns are, and the columns that every claim has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.dataset import codes
from geo.dataset.vocabulary import CERTAINTY, MESSAGE, PRECISION, REPORTED_BASIS


@dataclass(frozen=True)
class Column:
    """One column: ``kind`` names the rule in ``geo.dataset.rules`` that its cells must pass.

    A column that ``may_be_absent`` is read as empty from a table without it. ``was`` is the name
    that older datasets have for it; ``example`` a cell of it.
    """

    name: str
    kind: str
    meaning: str
    hxl: str = ""
    required: bool = False
    vocabulary: tuple[str, ...] = ()
    may_be_absent: bool = False
    was: str = ""
    example: str = ""


_REPORTED_BASIS_MEANING = (
    "how reported_at is known: the page's own date (published), another dated text that carries "
    "the same statement (carried), or only the earliest day it can have been known (not_before); "
    "empty: published"
)

CLAIM = (
    Column("entry_id", "slug", "names the claim; never reused", "#meta+id", required=True),
    Column("place", "text", "the place as the source names it", "#loc+name", required=True),
    Column("occurred_from", "local", "local begin; a date or a datetime", "#date+occurred+start"),
    Column("occurred_to", "local", "local end; a date includes that day", "#date+occurred+end"),
    Column("reported_at", "moment",
           "when it was first published, with UTC offset; a date alone: on that day of the "
           "dataset's zone, at an hour unknown; empty: the earliest published_at of its sources",
           "#date+reported", example="2022-01-09T14:12+06:00"),
    Column("reported_basis", "enum", _REPORTED_BASIS_MEANING, "#meta+reported",
           vocabulary=REPORTED_BASIS, may_be_absent=True),
    Column("attributed_to", "text", "whom the source quotes; empty: itself", "#contact+attributed"),
    Column("source_id", "slugs", "rows of sources.csv, | between, the one relied on first",
           "#meta+source", True),
    Column("certainty", "enum", "CAP certainty", "#status+certainty", True, CERTAINTY),
    Column("message", "enum", "CAP message type", "#status+message", True, MESSAGE),
    Column("replaces", "slugs", "entry_ids that an Update supersedes or a Cancel retracts",
           "#meta+replaces"),
    Column("summary", "text", "one sentence in our own words", "#description", required=True),
    Column("disputes", "slugs", "entry_ids that cannot be true together with this one",
           "#meta+disputes", may_be_absent=True, example="ca-shymkent-injured-60"),
    Column("latitude", "latitude", "of the event itself where finer than the place, degrees north",
           "#geo+lat+event", may_be_absent=True, example="43.352"),
    Column("longitude", "longitude", "of the event itself, degrees east, WGS 84",
           "#geo+lon+event", may_be_absent=True, example="77.041"),
    Column("precision", "enum", "of the event's coordinates, as in ACLED", "#geo+precision+event",
           vocabulary=PRECISION, may_be_absent=True, example="1"),
)  # fmt: skip


@dataclass(frozen=True)
class Dependent:
    """A column whose words go with a word of another column: (word there, words here)."""

    column: str
    on: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    advice: str


@dataclass(frozen=True)
class Table:
    """One CSV file; a ledger table holds claims, the others are looked up from claims.

    ``ranges`` names columns of low, best and high; ``windows`` columns that stand together or not
    at all; ``counted_by`` the columns that say, beside the place, whom a count is of; ``subject``
    those that say what else a claim is about, which a message that replaces it has in common;
    ``translated`` a column that files may have in any language (``name_kk``), and the column behind
    which those stand.
    """

    name: str
    title: str
    key: str
    own: tuple[Column, ...]
    ledger: bool = True
    ranges: tuple[tuple[str, str, str], ...] = ()
    windows: tuple[tuple[str, str], ...] = ()
    dependents: tuple[Dependent, ...] = ()
    counted_by: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    translated: tuple[str, str] = ("", "")

    @property
    def columns(self) -> tuple[Column, ...]:
        return CLAIM + self.own if self.ledger else self.own

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


# BCP 47: a language, with its script and its region where they matter.
_LANGUAGE = re.compile(r"([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def in_languages(table: Table, names: Iterable[str]) -> Table:
    """The table with the columns of these names that give what is ``translated`` in a language.

    >>> places = Table("places", "Places", "id", (Column("name", "text", ""),),
    ...                ledger=False, translated=("name", "name"))
    >>> in_languages(places, ["name", "name_kk", "name_sr-Latn", "name_of_town"]).names
    ['name', 'name_kk', 'name_sr-Latn']
    """
    what, before = table.translated
    found = [name for name in dict.fromkeys(names) if what and language_of(name, what)]
    more = [_translation(name, what) for name in found if name not in table.names]
    if not more:
        return table
    at = [column.name for column in table.own].index(before) + 1
    return replace(table, own=(*table.own[:at], *more, *table.own[at:]))


def language_of(name: str, what: str = "name") -> str:
    """The language of a column such as ``name_kk``; "" for any other column."""
    language = name.removeprefix(f"{what}_") if name.startswith(f"{what}_") else ""
    found = _LANGUAGE.fullmatch(language)
    is_known = found and (len(found[1]) == 3 or found[1] in codes.LANGUAGES)
    return language if is_known else ""


def _translation(name: str, what: str) -> Column:
    language = language_of(name, what)
    tag = language.casefold().replace("-", "_")
    meaning = f"{what} in the language {language} (BCP 47)"
    return Column(name, "text", meaning, f"#loc+name+i_{tag}", may_be_absent=True)
