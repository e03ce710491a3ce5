"""What is told of the contingents of a force."""

from pathlib import Path

import pandas as pd
import pytest

from geo.geocoding.origins import Point
from geo.ledger import Selection
from geo.subjects import contingents
from geo.view import View
from geo.words.countries import country_name
from tests.support.building import Rows, make_dataset

WHOLE = {"place": "Kazakhstan", "contributor": ""}


def view_of(tmp_path: Path, *rows: dict) -> View:
    dataset = make_dataset(tmp_path / "dataset", deployments=list(rows))
    assert not dataset.errors
    return View(dataset, Selection(known_on=pd.Timestamp("2022-02-01", tz="UTC")))


def test_rival_totals_stand_side_by_side_and_are_not_added(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        WHOLE | {"personnel_best": "2500", "attributed_to": "One"},
        WHOLE | {"personnel_low": "2030", "personnel_high": "2030", "attributed_to": "Two"},
        {"contributor": "RUS", "personnel_best": "3000"},
        WHOLE | {"unit": "command"},
    )
    table = contingents.rivals(view.history("deployments"))
    assert list(table.people) == [2500, 2030]
    assert list(table.words) == ["about 2,500", "2,030"]


def test_a_contingent_without_a_number_is_still_a_mark(tmp_path: Path) -> None:
    view = view_of(tmp_path, {"contributor": "ARM", "phase": "announced"})
    row = contingents.marks(view.history("deployments")).iloc[0]
    assert pd.isna(row.people)
    assert (row.reach, row.words) == ("", "")


def test_the_airlift_is_what_counts_planes(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        {"entry_id": "planes", "aircraft": "70"},
        {"entry_id": "named", "task": "Airlift of the contingents"},
        {"entry_id": "guard", "task": "airport"},
    )
    assert set(contingents.airlift(view.history("deployments")).entry_id) == {"planes", "named"}


def test_only_deployed_troops_guard_something(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        {"entry_id": "on-site", "task": "bread factory", "phase": "deployed"},
        {"entry_id": "plan", "task": "bread factory", "phase": "announced"},
        {"entry_id": "flown-in", "task": "airlift of the contingents", "phase": "deployed"},
    )
    assert list(contingents.guarded(view.table("deployments")).entry_id) == ["on-site"]


@pytest.mark.parametrize(
    ("occurred", "day", "planned"),
    [
        ({"occurred_from": "2022-01-05"}, "2022-01-05", False),
        ({"occurred_from": "2022-01-14T18:10"}, "2022-01-14", True),
        ({"occurred_from": "", "occurred_to": "2022-01-19"}, "2022-01-19", True),
        ({"occurred_from": "", "occurred_to": ""}, "2022-01-07", False),
    ],
)
def test_a_movement_has_the_day_it_speaks_of(
    tmp_path: Path, occurred: dict, day: str, planned: bool
) -> None:
    view = view_of(tmp_path, {"phase": "withdrawn"} | occurred)
    row = contingents.movements(view.history("deployments")).iloc[0]
    assert (row.day, row.planned) == (day, planned)


def test_a_route_whose_origin_is_unknown_is_kept_without_a_point(tmp_path: Path) -> None:
    rows: Rows = ({"origin": "Somewhere"}, {"origin": "Nowhere", "place": "Atyrau"})
    view = view_of(tmp_path, *rows, {"origin": ""})
    found = {"Somewhere": Point("Somewhere", 55.0, 27.0, exact=True)}
    table = contingents.routes(
        view.history("deployments"), view.dataset.places, lambda names: found
    ).set_index("origin")
    assert table.from_latitude["Somewhere"] == 55.0
    assert pd.isna(table.from_latitude["Nowhere"])
    assert table.to_latitude["Nowhere"] == 43.0
    assert len(table) == 2


@pytest.mark.parametrize("compute", [contingents.marks, contingents.rivals, contingents.airlift,
                                     contingents.guarded, contingents.movements])  # fmt: skip
def test_nothing_known_is_an_empty_table(tmp_path: Path, compute: object) -> None:
    assert compute(view_of(tmp_path).history("deployments")).empty


def test_a_code_that_is_no_country_stays_a_code() -> None:
    assert country_name("ARM") == "Armenia"
    assert country_name("XXX") == "XXX"
