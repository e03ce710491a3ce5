"""The layer of a state, as streamlit-folium sends it to the browser."""

import json
import re

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string

from geo.mapping import layers
from geo.mapping.basemap import BaseMap
from geo.mapping.inert import inert

SCRIPT = "../../map/KZ.js"
HOSTILE = "{{ 7 * 7 }} {% raw %} {# ${1} ` \\ ' \" </script><img src=x onerror=alert(1)>"


def state(said: str = "as known now") -> dict:
    """A state with one mark, as its parts come from the themes: every text inert."""
    mark = {"s": "Severe", "w": inert(said), "g": 3}
    return {
        "state": {"at": "2022-01-07", "said": inert(said), "marks": {"taraz": {"severity": mark}}},
        "selected": "taraz",
    }


def face(title: str) -> dict:
    """What the ground gets of a dataset with one place."""
    name = inert(title, 120)
    return {
        "places": {"taraz": {"n": name, "k": "city", "p": [71.37, 42.9]}},
        "themes": [{"id": "severity", "label": "How grave", "group": ""}],
        "theme": "severity",
        "title": name,
    }


def sent(group: folium.FeatureGroup) -> str:
    """The script that streamlit-folium sends to the browser for a group."""
    return _get_feature_group_string(group, BaseMap(SCRIPT, "m"))


def data_of(script: str) -> dict:
    """The data that the script hands to the browser."""
    found = re.search(r"crisisMap\.drawState\((.*?)\)\.addTo\(", script, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_a_state_is_one_layer_of_the_very_data() -> None:
    script = sent(layers.state(state()))
    assert script.count("drawState") == 1
    assert data_of(script) == state()
    assert script == sent(layers.state(state()))


def test_hostile_text_is_inert_in_what_the_browser_evaluates() -> None:
    script = sent(layers.state(state(HOSTILE)))
    assert data_of(script)["state"]["said"] == inert(HOSTILE)
    assert "<img" not in script
    assert "49" not in script


@given(st.text(max_size=80))
def test_any_text_arrives_as_it_is(text: str) -> None:
    assert data_of(sent(layers.state(state(text)))) == state(text)


@pytest.mark.parametrize("text", [HOSTILE, "{{ unclosed", "{% unclosed", "{# unclosed"])
def test_hostile_text_is_inert_in_a_saved_page(text: str) -> None:
    page = BaseMap(SCRIPT, text, face=face(text))
    layers.state(state(text)).add_to(page)
    written = page.get_root().render()
    assert written.replace("\\u0026", "&").count(inert(text)) >= 3
    assert "<img" not in written
    assert "49" not in re.sub(r"[0-9a-f]{8,}", "", written)
