"""A region is found by its names, and its point lies inside its outline."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geocoding.regions import (
    BASEMAP,
    Region,
    find_region,
    outlines,
    regions_of,
    reviewed_regions,
)
from tests.support.drawing import draws

# a horseshoe, whose middle is outside it, and an island with a lake
HORSESHOE = [[[0, 0], [9, 0], [9, 9], [6, 9], [6, 3], [3, 3], [3, 9], [0, 9], [0, 0]]]
LAKE = [
    [[20, 0], [30, 0], [30, 10], [20, 10], [20, 0]],
    [[22, 2], [28, 2], [28, 8], [22, 8], [22, 2]],
]


def feature(name: str, kind: str, coordinates: list, **properties: str) -> dict:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"name": name, **properties}, "geometry": geometry}


def region(kind: str, coordinates: list) -> Region:
    return regions_of({"features": [feature("Here", kind, coordinates)]})[0]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Polygon", HORSESHOE),
        ("Polygon", LAKE),
        ("MultiPolygon", [HORSESHOE, LAKE]),
        ("MultiPolygon", [LAKE, HORSESHOE]),
    ],
)
def test_the_point_of_a_region_lies_inside_it(kind: str, coordinates: list) -> None:
    here = region(kind, coordinates)
    assert here.contains(*here.point_inside())


@draws(50)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=12))
def test_the_point_of_any_outline_lies_inside_it(corners: list[tuple[int, int]]) -> None:
    ring = [list(corner) for corner in [*corners, corners[0]]]
    for here in regions_of({"features": [feature("Here", "Polygon", [ring])]}):
        assert here.contains(*here.point_inside())


def test_a_bay_and_a_lake_are_outside() -> None:
    assert not region("Polygon", HORSESHOE).contains(6, 4.5)
    assert not region("Polygon", LAKE).contains(5, 25)


@pytest.mark.parametrize(
    "bad",
    [
        feature("", "Polygon", HORSESHOE),
        feature("Point", "Point", [1, 2]),
        feature("Flat", "Polygon", [[[0, 0], [1, 0], [0, 0]]]),
        feature("Empty", "MultiPolygon", []),
        {"type": "Feature", "properties": None, "geometry": None},
    ],
)
def test_a_feature_without_name_or_area_is_no_region(bad: dict) -> None:
    assert regions_of({"features": [bad]}) == []


def places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "place_id": ["north", "town"],
            "kind": ["region", "city"],
            "name": ["North Region", "Town"],
            "name_ru": ["Северная область", ""],
            "name_kk": ["", ""],
            "aliases": ["Nord|Sever", ""],
            "admin1": ["North Region", "Town"],
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    features = [
        feature("Severnyj", "Polygon", HORSESHOE, place_id="north"),
        feature("Town", "Polygon", LAKE, place_id="town"),
    ]
    (tmp_path / "XX-regions.geojson").write_text(json.dumps({"features": features}))
    return tmp_path


def test_a_region_bears_the_names_that_places_csv_has(folder: Path) -> None:
    found = outlines("XX", places(), folder)
    assert [each.name for each in found] == ["North Region", "Town"]
    for name in ("North", "north region", "Северная область", "Nord", "Sever Oblast"):
        assert [each.place_id for each in find_region(name, found)] == ["north"]


@pytest.mark.parametrize(
    "row",
    [
        {"place_id": "north"},
        {"place_id": "n", "name": "Severnyj Oblast"},
        {"place_id": "n", "name": "Far North", "latitude": 2.0, "longitude": 4.5},
    ],
    ids=["id", "name", "point"],
)
def test_an_outline_is_the_region_that_places_csv_has_for_it(folder: Path, row: dict) -> None:
    rows = places().assign(latitude=-50.0, longitude=-50.0).to_dict("records")
    rows[0] |= row
    known = pd.DataFrame(rows)
    found = reviewed_regions(outlines("XX", known, folder), known)
    assert list(found.values()) == [row["place_id"]]


def test_an_outline_that_places_csv_does_not_know_is_no_place_of_it(folder: Path) -> None:
    known = places().assign(place_id=["far", "town"], latitude=-50.0, longitude=-50.0)
    assert reviewed_regions(outlines("XX", known, folder), known) == {}


def test_a_city_with_an_outline_is_not_found_as_a_region(folder: Path) -> None:
    assert find_region("Town", outlines("XX", places(), folder)) == []


@pytest.mark.parametrize("country", ["YY", "", "../XX", "xx"])
def test_a_country_without_a_base_map_has_no_outlines(folder: Path, country: str) -> None:
    assert outlines(country, places(), folder) == []


@pytest.mark.parametrize("path", sorted(BASEMAP.glob("*-regions.geojson")), ids=lambda p: p.name)
def test_every_shipped_outline_has_a_point_inside_it(path: Path) -> None:
    found = outlines(path.name[:2], places())
    assert found
    assert all(each.contains(*each.point_inside()) for each in found)
