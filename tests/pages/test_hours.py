"""What pages say of reports that have a day and no hour, inside that day and at its end."""

from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.strip import Step
from pages.casualties import toll
from pages.drawing import columns, timeaxis
from pages.frame import session
from pages.frame import strip as frame_strip
from tests.support.building import make_dataset, write_dataset
from tests.support.opening import open_page, strip

ROWS = {
    "status": [{"severity": "Severe", "summary": "The day's status."}],
    "incidents": [
        {"summary": "The day's incident."},
        {"summary": "The incident of four.", "reported_at": "2022-01-07T16:00+06:00"},
    ],
}
NOTE = "2 of 3 reports have no hour and may have been published after 18:00"
LATER = "2 of 3 reports have no hour: left out until the day has ended"


def told(app: AppTest) -> str:
    """All that a page says in markup of its own."""
    return "\n".join(one.proto.body for one in app.main.get("html"))


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = write_dataset(tmp_path / "data", **ROWS)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))


@pytest.mark.parametrize("page", ["map", "timeline", "curfews", "casualties", "sources"])
def test_inside_a_day_every_page_says_how_many_reports_have_no_hour(page: str) -> None:
    assert strip(open_page(page, at="2022-01-07T18:00"))["note"] == NOTE
    assert strip(open_page(page, at="2022-01-07T18:00", hours="known"))["note"] == LATER
    whole = strip(open_page(page, at="2022-01-07T23:59"))["note"]
    assert whole == "3 reports, 2 without an hour"


@pytest.mark.parametrize(
    ("reports", "without", "told"),
    [(1, 1, "1 report, without an hour"), (2, 2, "2 reports, all without an hour"),
     (0, 0, "no report"), (2, 0, "2 reports")],
)  # fmt: skip
def test_a_day_of_the_strip_says_its_reports_without_an_hour_once(
    reports: int, without: int, told: str
) -> None:
    step = Step(pd.Timestamp("2022-01-07").date(), reports, without, is_late=False)
    assert frame_strip.reports(step) == told


def test_claims_without_an_hour_are_marked_inside_their_day_only() -> None:
    status = {session.OPENED("place"): "Status 1"}
    inside = told(open_page("map", status, at="2022-01-07T18:00", place="Taraz"))
    assert "The day's status." in unescape(inside)
    assert ">hour unknown</span>" in inside
    assert "less than 1 hour old" not in inside
    after = told(open_page("map", status, at="2022-01-07T23:59", place="Taraz"))
    assert "The day's status." in unescape(after)
    assert ">hour unknown</span>" not in after
    assert "less than 1 hour old" not in after


def test_tables_of_pages_mark_them_too(tmp_path: Path) -> None:
    dataset = load_dataset(tmp_path / "data")
    inside, after = (
        View(dataset, Selection(pd.Timestamp(f"2022-01-07T{clock}+06:00")))
        for clock in ("18:00", "23:59:59")
    )
    days = ["7 Jan 2022, 16:00 (UTC+6)", "7 Jan 2022", "7 Jan 2022"]
    assert columns.reported(after, after.claims) == days
    marked = [days[0], *(f"{day}, hour unknown" for day in days[1:])]
    assert columns.reported(inside, inside.claims) == marked


def test_the_last_hours_are_told_of_timed_reports_and_the_rest_of_the_day_apart() -> None:
    asked = {"at": "2022-01-07T18:00", "since": "6 hours"}
    app = by_place(**asked)
    assert "hour-unknown" in [one.anchor for one in app.header]
    timed, unhoured = (
        one.proto.body for one in app.main.get("html") if "cm-place" in one.proto.body
    )
    assert "incident of four" in timed
    assert "day's incident" not in timed
    assert "day's incident" in unhoured.replace("&#39;", "'")
    assert (
        "3 changes at 1 place since Fri 7 Jan 2022, 12:00, 2 of them by reports without an hour"
        in [one.value for one in app.caption]
    )
    assert "hour-unknown" not in [one.anchor for one in by_place().header]


def by_place(**query: str) -> AppTest:
    """The timeline with the changes of each place."""
    return open_page("timeline", tab="places", **query)


def test_no_line_of_a_chart_begins_at_an_hour_that_nobody_gave(tmp_path: Path) -> None:
    counts = [
        {"best": "8", "place": "Kazakhstan", "reported_at": "2022-01-05T21:33+06:00"},
        {"best": "18", "place": "Kazakhstan", "reported_at": "2022-01-06"},
        {"best": "2", "place": "Taraz", "reported_at": "2022-01-07"},
    ]
    dataset = make_dataset(tmp_path, casualties=counts)
    ends = "2022-01-06T23:59:59", "2022-01-06T14:00", "2022-01-07T14:00"
    for at in (pd.Timestamp(one, tz="Asia/Almaty") for one in ends):
        view = View(dataset, Selection(at.tz_convert("UTC")))
        chart = toll.prepare(view, "kazakhstan", "killed", toll.EVERY, False, timeaxis.EVEN)
        assert "00:0" not in str(chart.values)
        assert '"6 Jan 2022"' in str(chart.values)
        marks, lines = chart.frames["points"], chart.frames["settled"]
        later = lines[lines.level == 18]
        assert list(later.x) == list(marks.x[marks.level == 18])
        assert (later.x_end > later.x).all() or at.minute == 59
