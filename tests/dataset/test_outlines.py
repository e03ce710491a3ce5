"""The outlines that a dataset brings: anybody may have made them."""

import json
from pathlib import Path

import pytest

from geo.dataset import Dataset, DatasetError, load_dataset
from geo.mapping.grounds import ground
from tests.support.building import place, write_dataset

RING = [[70.0, 42.0], [73.0, 42.0], [73.0, 45.0], [70.0, 45.0], [70.0, 42.0]]
REGION = place("jambyl-region", "Jambyl Region", "region", "Jambyl Region", precision="3")


def bring(directory: Path, regions: object) -> Dataset:
    """A dataset with these outlines of regions."""
    write_dataset(directory, places=[REGION])
    (directory / "basemap").mkdir()
    data = regions if isinstance(regions, bytes) else json.dumps(regions).encode()
    (directory / "basemap" / "regions.geojson").write_bytes(data)
    return load_dataset(directory)


def collection(geometry: object, **about: object) -> dict:
    return {"features": [{"properties": {"name": "Jambyl", **about}, "geometry": geometry}]}


def test_own_outlines_are_drawn_in_place_of_the_coarse_ones(tmp_path: Path) -> None:
    dataset = bring(tmp_path, collection({"type": "Polygon", "coordinates": [RING]}))
    assert dataset.errors == ()
    assert ground(dataset).outlined["jambyl-region"] == [[RING]]
    assert len(ground(dataset).regions) == 1


@pytest.mark.parametrize(
    "regions",
    [
        b"{",
        b"[" * 100_000,
        {"features": {}},
        collection({"type": "Polygon", "coordinates": [[["</script>", 1]]]}),
        collection({"type": "Polygon", "coordinates": [[[1e400, 1]]]}),
        collection({"type": "Polygon", "coordinates": [[[70, True]]]}),
        collection({"type": "GeometryCollection", "geometries": []}),
        collection({"type": "MultiPoint", "coordinates": []}),
        collection({"type": "Polygon", "coordinates": [[[70, 45]] * 200_001]}),
        {"features": [{}] * 2_001},
    ],
    ids=range(10),
)
def test_what_cannot_be_drawn_is_one_error_and_the_coarse_outlines(
    regions: object, tmp_path: Path
) -> None:
    dataset = bring(tmp_path, regions)
    assert [issue.table for issue in dataset.errors] == ["basemap/regions.geojson"]
    assert len(ground(dataset).regions) > 10


def test_hostile_names_reach_no_script(tmp_path: Path) -> None:
    geometry = {"type": "Polygon", "coordinates": [RING]}
    hostile = collection(geometry, name="</script><img>", place_id="{{ 7 }}", other=[[[]]])
    script = ground(bring(tmp_path, hostile)).script
    assert "</script>" not in script
    assert "<img" not in script
    assert '"other"' not in script


def test_a_folder_of_outlines_is_no_way_out_of_the_dataset(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "regions.geojson").write_text("{}")
    directory = write_dataset(tmp_path / "data")
    (directory / "basemap").symlink_to(outside)
    with pytest.raises(DatasetError, match="out of the dataset"):
        load_dataset(directory)
