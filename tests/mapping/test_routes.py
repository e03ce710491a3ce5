"""The layer of routes, and the points of countries."""

import json

import pandas as pd
import pytest

from geo.geocoding import origins
from geo.geocoding.origins import Point
from geo.geocoding.resolution import Resolution
from geo.mapping import shapes
from geo.mapping.routes import country_points, routes

SQUARE = [[[[10, 40], [14, 40], [14, 44], [10, 44], [10, 40]]]]
FRAME = {
    "origin": "{{ 7*191 }}</script>", "place": "Taraz", "from_latitude": 53.8,
    "from_longitude": 27.6, "to_latitude": 42.9, "to_longitude": 71.4, "exact": True,
}  # fmt: skip


def feature(name: str, label: list | None) -> dict:
    geometry = {"type": "MultiPolygon", "coordinates": SQUARE}
    return {"properties": {"name": name, "label": label}, "geometry": geometry}


def drawn(*rows: dict) -> list[dict]:
    group = routes(pd.DataFrame(rows))
    (layer,) = group._children.values()
    return json.loads(layer.data)


def test_a_country_stands_at_its_label_or_in_its_middle() -> None:
    land = {"features": [feature("Labelled", [11, 41]), feature("Plain", None)]}
    assert country_points(land) == {"Labelled": (41, 11), "Plain": (42, 12)}


def test_the_bundled_ground_has_the_neighbours() -> None:
    points = country_points(shapes.land("KZ"))
    assert {"Russia", "Kyrgyzstan", "Tajikistan", "Armenia"} <= points.keys()


def test_a_country_without_outlines_has_no_points() -> None:
    assert country_points(shapes.land("UA")) == {}


def test_a_route_is_numbers_and_inert_text() -> None:
    (route,) = drawn(FRAME)
    assert (route["from"], route["to"], route["exact"]) == ([53.8, 27.6], [42.9, 71.4], True)
    assert not set("{}<>'\"") & set(route["origin"])


def test_claims_of_one_route_are_one_arrow() -> None:
    assert len(drawn(FRAME, FRAME | {"exact": False})) == 1


@pytest.mark.parametrize("end", ["from_latitude", "to_longitude"])
def test_a_route_without_a_point_at_an_end_is_not_drawn(end: str) -> None:
    assert drawn(FRAME, FRAME | {"origin": "Elsewhere", end: float("nan")}) == drawn(FRAME)


def test_a_country_is_no_town_of_the_same_name() -> None:
    found = origins.locate_origins(["Armenia", "Georgia"], {"Armenia": (40.1, 45.0)})
    assert found == {"Armenia": Point("Armenia", 40.1, 45.0, exact=False)}


def test_a_name_of_several_places_is_not_located(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(names: list[str], country: None) -> dict[str, Resolution]:
        town = {"latitude": 53.8, "longitude": 27.6, "match": "exact"}
        return {
            "Sure, Belarus": Resolution("Sure, Belarus", name="Sure", **town),
            "Many, Russia": Resolution("Many, Russia", name="M", ambiguous=True, **town),
            "None, Russia": Resolution("None, Russia"),
        }

    monkeypatch.setattr(origins, "locate_unknown", answer)
    found = origins.locate_origins(["Sure, Belarus", "Many, Russia", "None, Russia"], {})
    assert found == {"Sure, Belarus": Point("Sure", 53.8, 27.6, exact=True)}
