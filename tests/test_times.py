from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import times

ALMATY, ATYRAU = ZoneInfo("Asia/Almaty"), ZoneInfo("Asia/Atyrau")


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2022-01-07", ALMATY, "2022-01-07T17:59:59Z"),
        ("2022-01-07", ATYRAU, "2022-01-07T18:59:59Z"),
        ("20220107", ALMATY, "2022-01-07T17:59:59Z"),
        ("2022-01-07T18:30", ALMATY, "2022-01-07T12:30:00Z"),
        ("2022-01-07T18:30+03:00", ALMATY, "2022-01-07T15:30:00Z"),
        ("2022-01-07T18:30:15Z", ALMATY, "2022-01-07T18:30:15Z"),
    ],
)
def test_moment_is_read_in_its_offset_or_else_in_the_zone(
    text: str, zone: ZoneInfo, expected: str
) -> None:
    assert times.read_moment(text, zone) == pd.Timestamp(expected)


def test_a_day_holds_what_was_reported_on_it_and_nothing_of_the_next() -> None:
    end = times.read_moment("2022-01-07", ALMATY)
    assert times.read_moment("2022-01-07T23:59:59", ALMATY) <= end
    assert times.read_moment("2022-01-08T00:00", ALMATY) > end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2022-02-30",
        "2022-13-01",
        "0000-01-01",
        "0001-01-01",
        "1899-12-31",
        "2200-01-01",
        "9999-12-31",
        "9999-12-31T23:59-12:00",
        "2022-01-07T24:01",
        "2022-01-07T25:00",
        "2022-01-07T10:00+99:00",
        "+002022-01-07",
        "{{ 7 * 7 }}",
        "\x00",
        "9" * 100000,
    ],
)
def test_what_is_no_moment_that_every_reader_can_hold_raises_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is Python's own for most
        times.read_moment(text, ALMATY)


@given(st.text())
def test_any_text_is_a_utc_moment_or_a_value_error(text: str) -> None:
    try:
        moment = times.read_moment(text, ALMATY)
    except ValueError:
        return
    assert str(moment.tz) == "UTC"


def test_where_clocks_went_back_the_first_of_the_two_is_meant() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert times.to_utc(datetime(2022, 10, 30, 2, 30), berlin) == pd.Timestamp("2022-10-30T00:30Z")


def test_an_end_given_as_a_date_includes_that_day() -> None:
    assert times.read_end("2022-01-07") == datetime(2022, 1, 8)
    assert times.read_end("2022-01-07T18:00") == datetime(2022, 1, 7, 18)
    assert times.read_end("") is None
    assert times.read_begin("") is None


def test_open_moments_stay_missing() -> None:
    column = times.utc_series([pd.NaT, pd.Timestamp("2022-01-07T00:00Z")])
    assert list(column.isna()) == [True, False]
    assert str(column.dtype) == "datetime64[us, UTC]"
    assert str(times.utc_series([]).dtype) == "datetime64[us, UTC]"


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2022-01-07", True), ("2022-01-07T18:30", False), ("2022-01", False), ("", False)],
)
def test_a_day_is_told_from_an_hour_a_month_and_nothing(text: str, is_day: bool) -> None:
    assert times.is_day(text) is is_day
