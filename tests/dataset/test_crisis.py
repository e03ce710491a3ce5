"""The crisis block is held to its schema, field by field, and no bad one keeps the claims away."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo.dataset import load_dataset
from geo.dataset.crisis import read_crisis
from tests.support.building import CRISIS, write_dataset


def found(block: Any) -> list[tuple[str, str]]:
    return [(one.level, one.column) for one in read_crisis(block)[1]]


def test_a_good_block_has_its_fields_as_cells() -> None:
    block = CRISIS | {"countries": ["KZ", "UZ"], "from": "2022-01-01", "stale_after_hours": 12.5}
    cells, issues = read_crisis(block)
    assert issues == []
    assert cells == CRISIS | {
        "countries": "KZ|UZ", "from": "2022-01-01", "stale_after_hours": "12.5",
    }  # fmt: skip


BAD: dict[str, list[Any]] = {
    "country": ["kz", "XX", "UK", "KAZ", "Kazakhstan", ["KZ"], {"a": 1}, 7, True, "K" * 10**6],
    "countries": ["KZ", ["kz"], ["KZ", "XX"], [7], [["KZ"]], ["KZ", ""], {"KZ": 1}, True],
    "from": ["2022-02-30", "2022-13-01", "x", 2022, "2022", "07/01/2022", ["2022-01-01"]],
    "to": ["2022-02-30", "9999-12-31", {}],
    "timezone": ["", None, "Almaty", "+06:00", "localtime", "right/Asia/Almaty", 7, ["UTC"]],
    "default_moment": ["soon", "2022-02-30", "2022-01-07T10:00+23:59", 7, {}],
    "stale_after_hours": ["NaN", -1, 0, 1e300, False, [], "two days"],
    "boundaries": [{"a": 1}, ["a"], True],
}


@pytest.mark.parametrize(
    ("field", "value"),
    [(name, value) for name, values in BAD.items() for value in values],
    ids=lambda value: repr(value)[:24],
)
def test_a_bad_field_is_one_error_that_names_it_and_what_to_write(field: str, value: Any) -> None:
    cells, issues = read_crisis(CRISIS | {field: value})
    (issue,) = issues
    assert (issue.level, issue.table, issue.column) == ("error", "datapackage", f"crisis.{field}")
    assert issue.value == ("" if value is None else str(value))
    assert issue.problem
    assert issue.advice
    assert field not in cells
    assert cells.items() >= {name: of for name, of in CRISIS.items() if name != field}.items()


@pytest.mark.parametrize("nothing", [None, ""])
@pytest.mark.parametrize(
    "field", ["from", "to", "boundaries", "countries", "stale_after_hours", "default_moment"]
)
def test_what_is_optional_may_be_empty(field: str, nothing: object) -> None:
    assert found(CRISIS | {field: nothing}) == []


@pytest.mark.parametrize("block", [None, [], 7, "x"])
def test_without_a_block_there_is_one_thing_to_mend(block: object) -> None:
    assert found(block) == [("error", "crisis")]


@pytest.mark.parametrize("country", [{}, {"country": None}, {"country": "", "countries": []}])
def test_a_crisis_of_no_country_is_a_warning(country: dict) -> None:
    block = {name: value for name, value in CRISIS.items() if name != "country"} | country
    assert found(block) == [("warning", "crisis.country")]


@pytest.mark.parametrize(
    ("begin", "end", "is_good"),
    [
        ("2022-01-01", "2022-01-01", True),
        ("2022-01-01", "2022-01-31", True),
        ("", "2022-01-31", True),
        ("2022-01-01", "", True),
        ("2022-02-01", "2022-01-31", False),
    ],
)
def test_a_crisis_does_not_end_before_it_begins(begin: str, end: str, is_good: bool) -> None:
    expected = [] if is_good else [("error", "crisis.to")]
    assert found(CRISIS | {"from": begin, "to": end}) == expected


def test_the_country_shown_is_one_of_the_countries() -> None:
    assert found(CRISIS | {"countries": ["UZ", "KZ"]}) == []
    assert found(CRISIS | {"countries": ["UZ"]}) == [("error", "crisis.country")]


def test_a_field_that_nobody_reads_is_a_warning() -> None:
    (issue,) = read_crisis(CRISIS | {"defaultMoment": "2022-01-07", "x" * 999: 1})[1]
    assert (issue.level, issue.column) == ("warning", "crisis")
    assert issue.value.startswith("defaultMoment, xxx")
    assert issue.problem.startswith("2 field(s) not in the data dictionary")


def test_without_a_moment_the_dataset_opens_as_known_on_its_last_report(tmp_path: Path) -> None:
    status = [{"reported_at": "2022-01-09T10:00Z"}, {"reported_at": "2022-01-08"}]
    directory = write_dataset(tmp_path, status=status)
    (directory / "datapackage.json").write_text(json.dumps({"crisis": {"timezone": "UTC"}}))
    dataset = load_dataset(directory)
    assert dataset.about.default_moment == pd.Timestamp("2022-01-09T10:00Z")
