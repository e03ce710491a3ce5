"""The command writes whole files, never over one that is there unasked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from geo.exporting import formats
from geo.exporting.formats import FORMATS
from tests.support import crisis


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return crisis.make(tmp_path_factory.mktemp("export") / "data").directory


def run(directory: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", str(directory), *map(str, arguments)])


def test_it_writes_the_claims_that_the_filters_leave(directory: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    options = ("--known-on", "2022-01-08", "--place", "Alma-Ata", "--kind", "casualties")
    result = run(directory, "--format", "csv", *options, "--out", out)
    assert result.exit_code == 0, result.output
    assert "3 rows (claims)" in result.output
    assert out.read_text(encoding="utf-8-sig").count("casualties-") == 3
    assert "?at=2022-01-08T23:59&kind=casualties&place=Almaty" in out.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"], "nothing is left over"


def test_all_formats_go_into_a_directory(directory: Path, tmp_path: Path) -> None:
    result = run(directory, "--format", "all", "--severity", "Extreme", "--out", tmp_path / "new")
    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "new").iterdir())) == len(FORMATS)


def test_a_slash_at_the_end_means_a_directory(directory: Path, tmp_path: Path) -> None:
    result = run(directory, "--format", "csv", "--out", f"{tmp_path / 'new'}/")
    assert result.exit_code == 0, result.output
    assert [path.suffix for path in (tmp_path / "new").iterdir()] == [".csv"]


def test_a_file_that_is_there_is_kept_unless_forced(directory: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.geojson"
    out.write_text("mine")
    result = run(directory, "--format", "geojson", "--out", out)
    assert result.exit_code == 1
    assert "is there already" in result.output
    assert out.read_text() == "mine"
    assert run(directory, "--format", "geojson", "--out", out, "--force").exit_code == 0
    assert out.read_text() != "mine"


def test_a_failure_leaves_neither_a_half_file_nor_a_lost_one(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.csv"
    out.write_text("mine")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    result = run(directory, "--format", "csv", "--out", out, "--force")
    assert result.exit_code == 1
    assert "No space left" in result.output
    assert out.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--severity", "Terrible"), "severity"),
        (("--region", "Atlantis"), "region"),
        (("--place", "Atlantis"), "Atlantis"),
        (("--known-on", "soon"), "soon"),
        (("--text", "x" * 201), "201"),
        (("--text", "\udcff"), "UTF-8"),
        (("--address", "https://map.example/\udcff"), "UTF-8"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    directory: Path, tmp_path: Path, options: tuple[str, str], word: str
) -> None:
    result = run(directory, "--format", "csv", *options, "--out", tmp_path / "a.csv")
    assert result.exit_code in (1, 2)
    assert word in result.output
    assert len(result.output.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_every_format_of_the_table_has_a_distinct_use() -> None:
    assert all(one.about and one.label for one in formats.FORMATS.values())
    assert set(formats.ROWS) >= {one.what for one in formats.FORMATS.values()}
