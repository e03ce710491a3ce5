"""The GeoJSON is RFC 7946 for tools that we did not write, and its scope is honest."""

import json

import pytest
import shapely
from geojson_pydantic import FeatureCollection

from geo.dataset import Dataset
from geo.exporting import geojson
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make(tmp_path_factory.mktemp("geojson") / "data")


@pytest.fixture(scope="module")
def collection(dataset: Dataset) -> dict:
    view = View(dataset, Selection(known_on=dataset.claims.reported_at.max()))
    return json.loads(geojson.situation(view, "https://map.example/"))


def test_it_keeps_to_the_schema(collection: dict) -> None:
    FeatureCollection.model_validate(collection)
    assert "crs" not in collection


def test_cities_are_points_and_regions_and_countries_are_outlines(collection: dict) -> None:
    kinds = {feature["id"]: feature["geometry"]["type"] for feature in collection["features"]}
    assert kinds == {
        "kazakhstan": "MultiPolygon",
        "jambyl-region": "MultiPolygon",
        "almaty": "Point",
        "taraz": "Point",
        "atyrau": "Point",
    }
    assert list(kinds)[:2] == ["kazakhstan", "jambyl-region"], "the widest lies below"


def test_rings_are_valid_and_turn_as_the_standard_wants(collection: dict) -> None:
    shapes = [shapely.geometry.shape(one["geometry"]) for one in collection["features"]]
    assert all(shape.is_valid for shape in shapes)
    polygons = [part for shape in shapes if shape.geom_type != "Point" for part in shape.geoms]
    assert polygons
    assert all(part.exterior.is_ccw for part in polygons)
    assert not any(hole.is_ccw for part in polygons for hole in part.interiors)


def test_the_box_is_that_of_the_features(collection: dict) -> None:
    shapes = [shapely.geometry.shape(one["geometry"]) for one in collection["features"]]
    assert collection["bbox"] == pytest.approx(shapely.total_bounds(shapes))


def test_a_claim_without_a_place_is_listed_not_drawn(collection: dict) -> None:
    assert [one["place"] for one in collection["unlocated"]] == ["Somewhere Unknown"]
