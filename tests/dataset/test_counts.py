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
