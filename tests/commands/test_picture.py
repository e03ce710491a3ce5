"""`python -m geo picture`: a file of the form that was asked for, or one line that says why not."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from tests.support.paths import ROOT

DATASET = str(ROOT / "data" / "sri-lanka-2022")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["picture", DATASET, *arguments])


@pytest.mark.parametrize(
    ("form", "begin"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_writes_the_form(form: str, begin: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"map.{form}"
    result = run("--known-on", "2022-05-10", "--place", "Colombo", "--format", form,
                 "--out", str(out))  # fmt: skip
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(begin)
    assert "as known at the end of 10 May 2022 (UTC+5:30); place: Colombo" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--place", "Nowhere"], "'Nowhere' is not a place of this dataset."),
        (["--theme", "forces"], "There is too little for a map of 'Forces' at this moment."),
        (["--format", "pdf", "--card"], "--card is for svg and png."),
    ],
)
def test_says_in_one_line_why_there_is_none(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    out = tmp_path / "map.svg"
    result = run("--format", "svg", "--out", str(out), *arguments)
    assert result.exit_code == 1
    assert told in result.output
    assert not out.exists()


def test_keeps_a_file_that_is_there(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    out.write_text("mine")
    assert "Use --force" in run("--format", "svg", "--out", str(out)).output
    assert out.read_text() == "mine"
    assert run("--format", "svg", "--out", str(out), "--force").exit_code == 0
    assert out.read_bytes().startswith(b"<svg ")
