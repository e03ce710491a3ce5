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
# Days without a report before the strip leaves out such days, and is at its end for most readers,
# once so much of all was reported.
LONGEST_QUIET = 2
MOST_REPORTS = 0.9


class Step(NamedTuple):
    """One day of the strip: its reports, and those of them whose hour nobody gave.

    ``is_late`` tells the few reports long after the others, between which days are left out.
    """

    day: date
    reports: int
    without_hour: int
    is_late: bool

    @property
    def end(self) -> datetime:
        """The last minute of the day, as the moment of a view is written (local)."""
        return datetime.combine(self.day, datetime.max.time()).replace(second=0, microsecond=0)


@per_dataset
def steps(dataset: Dataset) -> tuple[Step, ...]:
    """Every day from the first report to the first long quiet after most reports, then those with
    reports alone.
    """
    claims = dataset.claims
    days = claims.reported_at.dt.tz_convert(dataset.about.zone).dt.date
    reports, without_hour = days.value_counts(), days[~claims.timed].value_counts()
    return tuple(
        Step(day, int(reports.get(day, 0)), int(without_hour.get(day, 0)), is_late)
        for day, is_late in _days(reports.sort_index())
    )


def _days(reports: pd.Series) -> Iterator[tuple[date, bool]]:
    is_late = False
    reported, so_far = list(reports.index), (reports.cumsum() / reports.sum()).to_list()
    for position, day in enumerate(reported):
        quiet = (day - reported[position - 1]).days - 1 if position else 0
        is_after_most = position > 0 and so_far[position - 1] >= MOST_REPORTS
        is_late = is_late or (quiet > LONGEST_QUIET and is_after_most)
        if not is_late:
            yield from ((day - number * _DAY, False) for number in range(quiet, 0, -1))
        yield day, is_late


def standing(view: View) -> dict[date, int]:
    """How many of each day's reports stand at the view's moment; later days are not in it."""
    known = view.known
    current = known.reported_at[known.standing == CURRENT]
    local = current.dt.tz_convert(view.dataset.about.zone).dt.date
    return {day: int(number) for day, number in pd.Series(local).value_counts().items()}
