"""Which namesake is meant: where nearly everybody lives, with doubt where a rival has a claim."""

import pytest

from geo.geocoding.gazetteer.index import City
from geo.geocoding.gazetteer.ranking import ALIAS, EXACT, FUZZY, LARGE, Found, rank


def found(
    identity: int, population: int, match: str = EXACT, *, latitude: float | None = None
) -> Found:
    north = float(identity) if latitude is None else latitude
    city = City(identity, "Name", north, 10.0, population, "KZ", "", None, "Asia/Almaty")
    return city, match, {EXACT: 1.0, ALIAS: 0.9, FUZZY: 0.8}[match]


def test_a_city_is_meant_and_not_the_villages_called_after_it() -> None:
    ranked = rank([found(1, 24_000), found(2, 2_100_000), found(3, 5000)])
    assert not ranked.ambiguous
    assert [match.city.geonames_id for match in ranked.matches] == [2, 1, 3]
    assert ranked.matches[0].score > 0.9


@pytest.mark.parametrize("larger", [1_000_000, 10_000_000])
def test_a_large_namesake_is_never_passed_over_however_much_larger_the_other_is(
    larger: int,
) -> None:
    assert rank([found(1, larger), found(2, LARGE)]).ambiguous
    assert not rank([found(1, larger), found(2, LARGE - 1)]).ambiguous


def test_a_large_place_that_only_others_call_so_has_no_such_claim() -> None:
    assert not rank([found(1, 1_000_000), found(2, LARGE, ALIAS)]).ambiguous


def test_another_name_never_silently_goes_before_an_official_one() -> None:
    ranked = rank([found(1, 1_655_000, ALIAS), found(2, 3000)])
    assert ranked.ambiguous
    assert ranked.matches[0].city.geonames_id == 1


def test_a_town_and_its_district_of_the_official_name_are_one_place() -> None:
    town, district = found(1, 500_000, ALIAS, latitude=50.0), found(2, 900, latitude=50.03)
    ranked = rank([town, district, found(3, 700)])
    assert not ranked.ambiguous
    assert [match.city.geonames_id for match in ranked.matches] == [1, 3]


def test_an_unknown_population_is_not_taken_for_none_in_a_rival() -> None:
    assert rank([found(1, 60_000), found(2, 0)]).ambiguous
    assert not rank([found(1, 60_000), found(2, 500)]).ambiguous
    assert not rank([found(1, 600_000), found(2, 0)]).ambiguous


def test_an_unknown_population_is_not_taken_for_many_in_the_place_chosen() -> None:
    ranked = rank([found(1, 0), found(2, 7000, ALIAS)])
    assert ranked.ambiguous
    assert ranked.matches[0].city.geonames_id == 1


def test_scores_are_shares_and_the_first_is_the_highest() -> None:
    many = [found(1, 0), found(2, 80_000), found(3, 90_000, ALIAS), found(4, 70_000, FUZZY)]
    scores = [match.score for match in rank(many).matches]
    assert scores[0] == max(scores)
    assert 0 < sum(scores) <= 1
