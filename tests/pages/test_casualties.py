"""The page Casualties: what stands beside the map, the matrix, and what was withdrawn."""

from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.panels import killed
from pages.casualties import lines, matrix, toll
from pages.drawing import markup, timeaxis
from tests.support.building import SAMPLE, make_dataset, write_dataset
from tests.support.opening import open_page

PART = {"entry_id": "part", "group": "journalists", "best": "1", "subset": "the driver"}
EVENT = {
    "entry_id": "fire",
    "group": "civilians",
    "best": "3",
    "counts": "event",
    "place": "Almaty",
}


def view_of(dataset: Dataset, at: str = "2022-01-08T18:00Z") -> View:
    return View(dataset, Selection(pd.Timestamp(at)))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    casualties = [*SAMPLE["casualties"], PART, EVENT]
    return view_of(make_dataset(tmp_path_factory.mktemp("tolls") / "data", casualties=casualties))


def told(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.main.get("html"))


def test_a_line_has_each_group_with_who_says_so_and_the_rivals_of_a_contested_one(
    view: View,
) -> None:
    killed, injured, detained = lines.lines(view, "taraz")
    total, police = killed.entries
    assert (total.number, total.who) == ("35 to 60 or more", "in total")
    assert total.rivals == (
        "about 35, Hospital, as of 7 Jan 2022",
        "60 or more, Agency One, as of 7 Jan 2022",
    )
    assert (police.number, police.who) == ("about 2", "police")
    assert police.by == "as of 7 Jan; Agency One, 7 Jan"
    assert [(one.number, one.who) for one in killed.others] == [
        ("about 1", "journalists (the driver)")
    ]
    assert killed.has_total
    # What was retracted is no figure, and nobody gave one of people detained there.
    assert (injured.measure, injured.entries) == ("injured", ())
    assert (detained.measure, detained.entries) == ("detained", ())


def test_figures_of_a_part_stand_where_there_are_none_of_a_group(tmp_path: Path) -> None:
    found = view_of(make_dataset(tmp_path / "data", casualties=[PART]))
    [killed] = lines.lines(found, "taraz")
    assert [(one.number, one.who) for one in killed.entries] == [
        ("about 1", "journalists (the driver)")
    ]
    assert not killed.has_total


def test_the_matrix_has_a_number_for_each_place_and_group_and_marks_what_is_contested(
    view: View,
) -> None:
    table = matrix.prepare(view, "killed")
    assert list(table.index) == ["almaty", "taraz"]
    assert list(table) == ["Place", "Total", "Civilians", "Journalists", "Police"]
    assert list(table.loc["taraz"]) == ["Taraz", "35 to 60 or more ≠", "", "(about 1)", "about 2"]
    assert list(table.loc["almaty"]) == ["Almaty", "", "about 3", "", ""]
    assert list(matrix.prepare(view, "detained").index) == ["kazakhstan"]


@pytest.mark.parametrize("mode", timeaxis.MODES)
def test_the_span_of_a_figure_that_was_retracted_is_named(tmp_path: Path, mode: str) -> None:
    wrong = {
        "entry_id": "wrong",
        "low": "164",
        "high": "164",
        "reported_at": "2022-01-07T14:12+06:00",
    }
    cancel = {"entry_id": "cancel", "message": "Cancel", "replaces": "wrong", "best": "",
              "reported_at": "2022-01-07T21:33+06:00"}  # fmt: skip
    dataset = make_dataset(tmp_path / "data", casualties=[wrong, cancel])
    shown = toll.prepare(view_of(dataset), "taraz", "killed", toll.EVERY, False, mode)
    [span] = shown.frames["withdrawn"].itertuples()
    assert span.label == "164, withdrawn after 7 h"
    assert span.x < span.x_end
    before = view_of(dataset, "2022-01-07T12:00Z")
    assert (
        toll.prepare(before, "taraz", "killed", toll.EVERY, False, mode).frames["withdrawn"].empty
    )


