"""A name that means a place which is there already makes no second place."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import load_dataset
from geo.dataset.merging import distance_km
from geo.dataset.schema import TABLES
from geo.geocoding.locating import locate_places
from tests.support.building import PLACES, place, write_dataset

REGION = place("mangystau-region", "Mangystau Region", "region", "Mangystau Region", "Asia/Aqtau",
               latitude="44.3", longitude="53.2", precision="3",
               aliases="Мангыстауская область")  # fmt: skip
COLUMNS = TABLES["places"].names


def two_counts(directory: Path, name: str, *places: dict) -> Path:
    """Two agencies count the killed of one region, which one of them spells otherwise."""
    rows = [{"place": "Mangystau Region", "best": "5"}, {"place": name, "best": "50"}]
    rows[1]["source_id"] = "s2"
    return write_dataset(directory, places=places or [*PLACES, REGION], casualties=rows)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Mаngystau Region", "Cyrillic: а (U+0430)"),
        ("Mangystau\u200b Region", "U+200B"),
        ("Man\u00adgystau Region", "U+00AD"),
        ("Mangystau Province", "same spot"),
        ("Мангыстауская обл.", "same spot"),
    ],
)
def test_another_spelling_of_a_region_is_that_region_and_all_counts_are_its_own(
    tmp_path: Path, name: str, said: str
) -> None:
    dataset = load_dataset(two_counts(tmp_path, name), locate_places)
    assert set(dataset.claims.place_id) == {"mangystau-region"}
    assert set(dataset.places.index) == {row["place_id"] for row in (*PLACES, REGION)}
    (issue,) = dataset.issues
    assert (issue.level, issue.line, issue.column, issue.value) == ("warning", 3, "place", name)
    assert said in issue.problem
    assert "Mangystau Region (mangystau-region)" in issue.problem


def test_a_spelling_that_two_places_share_is_neither(tmp_path: Path) -> None:
    twins = [place("one", "Ten", "city", ""), place("two", "Тen", "city", "")]
    write_dataset(tmp_path, places=[*PLACES, *twins], status=[{"place": "Те\u200bn"}])
    dataset = load_dataset(tmp_path)
    assert list(dataset.claims.place_id) == [""]


def located(**row: str) -> pd.DataFrame:
    cells = place("located-7", "Guryev", "city", "", "Asia/Atyrau") | row
    return pd.DataFrame([[cells.get(name, "") for name in COLUMNS]], columns=COLUMNS, dtype=object)


@pytest.mark.parametrize(
    ("found", "reviewed", "is_same"),
    [
        ({"latitude": "47.12"}, {}, True),
        ({"latitude": "47.12"}, {"geonames_id": "8"}, True),
        ({"latitude": "47.12", "geonames_id": "7"}, {"geonames_id": "8"}, False),
        ({"latitude": "49.12", "geonames_id": "7"}, {"geonames_id": "7"}, True),
        ({"latitude": "47.2"}, {}, False),
        ({"latitude": "47.12", "kind": "region"}, {}, False),
        ({"latitude": "47.12"}, {"kind": "country"}, False),
    ],
)
def test_what_lies_at_the_spot_of_a_place_is_that_place(
    tmp_path: Path, found: dict, reviewed: dict, is_same: bool
) -> None:
    atyrau = place("atyrau", "Atyrau", "city", "", "Asia/Atyrau", latitude="47.11") | reviewed
    write_dataset(tmp_path, places=[atyrau], status=[{"place": "Guryev"}])
    dataset = load_dataset(tmp_path, lambda *_: (located(**found), {"Guryev": "It was found."}))
    assert list(dataset.claims.place_id) == ["atyrau" if is_same else "located-7"]
    assert len(dataset.issues) == 1
    assert ("same spot" in dataset.issues[0].problem) == is_same


def test_kilometres_are_those_along_the_ground() -> None:
    almaty, astana = (43.25, 76.95), (51.16, 71.47)
    assert distance_km(almaty, astana) == pytest.approx(970, abs=15)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111, abs=1)
    assert distance_km((90, 0), (-90, 0)) == pytest.approx(20015, abs=1)
    assert distance_km(almaty, almaty) == 0
