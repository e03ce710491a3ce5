"""The points that stand for countries."""

from geo.mapping.shapes import country_points, land

SQUARE = [[[[10, 40], [14, 40], [14, 44], [10, 44], [10, 40]]]]


def feature(name: str, label: list | None) -> dict:
    geometry = {"type": "MultiPolygon", "coordinates": SQUARE}
    return {"properties": {"name": name, "label": label}, "geometry": geometry}


def test_a_country_stands_at_its_label_or_in_its_middle() -> None:
    ground = {"features": [feature("Labelled", [11, 41]), feature("Plain", None)]}
    assert country_points(ground) == {"Labelled": (41, 11), "Plain": (42, 12)}


def test_the_bundled_ground_has_the_neighbours() -> None:
    points = country_points(land("KZ"))
    assert {"Russia", "Kyrgyzstan", "Tajikistan", "Armenia"} <= points.keys()


def test_a_country_without_outlines_has_no_points() -> None:
    assert country_points(land("UA")) == {}
