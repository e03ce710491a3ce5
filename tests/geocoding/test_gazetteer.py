"""A name leads to the place that is meant, to several or to none; never to a wrong one unsaid."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from hypothesis import given
from hypothesis import strategies as st

from bench.geocoding_accuracy import SEARCHES, count_outcomes, read_cities, share_right
from geo.geocoding.gazetteer import Gazetteer
from tests.support import gazetteers
from tests.support.drawing import draws


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteers.full()


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    return Gazetteer(folder=tmp_path, read=gazetteers.read_small)


@pytest.mark.parametrize(
    ("name", "geonames_id", "match"),
    [
        ("Astana", 1526273, "exact"),
        ("Nur-Sultan", 1526273, "alias"),
        ("Нур-Султан", 1526273, "alias"),
        ("Нұр-Сұлтан", 1526273, "alias"),
        ("Taldyqorghan", 1518542, "alias"),
        ("Semipalatinsk", 1519422, "alias"),
        ("Chimkent", 1518980, "alias"),
        ("Jambyl", 1516905, "fuzzy"),
        ("Kzyl-Orda", 1519922, "alias"),
        ("Gur'yev", 610529, "alias"),
        ("Ust-Kamenogorsk", 1520316, "exact"),
        ("Шымкент", 1518980, "exact"),
        ("Жаңаөзен", 607610, "exact"),
        ("г. Шымкент", 1518980, "exact"),
        ("Шымкент город", 1518980, "exact"),
        ("Almtay", 1526384, "fuzzy"),
        ("Shymkkent", 1518980, "fuzzy"),
    ],
)
def test_names_of_then_and_now_in_either_script_lead_to_the_city(
    places: Gazetteer, name: str, geonames_id: int, match: str
) -> None:
    raw = places.geocode(name, country="KZ").raw
    assert (raw["geonames_id"], raw["match"], raw["ambiguous"]) == (geonames_id, match, False)


def test_three_places_of_one_name_are_ambiguous_and_all_named(places: Gazetteer) -> None:
    raw = places.geocode("Aktau", country="KZ").raw
    assert raw["ambiguous"]
    assert {610612, 1526269, 1526601} == {
        raw["geonames_id"],
        *(other["geonames_id"] for other in raw["alternatives"]),
    }


@pytest.mark.parametrize(
    ("query", "country", "admin1"),
    [
        ("Aktau, Mangystau", "KZ", "09"),
        ("Aktau, Мангистауская область", "KZ", "09"),
        ("Paris, TX", "US", "TX"),
        ("Paris, Texas, USA", "US", "TX"),
        ("Paris, France", "FR", "11"),
        ("Los Angeles, CA", "US", "CA"),
        ("Tbilisi, Georgia", "GE", "51"),
        ("Atlanta, Georgia", "US", "GA"),
        ("Birmingham, UK", "GB", "ENG"),
        ("Kinshasa, DRC", "CD", "06"),
        ("Suzdal, Vladimir", "RU", "83"),
    ],
)
def test_a_region_or_country_after_the_comma_restricts(
    places: Gazetteer, query: str, country: str, admin1: str
) -> None:
    raw = places.geocode(query).raw
    assert (raw["country"], raw["admin1"], raw["ambiguous"]) == (country, admin1, False)


@pytest.mark.parametrize("query", ["London; Paris", "Sevastopol, Russia"])
def test_a_place_that_lies_elsewhere_is_told_and_not_taken(places: Gazetteer, query: str) -> None:
    ranked = places.search(query)
    assert not ranked.matches
    assert ranked.elsewhere[0].city.name in query


def test_a_qualifier_that_could_be_several_towns_names_no_region(places: Gazetteer) -> None:
    assert places.search("Chicago, Springfield").ignored == ("Springfield",)


def test_a_qualifier_that_nothing_is_called_makes_the_answer_doubtful(places: Gazetteer) -> None:
    ranked = places.search("Taraz, Ruritania")
    assert ranked.ambiguous
    assert ranked.ignored == ("Ruritania",)


@pytest.mark.parametrize("name", ["Kyzylsai Bulak", "Nosuchville", "Aktat", "Almasy", "Zzzz", "x"])
def test_a_village_that_the_index_does_not_know_is_none(places: Gazetteer, name: str) -> None:
    assert places.geocode(name, country="KZ") is None


@pytest.mark.parametrize("query", ["Mirbat", "Cantwell", "Almtay", "Oostanay"])
def test_a_misspelling_of_some_name_in_the_world_is_doubtful(places: Gazetteer, query: str) -> None:
    assert places.geocode(query).raw["ambiguous"]


def test_another_spelling_needs_no_country(places: Gazetteer) -> None:
    raw = places.geocode("Shymkkent").raw
    assert (raw["geonames_id"], raw["match"], raw["ambiguous"]) == (1518980, "fuzzy", False)


@pytest.mark.parametrize("query", ["London", "Los Angeles", "Melbourne", "Donetsk", "Dali"])
def test_a_city_with_a_large_namesake_is_ambiguous_until_its_country_is_named(
    places: Gazetteer, query: str
) -> None:
    assert places.geocode(query).raw["ambiguous"]


@pytest.mark.parametrize(
    "query", ["Paris", "Berlin", "Moscow", "London, UK", "Donetsk, Ukraine", "Kyiv", "Astana"]
)
def test_a_city_with_small_namesakes_is_meant(places: Gazetteer, query: str) -> None:
    assert not places.geocode(query).raw["ambiguous"]


def test_a_name_that_is_not_known_is_answered_with_similar_ones(places: Gazetteer) -> None:
    ranked = places.search("Aktat", country="KZ")
    assert "Aktau" in {match.city.name for match in ranked.similar}
    assert not ranked.matches


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "\0",
        "a\0b",
        "🙂",
        "'; DROP TABLE city;--",
        '"*" NEAR(a b) OR name:x^2',
        "%",
        "_____",
        "\ud800",
        "a" * 1_000_000,
        "," * 100_000,
        "а́" * 90,
        "{{ 7*7 }}",
    ],
)
def test_what_is_no_name_is_none(places: Gazetteer, query: str) -> None:
    assert places.geocode(query) is None


@draws(80)
@given(st.text(max_size=40), st.sampled_from([None, "KZ", "us", "Kazakhstan"]))
def test_no_text_makes_the_gazetteer_fail(query: str, country: str | None) -> None:
    ranked = gazetteers.full().search(query, country=country)
    assert all(0 <= match.score <= 1 for match in (*ranked.matches, *ranked.similar))


def test_it_keeps_the_contract_of_a_geopy_geocoder(places: Gazetteer) -> None:
    assert isinstance(places, Geocoder)
    one = places.geocode("Taraz")
    assert isinstance(one, Location)
    assert (round(one.latitude, 1), round(one.longitude, 1)) == (42.9, 71.4)
    assert {"geonames_id", "country", "admin1", "timezone", "population", "score", "match"} <= set(
        one.raw
    )
    several = places.geocode("Springfield", exactly_one=False)
    assert len(several) > 5
    assert all(isinstance(each, Location) for each in several)
    assert places.geocode("Nosuchville", exactly_one=False) is None


def test_a_country_that_there_is_not_is_an_error(places: Gazetteer) -> None:
    with pytest.raises(GeocoderQueryError, match="Ruritania"):
        places.geocode("Aktau", country="Ruritania")


def test_the_gazetteer_cannot_open_a_connection(places: Gazetteer) -> None:
    with pytest.raises(RuntimeError, match="no connection"):
        places.adapter.get_json("http://127.0.0.1/", timeout=1, headers={})


def test_the_nearest_place_is_found(places: Gazetteer) -> None:
    assert places.reverse((43.66, 51.17)).raw["geonames_id"] == 610612
    assert places.reverse("43.66, 51.17").raw["distance_km"] < 1


def test_the_open_sea_is_near_no_place(places: Gazetteer) -> None:
    assert places.reverse((0.0, -150.0)) is None


@pytest.mark.parametrize(
    ("point", "name"),
    [((-18.1, -179.9), "Suva"), ((-14.0, -172.1), "Apia"), ((89.9, 170.0), "Alert")],
)
def test_nearness_does_not_end_at_the_antimeridian_or_a_pole(
    small: Gazetteer, point: tuple[float, float], name: str
) -> None:
    assert small.reverse(point, within_km=900).raw["name"] == name


def test_a_point_that_is_none_is_an_error(places: Gazetteer) -> None:
    with pytest.raises(ValueError, match=r"."):
        places.reverse("nowhere at all")


def test_threads_share_one_gazetteer(places: Gazetteer) -> None:
    barrier = threading.Barrier(8)

    def look_up(number: int) -> tuple[int, int]:
        barrier.wait()
        for _ in range(50):
            exact = places.geocode("Taraz", country="KZ").raw["geonames_id"]
            fuzzy = places.geocode("Shymkkent", country="KZ").raw["geonames_id"]
        return exact, fuzzy

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look_up, range(8))) == {(1516905, 1518980)}


@pytest.mark.parametrize(
    ("asked", "least"),
    [("name and country", 0.99), ("'name, region'", 0.995), ("name alone", 0.99)],
)
def test_cities_that_are_found_lie_where_another_list_has_them(
    places: Gazetteer, asked: str, least: float
) -> None:
    cities = read_cities()
    outcomes = count_outcomes(places, cities, SEARCHES[asked])
    assert len(cities) > 2500
    assert share_right(outcomes) >= least, outcomes
    assert outcomes["not found"] < 0.05 * len(cities), outcomes
    assert outcomes["right"] > 0.8 * len(cities), outcomes
