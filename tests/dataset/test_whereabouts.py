"""Coordinates and time zones that do not belong to the country beside them."""

from pathlib import Path

import pytest

from geo.dataset import load_dataset
from geo.dataset.codes import countries
from geo.dataset.issues import Issue
from geo.dataset.rules import RULES
from geo.dataset.whereabouts import extents, misplaced, zones
from tests.support.building import PLACES, make_dataset, place, write_dataset

ALMATY = {"latitude": "43.25", "longitude": "76.95"}


def issues(directory: Path, **row: str) -> list[Issue]:
    odd = place("odd", "Odd", "city", "") | ALMATY | row
    write_dataset(directory, places=[*PLACES, odd])
    return list(load_dataset(directory).issues)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"latitude": "76.95", "longitude": "43.25"}, "swapped"),
        ({"latitude": "0", "longitude": "0"}, "0, 0"),
        ({"longitude": "-76.95"}, "sign of the longitude"),
        ({"latitude": "-43.25"}, "sign of the latitude"),
        ({"latitude": "-43.25", "longitude": "-76.95"}, "signs"),
        ({"latitude": "34.25"}, "Correct the coordinates"),
        ({"country": "MM", "timezone": "Asia/Yangon"}, "Correct the coordinates"),
    ],
)
def test_a_point_outside_its_country_is_a_warning_that_tells_the_likely_cause(
    tmp_path: Path, row: dict, said: str
) -> None:
    (issue,) = issues(tmp_path, **row)
    assert (issue.level, issue.table, issue.line, issue.column) == (
        "warning",
        "places",
        7,
        "latitude",
    )
    assert "does not lie in" in issue.problem
    assert said in issue.advice


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [("KZ", 51.2, 51.4), ("RU", 66.2, -171.0), ("US", 52.9, 173.2), ("FJ", -16.5, -179.9),
     ("FJ", -17.8, 178.0), ("NZ", -43.9, -176.5), ("XK", 42.7, 21.2), ("VA", 41.9, 12.45),
     ("ZZ", 0.0, 0.0)],
)  # fmt: skip
def test_a_point_in_its_country_passes_also_across_the_date_line(
    country: str, latitude: float, longitude: float
) -> None:
    assert misplaced(country, latitude, longitude) is None


def test_a_place_at_sea_may_lie_further_out(tmp_path: Path) -> None:
    bay = {"country": "MM", "latitude": "15", "longitude": "88", "timezone": "Asia/Yangon"}
    assert [issue.column for issue in issues(tmp_path, **bay)] == ["latitude"]
    assert misplaced("MM", 15, 88, margin=15) is None


@pytest.mark.parametrize(
    ("zone", "is_said"),
    [("America/New_York", True), ("Asia/Bishkek", True), ("Asia/Qostanay", False), ("UTC", False),
     ("Etc/GMT-6", False)],
)  # fmt: skip
def test_a_time_zone_of_another_country_is_a_warning(
    tmp_path: Path, zone: str, is_said: bool
) -> None:
    found = issues(tmp_path, timezone=zone)
    assert [(one.level, one.column) for one in found] == [("warning", "timezone")] * is_said
    assert all("Asia/Almaty" in one.advice for one in found)


def test_an_event_outside_the_country_of_its_place_is_a_warning(tmp_path: Path) -> None:
    rows = [ALMATY | {"summary": "There."}, {"latitude": "76.95", "longitude": "43.25"}, {}]
    (issue,) = make_dataset(tmp_path, incidents=rows).issues
    assert (issue.table, issue.line, issue.column) == ("incidents", 3, "latitude")
    assert "swapped" in issue.advice


def test_half_a_point_is_an_error(tmp_path: Path) -> None:
    (issue,) = make_dataset(tmp_path, incidents=[{"latitude": "43.25"}]).issues
    assert (issue.level, issue.line, issue.column) == ("error", 2, "latitude")


def test_the_lists_are_of_countries_and_of_zones_that_there_are() -> None:
    assert set(extents()) <= set(countries())
    assert set(zones()) <= set(countries())
    assert len(extents()) > 240
    assert {
        zone for names in zones().values() for zone in names if not RULES["zone"].holds(zone)
    } == set()
    for boxes in extents().values():
        for west, south, east, north in boxes:
            assert -181 <= west < east <= 181
            assert -90 <= south < north <= 90
