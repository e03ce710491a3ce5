"""Dates that can be read and still cannot be right."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset.columns import Table
from geo.dataset.issues import Issue
from geo.rows import by_distinct, each, read_rows, split

# What is announced is told before it begins: what is laid on, opens, is sent or is agreed.
_OF_WHAT_HAPPENED = ("status", "incidents", "casualties")
# When something became known: columns of claims and of sources.
_REPORTED = ("reported_at", "published_at")
# So many claims outside the crisis, if they are most of it, have its days as their cause.
_MANY = 10


class _Claim(NamedTuple):
    table: str
    line: int
    occurred_from: str
    occurred_to: str
    reported_text: str
    reported_at: pd.Timestamp
    reported_basis: str
    begins: pd.Timestamp
    source_id: str


def check_future(frame: pd.DataFrame, table: Table, today: date) -> Iterator[Issue]:
    """An error for each report of a day that has not come; clocks may be a day ahead."""
    latest = (today + timedelta(days=1)).isoformat()
    problem = f"lies in the future: today is {today}."
    for column in table.columns:
        if column.name in _REPORTED:
            late = frame[frame[column.name].isin(_late(frame[column.name], latest))]
            for line, cell in zip(late.line, late[column.name], strict=True):
                yield Issue("error", table.name, int(line), column.name, cell, problem,
                            "Correct the year, or leave the row out until then.")  # fmt: skip


def _late(cells: pd.Series, latest: str) -> list[str]:
    """The days beyond the latest; what is no year at all has an Issue of its own."""
    last = str(times.YEARS[-1])
    return [cell for cell in cells.unique() if cell[:10] > latest and cell[:4] <= last]


def check_dates(
    claims: pd.DataFrame, sources: pd.DataFrame, period: tuple[str, str], zone: ZoneInfo
) -> list[Issue]:
    """Warnings of claims with dates outside the crisis, or before what they tell or rest on.

    ``period`` are the first and the last day that the dataset is about, "" where it names none.
    """
    first = _first_moments(sources, zone)
    early = claims[_may_be_early(claims, first)]
    return [
        *_check_period(claims, period),
        *(issue for row in read_rows(early, _Claim) for issue in _check_order(row, first)),
    ]


def _check_period(claims: pd.DataFrame, period: tuple[str, str]) -> list[Issue]:
    begin, end = period[0], period[1] or "9999"
    cells = claims.occurred_from.mask(claims.occurred_from == "", claims.occurred_to)
    cells = cells.mask(cells == "", claims.reported_text)
    is_outside = each(cells, lambda cell: not begin <= cell[:10] <= end).astype(bool)
    outside = [
        Issue("warning", row.table, row.line, column, cell,
              f"lies outside the days that the dataset is about, {' to '.join(period)}.",
              "Correct the date, or crisis.from and crisis.to in datapackage.json.")
        for row in read_rows(claims[is_outside], _Claim)
        for column, cell in (_date(row),)
    ]  # fmt: skip
    if len(outside) < _MANY or 2 * len(outside) < len(claims):
        return outside
    problem = f"{len(outside):,} of {len(claims):,} claims lie outside it."
    advice = "Write the first and the last day that the dataset is about."
    return [Issue("warning", "datapackage", 0, "crisis.from", " to ".join(period), problem, advice)]


def _date(row: _Claim) -> tuple[str, str]:
    """The one date that places a claim in time: its begin, its end, or when it was reported."""
    cells = (("occurred_from", row.occurred_from), ("occurred_to", row.occurred_to))
    return next((found for found in cells if found[1]), ("reported_at", row.reported_text))


def _may_be_early(claims: pd.DataFrame, first: Mapping[str, pd.Timestamp]) -> pd.Series:
    """The claims reported before what they tell began, or before their sources."""
    published = by_distinct(
        claims.source_id, lambda cells: times.utc_series([_earliest(cell, first) for cell in cells])
    )
    return (claims.begins > claims.reported_at) | (claims.reported_at < published)


def _earliest(cell: str, first: Mapping[str, pd.Timestamp]) -> pd.Timestamp:
    """When the first of some sources can have been published; NaT unless all are dated."""
    published = [first.get(named, pd.NaT) for named in split(cell)]
    return pd.NaT if not published or any(map(pd.isna, published)) else min(published)


def _check_order(row: _Claim, first: Mapping[str, pd.Timestamp]) -> Iterator[Issue]:
    if row.table in _OF_WHAT_HAPPENED and row.begins > row.reported_at:
        problem = f"was reported on {row.reported_text}, before it happened."
        advice = "Correct one of the two; day and month may be swapped."
        yield Issue("warning", row.table, row.line, "occurred_from", row.occurred_from, problem,
                    advice)  # fmt: skip
    if row.reported_basis == "published" and row.reported_at < _earliest(row.source_id, first):
        problem = "lies before the published_at of every source of the claim."
        advice = "Correct it, add the earlier source, or say in reported_basis how it is known."
        yield Issue("warning", row.table, row.line, "reported_at", row.reported_text, problem,
                    advice)  # fmt: skip


def _first_moments(sources: pd.DataFrame, zone: ZoneInfo) -> dict[str, pd.Timestamp]:
    """The earliest moment at which each source can have been published, NaT without a date."""
    texts = dict(zip(sources.source_id, sources.published_at, strict=True))
    begins = {text: _begin(text, zone) for text in set(texts.values())}
    return {name: begins[text] for name, text in texts.items()}


def _begin(text: str, zone: ZoneInfo) -> pd.Timestamp:
    if not text:
        return pd.NaT
    day = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    return times.read_report(day, zone)[0]
