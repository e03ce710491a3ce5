"""Counts are compared in every table that says whom it counts; cases are in subjects."""

from dataclasses import replace
from pathlib import Path

import pytest

from geo.dataset import schema
from tests.support.building import make_dataset


def test_a_table_that_says_whom_it_counts_has_its_counts_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"personnel_best": "20"},
        {"personnel_best": "30", "reported_at": "2022-01-08"},
        {"force": "Other", "message": "Update", "replaces": "deployments-0"},
    ]
    rows[2]["reported_at"] = "2022-01-09"
    assert make_dataset(tmp_path, deployments=rows).issues == ()
    ledger = tuple(
        replace(table, counted_by=("force", "unit")) if table.name == "deployments" else table
        for table in schema.LEDGER
    )
    monkeypatch.setattr("geo.dataset.counts.LEDGER", ledger)
    issues = make_dataset(tmp_path, deployments=rows).issues
    assert {(one.table, one.value) for one in issues} == {
        ("deployments", "deployments-1"), ("deployments", "deployments-0"),
    }  # fmt: skip
    assert "another place, force or unit." in issues[1].problem


def count(entry_id: str, day: int, low: int, **more: str) -> dict[str, str]:
    numbers_ = dict.fromkeys(["low", "best", "high"], str(low))
    return {"entry_id": entry_id, "reported_at": f"2022-01-0{day}", **numbers_, **more}


def rival_warnings(tmp_path: object, *rows: dict[str, str]) -> list[str]:
    issues = make_dataset(tmp_path, casualties=rows).issues
    return [one.value for one in issues if one.column == "replaces"]


def test_two_current_figures_of_one_authority_are_a_warning(tmp_path: object) -> None:
    assert rival_warnings(tmp_path, count("a", 7, 1), count("b", 8, 2)) == ["b"]


@pytest.mark.parametrize(
    "later",
    [
        {"message": "Update", "replaces": "a"},
        {"attributed_to": "Another"},
        {"group": "police"},
        {"measure": "injured"},
        {"subset": "women"},
        {"place": "Almaty"},
        {"place": "Nowhere"},
        {"as_of": "2022-01-08"},
        {"occurred_to": "2022-01-09"},
        {"counts": "event"},
    ],
    ids=str,
)
def test_an_update_another_authority_or_another_figure_is_no_rival(
    tmp_path: object, later: dict[str, str]
) -> None:
    first = count("a", 7, 1)
    assert rival_warnings(tmp_path, first, count("b", 8, 2, **later)) == []


@pytest.mark.parametrize(
    ("later", "warns"),
    [
        ({}, False),
        ({"attributed_to": "Other"}, False),
        ({"place": "Almaty"}, True),
        ({"group": "police"}, True),
        ({"subset": "in hospital"}, True),
        ({"measure": "injured"}, True),
    ],
)
def test_an_update_that_takes_away_a_count_of_other_people_is_a_warning(
    tmp_path: object, later: dict[str, str], warns: bool
) -> None:
    first = {"entry_id": "a", "best": "149"}
    update = {"entry_id": "b", "best": "139", "message": "Update", "replaces": "a"}
    update |= {"reported_at": "2022-01-08"} | later
    dataset = make_dataset(tmp_path, casualties=[first, update])
    problems = [issue.problem for issue in dataset.issues]
    assert any("counts other people" in one for one in problems) == warns
