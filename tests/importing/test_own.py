"""Our own tables come back: a package, a workbook, one table, the claims of an export."""

import json
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from geo.dataset import load_dataset
from geo.dataset.columns import Column, Table
from geo.importing.numbers import read_range
from geo.importing.tidying import tidy
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


TYPED = {
    "Sources": [
        {"Source ID": "Reuters 28 Feb", "Publisher": "Reuters", "Kind": "Wire ", "Title": "A page",
         "Country": "United Kingdom", "Published at": datetime(2022, 1, 8), "remarks": "seen"},
        {"Source ID": "no-address", "Publisher": "One", "Kind": "wire", "Title": "A page",
         "URL": "www.one.example"},
    ],
    "Places": [
        {"place_id": "Ust Invented", "name": "Ust-Invented", "kind": "Village", "country": "kz",
         "latitude": "43,25", "longitude": 77.0, "timezone": "Asia/Almaty", "precision": 1,
         "geocoded_by": "me"},
    ],
    "Casualties": [
        {"place": "TARAZ ", "Occurred from": "28/12/2021", "certainty": "likely", "group": "All",
         "measure": "Killed", "source_id": "Reuters 28 Feb", "summary": "Four died.", "best": 4},
        {"place": "Almaty", "certainty": "likely", "group": "all", "measure": "killed",
         "source_id": "Reuters 28 Feb", "summary": "Two died.", "best": "=1+1"},
        {"place": "Almaty", "Occurred from": "03/02/2022", "certainty": "likely", "group": "all",
         "measure": "killed", "source_id": "Reuters 28 Feb", "summary": "Two died.", "best": 2},
        {"place": "Almaty", "certainty": "likely", "group": "all", "measure": "killed",
         "source_id": "no-address", "summary": "Two died.", "best": 2},
    ],
    "Restrictions": [
        {"place": "Almaty; Ust-Invented", "occurred_from": "8 January 2022", "kind": "Curfew",
         "daily_from": time(23, 0), "daily_to": "7:00", "basis": "Decreed", "certainty": "Likely",
         "source_id": "Reuters 28 Feb", "summary": "A curfew."},
        {"place": "Nowhere", "occurred_from": datetime(2022, 1, 8, 10), "kind": "movement",
         "basis": "decreed", "certainty": "Likely", "source_id": "Reuters 28 Feb",
         "summary": "Roads are closed."},
    ],
}  # fmt: skip


def test_a_sheet_as_people_type_it_is_read_and_what_is_doubtful_is_told(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset", sources=())
    book = Workbook()
    for title, rows in TYPED.items():
        sheet = book.create_sheet(title)
        sheet.append([f"{title} of the crisis"])
        names = list(dict.fromkeys(name for row in rows for name in row))
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(names))
        sheet.append(names)
        for row in rows:
            sheet.append([row.get(name) for name in names])
    book.save(tmp_path / "book.xlsx")
    told = run_json(tmp_path / "book.xlsx", directory, profile="crisis-map")
    refused = {(one["table"], one["line"], one["column"]) for one in told["rows"]
               if one["fate"] == "refused"}  # fmt: skip
    assert refused == {
        ("sources", 4, "url"), ("casualties", 4, "best"), ("casualties", 5, "occurred_from"),
        ("casualties", 6, "source_id"),
    }  # fmt: skip
    assert [note.partition(":")[0] for note in told["notes"]] == [
        "sources", "Not on the map, since places.csv does not have them"]  # fmt: skip
    assert "'remarks'" in told["notes"][0]
    assert "Nowhere" in told["notes"][1]
    data = load_dataset(directory)
    assert not data.errors
    source = data.sources.loc["reuters-28-feb"]
    assert (source.kind, source.country, source.published_at) == ("wire", "GBR", "2022-01-08")
    assert data.places.loc["ust-invented"].latitude == 43.25
    rows = {(row.table, row.place_id): row for row in data.rows.values()}
    assert rows["casualties", "taraz"].occurred_from == "2021-12-28"
    curfew = rows["restrictions", "ust-invented"]
    assert (curfew.daily_from, curfew.daily_to, curfew.basis) == ("23:00", "07:00", "decreed")
    assert rows["restrictions", "almaty"].occurred_from == "2022-01-08"


def test_what_the_dataset_has_already_is_left_and_told(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset")
    file = tmp_path / "sources.csv"
    file.write_text("source_id,publisher,kind,title\ns1,Another,wire,Another title\n")
    before = (directory / "sources.csv").read_bytes()
    told = run_json(file, directory, profile="crisis-map")
    assert "sources, line 2: s1 is there with another" in told["notes"][0]
    assert (directory / "sources.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "cell", "written"),
    [
        ("published", "2022-05-09 20:38 Asia/Singapore", "2022-05-09T20:38+08:00"),
        ("published", "2022-05-09 20:38", "2022-05-09 20:38"),
        ("published", "2022-05-09 20:38 Nowhere/At_All", "2022-05-09 20:38 Nowhere/At_All"),
        ("local", "2022-05-09 20:38", "2022-05-09T20:38"),
        ("local", "31.12.2021", "2021-12-31"),
        ("local", "12/31/2021", "2021-12-31"),
        ("local", "01/02/2021", "01/02/2021"),
        ("local", "31/31/2021", "31/31/2021"),
        ("clock", "25:00", "25:00"),
        ("slugs", "Reuters 1 May|s2", "reuters-1-may|s2"),
        ("iso3", "LK", "LKA"),
        ("iso2", "Sri Lanka", "LK"),
        ("count", "1,200", "1,200"),
    ],
)
def test_a_cell_is_tidied_where_it_can_mean_one_thing(kind: str, cell: str, written: str) -> None:
    table = Table("t", "T", "a", (Column("a", kind, ""),), ledger=False)
    assert tidy(table, {"a": cell}) == {"a": written}


def test_claims_with_one_address_rest_on_one_source(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "dataset")
    before = len(load_dataset(directory).sources)
    usual = {"place": "Taraz", "certainty": "Likely", "measure": "killed", "group": "all",
             "publisher": "One", "summary": "Some died."}  # fmt: skip
    rows = [{"best": "1", "url": "https://one.example/1", "title": "First words"},
            {"best": "2", "url": "https://one.example/1", "title": "Other words"},
            {"best": "3", "url": "https://one.example/2", "title": "First words"}]  # fmt: skip
    dated = [row | {"occurred_from": f"2022-01-0{i}"} for i, row in enumerate(rows, 5)]
    file = write_rows(tmp_path / "casualties.csv", dated, usual)
    assert counts(run_json(file, directory, profile="crisis-map")) == (3, 0, 0, 0, 0)
    assert len(load_dataset(directory).sources) == before + 2
    assert counts(run_json(file, directory, profile="crisis-map")) == (0, 3, 0, 0, 0)
