"""A package validates for others, loads again here, and packs again to the same bytes."""

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

import frictionless
import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given

from geo.__main__ import cli
from geo.dataset import Dataset, load_dataset
from geo.exporting import cff, package
from geo.ledger import Selection
from geo.view import View
from geo.view.situation import situation
from tests.support import building, crisis
from tests.support.drawing import draws

ADDRESS = "https://map.example/"
SHIPPED = sorted((Path(__file__).parents[2] / "data").glob("*/datapackage.json"))
CFF = Path(__file__).parent / "schemas" / "cff-1.2.0.json"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make(tmp_path_factory.mktemp("package") / "data")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")


def unpacked(data: bytes, directory: str) -> Path:
    zipfile.ZipFile(io.BytesIO(data)).extractall(directory)
    return Path(directory)


def latest(dataset: Dataset) -> View:
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


@draws(8)
@given(selection=crisis.SELECTIONS)
def test_a_package_loads_as_the_same_view_and_packs_to_the_same_bytes(
    dataset: Dataset, selection: Selection
) -> None:
    view = View(dataset, selection)
    data = package.package(view, ADDRESS)
    with tempfile.TemporaryDirectory() as directory:
        loaded = load_dataset(unpacked(data, directory))
        again = View(loaded, selection)
        assert loaded.errors == ()
        assert list(again.claims.entry_id) == list(view.claims.entry_id)
        assert list(again.claims.standing) == list(view.claims.standing)
        assert situation(again).equals(situation(view))
        assert package.package(again, ADDRESS) == data


def test_hostile_text_comes_back_as_it_was(hostile: Dataset, tmp_path: Path) -> None:
    view = latest(hostile)
    data = package.package(view)
    loaded = load_dataset(unpacked(data, str(tmp_path)))
    for name in ("summary", "attributed_to", "place"):
        assert list(loaded.claims[name]) == list(view.claims[name])
    assert list(loaded.sources.title) == list(hostile.sources.title.loc[loaded.sources.index])
    assert package.package(latest(loaded)) == data


def test_frictionless_finds_nothing_wrong(dataset: Dataset, tmp_path: Path) -> None:
    narrow = Selection(known_on=dataset.about.default_moment, regions=("Almaty City",))
    for view in (latest(dataset), View(dataset, narrow)):
        path = unpacked(package.package(view, ADDRESS), str(tmp_path))
        report = frictionless.validate(str(path / "datapackage.json"))
        assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
        assert len(report.tasks) == 12


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_frictionless_finds_nothing_wrong_in_what_ships(path: Path) -> None:
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_half_of_a_character_in_a_descriptor_comes_back_as_it_was(tmp_path: Path) -> None:
    path = building.write_dataset(tmp_path / "data", status=[{}])
    descriptor = path / "datapackage.json"
    odd = {"title": "Half \ud83d", "keywords": ["\udc00"], "\ud800": {"\udfff": "x"}}
    descriptor.write_text(json.dumps(json.loads(descriptor.read_text()) | odd))
    view = latest(load_dataset(path))
    data = package.package(view)
    read = json.loads(zipfile.ZipFile(io.BytesIO(data)).read("datapackage.json"))
    assert {name: read[name] for name in odd} == odd
    assert package.package(latest(load_dataset(unpacked(data, str(tmp_path / "again"))))) == data


def test_frictionless_finds_a_changed_file(dataset: Dataset, tmp_path: Path) -> None:
    path = unpacked(package.package(latest(dataset)), str(tmp_path))
    status = path / "status.csv"
    status.write_bytes(status.read_bytes().replace(b"Severe", b"Extreme"))
    assert not frictionless.validate(str(path / "datapackage.json")).valid


def test_checksums_are_those_of_the_files(dataset: Dataset) -> None:
    files = package.files(latest(dataset))
    lines = files.pop("SHA256SUMS").decode().splitlines()
    named = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert named == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def test_what_the_descriptor_said_goes_along(dataset: Dataset) -> None:
    descriptor = json.loads(package.files(latest(dataset))["datapackage.json"])
    original = dataset.about.descriptor
    assert descriptor["crisis"] == original["crisis"]
    assert descriptor["exported"]["dataset_version"] == dataset.version
    assert {one["title"] for one in descriptor["sources"]} >= {"Agency One: First, and more"}
    assert "s4" not in package.files(latest(dataset))["sources.csv"].decode()


def test_the_citation_file_keeps_to_its_schema(dataset: Dataset, hostile: Dataset) -> None:
    schema = json.loads(CFF.read_text(encoding="utf-8"))
    for one in (dataset, hostile):
        text = cff.citation_file(latest(one), ADDRESS)
        jsonschema.validate(yaml.load(text, yaml.BaseLoader), schema)
    assert yaml.safe_load(text)["version"] == hostile.version


def test_the_shipped_datasets_citation_file_keeps_to_its_schema() -> None:
    root = Path(__file__).resolve().parents[2] / "data"
    schema = json.loads(CFF.read_text(encoding="utf-8"))
    shipped = [load_dataset(path.parent) for path in root.glob("*/datapackage.json")]
    assert shipped
    for one in shipped:
        text = cff.citation_file(latest(one), ADDRESS)
        jsonschema.validate(yaml.load(text, yaml.BaseLoader), schema)


def test_outlines_of_the_dataset_go_along_and_come_back(tmp_path: Path) -> None:
    crisis.make(tmp_path / "data")
    drawn = {"type": "Feature", "properties": {"name": "Almaty City", "country": "KZ"},
             "geometry": {"type": "Polygon", "coordinates": [[[76, 43], [77, 43], [77, 44],
                                                              [76, 43]]]}}  # fmt: skip
    outlines = json.dumps({"type": "FeatureCollection", "features": [drawn]}).encode()
    (tmp_path / "data" / "basemap").mkdir()
    (tmp_path / "data" / "basemap" / "regions.geojson").write_bytes(outlines)
    data = package.package(latest(load_dataset(tmp_path / "data")))
    loaded = load_dataset(unpacked(data, str(tmp_path / "unpacked")))
    assert not [issue for issue in loaded.issues if "chang" in issue.problem]
    assert [one.name for one in loaded.outlines["regions"]] == ["Almaty City"]
    assert package.package(latest(loaded)) == data
    report = frictionless.validate(str(tmp_path / "unpacked" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    (tmp_path / "data.zip").write_bytes(data)
    into = building.write_dataset(tmp_path / "into", places=(), sources=())
    command = ["import", str(tmp_path / "data.zip"), "--profile", "crisis-map", "--into", str(into)]
    assert CliRunner().invoke(cli, command).exit_code == 0
    assert (into / "basemap" / "regions.geojson").read_bytes() == outlines
