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
    claim = SimpleNamespace(
        reported_at=pd.Timestamp("2022-01-07T17:59:59Z"), reported_basis="not_before"
    )
    assert moments.reported(claim, ALMATY) == "date not shown, not before 7 Jan 2022"
