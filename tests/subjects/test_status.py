from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.vocabulary import SEVERITY, TREND
from geo.ledger import Selection
from geo.rows import write_rows
from geo.subjects.status import latest_status
from geo.view import View
from tests.support.building import make_dataset

TYPES = dict.fromkeys(["place_id", "entry_id", "standing", "severity", "trend"], "object")
TYPES |= {"occurred_to": "object", "timed": "bool"}
TYPES |= dict.fromkeys(["begins", "ends", "reported_from", "reported_at"], "datetime64[us, UTC]")
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
        st.booleans(),
        st.sampled_from(SEVERITY),
        st.sampled_from(TREND),
    ),
    max_size=6,
)


def at(hour: float | None) -> pd.Timestamp:
    return pd.NaT if hour is None else START + pd.Timedelta(hours=hour)


def claims_frame(drawn: list[tuple], names: list[str] | None = None) -> pd.DataFrame:
    """Claims of an hour, or of the 24 hours that it lies in."""
    rows = []
    for i, (place_id, standing, begin, end, reported, timed, severity, trend) in enumerate(drawn):
        first, last = span(reported, timed)
        name = names[i] if names else f"s{i:03}"
        rows.append((place_id, name, standing, severity, trend, "2022-01-01T00:00", timed,
                     at(begin), at(end), at(first), at(last)))  # fmt: skip
    return write_rows(rows, TYPES)


def span(reported: int, timed: bool) -> tuple[float, float]:
    day = reported // 24 * 24
    return (reported, reported) if timed else (day + 0.001, day + 23.999)


@given(CLAIMS, st.randoms())
def test_the_gravest_of_those_that_none_is_surely_later_than_is_shown(
    drawn: list, random: object
) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    table = latest_status(frame.iloc[order], at(48), DAY)
    dated: dict[str, list[tuple]] = {}
    for place_id, standing, begin, end, reported, timed, severity, trend in drawn:
        if place_id and standing == "current" and (begin is None or begin <= 48):
            first, last = span(reported, timed)
            if end is not None and end < last:
                first = last = end
            if begin is not None and first < begin:
                first = min(begin, last)
            own = first, last, span(reported, timed), SEVERITY.index(severity), TREND.index(trend)
            dated.setdefault(place_id, []).append(own)
    assert set(table.index) == set(dated)
    for place_id, claims in dated.items():
        latest = [
            one
            for one in claims
            if not any(
                other[0] > one[1] or (other[:2] == one[:2] and other[2][0] > one[2][1])
                for other in claims
            )
        ]
        expected = min(one[3:] for one in latest)
        row = table.loc[place_id]
        assert SEVERITY.index(row.severity) == expected[0]
        assert row.trend == ("unknown" if row.stale else TREND[expected[1]])
        assert bool(row.rivals) == (len({one[3:] for one in latest}) > 1)


@given(CLAIMS, st.randoms())
def test_neither_its_name_nor_a_moment_of_its_day_makes_a_claim_later(
    drawn: list, random: object
) -> None:
    names = [f"s{i:03}" for i in range(len(drawn))]
    random.shuffle(names)
    moved = [
        (*one[:4], one[4] if one[5] else one[4] // 24 * 24 + random.randrange(24), *one[5:])
        for one in drawn
    ]
    facts = ["severity", "trend", "as_of", "age", "days", "timed", "stale"]
    before, after = (
        latest_status(frame, at(72), DAY)
        for frame in (claims_frame(drawn), claims_frame(moved, names))
    )
    pd.testing.assert_frame_equal(before[facts], after[facts])
    renamed = dict(zip(claims_frame(drawn).entry_id, names, strict=True))
    said = {name: one[6:] for name, one in zip(names, drawn, strict=True)}
    for place_id, row in before.iterrows():
        expected = sorted(said[renamed[one]] for one in row.rivals)
        assert sorted(said[one] for one in after.rivals[place_id]) == expected


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


def test_the_end_of_a_day_is_no_part_of_the_next_one(tmp_path: Path) -> None:
    """West of the dataset's own zone a day ends at the very moment at which the next begins."""
    day = {"occurred_from": "2022-01-06", "occurred_to": "2022-01-06", "severity": "Severe"}
    before = day | {"place": "Atyrau", "reported_at": "2022-01-07T12:40+06:00"}
    after = {"place": "Atyrau", "occurred_from": "2022-01-07", "reported_at": "2022-01-07"}
    dataset = make_dataset(tmp_path / "west", status=[before, after | {"severity": "Moderate"}])
    row = View(dataset, Selection(pd.Timestamp("2022-01-07T23:59:59+06:00"))).status.loc["atyrau"]
    assert (row.severity, row.rivals) == ("Moderate", [])


LATE = {"occurred_from": "", "trend": "easing", "severity": "Severe"}


def test_of_one_day_the_graver_is_shown_and_the_other_named(tmp_path: Path) -> None:
    cleared = LATE | {"reported_at": "2022-01-06T21:32+06:00"}
    fought = {"occurred_from": "2022-01-06", "reported_at": "2022-01-06", "severity": "Extreme"}
    for moment in ("2022-01-06T22:00+06:00", "2022-01-06T23:59:59+06:00", "2022-01-07T12:00+06:00"):
        row = status(tmp_path, moment, cleared, fought)
        assert (row.severity, row.rivals) == ("Extreme", ["status-0"])
    next_day = LATE | {"reported_at": "2022-01-07", "severity": "Minor"}
    row = status(tmp_path, "2022-01-07T09:00+06:00", cleared, fought, next_day)
    assert (row.severity, row.rivals) == ("Minor", [])


def test_only_timed_reports_make_the_order_of_a_day(tmp_path: Path) -> None:
    noon, evening = (
        LATE | {"reported_at": f"2022-01-06T{clock}:00+06:00"} for clock in ("12", "18")
    )
    row = status(tmp_path, "2022-01-06T20:00+06:00", noon | {"severity": "Extreme"}, evening)
    assert (row.severity, row.rivals) == ("Severe", [])


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        ("2022-01-05T14:00+06:00", 0),
        ("2022-01-05T23:59:59+06:00", 0),
        ("2022-01-06T00:00:30+06:00", 1),
        ("2022-01-07T23:00+06:00", 2),
    ],
)
def test_without_an_hour_the_age_is_told_in_days(tmp_path: Path, moment: str, days: int) -> None:
    row = status(tmp_path, moment, OVER)
    assert (row.timed, row.days) == (False, days)


def test_with_an_hour_the_age_is_told_in_hours(tmp_path: Path) -> None:
    row = status(
        tmp_path, "2022-01-05T14:00+06:00", LATE | {"reported_at": "2022-01-05T11:00+06:00"}
    )
    assert row.timed
    assert row.age == pd.Timedelta(hours=3)


def test_a_stale_status_has_no_trend(tmp_path: Path) -> None:
    assert status(tmp_path, "2022-01-07T12:00+06:00", OVER | {"trend": "easing"}).trend == "easing"
    assert status(tmp_path, "2022-01-09T12:00+06:00", OVER | {"trend": "easing"}).trend == "unknown"
