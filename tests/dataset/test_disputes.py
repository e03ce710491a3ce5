"""Claims that cannot be true together are so on both sides, however they are written."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.dataset.disputes import contest, name_others
from geo.ledger import as_known_on
from tests.support.building import make_dataset


def disputed_by(dataset: Dataset) -> dict[str, str]:
    claims = dataset.claims[dataset.claims.disputed_by != ""]
    return dict(zip(claims.entry_id, claims.disputed_by, strict=True))


def test_a_dispute_holds_on_both_sides_and_across_tables(tmp_path: Path) -> None:
    dataset = make_dataset(
        tmp_path,
        casualties=[{"entry_id": "dead", "best": "60", "disputes": "calm|hurt"}],
        incidents=[{"entry_id": "calm"}],
        status=[{"entry_id": "hurt", "disputes": "dead"}],
    )
    assert disputed_by(dataset) == {"dead": "calm|hurt", "calm": "dead", "hurt": "dead"}
    assert dataset.issues == ()


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("itself", "A claim cannot dispute itself."),
        ("nobody", "names no claim of this dataset that can be used."),
    ],
)
def test_a_dispute_that_names_no_other_claim_is_an_error_and_disputes_nothing(
    tmp_path: Path, named: str, problem: str
) -> None:
    rows = [{"entry_id": "itself", "disputes": named}, {"entry_id": "broken", "severity": "Bad"}]
    dataset = make_dataset(tmp_path, status=rows)
    issue = next(one for one in dataset.issues if one.column == "disputes")
    assert (issue.level, issue.table, issue.line) == ("error", "status", 2)
    assert (issue.value, issue.problem) == (named, problem)
    assert disputed_by(dataset) == {}


def test_a_row_that_is_set_aside_is_told_once_and_disputes_nothing(tmp_path: Path) -> None:
    rows = [{"entry_id": "good", "disputes": "broken"}, {"entry_id": "broken", "severity": "Bad"}]
    dataset = make_dataset(tmp_path, status=rows)
    assert [issue.column for issue in dataset.issues] == ["severity"]
    assert disputed_by(dataset) == {}


def test_only_claims_that_stand_contest_each_other(tmp_path: Path) -> None:
    rows = [
        {"entry_id": "one", "disputes": "other", "reported_at": "2022-01-05"},
        {"entry_id": "other", "reported_at": "2022-01-06"},
        {"message": "Update", "replaces": "one", "reported_at": "2022-01-08"},
    ]
    claims = make_dataset(tmp_path, status=rows).claims
    for day, contested in (("05", []), ("06", ["one", "other"]), ("08", [])):
        known = as_known_on(claims, pd.Timestamp(f"2022-01-{day}T18:00Z"))
        found = contest(known)
        assert list(found.entry_id[found.contested_by != ""]) == contested
        # Who names others can be made out once, of the claims of every moment.
        pd.testing.assert_frame_equal(contest(known, name_others(claims)), found)
