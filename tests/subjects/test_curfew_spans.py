"""Restrictions on an axis of days, over the hours of one day, and how they ended."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.subjects import curfew_spans
from geo.view import View
from tests.support.building import make_dataset

HOURS = {"daily_from": "23:00", "daily_to": "07:00"}


def seen(dataset: Dataset, moment: str = "2022-02-01") -> View:
    return View(dataset, Selection(known_on=pd.Timestamp(moment, tz="UTC")))


def endings(dataset: Dataset, moment: str = "2022-02-01") -> pd.DataFrame:
    view = seen(dataset, moment)
    return curfew_spans.endings(view.table("restrictions"), dataset.claims, view.at)


def hours(dataset: Dataset, day: str) -> list[tuple]:
    table = curfew_spans.day_hours(
        seen(dataset).table("restrictions"), dataset.places, date.fromisoformat(day)
    )
    columns = ["place_id", "begin", "end", "verdict"]
    return list(table[columns].itertuples(index=False, name=None))


def test_a_window_across_midnight_fills_both_ends_of_the_day(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[HOURS])
    assert hours(dataset, "2022-01-08") == [("taraz", 0, 7, "yes"), ("taraz", 23, 24, "yes")]
    assert hours(dataset, "2022-01-07") == [("taraz", 23, 24, "yes")]
    assert hours(dataset, "2022-01-06") == []


def test_hours_on_which_claims_differ_are_contradictory(tmp_path: Path) -> None:
    longer = HOURS | {"daily_from": "19:00", "source_id": "s2"}
    dataset = make_dataset(tmp_path, restrictions=[HOURS | {"place": "Jambyl Region"}, longer])
    rows = [row for row in hours(dataset, "2022-01-09") if row[0] == "taraz"]
    assert rows == [
        ("taraz", 0, 7, "yes"),
        ("taraz", 19, 23, "contradictory"),
        ("taraz", 23, 24, "yes"),
    ]


def test_both_sides_of_a_contradiction_are_named(tmp_path: Path) -> None:
    longer = HOURS | {"daily_from": "19:00", "source_id": "s2"}
    dataset = make_dataset(tmp_path, restrictions=[HOURS, longer])
    table = curfew_spans.day_hours(
        seen(dataset).table("restrictions"), dataset.places, date.fromisoformat("2022-01-09")
    )
    clash = table[table.verdict == "contradictory"].iloc[0]
    assert (clash.holding, clash.denying) == (["restrictions-1"], ["restrictions-0"])


def test_an_end_in_the_night_cuts_the_window(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[HOURS | {"occurred_to": "2022-01-09T02:30"}])
    assert hours(dataset, "2022-01-09") == [("taraz", 0, 2.5, "yes")]


def test_a_country_s_curfew_reaches_every_place(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[HOURS | {"place": "Kazakhstan"}])
    assert {row[0] for row in hours(dataset, "2022-01-09")} == set(dataset.places.index)


def test_intervals_are_cut_to_the_axis_and_say_so(tmp_path: Path) -> None:
    rows = [
        {"occurred_from": "", "occurred_to": "2022-01-09"},
        {"occurred_from": "2022-01-08T12:00", "occurred_to": ""},
        {"occurred_from": "2022-01-20", "occurred_to": ""},
        {"occurred_from": "2022-01-02", "occurred_to": "2022-01-04"},
    ]
    dataset = make_dataset(tmp_path, restrictions=rows)
    left, right = (datetime.fromisoformat(day) for day in ("2022-01-05", "2022-01-15"))
    table = curfew_spans.intervals(seen(dataset).table("restrictions"), left, right)
    assert list(table.entry_id) == ["restrictions-0", "restrictions-1"]
    assert list(table.begin) == [left, datetime.fromisoformat("2022-01-08T12:00")]
    assert list(table.end) == [datetime.fromisoformat("2022-01-10"), right]
    assert list(table.open_begin) == [True, False]
    assert list(table.open_end) == [False, True]


def test_an_announced_end_is_told_with_the_end_before_and_the_notice(tmp_path: Path) -> None:
    first = HOURS | {"occurred_to": "2022-01-19T00:00"}
    lifted = HOURS | {
        "message": "Update",
        "replaces": "restrictions-0",
        "reported_at": "2022-01-12T07:00+06:00",
        "occurred_to": "2022-01-13T07:00",
    }
    past = {
        "kind": "threat_level",
        "occurred_from": "2022-01-07",
        "occurred_to": "2022-01-13",
        "reported_at": "2022-01-18T00:00+06:00",
    }
    open_ended = {"kind": "checkpoint"}
    dataset = make_dataset(tmp_path, restrictions=[first, lifted, past, open_ended])
    table = endings(dataset).set_index("entry_id")
    assert list(table.index) == ["restrictions-1", "restrictions-2"]
    assert list(table.was_to_end) == ["2022-01-19T00:00", None]
    assert list(table.notice) == [24, -96]
    assert set(table.notice_unit) == {"hour"}
    assert list(table.is_late) == [False, True]
    assert list(table.is_over) == [True, True]
    assert list(endings(dataset, "2022-01-13T00:00").is_over) == [False]
    assert endings(dataset, "2022-01-11").empty


def test_a_report_with_only_a_date_gives_its_notice_in_days(tmp_path: Path) -> None:
    ends = {"ahead": "2022-01-13T07:00", "that-day": "2022-01-12T22:00", "late": "2022-01-10"}
    rows = [
        {"message": "Update", "reported_at": "2022-01-12", "entry_id": name, "occurred_to": end}
        for name, end in ends.items()
    ]
    rows = [{"entry_id": "first"}] + [row | {"replaces": "first"} for row in rows]
    table = endings(make_dataset(tmp_path, restrictions=rows)).set_index("entry_id")
    assert table.notice.to_dict() == {"ahead": 1, "that-day": 0, "late": -2}
    assert set(table.notice_unit) == {"day"}
