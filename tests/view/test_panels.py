"""The panels beside every page: a few lines each, that say what the line of figures says."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.panels import MOST, Panel, curfews, killed, panels, peacekeepers
from geo.words import terms
from pages.casualties.lines import lines as casualty_lines
from tests.support.building import SOURCES, make_dataset
from tests.support.paths import JANUARY

END = pd.Timestamp("2022-01-07T17:59:59Z")
NIGHT = {"daily_from": "23:00", "daily_to": "07:00"}


def lines(panel: Panel) -> list[tuple[str, str, str]]:
    return [(row.name, row.number, row.place_id) for row in panel.rows]


def test_where_claims_differ_goes_before_the_hours_of_most_places(tmp_path: Path) -> None:
    rows = [
        NIGHT | {"place": "Almaty"},
        NIGHT | {"place": "Atyrau", "daily_from": "23:30"},
        NIGHT | {"place": "Jambyl Region", "occurred_from": "2022-01-05"},
        NIGHT | {"daily_from": "19:00", "source_id": "s2"},
    ]
    panel = curfews(View(make_dataset(tmp_path, restrictions=rows), Selection(END)))
    assert panel.total == "4 places"
    assert lines(panel) == [
        ("Taraz", "19:00 or 23:00", "taraz"),
        ("2 other places", "23:00-07:00", ""),
        ("Atyrau", "23:30-07:00", "atyrau"),
    ]
    assert [bool(row.differs) for row in panel.rows] == [True, False, False]


def test_the_countrys_numbers_go_before_those_of_places_and_its_total_beside_the_title(
    tmp_path: Path,
) -> None:
    rows = [
        {"place": "Kazakhstan", "best": "18", "group": "police"},
        {"place": "Kazakhstan", "best": "26", "group": "protesters"},
        {"place": "Almaty", "low": "60"},
        {"place": "Taraz", "best": "3", "measure": "injured"},
    ]
    panel = killed(View(make_dataset(tmp_path / "groups", casualties=rows), Selection(END)))
    assert panel.total == "no total"
    assert lines(panel) == [
        ("Kazakhstan, protesters", "about 26", ""),
        ("Kazakhstan, police", "about 18", ""),
        ("Almaty", "60 or more", "almaty"),
    ]
    rows.append({"place": "Kazakhstan", "low": "164"})
    view = View(make_dataset(tmp_path / "total", casualties=rows), Selection(END, text="nothing"))
    assert killed(view).total == "164 or more, as of 7 Jan"
    assert {row.name for row in killed(view).rows} == {
        "Kazakhstan, protesters", "Kazakhstan, police",
    }  # fmt: skip


def test_a_total_taken_back_is_news_of_its_day_and_then_no_more(tmp_path: Path) -> None:
    rows = [
        {"entry_id": "toll", "place": "Kazakhstan", "best": "164", "reported_at": "2022-01-05"},
        {"place": "Kazakhstan", "message": "Cancel", "replaces": "toll"},
    ]
    data = make_dataset(tmp_path, casualties=rows)
    panel = killed(View(data, Selection(END)))
    assert lines(panel) == [("Total withdrawn", "about 164", "")]
    assert not killed(View(data, Selection(END + pd.Timedelta(days=1)))).rows
    view = View(data, Selection(END)).about_place("kazakhstan")
    first, *_ = casualty_lines(view, "kazakhstan")
    assert first.withdrawn == ("about 164 (Agency One), by Agency One, 7 Jan 2022, after 2 days",)


def test_a_total_from_a_day_on_says_so_in_few_words(tmp_path: Path) -> None:
    since = {"place": "Kazakhstan", "since": "2022-01-05"}
    rows = [since | {"low": "9"}, since | {"low": "2", "group": "police"}]
    panel = killed(View(make_dataset(tmp_path, casualties=rows), Selection(END)))
    assert panel.total == "9 or more since 5 Jan, as of 7 Jan"
    assert lines(panel) == [("Kazakhstan, police", "2 or more", "")]
    assert panel.rows[0].days == "since 5 Jan, as of 7 Jan"


def test_a_number_of_events_says_their_days_and_rivals_of_several_days_theirs(
    tmp_path: Path,
) -> None:
    event = {"counts": "event", "place": "Kazakhstan"}
    events = [event | {"event": f"e{n}", "best": "4", "occurred_from": f"2022-01-0{n}"}
              for n in (5, 7)]  # fmt: skip
    rivals = [{"best": "60", "as_of": "2022-01-06"},
              {"best": "9", "as_of": "2022-01-07", "attributed_to": "Hospital"}]  # fmt: skip
    sources = [SOURCES[0] | {"collection": "One"}, *SOURCES[1:]]
    data = make_dataset(tmp_path, casualties=[*events, *rivals], sources=sources)
    shown = killed(View(data, Selection(END)))
    assert {row.name: row.days for row in shown.rows} == {
        "Kazakhstan, only events placed no closer": "2 events, 5 to 7 Jan",
        "Taraz": "as of 6 to 7 Jan",
    }


def test_a_number_that_was_announced_is_told_as_announced(tmp_path: Path) -> None:
    rows = [
        {"contributor": "BLR", "phase": "announced", "personnel_best": "500"},
        {"contributor": "BLR", "reported_at": "2022-01-07"},
        {"contributor": "TJK", "phase": "in_transit", "personnel_low": "200"},
    ]
    rows[0] |= {"reported_at": "2022-01-06"}
    panel = peacekeepers(View(make_dataset(tmp_path, deployments=rows), Selection(END)))
    assert [(row.name, row.number) for row in panel.rows] == [
        ("Belarus", "about 500 (as announced)"),
        ("Tajikistan, en route", "200 or more"),
    ]


def test_a_dataset_has_the_panels_of_its_subjects(tmp_path: Path) -> None:
    data = make_dataset(tmp_path, casualties=[{"measure": "injured"}], deployments=[{}])
    assert [one.page for one in panels(View(data, Selection(END)))] == ["peacekeepers"]


@pytest.fixture(scope="module")
def january() -> Dataset:
    return load_dataset(JANUARY)


@pytest.mark.parametrize("text", ["", "police"])
def test_all_three_can_be_scanned_on_any_day(january: Dataset, text: str) -> None:
    for day in range(3, 20):
        end = pd.Timestamp(f"2022-01-{day:02}T23:59:59", tz="Asia/Almaty").tz_convert("UTC")
        shown = panels(View(january, Selection(end, text=text)))
        assert [one.page for one in shown] == ["curfews", "casualties", "peacekeepers"]
        assert all(len(one.rows) <= MOST for one in shown)
        assert len(" ".join(map(words, shown)).split()) <= 85


def words(panel: Panel) -> str:
    rows = [f"{row.name} {row.number}{' ≠' if row.differs else ''}" for row in panel.rows]
    return " ".join([panel.title, panel.total, *(rows or [panel.nothing]), panel.more])


def test_a_part_above_its_whole_is_marked_on_both(tmp_path: Path) -> None:
    exact = {"measure": "killed", "low": "149", "best": "149", "high": "149"}
    rows = [exact | {"group": "civilians"}, exact | {"low": "139", "best": "139", "high": "139"}]
    panel = killed(View(make_dataset(tmp_path, casualties=rows), Selection(END)))
    assert {row.name: row.differs for row in panel.rows} == {
        "Taraz": terms.EXCEEDED,
        "Taraz, civilians": terms.EXCEEDS,
    }
