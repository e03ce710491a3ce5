"""The gravest places of a view in a line each: how things stand, why, what weighs, by whom."""

from collections.abc import Sequence
from itertools import accumulate
from textwrap import shorten
from typing import NamedTuple

import pandas as pd

from geo.dataset.vocabulary import SEVERITY, TREND
from geo.ledger import breadth
from geo.ranges import known
from geo.rows import read_rows, split
from geo.subjects.rating import DERIVED
from geo.view.credit import day, names
from geo.view.keeping import situation
from geo.view.view import View
from geo.view.weights import Weight, deaths, own_curfews, services_cut
from geo.words import terms

# So much can be read in a few seconds: lines are told until the words are too many.
MOST, LEAST, MOST_WORDS = 8, 3, 84
# Letters of a claim: of the gravest place, and of the others, of which a longer one is told only
# where nothing else weighs, since a half of a sentence may say the contrary of the whole.
_FIRST, _OTHERS = 130, 60
_WEIGHS = 45
_TICK = pd.Timedelta(microseconds=1)


class Grave(NamedTuple):
    """A place: its ``state`` 'Extreme, easing', ``why`` it is so and by ``whom`` and when, and what
    ``weighs`` beside that, on which claims may differ (``is_contested``).
    """

    place_id: str
    name: str
    severity: str
    state: str
    is_contested: bool
    why: str
    whom: str
    weighs: str

    @property
    def words(self) -> int:
        """How many a reader has to read."""
        told = (self.name, self.state, self.why, self.whom, self.weighs)
        return len(" ".join(told).split())


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
    killed_group: str
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    killed_value: str
    killed_contested: bool
    killed_highest: int | None
    services_suspended: int | None
    status_entry_id: str


def gravest(view: View) -> tuple[Grave, ...]:
    """The places of whose severity anything is known, the gravest first; countries where there is
    nothing else.
    """
    rows = [row for row in read_rows(situation(view), _Row) if row.severity != "Unknown"]
    rows = [row for row in rows if row.kind != "country"] or rows
    rows.sort(key=_gravity)
    curfews, out = own_curfews(view), services_cut(view)
    return _readable([
        _grave(row, view, curfews.get(row.place_id), out.get(row.place_id), row is rows[0])
        for row in rows[:MOST]
    ])  # fmt: skip


def _readable(lines: Sequence[Grave]) -> tuple[Grave, ...]:
    """The first of them, as many as make not too many words."""
    totals = accumulate(line.words for line in lines)
    fitting = sum(total <= MOST_WORDS for total in totals)
    return tuple(lines[: max(fitting, LEAST)])


def state(severity: str, trend: str, is_stale: bool, is_derived: bool) -> str:
    """'Extreme, easing', 'Moderate, derived'; of what nobody has said for long 'Moderate, old'."""
    more = "derived" if is_derived else "old" if is_stale else "" if trend == "unknown" else trend
    return ", ".join(filter(None, (severity, more)))


def when(view: View) -> str:
    """'Tonight' in the evening of the dataset's own zone, else 'Now'."""
    return "Tonight" if view.at.tz_convert(view.dataset.about.zone).hour >= 18 else "Now"


def _gravity(row: _Row) -> tuple:
    """Of equal severity the fresh first, then the deadliest, then by how it goes on."""
    killed, cut = _number(row.killed_highest), _number(row.services_suspended)
    days = _number(row.status_age_days)
    return (SEVERITY.index(row.severity), row.stale, days, -killed, TREND.index(row.trend),
            -cut, -breadth(row.kind), row.name)  # fmt: skip


def _number(cell: int | None) -> int:
    return 0 if cell is None or pd.isna(cell) else int(cell)


def _grave(
    row: _Row, view: View, curfew: Weight | None, out: Weight | None, is_first: bool
) -> Grave:
    bounds = known((row.killed_low, row.killed_best, row.killed_high))
    killed = deaths(bounds, row.killed_group, row.killed_value, row.killed_contested)
    weights = _fitting(list(filter(None, (killed, curfew, out))))
    return Grave(
        row.place_id,
        row.name,
        row.severity,
        state(row.severity, row.trend, row.stale, row.severity_basis == DERIVED),
        any(weight.is_contested for weight in weights),
        _why(row, view, is_first, not weights),
        _whom(row, view),
        "; ".join(weight.words for weight in weights),
    )


def _fitting(weights: Sequence[Weight]) -> list[Weight]:
    """The first, and what of the others is not too much beside it."""
    kept: list[Weight] = []
    for weight in weights:
        if not kept or len("; ".join(one.words for one in (*kept, weight))) <= _WEIGHS:
            kept.append(weight)
    return kept


def _why(row: _Row, view: View, is_first: bool, is_all: bool) -> str:
    """The claim that the status rests on, or the reason of the rule; "" where it would be cut
    and is not all that is told.
    """
    if row.severity_reason:
        return terms.heading(row.severity_reason)
    claim = view.dataset.rows[row.status_entry_id].summary
    longest = _FIRST if is_first else _OTHERS
    if len(claim) <= longest:
        return claim
    return shorten(claim, longest, placeholder="…") if is_first or is_all else ""


def _whom(row: _Row, view: View) -> str:
    """'TASS, 7 Jan': who says so, and the day that it speaks of last."""
    ids = split(row.derived_from) or [row.status_entry_id]
    last = _last_day(row, view, _number(row.status_age_days))
    return f"{names(view.dataset, ids)}, {day(last, view.at, view.dataset)}"


def _last_day(row: _Row, view: View, days: int) -> pd.Timestamp:
    """The last moment that a status speaks of; some moment of its day where no hour is known."""
    if pd.isna(row.status_age_hours):
        return view.at - pd.Timedelta(days=days)
    return row.status_as_of - _TICK  # the end of a day is of that day
