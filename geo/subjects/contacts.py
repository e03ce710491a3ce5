"""Who spoke with whom, when, and about what; statements apart from calls and meetings."""

from collections.abc import Collection
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from geo.ledger import RETRACTION
from geo.rows import read_rows, split

TALKS = ("call", "meeting")
WORDS = ("statement", "offer")


def contacts(claims: pd.DataFrame) -> pd.DataFrame:
    """Contact claims by the day they speak of, without retractions.

    Adds ``day`` (ISO 8601; that of reporting where the claim gives none), ``who`` (the tuple of
    participants) and ``talk``: whether they spoke with each other, rather than one of them to all.
    """
    rows = claims[(claims.standing != RETRACTION) & (claims.message != "Cancel")]
    stated = rows.occurred_from.mask(rows.occurred_from == "", rows.occurred_to).str[:10]
    rows = rows.assign(
        day=stated.mask(stated == "", rows.reported_text.str[:10]),
        who=pd.Series([people(cell) for cell in rows.participants], rows.index, dtype=object),
        talk=rows.kind.isin(TALKS),
    )
    return rows.sort_values(["day", "reported_at", "entry_id"], ignore_index=True)


def people(cell: str) -> tuple[str, ...]:
    """The participants of a cell, each once, in its order."""
    return tuple(dict.fromkeys(name.strip() for name in split(cell) if name.strip()))


def with_participants(rows: pd.DataFrame, names: Collection[str]) -> pd.DataFrame:
    """The contacts in which every one of these took part; all of them where there is no name."""
    wanted = set(names)
    return rows[[wanted.issubset(who) for who in rows.who]] if wanted else rows


def between(rows: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """The contacts of the days from ``first`` to ``last`` (ISO 8601, both included)."""
    return rows[(rows.day >= first) & (rows.day <= last)]


def participants(rows: pd.DataFrame) -> list[str]:
    """Everybody who took part in one of the contacts, those with the most accounts first."""
    counts = pd.Series([name for who in rows.who for name in who], dtype=object).value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))


class _Talk(NamedTuple):
    who: tuple[str, ...]
    day: str
    entry_id: str


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per two people who spoke with each other: accounts, first and last day, entry_ids.

    An account is a claim; the two sides of one call may each give one, so accounts are no number
    of calls.
    """
    found: dict[tuple[str, ...], list[_Talk]] = {}
    for row in read_rows(rows[rows.talk], _Talk):
        for pair in combinations(sorted(row.who), 2):
            found.setdefault(pair, []).append(row)
    table = [
        (*pair, len(talks), talks[0].day, talks[-1].day, [one.entry_id for one in talks])
        for pair, talks in found.items()
    ]
    columns = ["one", "other", "accounts", "first_day", "last_day", "entry_ids"]
    table = pd.DataFrame(table, columns=columns).astype({"accounts": "int64"})
    return table.sort_values(
        ["accounts", "one", "other"], ascending=[False, True, True], ignore_index=True
    )
