import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ledger import Selection
from geo.rows import write_rows
from geo.subjects.status import latest_status
from geo.view import View
from tests.support.building import make_dataset

TYPES = dict.fromkeys(["place_id", "entry_id", "standing", "severity", "trend"], "object")
TYPES |= dict.fromkeys(["begins", "ends", "reported_at"], "datetime64[us, UTC]")
START = pd.Timestamp("2022-01-01T00:00Z")
DAY = pd.Timedelta(days=1)
HOURS = st.integers(0, 96)
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["taraz", "almaty", ""]),
        st.sampled_from(["current", "current", "superseded", "retracted"]),
        st.none() | HOURS,
        st.none() | HOURS,
        HOURS,
    )
)


def at(hour: int | None) -> pd.Timestamp:
    return pd.NaT if hour is None else START + pd.Timedelta(hours=hour)


def claims_frame(drawn: list[tuple]) -> pd.DataFrame:
    rows = [
        (place_id, f"s{i:03}", standing, "Minor", "stable", at(begin), at(end), at(reported))
        for i, (place_id, standing, begin, end, reported) in enumerate(drawn)
    ]
    return write_rows(rows, TYPES)


@given(CLAIMS, st.randoms())
def test_the_latest_is_what_a_plain_search_finds_in_any_order(drawn: list, random: object) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    table = latest_status(frame.iloc[order], at(48), DAY)
    expected: dict[str, tuple] = {}
    for i, (place_id, standing, begin, end, reported) in enumerate(drawn):
        if place_id and standing == "current" and (begin is None or begin <= 48):
            as_of = reported if end is None else min(end, reported)
            candidate = (as_of, reported, f"s{i:03}")
            expected[place_id] = max(candidate, expected.get(place_id, candidate))
    assert dict(table.entry_id) == {place_id: one[-1] for place_id, one in expected.items()}
    for place_id, row in table.iterrows():
        as_of = expected[place_id][0]
        assert row.as_of == at(as_of)
        assert row.age == pd.Timedelta(hours=max(0, 48 - as_of))
        assert row.stale == (row.age > DAY)


def status(tmp_path: object, moment: str, *rows: dict[str, str]) -> pd.Series:
    view = View(make_dataset(tmp_path, status=rows), Selection(pd.Timestamp(moment)))
    return view.status.loc["taraz"]


OVER = {"occurred_from": "2022-01-05", "occurred_to": "2022-01-05", "reported_at": "2022-01-05"}


@pytest.mark.parametrize(
    ("moment", "stale"),
    [("2022-01-07T23:59:59+06:00", False), ("2022-01-08T00:00:00+06:00", True)],
)
def test_a_status_is_stale_past_the_age_that_the_dataset_sets(
    tmp_path: object, moment: str, stale: bool
) -> None:
    assert status(tmp_path, moment, OVER).stale == stale


def test_a_late_report_on_earlier_days_does_not_hide_a_newer_status(tmp_path: object) -> None:
    newer = {"occurred_from": "2022-01-07", "reported_at": "2022-01-07", "severity": "Minor"}
    late = OVER | {"reported_at": "2022-01-08", "severity": "Extreme"}
    assert status(tmp_path, "2022-01-09T00:00Z", newer, late).severity == "Minor"
