"""A name that is only similar is never sure; what its source says beside it can make it so."""

import pytest

from geo.geocoding.gazetteer import Gazetteer, matching
from geo.geocoding.hints import Hint, point_of
from geo.geocoding.regions import outlines
from geo.geocoding.resolution import Resolution
from geo.geocoding.resolve import locate_unknown
from tests.support import gazetteers


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer(folder=gazetteers.full_folder())


def find(places: Gazetteer, name: str, country: str, hint: Hint | None = None) -> Resolution:
    hints = {name: hint} if hint else {}
    return locate_unknown([name], country=country, gazetteer=places, hints=hints)[name]


def test_a_village_of_a_similar_name_far_off_is_not_proposed(places: Gazetteer) -> None:
    guess = find(places, "Marnaung village", "MM")
    assert not guess.located
    assert "Manaung" in (guess.reason or "")
    for hint in (Hint(region="Mon"), Hint(point=(16.5, 97.6))):
        assert find(places, "Marnaung village", "MM", hint).match == "none"


def test_a_slip_that_its_source_confirms_is_sure(places: Gazetteer) -> None:
    assert not find(places, "Almtay", "KZ").located
    near = find(places, "Almtay", "KZ", Hint(point=(43.2, 76.9)))
    assert (near.located, near.geonames_id) == (True, 1526384)
    assert not find(places, "Almtay", "KZ", Hint(point=(50.3, 57.2))).located


def test_coordinates_tell_namesakes_apart(places: Gazetteer) -> None:
    assert find(places, "Aktau", "KZ").ambiguous
    assert find(places, "Aktau", "KZ", Hint(point=(43.6, 51.2))).geonames_id == 610612
    region = find(places, "Aktau", "KZ", Hint(region="Mangystau"))
    assert (region.located, region.geonames_id) == (True, 610612)


@pytest.mark.parametrize(
    ("name", "country", "kind", "precision"),
    [
        ("Hlaingthaya township", "MM", "city", 1),
        ("مدينة حمص", "SY", "city", 1),
        ("Homs district", "SY", "district", 2),
    ],
)
def test_words_for_kinds_of_places_are_no_part_of_a_name(
    places: Gazetteer, name: str, country: str, kind: str, precision: int
) -> None:
    found = find(places, name, country)
    assert found.located, found.reason
    assert (found.kind, found.precision) == (kind, precision)
    assert (found.geonames_id is None) == (kind == "district")


@pytest.mark.parametrize(
    ("name", "kind", "plain"),
    [
        ("Marnaung village", "village", "Marnaung"),
        ("ရန်ကုန်မြို့", "city", "ရန်ကုန်"),
        ("Kutupalong refugee camp", "camp", "Kutupalong"),
        ("مخيم اليرموك", "camp", "اليرموك"),
        ("කොළඹ දිස්ත්‍රික්කය", "district", "කොළඹ"),
        ("Shan State", "region", "Shan State"),
        ("City", "", "City"),
        ("Villagrande", "", "Villagrande"),
    ],
)
def test_a_name_says_its_kind_in_the_languages_of_its_country(
    name: str, kind: str, plain: str
) -> None:
    assert (matching.kind_of(name), matching.without_kind_word(name)) == (kind, plain)


def test_only_degrees_are_a_point() -> None:
    assert point_of("43.2", "76.9") == (43.2, 76.9)
    assert point_of("x", "76.9") is None
    assert point_of("91", "0") is None


def test_outlines_still_name_regions(places: Gazetteer) -> None:
    import pandas as pd

    found = locate_unknown(["Mangystau Region"], country="KZ", gazetteer=places,
                           regions=outlines("KZ", pd.DataFrame()))  # fmt: skip
    assert found["Mangystau Region"].located
