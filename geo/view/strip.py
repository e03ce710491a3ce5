"""The days of the time strip: how much was reported on each, and what of it still stands."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.ledger import CURRENT
from geo.view.keeping import per_dataset
from geo.view.view import View

_DAY = timedelta(days=1)
# Days without a report are steps, too, unless so many follow one another.
LONGEST_QUIET = 4


class Step(NamedTuple):
    """One day of the strip: its reports, and those of them whose hour nobody gave.

    ``follows`` is false where days without a report were left out before it.
    """

    day: date
    reports: int
    without_hour: int
    follows: bool

    @property
    def end(self) -> datetime:
        """The last minute of the day, as the moment of a view is written (local)."""
        return datetime.combine(self.day, datetime.max.time()).replace(second=0, microsecond=0)


@per_dataset
def steps(dataset: Dataset) -> tuple[Step, ...]:
    """Every day from the first report to the last; of long quiet only the days that end it."""
    claims = dataset.claims
    days = claims.reported_at.dt.tz_convert(dataset.about.zone).dt.date
    reports = days.value_counts()
    without_hour = days[~claims.timed].value_counts()
    found, last = [], None
    for day in _with_short_quiet(sorted(reports.index)):
        follows = last is None or day - last == _DAY
        found.append(Step(day, int(reports.get(day, 0)), int(without_hour.get(day, 0)), follows))
        last = day
    return tuple(found)


def _with_short_quiet(days: list[date]) -> Iterator[date]:
    for position, day in enumerate(days):
        quiet = (day - days[position - 1]).days - 1 if position else 0
        if quiet <= LONGEST_QUIET:
            yield from (day - number * _DAY for number in range(quiet, 0, -1))
        yield day


def standing(view: View) -> dict[date, int]:
    """How many of each day's reports stand at the view's moment; later days are not in it."""
    known = view.known
    current = known.reported_at[known.standing == CURRENT]
    local = current.dt.tz_convert(view.dataset.about.zone).dt.date
    return {day: int(number) for day, number in pd.Series(local).value_counts().items()}
