"""The timeline: what changed, how it is asked for, and the reports of each day."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View, strip
from geo.view.strip import Step
from pages.timeline import changelist, feed, lanes
from pages.timeline.changelist import Asked
from tests.support.building import make_dataset, write_dataset
from tests.support.opening import open_page

NIGHT = {"daily_from": "23:00", "daily_to": "07:00"}
ROWS = {
    "status": [{"occurred_from": "2022-01-06", "reported_at": "2022-01-06T12:00+06:00"}],
    "restrictions": [NIGHT, NIGHT | {"place": "Almaty", "source_id": "s2"}],
    "services": [{"service": one, "state": state, "source_id": source}
                 for one, state, source in (("fuel", "suspended", "s1"), ("food", "limited", "s2"),
                                            ("payments", "suspended", "s1"))],
}  # fmt: skip
ALL = {"from": "2022-01-06T00:00", "since": "since…"}


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    directory = write_dataset(tmp_path / "data", **ROWS)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    return make_dataset(tmp_path / "same", **ROWS)


def captions(app: AppTest) -> list[str]:
    return [one.value for one in app.caption]


def pills(app: AppTest) -> ButtonGroup:
    """Those of the kinds of change."""
    [found] = [one for one in app.main.get("button_group") if one.label == "Kinds of change"]
    return found


@pytest.mark.usefixtures("dataset")
def test_a_day_is_told_with_pills_that_carry_their_counts() -> None:
    app = open_page("timeline")
    assert "5 changes at 2 places since the end of Thu 6 Jan 2022" in captions(app)
    assert list(pills(app).options) == ["restrictions 2", "services 3"]
    pills(app).set_value(["service"]).run()
    assert app.session_state["changes"] == ["service"]
    assert "3 changes at 1 place since the end of Thu 6 Jan 2022" in captions(app)
    assert list(pills(app).options) == ["restrictions 2", "services 3"]


@pytest.mark.usefixtures("dataset")
def test_any_earlier_moment_can_be_compared_with_and_days_can_be_chosen() -> None:
    app = open_page("timeline", **ALL | {"from": "2022-01-06T07:00"})
    assert "6 changes at 2 places since Thu 6 Jan 2022, 07:00" in captions(app)
    [days] = [one for one in app.main.selectbox if one.label == "Since"]
    assert list(days.options) == [
        "since the first report",
        "since Thu 6 Jan 2022, 07:00",
        "since the end of Thu 6 Jan 2022",
    ]
    app = days.set_value(datetime(2022, 1, 6, 23, 59)).run()
    assert app.session_state["from"] == datetime(2022, 1, 6, 23, 59)
    assert "5 changes at 2 places since the end of Thu 6 Jan 2022" in captions(app)


@pytest.mark.usefixtures("dataset")
def test_where_nothing_changed_it_says_so() -> None:
    app = open_page("timeline", at="2022-01-06T00:00")
    assert any("Nothing new was reported" in one.value for one in app.info)


def test_a_dataset_without_claims_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(write_dataset(tmp_path / "empty")))
    assert "This dataset holds no claims yet." in [one.value for one in open_page("timeline").info]


def test_services_of_a_place_that_went_the_same_way_are_one_line(dataset: Dataset) -> None:
    view = View(dataset, Selection(pd.Timestamp("2022-01-07T18:00Z")))
    asked = Asked(view.earlier(pd.Timedelta(hours=24)).at.isoformat())
    curfew, *_, services = feed.gravest(view, *asked)
    assert (services.id, services.number) == ("taraz", "7 Jan")
    assert (
        services.detail == "Fuel and payments suspended; food limited (Daily Two and Agency One)."
    )
    assert "urfew" in curfew.detail
    assert len(changelist.rows(view, asked)) == 5


def test_the_lanes_hold_every_report_of_the_strip_once(dataset: Dataset) -> None:
    every = sum((Counter(lane.every) for lane in lanes.lanes(dataset, "almaty")), Counter())
    assert every == {step.day: step.reports for step in strip.steps(dataset) if step.reports}
    own = {lane.name: sum(lane.own.values()) for lane in lanes.lanes(dataset, "almaty")}
    assert own == {"Status": 0, "Curfews and restrictions": 1, "Services": 0}


@pytest.mark.parametrize(("at", "first"), [(0, 0), (500, 440), (999, 880), (2_000, 880)])
def test_of_very_many_days_the_lanes_have_those_around_the_chosen_one(at: int, first: int) -> None:
    begin = date(2016, 1, 1)
    steps = [Step(begin + timedelta(days=i), 1, 0, False) for i in range(1_000)]
    near = lanes.near(steps, begin + timedelta(days=at))
    assert (len(near), near[0]) == (lanes.MOST, steps[first])
    assert lanes.near(steps[:9], begin) == steps[:9]


def test_the_lanes_mark_the_day_and_the_place(dataset: Dataset) -> None:
    day = strip.steps(dataset)[0].day
    drawn = lanes._table(lanes.lanes(dataset, "almaty"), dataset, day, "<b>Almaty")
    assert 'class="is-chosen" title="Thu 6 Jan 2022"' in drawn
    assert "2 reports, 1 on &lt;b&gt;Almaty" in drawn
    assert "<b>" not in drawn


def test_the_map_shows_only_what_changed_where_a_reader_asks_for_it(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr("pages.frame.mapview.draw", lambda *_, only, **__: shown.append(only))
    open_page("timeline")
    open_page("timeline", only="true", changes="restriction")
    assert shown[0] is None
    assert shown[-1] == (
        ("almaty", "taraz"),
        "Only where something changed since the end of Thu 6 Jan 2022",
    )


def test_a_line_says_where_nobody_gave_the_hour(tmp_path: Path) -> None:
    rows = [{"summary": "Untimed."}, {"reported_at": "2022-01-07T16:00+06:00"}]
    data = make_dataset(tmp_path / "day", incidents=rows)
    view = View(data, Selection(pd.Timestamp("2022-01-07T12:00:59Z")))
    asked = Asked(view.earlier(pd.Timedelta(hours=6)).at.isoformat())
    found = {line.number: line.meta for line in feed.gravest(view, *asked)}
    assert found == {"7 Jan": "hour unknown", "7 Jan, 16:00": ""}
