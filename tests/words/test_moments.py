from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from geo.times import read_moment
from geo.words import moments

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2022-01-07T21:58+06:00", "7 Jan 2022, 21:58 (UTC+6)", "7 Jan, 21:58"),
        ("2022-01-07T23:59+06:00", "7 Jan 2022, 23:59 (UTC+6)", "7 Jan, 23:59"),
        ("2022-01-07T18:00Z", "8 Jan 2022, 00:00 (UTC+6)", "8 Jan, 00:00"),
        ("2022-01-07", "7 Jan 2022", "7 Jan, no hour given"),
    ],
)
def test_a_moment_is_told_no_more_precisely_than_it_was_given(
    text: str, long: str, short: str
) -> None:
    at = read_moment(text, ALMATY)
    assert moments.long_moment(at, ALMATY) == long
    assert moments.short_moment(at, ALMATY) == short


def test_a_day_that_no_page_shows_is_said_to_be_a_bound() -> None:
    claim = SimpleNamespace(reported_text="2022-01-07", timed=False, reported_basis="not_before")
    assert moments.reported(claim, ALMATY) == "date not shown, not before 7 Jan 2022"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2022-01-07", "2022-01-07", "7 Jan 2022"),
        ("2022-01-06", "2022-01-07", "6 to 7 Jan 2022"),
        ("2022-01-31", "2022-02-01", "31 Jan 2022 to 1 Feb 2022"),
        ("2021-01-06", "2022-01-07", "6 Jan 2021 to 7 Jan 2022"),
    ],
)
def test_days_are_told_once_where_they_share_month_and_year(
    first: str, last: str, words: str
) -> None:
    assert moments.days(date.fromisoformat(first), date.fromisoformat(last)) == words


def test_a_local_text_is_told_as_precisely_as_it_is_written() -> None:
    assert moments.local("2022-01-07") == "7 Jan 2022"
    assert moments.local("2022-01-07T19:00") == "7 Jan 2022, 19:00"
    assert moments.local("2022-01-07T19:00:30") == "7 Jan 2022, 19:00"
    assert moments.local("") == ""


def test_daily_hours_are_those_of_the_cells_or_what_is_said_for_all_day() -> None:
    night = SimpleNamespace(daily_from="23:00", daily_to="07:00")
    always = SimpleNamespace(daily_from="", daily_to="")
    assert moments.daily_hours(night) == "23:00-07:00"
    assert (moments.daily_hours(always), moments.daily_hours(always, "all day")) == ("", "all day")


@pytest.mark.parametrize(
    ("text", "words"),
    [("2022-01-07", "7 Jan 2022"), ("2022-01", "Jan 2022"), ("2022", "2022")],
)
def test_no_day_or_month_is_invented_for_a_report(text: str, words: str) -> None:
    claim = SimpleNamespace(reported_text=text, timed=False, reported_basis="published")
    assert moments.reported(claim, ALMATY) == words


@pytest.mark.parametrize(
    ("hours", "days", "words"),
    [(0.2, 0, "less than 1 hour old"), (5.1, 0, "5 hours old"), (72.0, 3, "3 days old"),
     (float("nan"), 0, "today"), (float("nan"), 1, "1 day old"), (float("nan"), pd.NA, "")],
)  # fmt: skip
def test_an_age_has_hours_only_where_they_are_known(hours: float, days: int, words: str) -> None:
    assert moments.age(hours, days) == words


def test_how_many_reports_of_a_day_have_no_hour_is_said_in_one_sentence() -> None:
    noon = datetime(2022, 1, 7, 14, 0)
    assert moments.without_hour(140, 143, noon, "all") == (
        "140 of 143 reports of 7 January 2022 have no hour; they are shown, marked “hour unknown”, "
        "and may have been published after 14:00."
    )
    assert moments.without_hour_briefly(140, 143, noon, "all") == (
        "140 of 143 reports have no hour and may have been published after 14:00"
    )
    assert moments.without_hour(1, 1, noon, "known") == (
        "1 of 1 report of 7 January 2022 has no hour; it is left out until that day has ended."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("2022-01-07", "2022-01-07"), ("2022-01-07T14:12+06:00", "2022-01-07 14:12")],
)
def test_in_tables_a_day_stands_before_its_hours(text: str, words: str) -> None:
    assert moments.sortable(read_moment(text, ALMATY), ALMATY) == words


def test_no_moment_is_an_empty_cell() -> None:
    assert moments.sortable(pd.NaT, ALMATY) == ""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("2022-01-05T15:00", "", "23:00", "07:00"), "23:00-07:00"),
        (
            ("2022-05-09T15:00", "2022-05-10T07:00", "", ""),
            "from 15:00 on 9 May until 07:00 on 10 May",
        ),
        (("2022-07-13T12:00", "", "", ""), "from 12:00 on 13 Jul"),
        (("2022-04-02", "2022-04-04T06:00", "", ""), "until 06:00 on 4 Apr"),
        (("2022-04-02", "2022-04-04", "", ""), "all day"),
    ],
)
def test_the_hours_of_one_stretch_are_told_and_not_called_all_day(
    cells: tuple[str, ...], told: str
) -> None:
    names = "occurred_from", "occurred_to", "daily_from", "daily_to"
    claim = SimpleNamespace(**dict(zip(names, cells, strict=True)))
    assert moments.hours_in_force(claim) == told
