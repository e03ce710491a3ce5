import json
import re

import folium
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string

from geo.mapping import assets, layers
from geo.mapping.basemap import BaseMap
from geo.mapping.inert import inert
from geo.mapping.signs import LARGEST, SIGNS, SMALLEST

HOSTILE = "{{ 7 * 7 }} {% raw %} {# ${1} ` \\ ' \" </script><img src=x onerror=alert(1)>"


def place(**cells: object) -> dict:
    usual = {
        "place_id": "taraz",
        "name": "Taraz",
        "kind": "city",
        "latitude": 42.9,
        "longitude": 71.37,
        "severity": "Severe",
        "stale": False,
        "derived": False,
        "origin": "",
        "curfew": False,
        "selected": False,
        "size_value": float("nan"),
        "label": "Taraz",
    }
    return usual | cells


def frame(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows or [place()]))


def sent(group: folium.FeatureGroup) -> str:
    """The script that streamlit-folium sends to the browser for a group."""
    return _get_feature_group_string(group, BaseMap("KZ", "m"))


def data_of(script: str) -> dict:
    """The data that the script hands to map.js."""
    found = re.search(r"crisisMap\.draw(?:Places|Regions)\((.*?)\)\.addTo\(", script, re.DOTALL)
    assert found
    return json.loads(found[1])


def drawn(*rows: dict) -> list[dict]:
    return data_of(sent(layers.places(frame(*rows))))["features"]


def test_all_places_are_one_layer() -> None:
    rows = [place(place_id=f"place-{i}") for i in range(50)]
    script = sent(layers.places(frame(*rows)))
    assert script.count("drawPlaces") == 1
    assert [feature["id"] for feature in data_of(script)["features"]] == [
        f"place-{i}" for i in range(50)
    ]


def test_a_place_is_a_point_with_longitude_first() -> None:
    (feature,) = drawn()
    assert feature["geometry"] == {"type": "Point", "coordinates": [71.37, 42.9]}
    assert feature["properties"]["severity"] == "Severe"
    assert feature["properties"]["radius"] == SMALLEST


def test_only_flags_that_are_set_are_sent() -> None:
    (plain,) = drawn()
    assert not {"stale", "curfew", "selected"} & plain["properties"].keys()
    (marked,) = drawn(place(stale=True, curfew=True, selected=True))
    assert {"stale", "curfew", "selected"} <= marked["properties"].keys()
    assert marked["properties"]["words"] == (
        "Taraz. Severity: Severe. The last report is old. Curfew in force."
    )


def test_a_derived_severity_is_marked_and_says_so_in_words() -> None:
    (plain,), (marked,) = drawn(), drawn(place(derived=True, origin="Derived from reports."))
    assert "derived" not in plain["properties"]
    assert marked["properties"]["derived"] is True
    assert marked["properties"]["words"] == "Taraz. Severity: Severe. Derived from reports."


def test_size_grows_with_the_value_and_unknown_is_the_smallest() -> None:
    values = [float("nan"), 0, 1, 25, 100]
    rows = [place(place_id=f"p{i}", size_value=value) for i, value in enumerate(values)]
    sizes = [feature["properties"]["radius"] for feature in drawn(*rows)]
    assert sizes[:2] == [SMALLEST, SMALLEST]
    assert sizes == sorted(sizes)
    assert sizes[4] == LARGEST
    # A quarter of the value has half of the growth: it is the area that shows the number.
    assert sizes[3] - SMALLEST == pytest.approx((LARGEST - SMALLEST) / 2, abs=0.1)


def test_places_without_coordinates_are_not_drawn() -> None:
    rows = [place(), place(place_id="nowhere", latitude=float("nan"))]
    assert [feature["id"] for feature in drawn(*rows)] == ["taraz"]


def test_no_places_are_an_empty_layer() -> None:
    assert data_of(sent(layers.places(frame().head(0))))["features"] == []


def test_an_input_frame_stays_as_it_was() -> None:
    before = frame()
    layers.places(before)
    pd.testing.assert_frame_equal(before, frame())


@pytest.mark.parametrize("place_id", ["", "Taraz", "a b", "{{x}}", "a'b", "a\n"])
def test_an_id_that_is_no_slug_is_refused(place_id: str) -> None:
    with pytest.raises(ValueError, match="no place_id"):
        layers.places(frame(place(place_id=place_id)))


def test_a_severity_without_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="no sign"):
        layers.places(frame(place(severity="{{ 7 * 7 }}")))


def test_a_position_at_infinity_is_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        layers.places(frame(place(latitude=float("inf"))))


def test_hostile_text_is_inert_in_what_the_browser_evaluates() -> None:
    script = sent(layers.places(frame(place(name=HOSTILE, label=HOSTILE))))
    (feature,) = data_of(script)["features"]
    assert feature["properties"]["name"] == inert(HOSTILE, 120)
    assert "<img" not in script
    assert "49" not in script


@given(st.text(max_size=80))
def test_any_name_arrives_as_it_is(name: str) -> None:
    (feature,) = drawn(place(name=name, label=""))
    assert feature["properties"]["name"] == inert(name, 120)


@pytest.mark.parametrize("text", [HOSTILE, "{{ unclosed", "{% unclosed", "{# unclosed"])
def test_hostile_text_is_inert_in_a_saved_page(text: str) -> None:
    page = BaseMap("KZ", text)
    layers.regions(frame(place(place_id="jambyl-region", name=text)), "KZ").add_to(page)
    layers.places(frame(place(name=text, label=text))).add_to(page)
    written = page.get_root().render()
    assert written.replace("\\u0026", "&").count(inert(text, 60)) >= 1
    assert "<img" not in written
    assert "49" not in re.sub(r"[0-9a-f]{8,}", "", written)


def test_the_same_frame_is_the_same_script() -> None:
    assert sent(layers.places(frame())) == sent(layers.places(frame()))
    assert sent(layers.regions(frame(), "KZ")) == sent(layers.regions(frame(), "KZ"))


def test_regions_are_sent_by_id_without_their_outlines() -> None:
    region = place(place_id="jambyl-region", name="Jambyl Region", curfew=True)
    script = sent(layers.regions(frame(region), "KZ"))
    assert data_of(script)["regions"] == [
        {
            "id": "jambyl-region",
            "name": "Jambyl Region",
            "words": "Jambyl Region. Severity: Severe. Curfew in force.",
            "severity": "Severe",
            "curfew": True,
        }
    ]
    assert len(script) < 1000


@pytest.mark.parametrize("country", ["');alert(1)//", "{{ 7 * 7 }}", "kz", "KZ\n", ""])
def test_a_country_that_is_no_code_reaches_no_script(country: str) -> None:
    region = place(place_id="jambyl-region", name="Jambyl Region")
    page = BaseMap(country, "m")
    layers.regions(frame(region), country).add_to(page)
    written = page.get_root().render()
    assert data_of(written)["country"] == ""
    assert '"country": "",' in written
    assert not re.search(r"alert|\b49\b", written)
    assert assets.map_address(country).startswith("../../map/none.js?")


def test_every_severity_can_be_drawn() -> None:
    rows = [place(place_id=name.lower(), severity=name) for name in SIGNS]
    assert len(drawn(*rows)) == len(SIGNS)
