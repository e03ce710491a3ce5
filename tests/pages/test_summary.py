"""Every number of the Map page is the number that `python -m geo summary` gives."""

import random
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.commands.summary import summary_objects
from geo.dataset import Dataset, load_dataset
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY
from geo.ledger import Selection
from geo.view import View
from geo.view.address import to_query
from geo.view.panels import killed, peacekeepers
from geo.view.situation import situation
from geo.words import numbers, terms
from geo.words.countries import country_name
from tests.support import crisis
from tests.support.building import write_dataset
from tests.support.opening import open_page, told

NUMBER = re.compile(r"\d[\d,]*")
ROWS = crisis.ROWS | {
    "casualties": [
        *crisis.ROWS["casualties"],
        {"place": "Kazakhstan", "best": "26", "group": "protesters"},
        {"place": "Kazakhstan", "low": "18", "high": "18", "group": "security_forces",
         "source_id": "s3"},
        {"place": "Kazakhstan", "measure": "injured", "best": "1000", "source_id": "s3"},
    ]
}  # fmt: skip
# The figures of the line, and the key figures that each tells of.
PLACES = ("Curfew tonight", "Services cut")
LABELS = {
    "Killed": ("killed",),
    "Injured": ("injured",),
    "Detained": ("detained",),
    "Curfew tonight": ("curfew_tonight",),
    "Peacekeepers": ("announced", "deployed"),
    "Services cut": ("suspended",),
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbers") / "data"
    return write_dataset(folder, sources=crisis.SOURCES, **ROWS)


@pytest.fixture(scope="module")
def dataset(directory: Path) -> Dataset:
    return load_dataset(directory)


def selections() -> list[Selection]:
    """Twenty random ones, most of which leave something."""
    chance = random.Random(11)

    def some(values: tuple[str, ...]) -> tuple[str, ...]:
        chosen = set(chance.sample(values, chance.choice((0, 0, 0, 2))))
        return tuple(one for one in values if one in chosen)

    return [
        Selection(
            # Within the first and the last report, which are as far as the page goes.
            pd.Timestamp(f"2022-01-{chance.randrange(6, 10):02}T{chance.randrange(24):02}:59:59Z"),
            severities=some(SEVERITY),
            tables=some(tuple(table.name for table in LEDGER)),
            certainties=some(CERTAINTY),
            source_kinds=some(("wire", "independent_media", "state_media")),
        )
        for _ in range(20)
    ]


@pytest.mark.parametrize("number", range(20))
def test_the_numbers_of_the_map_page_are_those_of_the_summary(
    number: int, directory: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    selection = selections()[number]
    pairs = to_query(selection, dataset)
    app = open_page(**{name: [value for key, value in pairs if key == name] for name, _ in pairs})
    told = summary_objects(View(dataset, selection))
    values = {one["label"]: "" for one in told}
    for one in told:
        values[one["label"]] += f" {one['value']}"
    shown = boxes(app)
    assert list(shown) == list(LABELS)
    for box, numbers_shown in shown.items():
        given = [number for label in LABELS[box] for number in numbers_in(values[label])]
        # The second number of '3 of 5' is that of the places shown.
        assert set(numbers_shown[: 1 if box in PLACES else None]) <= set(given), box
        assert bool(numbers_shown) == any(number > 0 for number in given), box
    assert all(one["contested"] or numbers_of(one) == numbers_in(one["value"]) for one in told)


@pytest.mark.parametrize("number", range(20))
def test_the_numbers_of_panels_and_table_are_those_of_the_summary(
    number: int, dataset: Dataset
) -> None:
    """The functions that the sidebar and the table of places draw from."""
    view = View(dataset, selections()[number])
    told = [one for one in summary_objects(view) if one["state"] == "known"]
    toll, force = killed(view), peacekeepers(view)
    people = {row.name: row.number for row in toll.rows}
    forces = {row.name: row.number for row in force.rows}
    for one in told:
        if one["label"] == "killed":
            group = f"{one['place']}, {terms.plain(one['group'])}"
            shown = toll.total if one["group"] == "all" else people[group]
            assert numbers_in(shown) == numbers_in(one["value"])
        elif one["label"] == "deployed" and one["group"] != "all":
            assert forces[country_name(one["group"])] == one["value"]
        elif one["label"] == "deployed":
            assert numbers_in(force.total) == numbers_in(one["value"])
    places = situation(view)
    counts = {
        "curfew_tonight": int(places.curfew_tonight.sum()),
        "curfew": int(places.curfew.sum()),
        "suspended": int((places.services_suspended.fillna(0) > 0)[places.kind != "country"].sum()),
    }
    if not view.selection.picks_subjects:
        assert {one["label"]: one["best"] for one in told if one["scope"] == "places"} == counts


def boxes(app: AppTest) -> dict[str, list[int]]:
    """What each figure of the line is called, and the numbers that it shows."""
    return {one["label"]: numbers_in(one["number"]) for one in told(app, "figures")["figures"]}


def numbers_in(text: str) -> list[int]:
    return [int(one.replace(",", "")) for one in NUMBER.findall(text)]


def numbers_of(one: dict[str, Any]) -> list[int]:
    """The numbers of an object as its words tell them."""
    bounds = one["low"], one["best"], one["high"]
    return [] if bounds == (None,) * 3 else numbers_in(numbers.range_in_words(*bounds))
