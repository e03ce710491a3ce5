"""The script that makes outlines, on packages of the same form as those it takes from npm."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.dataset.outlines import read_own
from geo.mapping import outlines
from scripts import make_basemap
from scripts.make_basemap import COUNTRIES, REGIONS


def pack(directory: Path, package: str, version: str, member: str, content: dict) -> None:
    data = json.dumps(content).encode()
    with tarfile.open(directory / f"{package}-{version}.tgz", "w:gz") as archive:
        entry = tarfile.TarInfo(member)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))


def region(code: str, country: str, west: float, east: float) -> dict:
    ring = [[west, 0], [east, 0], [east, 2], [west, 2], [west, 0]]
    about = {"adm1_code": code, "iso_a2": country, "name": code, "name_en": f"The {code[:4]}"}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": about, "geometry": geometry}


# One country of 4 by 2 degrees, its neighbour to the east, and a ring that quantising left flat.
TOPOLOGY = {
    "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
    "arcs": [
        [[8, 0], [0, 4]],
        [[8, 4], [-8, 0], [0, -4], [8, 0]],
        [[8, 0], [80, 0], [0, 4], [-80, 0]],
        [[1, 1], [0, 0], [0, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Here"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]], [[3]]],
                 "properties": {"name": "Beside"}},
            ]
        }
    },
}  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    world = {"features": [region("AA-1", "AA", 0, 2), region("AA-2?", "AA", 2, 4),
                          region("BB-1", "BB", 4, 6)]}  # fmt: skip
    pack(tmp_path, *REGIONS, world)
    pack(tmp_path, *COUNTRIES, TOPOLOGY)
    command = ["AA", "--packages", str(tmp_path), "--into", str(tmp_path / "made")]
    result = CliRunner().invoke(make_basemap.main, command)
    assert result.exit_code == 0, result.output
    return tmp_path / "made"


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_regions_are_those_of_the_country(made: Path) -> None:
    regions = read(made / "AA-regions.geojson")
    assert regions["bbox"] == [0, 0, 4, 2]
    assert [one["id"] for one in regions["features"]] == ["AA-1", "AA-2"]
    first, second = (outlines.read_polygons(one["geometry"]) for one in regions["features"])
    assert outlines.bounds(first) == (0, 0, 2, 2)
    assert outlines.bounds(second) == (2, 0, 4, 2)


def test_a_list_of_regions_is_begun_for_a_person_to_fill_in(made: Path) -> None:
    rows = (made / "AA-places.csv").read_text(encoding="utf-8").splitlines()
    assert rows == ["region,name,place_id", "AA-1,The AA-1,", "AA-2,The AA-2,"]


def test_neighbours_are_cut_at_the_window_and_named_where_they_fit(made: Path) -> None:
    land = read(made / "AA-land.geojson")
    assert land["bbox"] == [-12, -12, 16, 14]
    beside, here = land["features"]
    assert (beside["id"], here["id"]) == ("Beside", "Here")
    assert outlines.bounds(outlines.read_polygons(beside["geometry"])) == (4, 0, 16, 2)
    assert here["properties"]["label"] is None
    assert beside["properties"]["label"] is not None


def test_outlines_of_a_dataset_are_made_into_its_folder(made: Path) -> None:
    dataset = made.parent / "my-crisis"
    dataset.mkdir()
    command = ["AA", "BB", "--packages", str(made.parent), "--dataset", str(dataset)]
    result = CliRunner().invoke(make_basemap.main, command)
    assert result.exit_code == 0, result.output
    regions = read(dataset / "basemap" / "regions.geojson")["features"]
    assert [one["properties"]["country"] for one in regions] == ["AA", "AA", "BB"]
    assert [one["properties"]["iso"] for one in regions] == ["", "", ""]
    own, issues = read_own(
        {f"basemap/{path.name}": path.read_bytes() for path in (dataset / "basemap").iterdir()}
    )
    assert issues == []
    assert set(own) == {"regions", "land", "waters"}


def test_what_is_no_country_is_one_sentence(tmp_path: Path) -> None:
    pack(tmp_path, *REGIONS, {"features": []})
    result = CliRunner().invoke(
        make_basemap.main, ["ZZ", "--packages", str(tmp_path), "--dataset", str(tmp_path)]
    )
    assert result.exit_code == 1
    assert "ZZ is no ISO 3166-1 alpha-2 code with regions" in result.output
