"""One cause gives one Issue: what follows from a table that cannot be read is not told again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.dataset import Dataset, load_dataset
from geo.dataset.issues import Issue
from tests.support.building import PLACES, SOURCES, write_dataset

CLAIMS = [{"summary": f"Claim {i}."} for i in range(20)]
UPDATE = {"message": "Update", "replaces": "status-0", "reported_at": "2022-01-08"}


def written(directory: Path) -> Path:
    """Twenty claims, and one in another table that replaces one of them."""
    return write_dataset(directory, status=[*CLAIMS, UPDATE], incidents=CLAIMS)


def rename_column(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new, 1))


BREAKAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "missing sources": ("sources", Path.unlink),
    "missing places": ("places", Path.unlink),
    "sources in UTF-16": ("sources", lambda path: path.write_text(path.read_text(), "utf-16")),
    "places with semicolons": (
        "places",
        lambda path: path.write_text(path.read_text().replace(",", ";")),
    ),
    "places in cp1251": (
        "places",
        lambda path: path.write_text(path.read_text().replace("Asia/", "ж"), "cp1251"),
    ),
    "claims in UTF-16": ("status", lambda path: path.write_text(path.read_text(), "utf-16")),
    "claims with another id": ("status", lambda path: rename_column(path, "entry_id", "id")),
    "claims without sources": ("status", lambda path: rename_column(path, "source_id", "src")),
    "sources with another id": ("sources", lambda path: rename_column(path, "source_id", "id")),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_table_that_cannot_be_read_is_one_issue(tmp_path: Path, breakage: str) -> None:
    table, spoil = BREAKAGES[breakage]
    spoil(written(tmp_path) / f"{table}.csv")
    (issue,) = load_dataset(tmp_path).issues
    assert (issue.level, issue.table) == ("error", table)


def test_the_claims_of_a_table_that_is_set_aside_are_listed_there(tmp_path: Path) -> None:
    (written(tmp_path) / "sources.csv").unlink()
    dataset = load_dataset(tmp_path)
    assert dataset.claims.empty
    assert len(dataset.set_aside) == 41


def test_a_source_that_cannot_be_used_is_one_issue_for_all_its_claims(tmp_path: Path) -> None:
    sources = [SOURCES[0] | {"kind": "rumour"}, *SOURCES[1:]]
    write_dataset(tmp_path, sources=sources, status=[*CLAIMS, {"source_id": "s2"}])
    dataset = load_dataset(tmp_path)
    assert [(issue.table, issue.column) for issue in dataset.issues] == [("sources", "kind")]
    assert list(dataset.claims.line) == [22]
    assert len(dataset.set_aside) == 21


def test_a_place_that_cannot_be_used_is_one_issue_for_all_its_claims(tmp_path: Path) -> None:
    places = [row | ({"latitude": "116"} if row["place_id"] == "taraz" else {}) for row in PLACES]
    dataset = load_dataset(write_dataset(tmp_path, places=places, status=CLAIMS))
    assert [(issue.table, issue.column) for issue in dataset.issues] == [("places", "latitude")]


def missing(dataset: Dataset) -> Issue:
    (issue,) = dataset.issues
    return issue


@pytest.mark.parametrize("name", ["Status.csv", "STATUS.CSV", "status.xlsx", "status.csv.txt"])
def test_a_table_under_another_name_is_told_so(tmp_path: Path, name: str) -> None:
    path = write_dataset(tmp_path) / "status.csv"
    path.rename(tmp_path / name)
    issue = missing(load_dataset(tmp_path))
    assert issue.level == "error"
    assert name in issue.advice
