"""Broken and hostile directories: nothing crashes, and no row is lost in silence."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import Dataset, DatasetError, load_dataset
from geo.dataset.schema import LEDGER, TABLES
from geo.ledger import Selection
from geo.times import read_moment
from geo.view import View
from geo.view.situation import situation
from tests.support.building import CRISIS, PLACES, make_dataset, place, write_dataset

HOSTILE = {
    "jinja": "{{ 7 * 7 }}{% for x in y %}{# {{",
    "literal": "${alert(1)} `x` \\ ' \"",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "formula": "=HYPERLINK(1)",
    "right to left": "a\u202eb\u2066c",
    "NUL": "a\0b\x1b[31mc",
    "lines": "a\nb\r\nc\rd",
    "missing": "nan",
    "megabyte": "x" * 2**20,
}


def everything(dataset: Dataset, at: str = "2022-01-31T00:00Z") -> pd.DataFrame:
    """The situation at the end: every part of the domain looks at the claims."""
    return situation(View(dataset, Selection(pd.Timestamp(at))))


def accounted(dataset: Dataset, table: str) -> list[int]:
    """The lines of one table that are claims or set aside."""
    used = dataset.claims[dataset.claims.table == table].line
    aside = dataset.set_aside[dataset.set_aside.table == table].line
    return sorted([*used, *aside])


def test_a_dataset_without_claims_has_an_empty_situation(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path)
    assert dataset.issues == ()
    assert everything(dataset).empty
    assert dataset.claims.empty
    for command in ("check", "situation", "figures", "in-force"):
        more = {"figures": ["--place", "Taraz"]}.get(command, [])
        more = ["--place", "Taraz", "--at", "2022-01-07T20:00"] if command == "in-force" else more
        result = CliRunner().invoke(cli, [command, str(tmp_path), *more])
        assert result.exit_code == 0, result.exc_info


def test_there_is_no_dataset_where_there_is_no_table(tmp_path: Path) -> None:
    for directory in (tmp_path / "missing", tmp_path, tmp_path / ("x" * 5000), Path("a\0b")):
        with pytest.raises(DatasetError):
            load_dataset(directory)
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatasetError):
        load_dataset(tmp_path / "file")


def test_a_file_too_large_to_read_is_one_clear_error(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    with (tmp_path / "status.csv").open("ab") as file:
        os.truncate(file.fileno(), 65 * 2**20)
    with pytest.raises(DatasetError, match=r"status\.csv is over 64 MB"):
        load_dataset(tmp_path)


@pytest.mark.parametrize("table", [*TABLES, "datapackage"])
def test_a_missing_file_that_is_needed_is_an_issue(tmp_path: Path, table: str) -> None:
    write_dataset(tmp_path, **{one.name: [{}] for one in LEDGER})
    (tmp_path / f"{table}.{'json' if table == 'datapackage' else 'csv'}").unlink()
    dataset = load_dataset(tmp_path)
    is_needed = table not in {one.name for one in LEDGER}
    assert (table in {issue.table for issue in dataset.issues}) == is_needed
    everything(dataset)
    if table == "sources":
        assert len(dataset.set_aside) == len(LEDGER)
    else:
        assert len(dataset.claims) == len(LEDGER) - (table in {one.name for one in LEDGER})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[1]",
        "null",
        "7",
        '"x"',
        "{",
        "{}",
        '{"crisis": []}',
        '{"crisis": {"x": 1}}',
        "[" * 100000,
        '{"title": "\\ud800"}',
        '{"licenses": [7], "contributors": [null, {}]}',
    ],
    ids=lambda text: text[:20],
)
def test_a_bad_description_is_an_issue_and_the_claims_are_read(tmp_path: Path, text: str) -> None:
    write_dataset(tmp_path, status=[{}])
    (tmp_path / "datapackage.json").write_text(text)
    dataset = load_dataset(tmp_path)
    assert {issue.table for issue in dataset.errors} == {"datapackage"}
    assert len(dataset.claims) == 1
    assert CliRunner().invoke(cli, ["situation", str(tmp_path)]).exit_code == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("timezone", value) for value in ("", "Almaty", "../x", 7, None, ["UTC"], "x" * 10**5)],
        *[("default_moment", value) for value in ("soon", "9999-12-31", "0001-01-01", 7, {})],
        *[("stale_after_hours", value) for value in ("NaN", "inf", -1, 0, 1e300, True, [])],
    ],
)
def test_a_bad_field_of_the_description_is_named(tmp_path: Path, field: str, value: object) -> None:
    write_dataset(tmp_path, status=[{}])
    package = {"crisis": CRISIS | {field: value}}
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    dataset = load_dataset(tmp_path)
    assert [issue.column for issue in dataset.errors] == [f"crisis.{field}"]
    assert len(everything(dataset)) == 1


@pytest.mark.parametrize(
    ("days", "opens"),
    [(["2022-01-05"], "2022-01-05"), ([], "2022-01-19"), (["2023-01-05"], "2023-01-05"),
     (["2022-01-05", "2023-01-05"], "2022-01-05")],
)  # fmt: skip
def test_without_a_moment_it_opens_at_the_last_report_of_its_days(
    tmp_path: Path, days: list[str], opens: str
) -> None:
    write_dataset(tmp_path, status=[{"reported_at": day} for day in days])
    crisis = {"country": "KZ", "timezone": "Asia/Almaty", "from": "2022-01-01", "to": "2022-01-19"}
    (tmp_path / "datapackage.json").write_text(json.dumps({"crisis": crisis}))
    dataset = load_dataset(tmp_path)
    assert dataset.errors == ()
    assert dataset.about.default_moment == read_moment(opens, dataset.about.zone)


BROKEN = {
    "unclosed quote": ('"broken,row', 3),
    "ragged row": ("a,b,c", 3),
    "latin-1": ("caf\udce9" + "," * 13, 3),
    "empty cells": ("x" + "," * 13, 3),
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_broken_row_is_set_aside_as_written_and_the_others_are_claims(
    tmp_path: Path, kind: str, ending: str
) -> None:
    write_dataset(tmp_path, status=[{}, {}])
    path = tmp_path / "status.csv"
    lines = path.read_text().splitlines()
    broken, line = BROKEN[kind]
    lines.insert(line - 1, broken)
    path.write_bytes(ending.join(lines).encode("utf-8", "surrogateescape"))
    dataset = load_dataset(tmp_path)
    assert set(dataset.claims.line) == {2, 4}
    assert list(dataset.set_aside.line) == [3]
    assert broken.strip('"').replace("\udce9", "�")[:5] in dataset.set_aside.row[0]
    assert {(issue.table, issue.line) for issue in dataset.errors} == {("status", 3)}


def test_of_a_table_whose_header_is_broken_every_row_is_set_aside(tmp_path: Path) -> None:
    write_dataset(tmp_path, status=[{}, {}], contacts=[{}])
    path = tmp_path / "status.csv"
    path.write_text('"' + path.read_text())
    dataset = load_dataset(tmp_path)
    assert list(dataset.claims.table) == ["contacts"]
    assert accounted(dataset, "status") == [1, 2, 3]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\0", b"\n\n", b"PK\x03\x04\xff\xfe"])
def test_a_file_that_is_no_table_is_an_issue(tmp_path: Path, data: bytes) -> None:
    write_dataset(tmp_path, contacts=[{}])
    (tmp_path / "status.csv").write_bytes(data)
    dataset = load_dataset(tmp_path)
    assert (dataset.errors[0].table, dataset.errors[0].line) == ("status", 1)
    assert len(dataset.claims) == 1


def test_a_header_of_200_000_columns_and_a_table_in_another_order_are_read(tmp_path: Path) -> None:
    write_dataset(tmp_path, status=[{}])
    path = tmp_path / "status.csv"
    header, row = path.read_text().splitlines()
    more = [f"extra{i}" for i in range(200_000)]
    names = [*more, *reversed(header.split(","))]
    cells = [*more, *reversed(row.split(","))]
    path.write_text(",".join(names) + "\n" + ",".join(cells) + "\n")
    dataset = load_dataset(tmp_path)
    assert [issue.level for issue in dataset.issues] == ["warning"]
    assert list(dataset.claims.entry_id) == ["status-0"]


def test_an_id_that_stands_twice_keeps_its_first_claim_and_sets_the_other_aside(
    tmp_path: Path,
) -> None:
    same = {"entry_id": "same"}
    dataset = make_dataset(
        tmp_path, status=[same, same, {}], services=[same | {"reported_at": "2022-01-06"}]
    )
    assert list(dataset.claims.entry_id) == ["same", "status-2"]
    assert list(dataset.claims.table) == ["services", "status"]
    assert accounted(dataset, "status") == [2, 3, 4]
    assert {(issue.table, issue.line) for issue in dataset.errors} == {("status", 2), ("status", 3)}


def test_a_claim_without_a_listed_source_is_set_aside(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, status=[{"source_id": "s1|ghost"}, {}])
    assert list(dataset.claims.line) == [3]
    assert list(dataset.set_aside.line) == [2]
    assert "Something was claimed." in dataset.set_aside.row[0]


def test_a_message_that_names_a_row_set_aside_has_no_issue_of_its_own_and_is_a_claim(
    tmp_path: Path,
) -> None:
    update = {"message": "Update", "replaces": "status-0", "reported_at": "2022-01-08"}
    dataset = make_dataset(tmp_path, status=[{"severity": "Bad"}, update])
    assert [(issue.line, issue.column) for issue in dataset.errors] == [(2, "severity")]
    assert list(dataset.claims.entry_id) == ["status-1"]
    assert list(everything(dataset).severity) == ["Moderate"]


IMPOSSIBLE = ["2022-02-30", "0000-01-01", "9999-12-31", "2022-01-07T24:00", "2022-13-01", "soon"]
IMPOSSIBLE += ["2022-01-07T10:00+99:00", "2262-04-12", "1676-01-01"]


@pytest.mark.parametrize("column", ["occurred_from", "occurred_to", "reported_at"])
def test_an_impossible_time_is_set_aside_and_named(tmp_path: Path, column: str) -> None:
    dataset = make_dataset(tmp_path, status=[*({column: text} for text in IMPOSSIBLE), {}])
    wanted = {(line, column, text) for line, text in enumerate(IMPOSSIBLE, 2)}
    assert wanted <= {(one.line, one.column, one.value) for one in dataset.errors}
    assert list(dataset.set_aside.line) == [line for line, _ in enumerate(IMPOSSIBLE, 2)]
    assert len(everything(dataset)) == 1


@pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31", "2199-12-31T23:59"])
def test_the_first_and_the_last_day_there_is_can_be_shown(tmp_path: Path, text: str) -> None:
    moment = text if len(text) == 10 else f"{text}-12:00"
    times = {"occurred_from": text, "occurred_to": text, "reported_at": moment}
    rows = {table.name: [times] for table in LEDGER}
    rows["restrictions"] = [times | {"daily_from": "19:00", "daily_to": "07:00"}]
    dataset = load_dataset(write_dataset(tmp_path, **rows), today=date(2200, 1, 1))
    assert dataset.errors == ()
    for at in ("1900-01-01T00:00Z", "2199-12-31T23:59:59Z"):
        everything(dataset, at)


TEXT_COLUMNS = [
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.kind in ("text", "texts")
]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_every_column_is_kept_as_typed(tmp_path: Path, kind: str) -> None:
    text = HOSTILE[kind]
    hostile = {
        table.name: {name: text for owner, name in TEXT_COLUMNS if owner == table.name}
        for table in TABLES.values()
    }
    claims = {table.name: [{}, hostile[table.name]] for table in LEDGER}
    names = {"name": text, "admin1": text, "aliases": text, "geocoded_by": text}
    places = [*PLACES, place("odd", text, "city", text) | hostile["places"] | names]
    source = {"source_id": "s1", "kind": "wire"} | hostile["sources"]
    write_dataset(tmp_path, places=places, sources=[source], **claims)
    dataset = load_dataset(tmp_path)
    assert dataset.errors == ()
    for table in LEDGER:
        claim = dataset.claims.set_index("entry_id").loc[f"{table.name}-1"]
        own = dataset.details[table.name].loc[f"{table.name}-1"]
        for name in hostile[table.name]:
            assert (own[name] if name in own else claim[name]) == text
    assert text in set(everything(dataset).name)
    assert dataset.find_place(text) == "odd"
    for command in (["check"], ["situation"], ["figures", "--json", "--place", text]):
        result = CliRunner().invoke(cli, [command[0], str(tmp_path), *command[1:]])
        assert result.exit_code == 0, result.output[:500]
        assert "\x1b" not in result.output


# "nan" is a good id; what a long cell does is tried in test_rules.py.
@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind not in ("missing", "megabyte")])
def test_hostile_text_in_every_other_column_is_an_issue_at_its_place(
    tmp_path: Path, kind: str
) -> None:
    text = HOSTILE[kind]
    columns = {
        table.name: [one.name for one in table.columns if one.kind not in ("text", "texts")]
        for table in LEDGER
    }
    bad = {name: [{column: text} for column in of] for name, of in columns.items()}
    dataset = make_dataset(tmp_path, **{name: [{}, *rows] for name, rows in bad.items()})
    assert set(dataset.claims.line) == {2}
    assert len(dataset.set_aside) == sum(map(len, bad.values()))
    found = {(one.table, one.column) for one in dataset.errors if one.value == text}
    assert found >= {(name, column) for name, of in columns.items() for column in of}
    everything(dataset)


def test_a_name_that_places_does_not_know_is_a_warning_and_its_claim_is_kept(
    tmp_path: Path,
) -> None:
    dataset = make_dataset(tmp_path, status=[{"place": "Atlantis"}, {}])
    (issue,) = dataset.issues
    assert (issue.level, issue.line, issue.column, issue.value) == (
        "warning", 2, "place", "Atlantis",
    )  # fmt: skip
    assert sorted(dataset.claims.place_id) == ["", "taraz"]
    assert list(everything(dataset).place_id) == ["taraz"]


def test_a_name_that_the_geocoder_knows_is_located_and_still_a_warning(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path, status=[{"place": "Guryev"}, {"place": "Atlantis"}])
    asked = []

    def locate(names: object, country: str, _: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
        asked.append((list(names), country))
        row = place("located-1", "Guryev", "city", "", geonames_id="1", latitude="47.1")
        columns = TABLES["places"].names
        cells = [[row.get(name, "") for name in columns]]
        found = pd.DataFrame(cells, columns=columns, dtype=object)
        return found, {"Guryev": "It was found.", "Atlantis": "Nobody knows it."}

    dataset = load_dataset(directory, locate)
    assert asked == [(["Guryev", "Atlantis"], "KZ")]
    assert sorted(dataset.claims.place_id) == ["", "located-1"]
    assert [issue.level for issue in dataset.issues] == ["warning", "warning"]
    assert "It was found." in dataset.issues[0].problem
    assert list(everything(dataset).name) == ["Guryev"]


def test_places_of_one_alias_are_a_warning_and_the_first_has_the_claims(tmp_path: Path) -> None:
    twins = [place("one", "One", "city", "", aliases="Twin"), place("two", "Two", "city", "")]
    twins[1]["aliases"] = "TWIN"
    write_dataset(tmp_path, places=[*PLACES, *twins], status=[{"place": "twin"}])
    dataset = load_dataset(tmp_path)
    assert list(dataset.claims.place_id) == ["one"]
    assert [(issue.level, issue.table, issue.value) for issue in dataset.issues] == [
        ("warning", "places", "TWIN")
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text(path.read_text().replace("Moderate", "Severe")),
        lambda path: path.unlink(),
        lambda path: path.write_text(path.read_text() + "\n"),
    ],
    ids=["a cell", "a table less", "a line more"],
)
def test_the_version_tells_one_dataset_from_another(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    first = make_dataset(tmp_path, status=[{}])
    assert load_dataset(tmp_path).version == first.version
    os.utime(tmp_path / "status.csv", ns=(0, 0))
    change(tmp_path / "status.csv")
    assert load_dataset(tmp_path).version != first.version


def test_a_place_is_found_by_id_name_or_alias(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path)
    assert {dataset.find_place(text) for text in ("taraz", "TARAZ", "Тараз", "dzhambul")} == {
        "taraz"
    }
    assert dataset.find_place("Atlantis") is None
    assert dataset.find_place("") is None


def test_a_crisis_has_only_the_tables_that_it_needs(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    for table in LEDGER[1:]:
        (tmp_path / f"{table.name}.csv").unlink()
    dataset = load_dataset(tmp_path)
    assert dataset.issues == ()
    assert dataset.ledger["contacts"].empty
    (tmp_path / "status.csv").unlink()
    path = tmp_path / "datapackage.json"
    listed = [{"name": "contacts"}, {"name": "status", "hash": "sha256:0"}]
    path.write_text(json.dumps(json.loads(path.read_text()) | {"resources": listed}))
    (issue,) = load_dataset(tmp_path).issues
    assert str(issue).startswith("error: status.csv: The table is missing.")


def test_an_id_that_stands_twice_is_named_with_both_its_places(tmp_path: Path) -> None:
    status, services = [{"entry_id": "one"}], [{"entry_id": "one", "reported_at": "2022-01-08"}]
    write_dataset(tmp_path, status=status, services=services)
    (issue,) = load_dataset(tmp_path).issues
    assert str(issue).startswith(
        "error: services.csv, line 2, entry_id: 'one': stands twice, also in status.csv, line 2."
    )


def test_a_missing_descriptor_is_named_as_the_file_that_it_is(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    (tmp_path / "datapackage.json").unlink()
    assert "datapackage.json: The file is missing" in str(load_dataset(tmp_path).issues[0])
    assert "datapackage.csv" not in str(load_dataset(tmp_path).issues[0])
