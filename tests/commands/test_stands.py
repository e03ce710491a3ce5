"""`geo stands`: whether what was written still stands, on the command line."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from geo.__main__ import cli
from geo.standing import LARGEST
from tests.support.paths import SHIPPED


def run(text: str | bytes, *words: str) -> Result:
    call = ["stands", str(SHIPPED), "--text", "-", "--as-of", "2022-01-09T18:00", *words]
    return CliRunner().invoke(cli, call, input=text)


def test_a_withdrawn_figure_is_told_in_one_line_and_what_stands_in_the_next() -> None:
    first, second, third = run("At least 164 people\x1b[31m were killed.").stdout.splitlines()
    assert first == "Kazakhstan, January 2022: a text of Sun 9 Jan 2022, 18:00 (UTC+6)"
    assert second == (
        "  withdrawn  “At least 164 people” (killed, Kazakhstan): withdrawn after 7 h, "
        "Information Ministry of Kazakhstan, 9 Jan 2022, 21:33 (UTC+6)"
    )
    assert third.strip().startswith("now: people killed: 238, Prosecutor General")


def test_what_drives_a_terminal_is_written_as_its_number() -> None:
    told = run("The curfew\x1b[31m in Almaty is from 23:00 to 07:00.").stdout
    assert "curfew\\x1b[31m in Almaty" in told
    assert "\x1b" not in told


def test_machines_get_objects() -> None:
    [found] = json.loads(run("164 were killed.", "--json").stdout)
    assert {name: found[name] for name in ("text", "number", "measure", "place", "verdict")} == {
        "text": "164", "number": 164, "measure": "killed", "place": "Kazakhstan",
        "verdict": "withdrawn",
    }  # fmt: skip
    assert found["when"] == "2022-01-09T21:33:00+06:00"
    assert found["entry_ids"][0] == "ca-kazakhstan-killed-164-withdrawn"


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    calls = {
        b"\xff": "not a text in UTF-8",
        b"a" * (LARGEST + 1): "more than 100,000 bytes",
        "ы".encode() * LARGEST: "more than 100,000 bytes",
    }
    for content, problem in calls.items():
        found = run(content)
        assert (found.exit_code, found.stderr.count("\n")) == (1, 1)
        assert problem in found.stderr
    assert "later moment" in run("x", "--known-on", "2022-01-01").stderr
    missing = ["stands", str(SHIPPED), "--text", str(tmp_path / "none"), "--as-of", "2022-01-09"]
    assert "cannot be read" in CliRunner().invoke(cli, missing).stderr


def test_a_text_that_says_nothing_of_the_kind_is_told_so() -> None:
    assert "Nothing in it can be held against claims." in run("It rained.").stdout
