"""The days of the time strip: which there are, what was reported on each and what of it stands."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.strip import Step, standing, steps
from tests.support.building import make_dataset
from tests.support.paths import JANUARY


def on(day: str, **more: str) -> dict[str, str]:
    """A claim that was reported on that day, or at that moment."""
    return {"occurred_from": "2022-01-01", "reported_at": day} | more


def days(folder: Path, *reported: str) -> list[tuple[str, int, bool]]:
    """Day, reports and whether it is late, of a dataset with these reports."""
    dataset = make_dataset(folder / "data", incidents=[on(one) for one in reported])
    return [(f"{one.day:%m-%d}", one.reports, one.is_late) for one in steps(dataset)]


def test_a_day_counts_its_reports_and_those_without_an_hour(tmp_path: Path) -> None:
    claims = [on("2022-01-05"), on("2022-01-05T09:00+06:00"), on("2022-01-05T19:30+06:00")]
    [step] = steps(make_dataset(tmp_path / "data", incidents=claims))
    assert step == Step(date(2022, 1, 5), reports=3, without_hour=1, is_late=False)
    assert step.end == datetime(2022, 1, 5, 23, 59)


def test_a_day_is_that_of_the_datasets_own_clocks(tmp_path: Path) -> None:
    # In Almaty it is the 6th already.
    assert days(tmp_path, "2022-01-05T18:30Z") == [("01-06", 1, False)]


def test_days_without_a_report_are_there_until_a_long_quiet_after_most(tmp_path: Path) -> None:
    reported = "2022-01-03", *["2022-01-07"] * 17, "2022-01-10", "2022-01-14"
    assert days(tmp_path, *reported) == [
        ("01-03", 1, False),
        # However long the quiet before: here the crisis has hardly begun.
        ("01-04", 0, False),
        ("01-05", 0, False),
        ("01-06", 0, False),
        ("01-07", 17, False),
        ("01-08", 0, False),
        ("01-09", 0, False),
        ("01-10", 1, False),
        ("01-14", 1, True),
    ]


def test_every_report_of_a_dataset_is_on_one_day_and_none_comes_twice() -> None:
    dataset = load_dataset(JANUARY)
    found = [one.day for one in steps(dataset)]
    assert found == sorted(set(found))
    assert sum(one.reports for one in steps(dataset)) == len(dataset.claims)


def test_a_dataset_without_claims_has_no_days(tmp_path: Path) -> None:
    assert steps(make_dataset(tmp_path / "data")) == ()


def test_what_was_replaced_stands_until_it_was(tmp_path: Path) -> None:
    claims = [
        on("2022-01-05"),
        on("2022-01-05"),
        on("2022-01-07", message="Update", replaces="incidents-0"),
    ]
    dataset = make_dataset(tmp_path / "data", incidents=claims)

    def at(day: str) -> dict[date, int]:
        moment = pd.Timestamp(f"{day}T23:59:59", tz=dataset.about.zone).tz_convert("UTC")
        return standing(View(dataset, Selection(known_on=moment)))

    assert at("2022-01-04") == {}
    assert at("2022-01-06") == {date(2022, 1, 5): 2}
    assert at("2022-01-07") == {date(2022, 1, 5): 1, date(2022, 1, 7): 1}
