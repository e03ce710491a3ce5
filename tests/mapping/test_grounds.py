"""The ground of the map, for any countries and places."""

import json
from pathlib import Path

import pytest

from geo.dataset import Dataset, load_dataset
from geo.mapping import outlines, themes
from geo.mapping.grounds import ground
from geo.mapping.windows import THE_WORLD
from tests.support.building import CRISIS, place, write_dataset
from tests.support.grounds import ground_of


def dataset_of(directory: Path, countries: list[str], *places: dict) -> Dataset:
    """A dataset about these countries with these places."""
    write_dataset(directory, places=places)
    crisis = {name: value for name, value in CRISIS.items() if name != "country"}
    package = {"title": "A crisis", "crisis": crisis | {"countries": countries}}
    (directory / "datapackage.json").write_text(json.dumps(package))
    return load_dataset(directory)


def at(
    place_id: str, kind: str, latitude: float, longitude: float, country: str, **more: str
) -> dict:
    """A row of a place with these coordinates."""
    where = {"latitude": str(latitude), "longitude": str(longitude), "country": country}
    return place(place_id, place_id.title(), kind, "") | where | more


def holds(box: outlines.Window, longitude: float, latitude: float) -> bool:
    west, south, east, north = box
    return west < longitude < east and south < latitude < north


def test_every_country_that_is_named_is_outlined_and_seen(tmp_path: Path) -> None:
    here = ground(dataset_of(tmp_path, ["MM", "BD"]))
    assert {"MM-17", "BD-C"} <= here.outlined.keys()
    assert holds(here.home, 90.4, 23.8)
    assert holds(here.home, 97.0, 21.0)
    labels = {one["properties"]["name"] for one in here.land if one["properties"]["label"]}
    assert {"Myanmar", "Bangladesh", "Thailand"} <= labels


def test_places_beyond_the_country_and_at_sea_are_in_sight(tmp_path: Path) -> None:
    sea = at("bay-of-bengal", "sea", 15.0, 88.0, "MM")
    far = at("new-york", "city", 40.7, -74.0, "US")
    here = ground(dataset_of(tmp_path, ["MM"], sea, far, at("yangon", "city", 16.8, 96.2, "MM")))
    assert holds(here.home, 88.0, 15.0)
    assert not holds(here.home, -74.0, 40.7)
    assert here.waters[0]["properties"]["kind"] == "sea"


def test_of_several_countries_it_shows_the_part_that_something_is_told_of(tmp_path: Path) -> None:
    places = [at("mannar", "city", 8.98, 79.9, "LK"), at("rameswaram", "town", 9.29, 79.31, "IN"),
              at("delhi", "city", 28.6, 77.2, "IN")]  # fmt: skip
    claims = [{"place": "Mannar"}, {"place": "Rameswaram"}]
    write_dataset(tmp_path, places=places, incidents=claims)
    crisis = CRISIS | {"country": "LK", "countries": ["LK", "IN"]}
    (tmp_path / "datapackage.json").write_text(json.dumps({"crisis": crisis}))
    here = ground(load_dataset(tmp_path))
    assert holds(here.home, 79.9, 8.98)
    assert not holds(here.home, 77.2, 28.6)
    assert here.reach[3] > 30  # a reader who goes farther out sees all of both
    write_dataset(tmp_path, places=places, incidents=[*claims, {"place": "Delhi"}])
    (tmp_path / "datapackage.json").write_text(json.dumps({"crisis": crisis}))
    assert holds(ground(load_dataset(tmp_path)).home, 77.2, 28.6)


def test_a_region_of_a_neighbour_is_drawn_where_it_is_a_place(tmp_path: Path) -> None:
    chattogram = at("chittagong", "region", 22.5, 91.8, "BD", iso3166_2="BD-B")
    here = ground(dataset_of(tmp_path, ["MM"], chattogram))
    assert "chittagong" in here.outlined
    assert "BD-C" not in here.outlined


def test_longitudes_are_unwrapped_around_the_middle(tmp_path: Path) -> None:
    lau = at("lau", "city", -18.2, -178.8, "FJ")
    dataset = dataset_of(tmp_path, ["FJ"], lau)
    here = ground(dataset)
    west, _, east, _ = here.home
    assert 174 < west < east < 182.5
    assert themes.places(dataset)["lau"]["p"] == [181.2, -18.2]


def test_a_dataset_without_a_country_has_the_land_around_its_places(tmp_path: Path) -> None:
    here = ground(dataset_of(tmp_path, [], at("ship", "sea", 13.0, 45.0, "YE")))
    assert holds(here.home, 45.0, 13.0)
    assert here.land
    assert ground(dataset_of(tmp_path / "none", [])).home == THE_WORLD


def test_a_region_without_an_outline_is_a_point(tmp_path: Path) -> None:
    capital = at("nay-pyi-taw", "region", 19.7, 96.1, "MM", iso3166_2="MM-18")
    dataset = dataset_of(tmp_path, ["MM"], capital, at("shan", "region", 21, 98, "MM"))
    drawn = themes.places(dataset)
    assert drawn["nay-pyi-taw"].get("o") == 1
    assert "o" not in drawn["shan"]
    told = [issue for issue in dataset.issues if "no outline" in issue.problem]
    assert [issue.level for issue in told] == ["warning"]
    assert "Nay-Pyi-Taw" in told[0].problem


@pytest.mark.parametrize("country", ["MM", "FJ", "RU", "AQ", "CL", "VA", "PS", "US", "GF"])
def test_any_country_makes_a_small_script(country: str) -> None:
    here = ground_of(country)
    assert len(here.script) < 580_000
    assert here.land
    west, south, east, north = here.home
    assert west < east
    assert south < north


def test_the_first_dataset_sends_no_more_than_before() -> None:
    assert len(ground_of("KZ").script) < 246_000
