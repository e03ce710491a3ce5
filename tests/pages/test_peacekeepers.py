"""The page of peacekeepers: contingents in lines, announced against in place, what is guarded."""

import re
from pathlib import Path

import pandas as pd
import pytest

from geo.ledger import Selection
from geo.view import View
from geo.view.panels import peacekeepers
from pages.peacekeepers import panel
from tests.support.building import make_dataset, write_dataset
from tests.support.opening import open_page

EARLY, LATE = {"reported_at": "2022-01-06"}, {"reported_at": "2022-01-07"}
ROWS = [
    EARLY | {"place": "Kazakhstan", "contributor": "", "phase": "announced"}
    | {"personnel_best": "2500"},
    EARLY | {"place": "Kazakhstan", "contributor": "BLR", "phase": "announced"}
    | {"personnel_best": "500"},
    EARLY | {"place": "Kazakhstan", "contributor": "ARM", "phase": "announced"}
    | {"personnel_best": "100"},
    LATE | {"place": "Almaty", "contributor": "BLR", "phase": "deployed"}
    | {"personnel_best": "480", "task": "the <b>airport"},
    LATE | {"place": "Kazakhstan", "contributor": "BLR", "phase": "deployed", "task": "depots"},
]  # fmt: skip


@pytest.fixture
def view(tmp_path: Path) -> View:
    dataset = make_dataset(tmp_path / "crisis", deployments=ROWS)
    return View(dataset, Selection(pd.Timestamp("2022-01-07T18:00Z")))


def words(markup: object) -> str:
    return " ".join(re.sub("<[^>]*>", " ", str(markup)).split())


def test_contingents_are_listed_by_phase_those_in_place_first(view: View) -> None:
    told = words(panel.contingents_by_phase(view))
    assert told == "In place Belarus about 480 Announced Whole force about 2,500 Armenia about 100"


def test_a_number_that_was_only_announced_says_so_in_the_words_of_the_sidebar(
    tmp_path: Path,
) -> None:
    rows = [
        EARLY | {"contributor": "RUS", "phase": "announced", "personnel_best": "3000"},
        LATE | {"contributor": "RUS", "phase": "deployed"},
    ]
    view = View(
        make_dataset(tmp_path, deployments=rows), Selection(pd.Timestamp("2022-01-07T18:00Z"))
    )
    told = words(panel.contingents_by_phase(view))
    assert told == "In place Russia about 3,000 (as announced)"
    [line] = peacekeepers(view).rows
    assert told == f"In place {line.name} {line.number}"
    told = words(panel.announced_against_in_place(view))
    assert told.endswith("Russia about 3,000 in place, number not given")


def test_what_was_announced_stands_beside_what_is_there(view: View) -> None:
    told = words(panel.announced_against_in_place(view))
    assert "Belarus about 500 about 480" in told
    assert "Armenia about 100 not yet" in told


def test_what_is_guarded_leads_to_its_place_and_places_come_before_the_country(view: View) -> None:
    lines = [(line.id, line.number, line.detail) for line in panel.guarded_lines(view)]
    assert lines == [
        ("almaty", "Belarus", "The <b>airport"),
        ("kazakhstan", "Belarus", "Depots"),
    ]


def test_a_chosen_place_is_told_by_its_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = write_dataset(tmp_path / "data", deployments=ROWS)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = open_page("peacekeepers", place="Almaty")
    told = [one.proto.body for one in app.main.get("html")]
    assert any('cm-panel-title"><bdi>Almaty' in one for one in told)
    assert "1 claim, newest first" in [one.value for one in app.caption]
    app = open_page("peacekeepers", place="Taraz")
    assert "No claim speaks of forces there." in [one.value for one in app.markdown]


def test_a_force_of_which_part_left_has_no_number_and_no_earlier_phase(tmp_path: Path) -> None:
    whole = LATE | {"place": "Kazakhstan", "contributor": "", "phase": "deployed"}
    left = {"place": "Kazakhstan", "contributor": "BLR", "phase": "withdrawn"}
    left |= {"reported_at": "2022-01-09", "occurred_from": "2022-01-09"}
    rows = [*ROWS, whole | {"personnel_best": "2030"}, left]
    dataset = make_dataset(tmp_path / "crisis", deployments=rows)
    told = words(
        panel.contingents_by_phase(View(dataset, Selection(pd.Timestamp("2022-01-10T18:00Z"))))
    )
    assert told.startswith(
        "In place Whole force some have left nobody gives the number of the others Announced"
    )
    assert told.endswith("Left Belarus about 480 (as deployed)")
