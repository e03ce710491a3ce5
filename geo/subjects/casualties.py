"""Figures of people: what the current claims give as low, best and high, and where they clash."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd

from geo.ledger import LOCAL, breadth
from geo.ranges import RANGE, UNKNOWN, Range, Ranged, add_up, known, level
from geo.rows import read_rows, split, write_rows
from geo.subjects import counting, plain_events
from geo.subjects.counting import Count, Rival, Settled, settle
from geo.subjects.plain_events import CLASHES
from geo.words import figures as words

KEY = ["place_id", "measure", "group", "subset", "since"]
EVENT, UNLIKELY = "event", "Unlikely"
LISTS = ["rivals", "history", "entry_ids", "exceeds", "exceeded_by"]


class Figure(Ranged, Protocol):
    """A row of ``figures``."""

    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    counts: str
    collection: str
    as_of: str
    events: int | None
    scope: str
    qualifier: str
    rivals: list[str]
    history: list[str]
    authorities: int
    entry_ids: list[str]
    exceeds: list[str]
    exceeded_by: list[str]


class Counted(NamedTuple):
    """A claim on people, as ``figures`` reads it."""

    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    low: int | None
    best: int | None
    high: int | None
    counts: str
    event: str
    collection: str
    place: str
    scope: str
    qualifier: str
    authority: str
    certainty: str
    entry_id: str
    speaks_of: str
    reported_from: pd.Timestamp
    reported_at: pd.Timestamp
    contested_by: str
    exceeds: str
    exceeded_by: str


def figures(claims: pd.DataFrame, days: int = 1) -> pd.DataFrame:
    """One row per place, measure, group, subset and ``since``, the day from which is counted, over
    current casualty claims; events apart.

    A toll (``counts``) has the range of one claim: of each authority's latest ``as_of``, the
    newest. Its earlier ones, and those of more than ``days`` before the newest, are ``history``.
    Two authorities whose ranges do not meet (but for a higher one of a later day, up to which more
    people can have come to be counted), and claims that dispute each other, are ``rivals``: then
    the figure is ``contested`` and has no range of its own. ``events`` are other people each:
    a row per ``collection``, with their number and, within a collection, their sum. Empty is
    unknown, never zero. ``entry_ids``: the claims that stand, in order of reporting; ``exceeds``
    and ``exceeded_by``: claims on the whole, or on a part, of which the numbers do not fit. What is
    judged unlikely gives a figure no number: it stands beside, or among the rivals.
    """
    rows = plain_events.in_order(claims)
    return People(rows).figures(np.arange(len(rows)), rows[CLASHES], days)


class People:
    """Claims on people in order of reporting, of which there are ``figures`` at many moments.

    What of them no moment changes is made out once.
    """

    def __init__(self, claims: pd.DataFrame) -> None:
        self._claims, self._coded = claims, plain_events.code(claims)

    def figures(self, rows: np.ndarray, clashes: pd.DataFrame, days: int = 1) -> pd.DataFrame:
        """``figures`` of the claims in some rows, with the CLASHES that these then have."""
        coded = self._coded.take(rows)
        is_clashing = np.logical_or.reduce([(clashes[name] != "").to_numpy() for name in CLASHES])
        plain = plain_events.are_plain(coded, is_clashing)
        weighed = self._claims.take(rows[~plain])
        weighed = weighed.assign(**{name: clashes[name].to_numpy()[~plain] for name in CLASHES})
        others = settled(read_rows(weighed, Counted), days)
        events = plain_events.figures(self._claims, rows[plain], coded.take(plain))
        # Of the same people there are either such events or other claims.
        return write_rows(heapq.merge(others, events, key=itemgetter(*_PLACES_OF_KEY)), COLUMNS)


_PLACES_OF_KEY = range(len(KEY))


def settled(claims: Iterable[Counted], days: int = 1) -> list[tuple]:
    """The rows of ``figures``."""
    rows = sorted(claims, key=attrgetter("reported_at", "entry_id"))
    people = _by_people(rows)
    gone = _past(people.values(), days)
    found: list[tuple] = []
    for key, group in sorted(people.items()):
        tolls = [row for row in group if row.counts != EVENT]
        events = [row for row in group if row.counts == EVENT]
        if tolls:
            found.append((*key[:-1], "toll", "", *_toll(tolls, days, gone)))
        for collection, own in sorted(_by_collection(events).items()):
            found.append((*key[:-1], EVENT, collection, *_events(own, events, gone)))
    return found


COLUMNS = {
    **dict.fromkeys([*KEY, "counts", "collection"], "object"),
    **dict.fromkeys(RANGE, "Int64"),
    "as_of": "object",
    "events": "Int64",
    **dict.fromkeys(["scope", "qualifier"], "object"),
    "contested": "bool",
    "authorities": "int64",
    **dict.fromkeys(LISTS, "object"),
}
_Groups = dict[tuple, list[Counted]]


def _by_people(rows: Iterable[Counted]) -> _Groups:
    groups: _Groups = {}
    for row in rows:
        # Two unlocated places are not one place.
        unlocated = "" if row.place_id else row.place
        groups.setdefault((*row[: len(KEY)], unlocated), []).append(row)
    return groups


def _by_event(rows: Iterable[Counted]) -> dict[str, list[Counted]]:
    events: dict[str, list[Counted]] = {}
    for row in rows:
        events.setdefault(row.event or row.entry_id, []).append(row)
    return events


def _by_collection(rows: Sequence[Counted]) -> dict[str, list[Counted]]:
    """The claims by collection; one of none is with the collection that has its event."""
    named = {row.event: row.collection for row in reversed(rows) if row.event and row.collection}
    groups: dict[str, list[Counted]] = {}
    for row in rows:
        groups.setdefault(row.collection or named.get(row.event, ""), []).append(row)
    return groups


def _counts(rows: Iterable[Counted]) -> list[Count]:
    return [
        counting.count(
            row,
            UNKNOWN if row.certainty == UNLIKELY else known((row.low, row.best, row.high)),
        )
        for row in rows
    ]


def _event_counts(rows: Iterable[Counted]) -> list[Count]:
    """Counts of one event, which all speak of the same time."""
    return [one._replace(speaks_of="") for one in _counts(rows)]


def _past(groups: Iterable[Sequence[Counted]], days: int) -> set[str]:
    """The claims that are history among those on the same people; see ``counting.past``."""
    gone: set[str] = set()
    for rows in groups:
        events = _by_event(row for row in rows if row.counts == EVENT).values()
        gone |= counting.past(_counts(row for row in rows if row.counts != EVENT), days)
        gone = gone.union(*(counting.past(_event_counts(one), 0) for one in events))
    return gone


def _toll(rows: Sequence[Counted], days: int, gone: Set[str]) -> tuple:
    found = settle(_counts(rows), days, gone)
    shown = [found.chosen] if found.chosen else found.standing
    return (
        *counting.bounds_of(found),
        max(one.speaks_of for one in shown),
        None,
        *_told(rows, [found], {one.entry_id for one in shown}, gone),
    )


def _events(own: Sequence[Counted], rows: Sequence[Counted], gone: Set[str]) -> tuple:
    """The events of one collection; ``rows`` are those of all, since others may contest them."""
    every = _by_event(rows)
    events = _by_event(own)
    alone = [_own(claims, gone) for claims in events.values()]
    found = [
        _of_own(settle(_event_counts(every[event]), 0, gone), events[event], one)
        for event, one in zip(events, alone, strict=True)
    ]
    mine = [counting.bounds_of(one) for one in alone]
    is_sum = not any(one.rivals for one in found) and (len(mine) == 1 or own[0].collection)
    ids = {row.entry_id for row in own}
    return (
        *(add_up(mine) if is_sum else UNKNOWN),
        max(row.speaks_of for row in own),
        len(events),
        *_told(own, found, ids, gone),
    )


def _of_own(found: Settled, own: Sequence[Counted], alone: Settled) -> Settled:
    """What an event comes to, without rivals that are all of other collections.

    What the collection's number rests on stands, even where another has a later number.
    """
    if not {row.entry_id for row in own}.isdisjoint(found.rivals):
        return found
    return found._replace(rivals=(), standing=(*found.standing, *alone.standing))


def _own(rows: Sequence[Counted], gone: Set[str]) -> Settled:
    """What the collection itself comes to for one event."""
    collected = [row for row in rows if row.collection] or rows
    return settle(_event_counts(collected), 0, gone)


def _told(
    rows: Sequence[Counted], found: Sequence[Settled], shown: Set[str], gone: Set[str]
) -> tuple:
    """From the scope of a figure on: whom it rests on."""
    rivals = tuple(dict.fromkeys(chain.from_iterable(one.rivals for one in found)))
    stands = {one.entry_id for each in found for one in each.standing}
    standing = [row for row in rows if row.entry_id in stands]
    qualifiers = dict.fromkeys(row.qualifier for row in standing if row.entry_id in shown)
    return (
        rows[-1].scope,
        ", ".join(filter(None, qualifiers)),
        bool(rivals),
        len({row.authority for row in standing}),
        list(rivals),
        [row.entry_id for row in rows if row.entry_id not in stands],
        [row.entry_id for row in standing],
        _others(standing, "exceeds", gone),
        _others(standing, "exceeded_by", gone),
    )


def _others(rows: Iterable[Counted], column: str, gone: Set[str]) -> list[str]:
    named = chain.from_iterable(split(getattr(row, column)) for row in rows)
    return [one for one in dict.fromkeys(named) if one not in gone]


def rivals(figure: Any, rows: Mapping[str, Any]) -> tuple[Rival, ...]:
    """The rivals of a figure, of the claims of a dataset by entry_id; those on people alone.

    What is judged unlikely comes last.
    """
    if not figure.rivals:
        return ()
    found = [rows[one] for one in figure.rivals if rows[one].table == "casualties"]
    own = rows[figure.entry_ids[0]].place_id
    carriers = Counter(
        authority for authority, _ in {(row.authority, row.publisher) for row in found}
    )
    return tuple(
        _rival(row, row.place_id != own, carriers[row.authority] > 1, found)
        for row in sorted(found, key=lambda one: one.certainty == UNLIKELY)
    )


def _rival(row: Any, with_place: bool, with_publisher: bool, others: Sequence[Any]) -> Rival:
    unlikely = row.certainty == UNLIKELY
    return Rival(
        row.entry_id,
        known((row.low, row.best, row.high)),
        row.authority,
        row.speaks_of,
        row.measure,
        row.group,
        row.subset,
        row.place if with_place else "",
        row.publisher if with_publisher else "",
        row.since,
        unlikely,
        unlikely or any(_is_denied(row, other) for other in others),
    )


def is_placed_widely(figure: Any) -> bool:
    """Whether a figure is of events whose source names only a region or a country.

    It is no total of that region: most of its events are those of its towns.
    """
    return figure.counts == EVENT and breadth(figure.scope) < LOCAL


def _is_denied(row: Any, other: Any) -> bool:
    """Whether another claim, which is not unlikely, has something else befall the same people."""
    is_disputed = other.entry_id in split(row.disputed_by)
    return is_disputed and other.certainty != UNLIKELY and words.denies(other, row)


def amount(figure: Any, rows: Mapping[str, Any]) -> int | None:
    """By how many people a figure is ranked and drawn: its own number, of rivals the least that is
    not in doubt, 0 where all are; else the highest of a claim that it rests on. None where nobody
    gives one.
    """
    bounds, clashing = known((figure.low, figure.best, figure.high)), rivals(figure, rows)
    own = words.amount(bounds, clashing, figure.measure)
    if own is not None:
        return own
    given = (rows[one] for one in figure.entry_ids if rows[one].certainty != UNLIKELY)
    levels = (level(row.low, row.best, row.high) for row in given)
    return max((one for one in levels if one is not None), default=None)


def in_words(figure: Any, rows: Mapping[str, Any]) -> str:
    """A figure as a reader is told it; see ``geo.words.figures.value``."""
    if not (figure.rivals or figure.counts == EVENT):
        return words.value(figure)
    return words.value(figure, rivals(figure, rows), _apart(figure, rows))


def _apart(figure: Any, rows: Mapping[str, Any]) -> list[Range]:
    """The numbers of events that are not added up."""
    if known((figure.low, figure.best, figure.high)) != UNKNOWN:
        return []
    given = (rows[one] for one in figure.entry_ids)
    apart = [known((row.low, row.best, row.high)) for row in given]
    return [one for one in apart if one != UNKNOWN]
