"""Curfew tonight: one population, each place by its own clock, rivals with who says what."""

from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.rows import read_rows
from geo.subjects import curfews
from geo.subjects.tonight import Tonight, tonight
from geo.view import View
from tests.support.building import make_dataset
from tests.support.drawing import draws

REGION = {
    "entry_id": "region",
    "place": "Jambyl Region",
    "occurred_from": "2022-01-05",
    "occurred_to": "2022-01-19T00:00",
    "daily_from": "23:00",
    "daily_to": "07:00",
}
CITY = {"entry_id": "city", "source_id": "s2", "daily_from": "19:00", "daily_to": "07:00"}


def nights(dataset: Dataset, at: str) -> dict[str, Tonight]:
    view = View(dataset, Selection(known_on=pd.Timestamp(at, tz="UTC")))
    return {night.place_id: night for night in read_rows(view.tonight, Tonight)}


def test_a_curfew_that_begins_later_the_same_evening_is_tonight_and_not_now(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[REGION])
    found = nights(dataset, "2022-01-08T06:00")  # noon in Taraz
    assert found.keys() == {"taraz", "jambyl-region"}
    night = found["taraz"]
    assert (night.is_now, night.contested, night.hours) == (False, False, "23:00-07:00")
    assert night.local == datetime.fromisoformat("2022-01-08T12:00")
    assert night.begins == datetime.fromisoformat("2022-01-08T23:00")
    assert night.until == datetime.fromisoformat("2022-01-09T07:00")
    assert nights(dataset, "2022-01-08T17:30")["taraz"].is_now


def test_contested_hours_are_named_with_who_says_what(tmp_path: Path) -> None:
    found = nights(make_dataset(tmp_path, restrictions=[REGION, CITY]), "2022-01-08T17:59")
    night = found["taraz"]
    assert (night.is_now, night.contested) == (True, True)
    assert night.hours == "19:00-07:00 (Daily Two) or 23:00-07:00 (Agency One)"
    assert set(night.entry_ids) == {"city", "region"}
    assert not found["jambyl-region"].contested


def test_hours_that_follow_each_other_are_not_contested(tmp_path: Path) -> None:
    first = REGION | {"occurred_to": "2022-01-08T07:00"}
    second = CITY | {"place": "Jambyl Region", "occurred_from": "2022-01-08"}
    dataset = make_dataset(tmp_path, restrictions=[first, second])
    night = nights(dataset, "2022-01-07T23:00")["taraz"]  # five in the morning
    assert (night.contested, night.hours) == (False, "23:00-07:00, 19:00-07:00")


def test_the_last_evening_is_over_with_the_end_and_a_country_is_no_place(tmp_path: Path) -> None:
    national = REGION | {"place": "Kazakhstan"}
    dataset = make_dataset(tmp_path, restrictions=[national])
    assert nights(dataset, "2022-01-18T17:30").keys() == set(dataset.places.index) - {"kazakhstan"}
    assert nights(dataset, "2022-01-19T06:00").keys() == set()


def test_what_was_only_reported_lapses(tmp_path: Path) -> None:
    row = CITY | {"basis": "reported", "occurred_from": "2022-01-07"}
    dataset = make_dataset(tmp_path, restrictions=[row])
    assert nights(dataset, "2022-01-09T17:00").keys() == {"taraz"}
    assert nights(dataset, "2022-01-09T18:00").keys() == set()


SHARED: dict[str, Dataset] = {}


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [REGION, CITY, CITY | {"entry_id": "west", "place": "Atyrau", "basis": "enforced"}]
    SHARED["dataset"] = make_dataset(tmp_path_factory.mktemp("nights"), restrictions=rows)


@draws(10)
@given(st.integers(-48, 300))
def test_tonight_is_what_any_minute_until_midnight_finds(hours: int) -> None:
    dataset = SHARED["dataset"]
    at = pd.Timestamp("2022-01-07T00:15Z") + pd.Timedelta(hours=hours)
    claims = View(dataset, Selection(pd.Timestamp("2022-02-01T00:00Z"))).table("restrictions")
    expected = {}
    for place_id, zone in dataset.places.timezone.drop("kazakhstan").items():
        local = curfews.local_time(at, zone)
        minutes = [local + i * timedelta(minutes=30) for i in range(24 * 2)]
        today = [one for one in minutes if one.date() == local.date()]
        held = [len(curfews.in_force(claims, place_id, dataset.places, one)) > 0 for one in today]
        if any(held):
            expected[place_id] = held[0]
    found = read_rows(tonight(claims, dataset.places, at), Tonight)
    assert {night.place_id: night.is_now for night in found} == expected
