"""Rows of a file become claims once, change by Updates, and are refused one by one."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.view import View
from tests.importing.rows import write_rows
from tests.support.building import write_dataset

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "dataset", sources=())


def run(file: Path, into: Path, *more: str, profile: str = "ucdp-ged") -> Result:
    arguments = ["import", str(file), "--profile", profile, "--into", str(into), *more]
    return CliRunner().invoke(cli, arguments)


def run_json(file: Path, into: Path, *more: str, profile: str = "ucdp-ged") -> dict:
    result = run(file, into, "--json", *more, profile=profile)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def counts(told: dict) -> tuple[int, ...]:
    return tuple(told[name] for name in ("new", "same", "changed", "refused", "vanished"))


def good(directory: Path) -> Dataset:
    """The dataset, of which nothing is to be mended."""
    found = load_dataset(directory)
    assert [str(issue) for issue in found.issues] == []
    return found


def killed(data: Dataset) -> dict[tuple[str, str, str], tuple]:
    """Low, best and high of those killed by place, group and subset."""
    view = View(data, Selection(known_on=data.claims.reported_at.max()))
    found = view.figures
    assert not found.contested.any()
    numbers = found[["low", "best", "high", "events"]].astype(object)
    rows = numbers.where(numbers.notna(), None).itertuples(index=False, name=None)
    return dict(zip(zip(found.place_id, found.group, found.subset, strict=True), rows, strict=True))


def test_an_event_keeps_what_ucdp_knows_of_it(tmp_path: Path, dataset: Path) -> None:
    file = write_rows(tmp_path / "events.csv", [{}])
    assert counts(run_json(file, dataset, "--collection", "UCDP GED 23.1")) == (1, 0, 0, 0, 0)
    data = good(dataset)
    event = data.rows["ucdp-101"]
    assert (event.event_type, event.sub_event_type) == ("Battles", "Armed clash")
    assert (event.latitude, event.longitude, event.precision) == (42.9, 71.37, "1")
    assert (event.occurred_from, event.occurred_to) == ("2022-01-05", "2022-01-05")
    assert (event.place, event.place_id) == ("Taraz", "taraz")
    assert event.collection == "UCDP GED 23.1"
    assert event.reported_text == "2022-01-06"
    everybody = data.rows["ucdp-101-killed"]
    assert (everybody.low, everybody.best, everybody.high) == (2, 3, 5)
    assert (everybody.counts, everybody.event) == ("event", "ucdp-101")
    source = data.sources.loc[event.source_id.split("|")[1]]
    assert (source.publisher, source.published_at) == ("Invented Wire", "2022-01-06")
    assert source.title == "Shots at a bridge"


def test_events_of_a_place_are_added_up_and_not_contested(tmp_path: Path, dataset: Path) -> None:
    rows = [{}, {"id": "102", "low": "7", "best": "8", "high": "9", "date_start": "2022-01-06",
                 "date_end": "2022-01-06", "deaths_civilians": "0", "deaths_a": "8"}]  # fmt: skip
    run(write_rows(tmp_path / "events.csv", rows), dataset)
    assert killed(good(dataset)) == {
        ("taraz", "all", ""): (9, 11, 14, 2),
        ("taraz", "civilians", ""): (None, 2, None, 1),
        ("taraz", "security_forces", "Government of Kazakhstan"): (None, 9, None, 2),
    }


def test_a_dry_run_tells_all_and_writes_nothing(tmp_path: Path, dataset: Path) -> None:
    before = {path.name: path.read_bytes() for path in dataset.iterdir()}
    file = write_rows(tmp_path / "events.csv", [{}, {"id": "102", "low": "9"}, {"id": "103"}])
    result = run(file, dataset, "--dry-run")
    assert result.stdout.splitlines()[:3] == [
        "line 2: new",
        "line 3, low: '9': low, best and high are out of order. Give low <= best <= high; leave "
        "empty what the source does not give. refused.",
        "line 4: new",
    ]
    assert "new: 2, same: 0, changed: 0, refused: 1, no longer in the file: 0" in result.stdout
    assert "Nothing was written" in result.stdout
    assert {path.name: path.read_bytes() for path in dataset.iterdir()} == before


def test_a_second_run_adds_nothing(tmp_path: Path, dataset: Path) -> None:
    rows = [{}, {"id": "102", "where_prec": "5", "where_coordinates": "Eastern steppe"},
            {"id": "103", "where_prec": "4"}, {"id": "104", "where_prec": "6"},
            {"id": "105", "where_coordinates": "Eastern steppe", "where_prec": "2"}]  # fmt: skip
    file = write_rows(tmp_path / "events.csv", rows)
    assert counts(run_json(file, dataset)) == (5, 0, 0, 0, 0)
    before = {path.name: path.read_bytes() for path in dataset.iterdir()}
    assert counts(run_json(file, dataset)) == (0, 5, 0, 0, 0)
    assert {path.name: path.read_bytes() for path in dataset.iterdir()} == before
    places = [good(dataset).rows[f"ucdp-10{i}"].place_id for i in range(2, 6)]
    assert places == ["eastern-steppe", "jambyl-region", "kazakhstan", "eastern-steppe"]


def test_a_later_release_updates_and_lists_what_it_lacks(tmp_path: Path, dataset: Path) -> None:
    first = write_rows(tmp_path / "first.csv", [{}, {"id": "102"}, {"id": "103"}])
    run(first, dataset, "--collection", "UCDP GED 23.1")
    changed = {"best": "4", "high": "6", "deaths_civilians": "0", "deaths_unknown": "3"}
    second = write_rows(tmp_path / "second.csv", [changed | {"conflict_id": "1"}, {"id": "103"}])
    told = run_json(second, dataset, "--collection", "UCDP GED 24.1", "--released", "2024-06-01")
    assert counts(told) == (0, 1, 1, 0, 1)
    assert told["rows"][0]["claims"] == [
        "ucdp-101-killed", "ucdp-101-killed-unknown", "ucdp-101-killed-civilians"]  # fmt: skip
    assert told["rows"][-1]["id"] == "ucdp-102"
    data = good(dataset)
    update = data.rows["ucdp-101-killed-v2"]
    assert (update.message, update.replaces, update.best) == ("Update", "ucdp-101-killed", 4)
    assert update.reported_text == "2024-06-01"
    assert data.rows["ucdp-101-killed-civilians-v2"].message == "Cancel"
    assert set(data.claims.collection) == {"UCDP GED 24.1"}
    assert killed(data)["taraz", "all", ""] == (6, 10, 16, 3)
    again = run_json(second, dataset, "--collection", "UCDP GED 24.1", "--cancel-vanished")
    assert counts(again) == (0, 2, 0, 0, 1)
    assert killed(good(dataset))["taraz", "all", ""] == (4, 7, 11, 2)
    assert counts(run_json(second, dataset, "--cancel-vanished")) == (0, 2, 0, 0, 0)


def test_an_event_that_moves_is_withdrawn_there_and_told_here(
    tmp_path: Path, dataset: Path
) -> None:
    run(write_rows(tmp_path / "first.csv", [{}]), dataset)
    there = {"where_coordinates": "Almaty city", "adm_1": "Almaty City", "latitude": "43.0",
             "longitude": "71.4"}  # fmt: skip
    run(write_rows(tmp_path / "second.csv", [there]), dataset)
    data = good(dataset)
    assert set(killed(data)) == {
        ("almaty", group, subset) for group, subset in (
            ("all", ""), ("civilians", ""), ("security_forces", "Government of Kazakhstan"))
    }  # fmt: skip


def test_rows_of_before_the_event_tell_nothing_of_when_it_was_known(
    tmp_path: Path, dataset: Path
) -> None:
    early = '"Old Wire,2022-01-02,Before";"Invented Wire,2022-01-07,After, with a comma"'
    rows = [{"source_article": early}, {"id": "102", "source_article": '"Nobody, undated"'}]
    run(write_rows(tmp_path / "events.csv", rows), dataset)
    data = good(dataset)
    first, second = data.rows["ucdp-101"], data.rows["ucdp-102"]
    assert (first.reported_text, first.reported_basis) == ("2022-01-07", "published")
    assert (second.reported_text, second.reported_basis) == ("2022-01-05", "not_before")


def test_a_hostile_row_is_only_text(tmp_path: Path, dataset: Path) -> None:
    nasty = '=HYPERLINK("http://x")\x07\u202e{{7*7}}<script>'
    run(write_rows(tmp_path / "events.csv", [{"side_b": nasty, "deaths_b": "1"}]), dataset)
    cells = (dataset / "casualties.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK" in cells
    assert "\x07" not in cells
    assert "\u202e" not in cells
    assert good(dataset).rows["ucdp-101-killed-b"].subset.startswith("=HYPERLINK")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "has no column"),
        (b"%PDF-1.7", "PDF"),
        ("id,ж\n".encode("cp1251"), "Line 1 is not UTF-8"),
    ],
)
def test_what_is_no_such_file_is_one_sentence(
    tmp_path: Path, dataset: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    result = run(file, dataset)
    assert (result.exit_code, told in result.stderr) == (1, True)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16")])
def test_separators_and_encodings_are_told(
    tmp_path: Path, dataset: Path, delimiter: str, encoding: str
) -> None:
    file = write_rows(tmp_path / "events.csv", [{}], delimiter=delimiter, encoding=encoding)
    assert counts(run_json(file, dataset)) == (1, 0, 0, 0, 0)


def test_a_byte_that_went_astray_costs_its_line(tmp_path: Path, dataset: Path) -> None:
    file = write_rows(tmp_path / "events.csv", [{"id": str(i)} for i in range(1, 31)])
    lines = file.read_bytes().split(b"\n")
    lines[4] = lines[4].replace(b"Invented", b"Inv\xe9nted", 1)
    file.write_bytes(b"\n".join(lines))
    told = run_json(file, dataset)
    assert counts(told) == (29, 0, 0, 1, 0)
    assert told["rows"][3]["line"] == 5


# Stops at the worst moment: all new files are written, and none is in its place.
_STOPPED = """
import sys, time
from pathlib import Path
from geo.__main__ import cli
def stop(path, target):
    print("now", flush=True)
    time.sleep(600)
Path.replace = stop
cli(sys.argv[1:])
"""


def test_a_kill_in_the_middle_leaves_what_was_there(tmp_path: Path, dataset: Path) -> None:
    file = write_rows(tmp_path / "events.csv", [{}])
    before = {path.name: path.read_bytes() for path in dataset.iterdir()}
    arguments = ["import", str(file), "--profile", "ucdp-ged", "--into", str(dataset)]
    command = [sys.executable, "-c", _STOPPED, *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "now\n"
        os.kill(process.pid, signal.SIGKILL)
    assert {name: (dataset / name).read_bytes() for name in before} == before
    assert counts(run_json(file, dataset)) == (1, 0, 0, 0, 0)
    assert {path.name for path in dataset.iterdir()} == set(before)
