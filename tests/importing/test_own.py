"""Our own tables come back: a package, a workbook, one table, the claims of an export."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from geo.dataset import load_dataset
from geo.importing.numbers import read_range
from tests.importing.rows import write_rows
from tests.importing.test_import import CliRunner, cli, counts, good, run, run_json
from tests.support.building import PLACES, SAMPLE, write_dataset


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dataset(tmp_path_factory.mktemp("full") / "full", **SAMPLE)


def export(full: Path, kind: str, out: Path) -> Path:
    result = CliRunner().invoke(cli, ["export", str(full), "--format", kind, "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


def test_a_package_comes_back_whole_and_once(full: Path, tmp_path: Path) -> None:
    package = export(full, "package", tmp_path / "package.zip")
    empty = write_dataset(tmp_path / "empty", places=(), sources=())
    told = run_json(package, empty, profile="crisis-map")
    before = load_dataset(full)
    assert counts(told) == (len(before.claims), 0, 0, 0, 0)
    after = load_dataset(empty)
    assert set(after.claims.entry_id) == set(before.claims.entry_id)
    assert set(after.places.index) == {row["place_id"] for row in PLACES}
    told = run_json(package, empty, profile="crisis-map")
    assert counts(told) == (0, len(before.claims), 0, 0, 0)


def test_the_claims_of_an_export_are_those_that_are_there(full: Path, tmp_path: Path) -> None:
    claims = export(full, "csv", tmp_path / "claims.csv")
    told = run_json(claims, full, "--dry-run", profile="crisis-map")
    assert counts(told) == (0, len(load_dataset(full).claims), 0, 0, 0)


def test_a_workbook_makes_ids_sources_and_ranges(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset", sources=())
    book = Workbook()
    sheet = book.active
    sheet.title = "Casualties"
    usual = {"place": "Taraz", "occurred_from": "2022-01-07", "certainty": "Likely",
             "measure": "killed", "group": "all", "publisher": "Invented Wire",
             "published_at": "2022-01-08", "url": "https://invented.example/1"}  # fmt: skip
    rows = [usual | {"number": "over 20", "summary": "Many died."},
            usual | {"place": "Taraz|Almaty", "measure": "injured", "number": "5-8",
                     "summary": "Some were hurt."},
            usual | {"number": "several", "measure": "missing",
                     "summary": "Some are missing."}]  # fmt: skip
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([row.get(name) for name in rows[0]])
    other = book.create_sheet("incidents")
    other.append(["entry_id", "place", "sub_event_type", "certainty", "summary", "publisher",
                  "published_at", "url", "occurred_from"])  # fmt: skip
    other.append(["in-1", "Taraz", "Mob violence", "Likely", "A crowd came.", "Invented Wire",
                  "2022-01-08", "https://invented.example/1", "2022-01-07"])  # fmt: skip
    book.save(tmp_path / "book.xlsx")
    told = run_json(tmp_path / "book.xlsx", directory, profile="crisis-map")
    assert counts(told) == (4, 0, 0, 1, 0)
    refused = next(row for row in told["rows"] if row["fate"] == "refused")
    assert (refused["table"], refused["line"], refused["column"]) == ("casualties", 4, "best")
    data = good(directory)
    assert len(data.sources) == 1
    assert data.rows["in-1"].event_type == "Riots"
    killed = next(one for one in data.rows.values() if one.table == "casualties" and one.low == 20)
    assert (killed.qualifier, killed.reported_text) == ("over", "2022-01-08")
    told = run_json(tmp_path / "book.xlsx", directory, profile="crisis-map")
    assert counts(told) == (0, 4, 0, 1, 0)


def test_a_changed_row_of_ours_is_an_update(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset", **SAMPLE)
    row = {"entry_id": "toll", "low": "70", "reported_at": "2022-01-09"}
    file = write_rows(tmp_path / "casualties.csv", [row], {})
    refused = run(file, directory, "--json", profile="crisis-map")
    assert counts(json.loads(refused.stdout)) == (0, 0, 0, 1, 0)
    whole = row | {"place": "Taraz", "source_id": "s1", "certainty": "Possible",
                   "message": "Alert", "measure": "killed", "group": "all",
                   "summary": "Something was claimed."}  # fmt: skip
    write_rows(file, [whole], {})
    assert counts(run_json(file, directory, profile="crisis-map")) == (0, 0, 1, 0, 0)
    update = load_dataset(directory).rows["toll-v2"]
    assert (update.replaces, update.low, update.reported_text) == ("toll", 70, "2022-01-09")
    assert update.occurred_from == "2022-01-07"
    assert counts(run_json(file, directory, profile="crisis-map")) == (0, 1, 0, 0, 0)


def test_what_is_no_table_of_ours_is_told(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset")
    file = write_rows(tmp_path / "something.csv", [{"a": "1", "b": "2"}], {})
    assert "Call it as the table that it is" in run(file, directory, profile="crisis-map").stderr


@pytest.mark.parametrize(
    ("text", "cells"),
    [("12", ("", "12", "")), ("1,200", ("", "1200", "")), ("up to 9", ("", "", "9")),
     ("~200", ("", "200", "")), ("dozens", ("", "dozens", ""))],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, cells: tuple[str, ...]) -> None:
    found = read_range(text)
    assert (found["low"], found["best"], found["high"]) == cells
