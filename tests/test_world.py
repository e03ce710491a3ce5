"""The coarse outlines of the world that come with the software."""

import pytest

from geo import world
from geo.dataset import codes
from geo.mapping.outlines import bounds, contains


def test_the_world_is_small_on_disk() -> None:
    sizes = [path.stat().st_size for path in world.FOLDER.glob("*.jsonl")]
    assert len(sizes) == 3
    assert sum(sizes) < 1_600_000


def test_every_country_has_an_outline_or_is_drawn_as_part_of_another() -> None:
    outlined = {one.code for one in world.countries()} | {
        region.iso[:2] for code in codes.countries() for region in world.regions(code)
    }
    # Parts of France, Norway, Australia and New Zealand far from them, and the Vatican.
    parts = {"BV", "CC", "CX", "GF", "GP", "MQ", "RE", "SJ", "TK", "VA", "YT"}
    assert set(codes.countries()) - outlined <= parts


@pytest.mark.parametrize("text", ["", "mm", "M", 'MM","x', "ZZ", "М3"])
def test_what_is_no_code_has_no_regions(text: str) -> None:
    assert world.regions(text) == ()


def test_outlines_lie_where_they_should() -> None:
    regions = {one.iso: one for one in world.regions("MM")}
    assert contains(regions["MM-06"].polygons, (96.16, 16.87))  # Yangon
    assert contains(regions["MM-04"].polygons, (96.08, 21.97))  # Mandalay
    assert not contains(regions["MM-04"].polygons, (96.16, 16.87))
    assert (regions["MM-17"].name, regions["MM-17"].names["my"]) == ("Shan State", "ရှမ်းပြည်နယ်")
    assert regions["MM-17"].zone == "Asia/Yangon"


def test_second_level_outlines_are_put_together_to_first_level_regions() -> None:
    names = [one.name for one in world.regions("LK")]
    assert len(names) == 9
    assert "Northern Province" in names


def test_a_country_across_180_degrees_is_in_one_piece() -> None:
    russia = next(one for one in world.countries() if one.code == "RU")
    mainland = max(russia.polygons, key=lambda rings: len(rings[0]))
    west, _, east, _ = bounds([mainland])
    assert 150 < east - west < 180
