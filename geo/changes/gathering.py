"""Many changes of one kind told in one line."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from geo.changes.sentences import Alike
from geo.words import numbers

# So many are told in one line; fewer each for itself.
FEWEST = 3
MOST_PLACES, MOST_NAMES = 6, 4
SEVERAL = "Several places"


class ToldChange(NamedTuple):
    """A change in words; ``words`` are its sentence without the place.

    ``alike`` says with which others it can be told in one line, and ``number`` how many it tells.
    The lower its ``gravity``, the sooner a reader is to hear of it.
    """

    place_id: str
    name: str
    kind: str
    subject: str
    direction: str
    before: str
    after: str
    words: str
    sentence: str
    entry_ids: list[str]
    reported_at: pd.Timestamp
    changed_at: pd.Timestamp
    hour_unknown: bool
    gravity: tuple[int, ...]
    alike: Alike | None = None
    number: int = 1


def gather(rows: Iterable[ToldChange]) -> list[ToldChange]:
    """The changes for a reader: those that are alike in one line, after all others.

    What two authorities reported and neither does any longer is one of them.
    """
    alone: list[ToldChange] = []
    groups: dict[Hashable, _Group] = {}
    for row in rows:
        if row.alike is None:
            alone.append(row)
        else:
            same = groups.setdefault((row.alike.key, row.hour_unknown), {})
            same.setdefault((row.name, row.alike.own), []).append((row, row.alike))
    few = [_merge(same) for group in groups.values() if len(group) < FEWEST
           for same in group.values()]  # fmt: skip
    many = [_in_one(group) for group in groups.values() if len(group) >= FEWEST]
    return [*sorted([*alone, *few], key=attrgetter("name")), *many]


# By the name of a place and what of it is told, the changes that say the same.
_Group = dict[tuple[str, str], list[tuple[ToldChange, Alike]]]


def _merge(same: Sequence[tuple[ToldChange, Alike]]) -> ToldChange:
    """The same of several authorities, as the last of them had it."""
    last, alike = max(same, key=lambda one: one[0].changed_at)
    if len(same) == 1:
        return last
    who = list(dict.fromkeys(name for _, one in same for name in one.authorities))
    words = f"{alike.words} ({numbers.listed(who, most=len(who))})" if who else last.words
    ids = _ids(row for row, _ in same)
    return last._replace(words=words, sentence=f"{last.name}: {words}.", entry_ids=ids)


def _in_one(group: _Group) -> ToldChange:
    rows = [row for same in group.values() for row, _ in same]
    first, alike = next(iter(group.values()))[0]
    own: dict[str, list[str]] = {}
    for name, what in group:
        own.setdefault(name, []).append(what)
    is_one = len(own) == 1
    told = numbers.listed(own[first.name], MOST_NAMES) if is_one else _by_place(own)
    words = f"{len(group)} {alike.many}" + (f": {told}" if alike.is_named else "")
    return first._replace(
        place_id=first.place_id if is_one else "",
        name=first.name if is_one else SEVERAL,
        words=words,
        sentence=f"{first.name}: {words}." if is_one else f"{words}.",
        entry_ids=_ids(rows),
        reported_at=max(row.reported_at for row in rows),
        changed_at=max(row.changed_at for row in rows),
        number=len(group),
        gravity=min(row.gravity for row in rows),
    )


def _ids(rows: Iterable[ToldChange]) -> list[str]:
    return list(dict.fromkeys(one for row in rows for one in row.entry_ids))


def _by_place(own: Mapping[str, Sequence[str]]) -> str:
    """'Aktau (airport), Semey (cash and food) and 9 more places'."""
    places = list(own.items())[:MOST_PLACES]
    told = ", ".join(f"{name} ({numbers.listed(what, MOST_NAMES)})" for name, what in places)
    left = len(own) - len(places)
    return told + (f" and {numbers.count(left, 'more place')}" if left else "")
