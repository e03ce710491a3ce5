"""The gravest places of a view in a line each: how things stand, why, what weighs, by whom."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple, Protocol

import pandas as pd

from geo.dataset.vocabulary import SEVERITY, TREND
from geo.ledger import breadth
from geo.rows import read_rows, split
from geo.subjects.rating import DERIVED
from geo.view.credit import day, names
from geo.view.keeping import situation
from geo.view.view import View
from geo.view.weights import Weight, deaths, own_curfews, services_cut
from geo.words import moments, terms
from geo.words.clipping import clipped, without_place

# So much can be read in a few seconds.
MOST, LEAST, MOST_WORDS = 6, 3, 70
_TICK, _HOUR = pd.Timedelta(microseconds=1), pd.Timedelta(hours=1)


class Room(NamedTuple):
    """How much is told of a place: letters of its claim alone, of that beside what weighs, and of
    what weighs. ``is_cut``: the claim is cut to its room also where something else weighs, since a
    half of a sentence may say the contrary of the whole. ``has_names``: who says so is named also
    where none of their words is told.
    """

    alone: int
    beside: int
    weighs: int
    is_cut: bool = False
    has_names: bool = True


# The tellings of a place, the longest first; the gravest place is never without its reason.
_FIRST = tuple(Room(one, one, max(30, one // 3), is_cut=True) for one in (130, 60, 40))
_OTHERS = Room(60, 60, 45), Room(30, 0, 30, has_names=False)


class Grave(NamedTuple):
    """A place: its ``state`` 'Extreme, easing', ``why`` it is so and by ``whom`` and when, and what
    ``weighs`` beside that, on which claims may differ (``is_contested``); ``on`` the last day that
    the state is of, ``has_killed`` that a number of people killed is told.
    """

    place_id: str
    name: str
    severity: str
    state: str
    is_contested: bool
    why: str
    whom: str
    weighs: str
    on: date
    has_killed: bool

    @property
    def words(self) -> int:
        """How many a reader has to read."""
        return len(" ".join((self.name, self.state, self.detail, self.meta)).split())

    @property
    def detail(self) -> str:
        """What is told of it first: why, else what weighs."""
        return self.why or terms.heading(self.weighs)

    @property
    def meta(self) -> str:
        """'TASS, 7 Jan · 13 killed': by whom and when, and what weighs beside a reason."""
        return " · ".join(filter(None, (self.whom, self.weighs if self.why else "")))


class _Row(NamedTuple):
    place_id: str
    name: str
    kind: str
    severity: str
    severity_basis: str
    severity_reason: str
    derived_from: str
    trend: str
    status_as_of: pd.Timestamp
    status_age_hours: float
    status_age_days: int
    stale: bool
    killed_highest: int | None
    services_suspended: int | None
    status_entry_id: str


def gravest(view: View) -> tuple[Grave, ...]:
    """The places of whose severity anything is known, the gravest first; countries where there is
    nothing else.
    """
    rows = _rated(view)
    weights = deaths(view), own_curfews(view), services_cut(view)
    return _readable([
        [_grave(row, view, [one[row.place_id] for one in weights if row.place_id in one], room)
         for room in (_FIRST if row is rows[0] else _OTHERS)]
        for row in rows[:MOST]
    ])  # fmt: skip


def _rated(view: View) -> list[_Row]:
    rows = [row for row in read_rows(situation(view), _Row) if row.severity != "Unknown"]
    lasts = view.dataset.about.stale_after
    named = [row for row in rows if row.kind != "country"] or rows
    return sorted(named, key=lambda row: _gravity(row, lasts))


def _readable(places: Sequence[Sequence[Grave]]) -> tuple[Grave, ...]:
    """As many of the places as have room in the fewest words; of these the gravest in more, while
    there is room.
    """
    lines = [tellings[-1] for tellings in places]
    totals = accumulate(line.words for line in lines)
    lines = lines[: max(sum(total <= MOST_WORDS for total in totals), LEAST)]
    for i, tellings in enumerate(places[: len(lines)]):
        room = MOST_WORDS - sum(line.words for line in lines) + lines[i].words
        lines[i] = next((one for one in tellings if one.words <= room), lines[i])
    return tuple(lines)


def basis(places: Sequence[Grave]) -> str:
    """'Status: 26 to 27 Apr 2017. Killed: overall.'

    What was graver earlier is not among them, but a number of people killed is of the whole crisis.
    """
    if not places:
        return ""
    first, last = (pick(one.on for one in places) for pick in (min, max))
    ranked = f"Status: {moments.days(first, last)}."
    return ranked + (" Killed: overall." if any(one.has_killed for one in places) else "")


def state(severity: str, trend: str, is_stale: bool, is_derived: bool) -> str:
    """'Extreme, easing', 'Moderate, derived'; of what nobody has said for long 'Moderate, old'."""
    more = "derived" if is_derived else "old" if is_stale else "" if trend == "unknown" else trend
    return ", ".join(filter(None, (severity, more)))


def when(view: View) -> str:
    """'Tonight' in the evening of the dataset's own zone, else 'Now'; 'Last reported' where nobody
    has said for long how any place is.
    """
    rows = _rated(view)
    if rows and all(row.stale for row in rows):
        return "Last reported"
    return "Tonight" if view.at.tz_convert(view.dataset.about.zone).hour >= 18 else "Now"


class Aged(Protocol):
    """How severe things were said to be, and how long ago."""

    @property
    def stale(self) -> bool: ...

    @property
    def status_age_hours(self) -> float: ...

    @property
    def status_age_days(self) -> int: ...


def grades_lost(row: Aged, lasts: pd.Timedelta) -> int:
    """By how many grades a severity counts for less: one each time that it has become stale anew.

    What nobody has said for two months is not graver than what goes on today.
    """
    if not row.stale:
        return 0
    hours = row.status_age_hours
    age = pd.Timedelta(days=_number(row.status_age_days)) if pd.isna(hours) else hours * _HOUR
    return max(age // lasts, 1)


def _gravity(row: _Row, lasts: pd.Timedelta) -> tuple:
    """Of equal severity the fresh first, then the deadliest, then by how it goes on."""
    killed, cut = _number(row.killed_highest), _number(row.services_suspended)
    days = _number(row.status_age_days)
    rank = min(SEVERITY.index(row.severity) + grades_lost(row, lasts), len(SEVERITY))
    return (rank, row.stale, SEVERITY.index(row.severity), days, -killed, TREND.index(row.trend),
            -cut, -breadth(row.kind), row.name)  # fmt: skip


def _number(cell: int | None) -> int:
    return 0 if cell is None or pd.isna(cell) else int(cell)


def _grave(row: _Row, view: View, weights: Sequence[Weight], room: Room) -> Grave:
    shown = _fitting(weights, room.weighs)
    letters = room.beside if shown else room.alone
    why = _why(row, view, letters, is_cut=room.is_cut or not shown)
    return Grave(
        row.place_id,
        row.name,
        row.severity,
        state(row.severity, row.trend, row.stale, row.severity_basis == DERIVED),
        any(weight.is_contested for weight in weights),
        why,
        _whom(row, view, room.has_names or bool(why and not row.severity_reason), bool(why)),
        "; ".join(weight.words for weight in shown),
        _last_day(row, view).tz_convert(view.dataset.about.zone).date(),
        any(weight.is_of_killed for weight in shown),
    )


def _fitting(weights: Sequence[Weight], letters: int) -> list[Weight]:
    """The first, and what of the others is not too much beside it."""
    kept: list[Weight] = []
    for weight in weights:
        if not kept or len("; ".join(one.words for one in (*kept, weight))) <= letters:
            kept.append(weight)
    return kept


def _why(row: _Row, view: View, letters: int, is_cut: bool) -> str:
    """The claim that the status rests on, or the reason of the rule; "" where it has no room and
    is not to be cut.
    """
    if row.severity_reason:
        told = terms.heading(row.severity_reason)
    else:
        told = without_place(view.dataset.rows[row.status_entry_id].summary, row.name)
    return clipped(told, letters) if is_cut or len(told) <= letters else ""


def _whom(row: _Row, view: View, has_names: bool, is_told: bool) -> str:
    """'TASS, 7 Jan': who says so, and the day that it speaks of last; the day alone, '7 Jan'.

    'status of 7 Jan' where none of their words ``is_told``: what stands in their place is said by
    others, of another day.
    """
    when_told = day(_last_day(row, view), view.at, view.dataset)
    if not is_told:
        return f"status of {when_told}"
    if not has_names:
        return when_told
    ids = split(row.derived_from) or [row.status_entry_id]
    places = view.dataset.places
    who = names(view.dataset, ids)
    for country in places.name[places.kind == "country"]:
        who = without_place(who, country)
    return f"{who}, {when_told}"


def _last_day(row: _Row, view: View) -> pd.Timestamp:
    """The last moment that a status speaks of; some moment of its day where no hour is known."""
    if pd.isna(row.status_age_hours):
        return view.at - pd.Timedelta(days=_number(row.status_age_days))
    return row.status_as_of - _TICK  # the end of a day is of that day
