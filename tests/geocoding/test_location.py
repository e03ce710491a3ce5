"""What the gazetteer returns is a geopy Location in every respect."""

import copy
import json
import pickle

import pytest
from geopy.location import Location

from geo.geocoding.gazetteer import Gazetteer
from tests.support import gazetteers


@pytest.fixture
def location(tmp_path_factory: pytest.TempPathFactory) -> Location:
    places = Gazetteer(folder=tmp_path_factory.mktemp("index"), read=gazetteers.read_small)
    return places.geocode("Aktau")


def test_raw_is_a_plain_dict_with_the_alternatives(location: Location) -> None:
    raw = json.loads(json.dumps(location.raw))
    assert type(location.raw) is dict
    assert (raw["geonames_id"], raw["match"], raw["ambiguous"]) == (1, "exact", True)
    assert {other["geonames_id"] for other in raw["alternatives"]} == {2, 3}
    assert location.raw is location.raw


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_copy_is_equal_and_complete_even_before_raw_was_read(
    location: Location, duplicate: object
) -> None:
    other = duplicate(location)
    assert other == location
    assert other.raw["alternatives"] == location.raw["alternatives"]
    assert (other.address, other.point) == ("Aktau, KZ", location.point)


def test_it_equals_what_geopy_would_make_of_the_same(location: Location) -> None:
    same = Location("Aktau, KZ", (43.66, 51.17), dict(location.raw))
    assert location == same
    assert tuple(location.point) == tuple(same.point) == (43.66, 51.17, 0.0)
    assert (location.point.format(), str(location)) == (same.point.format(), str(same))
    assert location != Location("Aktau, KZ", (43.66, 51.17), {})
