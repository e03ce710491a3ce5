"""What a file calls a region or a country is what the dataset calls it, however it is spelled."""

import pytest

from geo.geocoding.regions import Region
from geo.importing.countries import country_code
from geo.importing.places import Named
from geo.importing.regions import Regions

ROWS = [{"place_id": "magway", "name": "Magway", "kind": "region", "aliases": "", "country": "MM",
         "admin1": "Magway"},
        {"place_id": "mon", "name": "Mon", "kind": "region", "aliases": "", "country": "MM",
         "admin1": "Mon"}]  # fmt: skip
SQUARE = (([(94.0, 19.0), (96.0, 19.0), (96.0, 21.0), (94.0, 21.0)],),)
OUTLINES = [Region("Magway", frozenset(), "MM", "magway", SQUARE)]


def named(admin1: str, latitude: str = "20.1", longitude: str = "95.1") -> Named:
    return Named("A village", "village", admin1, "MM", latitude, longitude, "1")


@pytest.mark.parametrize("name", ["Magway", "Magway region", "Magway  Region"])
def test_spellings_and_words_make_no_other_region(name: str) -> None:
    assert Regions(ROWS, []).official(name, "MM") == "Magway"


def test_a_name_of_geonames_is_the_region_that_bears_another_of_them() -> None:
    row = ROWS[0] | {"name": "Suwayda", "admin1": "Suwayda", "country": "SY"}
    assert Regions([row], []).official("Sweida Governorate", "SY") == "Suwayda"


def test_a_name_that_no_list_has_is_told_by_its_points() -> None:
    regions = Regions(ROWS, OUTLINES)
    inside = [named("Middle west", f"20.{i}") for i in range(5)]
    regions.learn([*inside, named("Far south", "12.0"), named("Far south", "12.1")])
    assert regions.official("Middle West", "MM") == "Magway"
    assert regions.official("Far south", "MM") == "Far south"


def test_two_points_are_too_few_to_tell_a_region() -> None:
    regions = Regions(ROWS, OUTLINES)
    regions.learn([named("Middle west"), named("Middle west", "20.2")])
    assert regions.official("Middle west", "MM") == "Middle west"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Myanmar (Burma)", "MM"), ("DR Congo (Zaire)", "CD"), ("Democratic Republic of Congo", "CD"),
     ("SYR", "SY"), ("DE", "DE"), ("Yemen (North Yemen)", "YE"), ("Türkiye", "TR"),
     ("Nowhere", ""), ("", "")],
)  # fmt: skip
def test_countries_are_told_by_name_code_or_former_name(name: str, code: str) -> None:
    assert country_code(name) == code
