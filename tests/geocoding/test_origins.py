"""From which towns and countries forces are said to come."""

import pytest

from geo.geocoding import origins
from geo.geocoding.origins import Point
from geo.geocoding.resolution import Resolution


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