@pytest.mark.parametrize(
    ("given", "taken", "told"),
    [
        ("07T14:12+06:00", "07T21:33+06:00", "7 Jan 2022, 21:33, after 7 h"),
        ("07", "07T21:33+06:00", "7 Jan 2022, 21:33, on the same day"),
        ("05", "08", "8 Jan 2022, after 3 days"),
    ],
)
def test_who_took_a_figure_back_is_told_beside_who_gave_it(
    tmp_path: Path, given: str, taken: str, told: str
) -> None:
    wrong = {"entry_id": "wrong", "best": "164", "attributed_to": "Health Ministry",
             "reported_at": f"2022-01-{given}"}  # fmt: skip
    cancel = wrong | {"entry_id": "cancel", "message": "Cancel", "replaces": "wrong", "best": "",
                      "attributed_to": "Information Ministry",
                      "reported_at": f"2022-01-{taken}"}  # fmt: skip
    found = view_of(make_dataset(tmp_path / "data", casualties=[wrong, cancel]))
    [killed] = lines.lines(found, "taraz")
    assert killed.withdrawn == (f"about 164 (Health Ministry), by Information Ministry, {told}",)
    claims = found.history("casualties").itertuples()
    listed = Markup(markup.claim_list(found.dataset, claims)).striptags()
    assert f"retracted by Information Ministry, {told}" in listed


def test_the_axis_holds_all_that_is_drawn(view: View) -> None:
    shown = toll.prepare(view, "taraz", "killed", toll.EVERY, False, timeaxis.SCALE)
    low, high = shown.values["x_domain"]
    assert low < shown.frames["points"].x.min()
    assert shown.frames["rivals"].x_end.max() < high


def test_the_page_shows_the_country_until_a_place_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path / "crisis", casualties=SAMPLE["casualties"])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))
    app = open_page("casualties")
    assert "<b><bdi>100 or more</bdi></b> <bdi>in total</bdi>" in told(app)
    assert "nobody gives a number. That does not mean that there was nobody." in told(app)
    # As links of before name it.
    app = open_page("casualties", where="Taraz")
    assert app.session_state["place"] == "taraz"
    assert "<b><bdi>35 to 60 or more</bdi></b>" in told(app)
    assert "Events" not in [one.label for one in app.tabs]
    [back] = [one for one in app.button if one.label == "Kazakhstan"]
    back.click().run()
    assert "<b><bdi>100 or more</bdi></b>" in told(app)


def test_what_was_chosen_in_a_tab_is_kept_while_another_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path / "crisis", casualties=SAMPLE["casualties"])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))
    app = open_page("casualties", place="Taraz", group="police", axis=timeaxis.EVEN)
    for tab in ("How each figure came to be known", "All current figures"):
        app.session_state["open-casualties"] = tab
        app.run()
    app.session_state["open-casualties"] = "How each figure came to be known"
    assert "1 claim on people killed, Taraz" in "".join(one.value for one in app.run().text)
    assert (app.session_state["group"], app.session_state["axis"]) == ("police", timeaxis.EVEN)


def test_events_that_nobody_places_in_a_country_are_no_total_of_it(tmp_path: Path) -> None:
    rows = [
        EVENT | {"group": "all", "place": place, "entry_id": f"event-{best}", "best": best}
        for place, best in (("Kazakhstan", "3"), ("Taraz", "9"))
    ]
    found = view_of(make_dataset(tmp_path / "data", casualties=rows))
    [country] = lines.lines(found, "kazakhstan")
    assert not country.has_total
    assert {entry.who for entry in country.entries} == {"only events placed no closer"}
    [town] = lines.lines(found, "taraz")
    assert town.has_total
    names = [row.name for row in killed(found).rows]
    assert names == ["Taraz", "Kazakhstan, only events placed no closer"]
    assert killed(found).total == "no total"


def test_places_are_ranked_by_the_largest_number_that_each_line_shows(view: View) -> None:
    for place in view.dataset.places.index:
        shown = lines.lines(view, place)
        levels = [max((entry.level for entry in line.entries), default=-1) for line in shown]
        assert lines._highest(view, place) == levels
