"""The command line: its JSON, its text, and one clear line for every wrong input."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from tests.support.building import SOURCES, write_dataset

TOLLS = [
    {"entry_id": "low", "low": "60", "qualifier": "over", "attributed_to": "Police"},
    {"entry_id": "rival", "low": "35", "best": "35", "high": "35", "reported_at": "2022-01-08"},
    {"entry_id": "injured", "measure": "injured", "best": "500"},
    {"entry_id": "police", "group": "police", "best": "2", "place": "Jambyl Region"},
]
CURFEWS = [
    {"entry_id": "night", "daily_from": "19:00", "daily_to": "07:00"},
    {"entry_id": "state", "kind": "state_of_emergency", "place": "Kazakhstan", "level": "red"},
    {"entry_id": "later", "reported_at": "2022-01-09", "daily_from": "18:00", "daily_to": "08:00"},
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    directory = tmp_path_factory.mktemp("commands")
    status = [{"reported_at": "2022-01-07T18:30+03:00"}]
    return str(write_dataset(directory, casualties=TOLLS, restrictions=CURFEWS, status=status))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="python -m geo")


def read(*arguments: str) -> list[dict]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_check_of_a_good_dataset_says_how_much_it_holds(dataset: str) -> None:
    result = run("check", dataset)
    assert result.exit_code == 0
    assert result.stdout.startswith("8 claims on 5 places from 3 sources; errors: 0")
    assert read("check", dataset) == []


def test_check_lists_every_issue_and_exits_with_1(tmp_path: Path) -> None:
    write_dataset(tmp_path, status=[{"severity": "Bad"}, {"place": "Nowhere-on-Earth-77"}])
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "error: status.csv, line 2, severity: 'Bad': is not in the vocabulary." in result.stdout
    assert "errors: 1, warnings: 1, rows left out for an error: 1" in result.stdout
    as_json = run("check", str(tmp_path), "--json")
    assert as_json.exit_code == 1
    first = json.loads(as_json.stdout)[0]
    assert first.keys() == {"level", "table", "line", "column", "value", "problem", "advice"}


def test_check_exits_with_0_when_there_are_only_warnings(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    (tmp_path / "contacts.csv").unlink()
    assert run("check", str(tmp_path)).exit_code == 0


def test_figures_have_their_range_and_the_claims_they_rest_on(dataset: str) -> None:
    figure, *more = read("figures", dataset, "--place", "Taraz", "--measure", "killed")
    assert more == []
    claims = figure.pop("claims")
    assert [one["entry_id"] for one in figure.pop("rivals")] == ["rival", "low"]
    assert figure == {
        "place": "Taraz",
        "place_id": "taraz",
        "scope": "city",
        "measure": "killed",
        "group": "all",
        "subset": "",
        "since": "",
        "counts": "toll",
        "collection": "",
        "events": None,
        "low": None,
        "best": None,
        "high": None,
        "value": "35, Agency One; 60 or more, Police",
        "as_of": "2022-01-07",
        "contested": True,
        "history": [],
        "retracted": [],
        "exceeds": [],
        "exceeded_by": [],
    }
    assert claims[0] == {
        "entry_id": "low",
        "measure": "killed",
        "group": "all",
        "subset": "",
        "since": "",
        "low": 60,
        "best": None,
        "high": None,
        "qualifier": "over",
        "as_of": "2022-01-07",
        "authority": "Police",
        "certainty": "Likely",
        "reported_at": "2022-01-07T23:59:59+06:00",
        "place": "Taraz",
        "place_id": "taraz",
        "timed": False,
        "source_id": "s1",
        "summary": "Something was claimed.",
    }
    assert [one["entry_id"] for one in claims] == ["low", "rival"]


def test_what_was_retracted_and_what_came_before_is_there_and_events_are_one_figure(
    tmp_path: Path,
) -> None:
    def count(entry_id: str, number: int, **more: str) -> dict[str, str]:
        return {"entry_id": entry_id, **dict.fromkeys(("low", "best", "high"), str(number)), **more}

    day = {"reported_at": "2022-01-08", "as_of": "2022-01-08"}
    event = {"counts": "event", "group": "civilians", "source_id": "s2"}
    rows = [
        count("first", 12),
        count("second", 14, **day),
        count("wrong", 164, measure="injured"),
        {"message": "Cancel", "replaces": "wrong", "reported_at": "2022-01-09"},
        *(count(f"event-{i}", i, **event) for i in (1, 2, 3)),
    ]
    path = write_dataset(tmp_path, casualties=rows, sources=COLLECTED)
    injured, *killed = sorted(
        read("figures", str(path), "--place", "Taraz"), key=lambda one: one["measure"]
    )
    assert (injured["low"], injured["claims"]) == (None, [])
    assert [one["entry_id"] for one in injured["retracted"]] == ["wrong"]
    toll, events = killed
    assert (toll["low"], [one["entry_id"] for one in toll["history"]]) == (14, ["first"])
    assert (events["counts"], events["events"], events["collection"]) == ("event", 3, "GED 24.1")
    assert (events["group"], events["low"], events["high"]) == ("civilians", 6, 6)
    text = run("figures", str(path), "--place", "Taraz").stdout
    assert "killed, civilians: 6, the sum of 3 events, GED 24.1" in text
    assert "injured, all: no figure stands, what was given was retracted" in text
    assert "  earlier: 12: Agency One, as of 7 Jan 2022" in text


COLLECTED = [one | {"collection": "GED 24.1" if one["source_id"] == "s2" else ""}
             for one in SOURCES]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["injured", "killed"]),
        (["--measure", "injured"], ["injured"]),
        (["--group", "police"], []),
        (["--group", "all", "--measure", "killed"], ["killed"]),
    ],
)
def test_figures_can_be_asked_for_by_measure_and_group(
    dataset: str, options: list[str], expected: list[str]
) -> None:
    found = read("figures", dataset, "--place", "taraz", *options)
    assert [one["measure"] for one in found] == expected


def test_figures_in_words_never_call_the_unknown_zero(dataset: str) -> None:
    text = run("figures", dataset, "--place", "Taraz").stdout
    assert "Taraz (city): killed, all: CONTESTED\n  35: Agency One" in text
    police = '60 or more ("over"): Police, as of 7 Jan 2022, reported 7 Jan 2022, '
    assert f"{police}source s1 (low)" in text
    assert "about 500" in text
    assert "That is not zero" in run("figures", dataset, "--place", "Almaty").stdout
    assert read("figures", dataset, "--place", "Almaty") == []


def test_a_figure_that_was_withdrawn_is_not_told_as_never_known(tmp_path: Path) -> None:
    toll = {"entry_id": "toll", "best": "164"}
    cancel = {"message": "Cancel", "replaces": "toll", "reported_at": "2022-01-08"}
    write_dataset(tmp_path, casualties=[toll, cancel])
    asked = ("figures", str(tmp_path), "--place", "Taraz", "--known-on")
    assert "about 164" in run(*asked, "2022-01-07").stdout
    text = run(*asked, "2022-01-08").stdout
    assert "no figure stands, what was given was retracted\n  retracted: about 164: " in text


def test_what_is_not_located_is_named_below_the_situation(tmp_path: Path) -> None:
    write_dataset(tmp_path, status=[{"severity": "Severe"}, {"place": "Nowhere-on-Earth-77"}])
    assert run("situation", str(tmp_path)).stdout.endswith(
        "Not located, and in no row above: Nowhere-on-Earth-77\n"
    )


def test_a_broken_dataset_is_not_used_in_silence(tmp_path: Path) -> None:
    write_dataset(tmp_path, status=[{"severity": "Bad"}, {}])
    result = run("situation", str(tmp_path), "--json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 1
    assert result.stderr == "Its files have 1 error: see check.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["figures", "{}", "--place", "Taraz", "--measure", "deaths"], "'deaths' is not one of"),
        (["figures", "{}"], "Missing option '--place'."),
        (["in-force", "{}", "--place", "Taraz"], "Missing option '--at'."),
        (["bogus"], "No such command 'bogus'."),
        (["situation", "{}", "--known-on", "9999-12-31"], "of a year from 1900 to 2199."),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_1(
    dataset: str, arguments: list[str], words: str
) -> None:
    result = run(*(one.format(dataset) for one in arguments))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


def test_help_is_no_error() -> None:
    for arguments in (["--help"], ["figures", "--help"]):
        result = run(*arguments)
        assert (result.exit_code, result.stdout[:6]) == (0, "Usage:")
    assert run().exit_code == 1


def in_force(dataset: str, at: str, *more: str, place: str = "Taraz") -> list[dict]:
    return read("in-force", dataset, "--place", place, "--at", at, *more)


def test_in_force_lists_each_claim_with_its_hours_and_end(dataset: str) -> None:
    state, night = sorted(
        in_force(dataset, "2022-01-07T20:00", "--known-on", "2022-01-07"),
        key=lambda one: one["entry_id"] == "night",
    )
    assert night == {
        "entry_id": "night",
        "kind": "curfew",
        "level": "",
        "daily_from": "19:00",
        "daily_to": "07:00",
        "basis": "decreed",
        "scope": "city",
        "place": "Taraz",
        "until": "2022-01-08T07:00:00",
        "begin_unknown": False,
        "reported_at": "2022-01-07T23:59:59+06:00",
        "source_id": "s1",
        "summary": "Something was claimed.",
        "lapsed": False,
    }
    assert (state["scope"], state["place"], state["level"], state["until"]) == (
        "country", "Kazakhstan", "red", None,
    )  # fmt: skip


def test_in_force_holds_contradictions_and_what_was_known(dataset: str) -> None:
    def ids(*more: str) -> set[str]:
        return {one["entry_id"] for one in in_force(dataset, "2022-01-07T20:00", *more)}

    assert ids() == {"night", "state", "later"}
    assert ids("--known-on", "2022-01-08") == {"night", "state"}
    assert ids("--known-on", "2022-01-06") == set()
    noon = in_force(dataset, "2022-01-07T12:00")
    assert {one["entry_id"] for one in noon} == {"state"}


def test_in_force_in_words(dataset: str) -> None:
    text = run("in-force", dataset, "--place", "Тараз", "--at", "2022-01-07T20:00").stdout
    assert text.startswith(
        "Taraz, 7 Jan 2022, 20:00 (Asia/Almaty), as known on Sun 9 Jan 2022, 23:59 (UTC+6)\n"
    )
    assert "curfew 19:00-07:00 until 8 Jan 2022, 07:00, decreed, for Taraz (city)" in text
    assert "red state of emergency, no end given, decreed, for Kazakhstan (country)" in text
    assert "    Something was claimed.\n" in text
    nothing = run("in-force", dataset, "--place", "Almaty", "--at", "2022-01-01T20:00").stdout
    assert "No restriction was known to be in force." in nothing


def test_situation_has_one_row_for_each_place_and_moments_with_the_offset(dataset: str) -> None:
    rows = {row["place_id"]: row for row in read("situation", dataset)}
    assert rows.keys() == {"taraz", "jambyl-region", "kazakhstan"}
    taraz = rows["taraz"]
    assert (taraz["severity"], taraz["killed_low"], taraz["killed_highest"]) == (
        "Moderate",
        None,
        35,
    )
    assert taraz["killed_value"] == "35, Agency One; 60 or more, Police"
    assert taraz["killed_contested"] is True
    assert taraz["status_as_of"] == "2022-01-09T23:59:59+06:00"
    assert (taraz["severity_basis"], taraz["stale_judgement"]) == ("derived", "Moderate")
    assert taraz["last_reported_at"] == "2022-01-09T23:59:59+06:00"
    assert rows["kazakhstan"]["status_as_of"] is None
    assert rows["kazakhstan"]["status_age_hours"] is None
    assert rows["kazakhstan"]["severity"] == "Unknown"


def test_situation_in_words_names_its_moment(dataset: str) -> None:
    text = run("situation", dataset, "--known-on", "2022-01-07T23:00").stdout
    assert text.startswith("Test crisis, as known on Fri 7 Jan 2022, 23:00 (UTC+6)\n")
    assert "Moderate" in text


@pytest.mark.parametrize(
    ("known_on", "places"),
    [
        ("2022-01-06", 0),
        ("2022-01-07", 3),
        ("2022-01-07T21:29:59", 0),
        ("2022-01-07T21:30", 1),
        ("2022-01-07T15:30Z", 1),
        ("2022-01-07T15:29:59+00:00", 0),
        ("20220107", 3),
        ("2199-12-31", 3),
        ("1900-01-01", 0),
    ],
)
def test_known_on_is_a_day_a_local_time_or_a_moment(
    dataset: str, known_on: str, places: int
) -> None:
    found = read("situation", dataset, "--known-on", known_on, "--hours", "known")
    assert len(found) == places


def test_inside_a_day_reports_without_an_hour_are_known_and_can_be_left_out(dataset: str) -> None:
    at = ("--known-on", "2022-01-07T12:00")
    assert len(read("situation", dataset, *at)) == 3
    assert len(read("situation", dataset, *at, "--hours", "known")) == 0


WRONG_MOMENTS = [
    "",
    "soon",
    "2022-02-30",
    "9999-12-31",
    "0001-01-01T00:00Z",
    "2022-01-07T10:00+99:00",
]
WRONG_TIMES = ["", "20:00", "2022-01-07", "2022-01-07T20:00+06:00", "2022-01-07T24:00"]
WRONG_TIMES += ["9999-12-31T23:59", "{{ 7 }}"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        *((["situation", "--known-on", text], "is not a moment") for text in WRONG_MOMENTS),
        *(
            (["in-force", "--place", "Taraz", "--at", text], "is not a local time")
            for text in WRONG_TIMES
        ),
        (["figures", "--place", "Atlantis"], "'Atlantis' is not a place of this dataset. It has"),
        (["figures", "--place", "Tarass"], "Did you mean Taraz?"),
        (["figures", "--place", "x" * 10**6], "is not a place of this dataset"),
        (["figures", "--place", "\udcff\x1b[31m"], "is not a place of this dataset"),
        (["in-force", "--place", "", "--at", "2022-01-07T20:00"], "is not a place"),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_a_wrong_input_is_one_clear_line_and_exit_code_1(
    dataset: str, arguments: list[str], says: str, form: list[str]
) -> None:
    result = run(arguments[0], dataset, *arguments[1:], *form)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert says in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 1000


@pytest.mark.parametrize("command", ["check", "situation", "figures", "in-force", "describe"])
def test_a_missing_directory_is_one_clear_line(tmp_path: Path, command: str) -> None:
    more = {"figures": ["--place", "A"], "in-force": ["--place", "A", "--at", "2022-01-07T20:00"]}
    result = run(command, str(tmp_path / "missing"), *more.get(command, []))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_the_dictionary_is_printed(dataset: str) -> None:
    assert run("dictionary").stdout.startswith("# Data dictionary\n")


def test_describe_writes_the_schemas_and_keeps_the_rest(tmp_path: Path) -> None:
    write_dataset(tmp_path)
    assert run("describe", str(tmp_path)).exit_code == 0
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert package["title"] == "Test crisis"
    assert len(package["resources"]) == 9


@pytest.mark.parametrize("text", ["[]", "{", ""])
def test_describe_refuses_a_descriptor_that_is_no_object(tmp_path: Path, text: str) -> None:
    write_dataset(tmp_path)
    (tmp_path / "datapackage.json").write_text(text)
    result = run("describe", str(tmp_path))
    assert result.exit_code == 1
    assert (tmp_path / "datapackage.json").read_text() == text


def test_describe_leaves_the_old_descriptor_where_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_dataset(tmp_path) / "datapackage.json"
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    result = run("describe", str(tmp_path))
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert "No space left" in result.stderr
    assert not list(tmp_path.glob(".*"))


def test_describe_writes_no_file_of_another_directory(tmp_path: Path) -> None:
    path = write_dataset(tmp_path / "data") / "datapackage.json"
    path.rename(tmp_path / "other.json")
    path.symlink_to(tmp_path / "other.json")
    before = (tmp_path / "other.json").read_bytes()
    result = run("describe", str(tmp_path / "data"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert (tmp_path / "other.json").read_bytes() == before


def test_what_nobody_reports_any_longer_is_listed_apart_and_counted_nowhere(tmp_path: Path) -> None:
    row = {"kind": "checkpoint", "basis": "enforced"}
    again = row | {"reported_at": "2022-01-08", "entry_id": "again"}
    services = [{"state": "suspended"}]
    write_dataset(tmp_path, restrictions=[row, again], services=services)
    directory = str(tmp_path)
    assert len(in_force(directory, "2022-01-09T20:00")) == 2
    assert in_force(directory, "2023-01-10T12:00") == []
    (lapsed,) = in_force(directory, "2023-01-10T12:00", "--lapsed")
    assert (lapsed["entry_id"], lapsed["lapsed"]) == ("again", True)
    told = run("in-force", directory, "--place", "Taraz", "--at", "2023-01-10T12:00").stdout
    assert "No restriction was known to be in force." in told
    assert (
        "Last reported, no longer counted:\n  checkpoints, last reported on 8 January 2022" in told
    )
    assert "367 days ago" in told
    (before,) = read("situation", directory, "--known-on", "2022-01-08")
    assert (before["services"], before["services_lapsed"]) == ({"food": "suspended"}, 0)
    (after,) = read("situation", directory, "--known-on", "2023-01-10")
    assert (after["services"], after["services_lapsed"]) == ({}, 1)
    assert (after["restrictions_in_force"], after["restrictions_lapsed"]) == (0, 2)
