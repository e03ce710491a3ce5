"""Dates that can be read and still cannot be right."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.dataset.columns import Table
from geo.dataset.issues import Issue
from geo.rows import read_rows, split

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
            cells = frame[column.name]
            # What is no year at all has an Issue of its own.
            late = frame[(cells.str[:10] > latest) & (cells.str[:4] <= str(times.YEARS[-1]))]
            for line, cell in zip(late.line, late[column.name], strict=True):
                yield Issue("error", table.name, int(line), column.name, cell, problem,
                            "Correct the year, or leave the row out until then.")  # fmt: skip


def check_dates(
    claims: pd.DataFrame, sources: pd.DataFrame, period: tuple[str, str], zone: ZoneInfo
) -> list[Issue]:
    """Warnings of claims with dates outside the crisis, or before what they tell or rest on.

    ``period`` are the first and the last day that the dataset is about, "" where it names none.
    """
    rows = read_rows(claims, _Claim)
    first = _first_moments(sources, zone)
    return [
        *_check_period(rows, period),
        *(issue for row in rows for issue in _check_order(row, first)),
    ]


def _check_period(rows: list[_Claim], period: tuple[str, str]) -> list[Issue]:
    begin, end = period[0], period[1] or "9999"
    outside = [
        Issue("warning", row.table, row.line, column, cell,
              f"lies outside the days that the dataset is about, {' to '.join(period)}.",
              "Correct the date, or crisis.from and crisis.to in datapackage.json.")
        for row in rows
        for column, cell in _dates(row)
        if not begin <= cell[:10] <= end
    ]  # fmt: skip
    if len(outside) < _MANY or 2 * len(outside) < len(rows):
        return outside
    problem = f"{len(outside):,} of {len(rows):,} claims lie outside it."
    advice = "Write the first and the last day that the dataset is about."
    return [Issue("warning", "datapackage", 0, "crisis.from", " to ".join(period), problem, advice)]


def _dates(row: _Claim) -> Iterator[tuple[str, str]]:
    """The one date that places a claim in time: its begin, its end, or when it was reported."""
    cells = (("occurred_from", row.occurred_from), ("occurred_to", row.occurred_to))
    yield next((found for found in cells if found[1]), ("reported_at", row.reported_text))


def _check_order(row: _Claim, first: Mapping[str, pd.Timestamp]) -> Iterator[Issue]:
    if row.table in _OF_WHAT_HAPPENED and row.begins > row.reported_at:
        problem = f"was reported on {row.reported_text}, before it happened."
        advice = "Correct one of the two; day and month may be swapped."
        yield Issue("warning", row.table, row.line, "occurred_from", row.occurred_from, problem,
                    advice)  # fmt: skip
    published = [first.get(named, pd.NaT) for named in split(row.source_id)]
    is_published = row.reported_basis == "published" and not any(map(pd.isna, published))
    if is_published and row.reported_at < min(published):
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
