"""The points that stand for countries."""

from geo.mapping.shapes import country_points, place_geometry
from tests.support.grounds import ground_of

SQUARE = [[[[10, 40], [14, 40], [14, 44], [10, 44], [10, 40]]]]


def feature(name: str, label: list | None) -> dict:
    geometry = {"type": "MultiPolygon", "coordinates": SQUARE}
    return {"properties": {"name": name, "label": label}, "geometry": geometry}


def test_a_country_stands_at_its_label_or_in_its_middle() -> None:
    ground = [feature("Labelled", [11, 41]), feature("Plain", None)]
    assert country_points(ground) == {"Labelled": (41, 11), "Plain": (42, 12)}


def test_the_bundled_ground_has_the_neighbours() -> None:
    points = country_points(ground_of("KZ").land)
    assert {"Russia", "Kyrgyzstan", "Tajikistan", "Armenia"} <= points.keys()


def test_an_outline_across_180_degrees_is_cut_there() -> None:
    fiji = ground_of("FJ")
    assert max(x for x, _ in _points(fiji.outlined["FJ-E"])) > 180
    cut = place_geometry(fiji, "region", "FJ-E", [179.0, -18.0])["coordinates"]
    longitudes = [x for x, _ in _points(cut)]
    assert -180 <= min(longitudes) < -178
    assert 177 < max(longitudes) <= 180


def _points(polygons: list) -> list:
    return [point for rings in polygons for ring in rings for point in ring]


def test_a_country_at_sea_is_a_point() -> None:
    at = [100.0, -40.0]
    assert place_geometry(ground_of("MM"), "country", "atlantis", at)["type"] == "Point"
    assert place_geometry(ground_of("MM"), "country", "myanmar", [96, 21])["type"] == "MultiPolygon"
