"""No letter and no full disk ends a command in a traceback, and no text drives a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from tests.support.building import CRISIS, PLACES, place, write_dataset
from tests.support.drawing import THOROUGH
from tests.support.paths import ROOT

# Turns a terminal's title, moves its cursor (C1), and turns the direction of what follows.
DRIVING = "a\x1b]0;pwned\x07b\x9b2Jc\u202ed\u2066e\u2028f"
LETTERS = "Өскемен 🗺 語"


def directory(path: Path, text: str) -> Path:
    places = [*PLACES, place("odd", text, "city", text)]
    claims = {
        "status": [{"place": text, "summary": text}, {"reported_at": "2022-01-08"}, {"place": "?"}],
        "casualties": [{"place": text, "best": "5", "qualifier": text, "attributed_to": text}],
        "restrictions": [{"place": text, "level": text, "summary": text}],
        "contacts": [{"place": text, "participants": text, "certainty": text}],
    }
    write_dataset(path, places=places, **claims)
    package = {"name": "odd", "title": text, "crisis": CRISIS | {"boundaries": text, text: 1}}
    (path / "datapackage.json").write_text(json.dumps(package))
    return path


def commands(path: Path, text: str, out: Path) -> list[list[str]]:
    known = ["--known-on", "2022-01-08"]
    return [
        [*command, *form]
        for command in (
            ["check", str(path)],
            ["situation", str(path)],
            ["figures", str(path), "--place", text],
            ["figures", str(path), "--place", f"not {text}"],
            ["in-force", str(path), "--place", text, "--at", "2022-01-07T20:00"],
            ["changes", str(path), "--until", "2022-01-08"],
            ["locate", text],
        )
        for form in ([], ["--json"])
    ] + [
        ["export", str(path), "--format", "csv", "--out", str(out / f"{LETTERS}.csv"), *known],
        ["export", str(path), "--format", "csv", "--out", str(out / f"{LETTERS}.csv")],
        ["geocode", str(path)],
        ["describe", str(path)],
        ["dictionary"],
        ["check", str(path / text.replace("\0", ""))],
        [text],
    ]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="python -m geo")


def test_nothing_that_a_dataset_holds_drives_the_terminal(tmp_path: Path) -> None:
    path = directory(tmp_path / "data", DRIVING)
    for arguments in commands(path, DRIVING, tmp_path):
        result = run(*arguments)
        assert result.exit_code in (0, 1), arguments
        assert isinstance(result.exception, SystemExit | None), arguments
        text = result.stdout + result.stderr
        assert text.isprintable() or all(one.isprintable() or one == "\n" for one in text), (
            arguments
        )


def test_json_holds_what_the_dataset_holds(tmp_path: Path) -> None:
    path = directory(tmp_path, DRIVING)
    result = run("in-force", str(path), "--place", "odd", "--at", "2022-01-07T20:00", "--json")
    assert [row["summary"] for row in json.loads(result.stdout)] == [DRIVING]


# Runs each command with the real standard output of a process, whose encoding is the test's.
SCRIPT = """
import json, sys
from geo.__main__ import cli
for arguments in json.load(open(sys.argv[1], encoding="utf-8")):
    try:
        cli(arguments, prog_name="python -m geo")
    except SystemExit as end:
        print(f"exit {end.code or 0}", flush=True)
"""


@pytest.mark.parametrize(
    "encoding", ["ascii", *(pytest.param(one, marks=THOROUGH) for one in ("cp1252", "cp1251"))]
)
def test_a_letter_that_the_terminal_lacks_ends_no_command(tmp_path: Path, encoding: str) -> None:
    path = directory(tmp_path / LETTERS, LETTERS)
    wanted = commands(path, LETTERS, tmp_path)
    (tmp_path / "commands.json").write_text(json.dumps(wanted), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "commands.json")],
        cwd=ROOT, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False,
    )  # fmt: skip
    # Click takes ASCII for a mistake and writes UTF-8.
    encoding = "utf-8" if encoding == "ascii" else encoding
    errors = done.stderr.decode(encoding)
    assert "Traceback" not in errors, errors
    output = done.stdout.decode(encoding)
    ends = [line for line in output.splitlines() if line.startswith("exit ")]
    assert len(ends) == len(wanted)
    assert output.count("exit 0") >= len(wanted) - 8
    in_json = output.split("exit ")[9][1:]  # of in-force --json
    assert json.loads(in_json)[0]["summary"] == LETTERS


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [["dictionary"], ["check", "data/kazakhstan-2022"]])
def test_a_full_disk_behind_the_output_is_one_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "geo", *arguments],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "Error: No space left on device.\n")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "geo", "dictionary"],
        cwd=ROOT, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("name", ["x" * 300, "я" * 300, "x/" * 3000])
def test_a_name_too_long_for_a_file_is_one_line(tmp_path: Path, name: str) -> None:
    path = write_dataset(tmp_path, status=[{}])
    for arguments in (
        ["export", str(path), "--format", "csv", "--out", name],
        ["export", str(path), "--format", "all", "--out", name],
        ["check", name],
        ["describe", name],
        ["geocode", name],
        ["locate", "--file", name],
    ):
        result = run(*arguments)
        assert result.exit_code in (1, 2), arguments
        assert result.stderr.startswith("Error: "), arguments
        assert result.stderr.count("\n") == 1
