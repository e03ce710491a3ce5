"""The same thing entered twice, or entered without what it is about."""

from pathlib import Path

import pytest

from geo.dataset.issues import Issue
from tests.support.building import SOURCES, load_dataset, make_dataset, write_dataset


def where(issues: tuple[Issue, ...]) -> list[tuple]:
    return [(one.level, one.table, one.line, one.column) for one in issues]


def test_a_claim_under_two_ids_is_a_warning_that_names_the_other(tmp_path: Path) -> None:
    again = {"summary": "Shops  were SHUT.", "place": "taraz"}
    dataset = make_dataset(tmp_path, services=[{"summary": "Shops were shut."}, again])
    assert where(dataset.issues) == [("warning", "services", 3, "entry_id")]
    assert "services-0" in dataset.issues[0].problem
    assert len(dataset.claims) == 2


@pytest.mark.parametrize(
    "other",
    [{"place": "Almaty"}, {"summary": "More."}, {"occurred_from": "2022-01-06"},
     {"reported_at": "2022-01-08"}, {"source_id": "s2"}, {"attributed_to": "Hospital"},
     {"service": "fuel"}, {"state": "suspended"}],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_claims_that_differ_in_what_they_say_are_two(tmp_path: Path, other: dict) -> None:
    assert make_dataset(tmp_path, services=[{}, other]).issues == ()


@pytest.mark.parametrize(
    ("other", "is_said"),
    [
        ("https://one.example/a", True),
        ("http://www.one.example/a/#top", True),
        ("https://one.example/b", False),
        ("https://one.example/a?page=2", False),
    ],
)
def test_one_address_of_two_sources_is_a_warning(tmp_path: Path, other: str, is_said: bool) -> None:
    addresses = ("https://one.example/a", other, "")
    sources = [one | {"url": url} for one, url in zip(SOURCES, addresses, strict=True)]
    issues = load_dataset(write_dataset(tmp_path, sources=sources)).issues
    assert where(issues) == [("warning", "sources", 3, "url")] * is_said


@pytest.mark.parametrize(
    ("row", "is_said"),
    [
        ({}, True),
        ({"low": "1"}, False),
        ({"best": "0"}, False),
        ({"high": "5"}, False),
        ({"qualifier": "dozens"}, False),
    ],
)
def test_a_count_says_a_number_or_a_word(tmp_path: Path, row: dict, is_said: bool) -> None:
    issues = make_dataset(tmp_path, casualties=[row]).issues
    assert where(issues) == [("warning", "casualties", 2, "best")] * is_said


def test_a_cancel_needs_no_number(tmp_path: Path) -> None:
    cancel = {"message": "Cancel", "replaces": "casualties-0", "reported_at": "2022-01-08"}
    assert make_dataset(tmp_path, casualties=[{"best": "3"}, cancel]).issues == ()
