"""The map's connection with the page, and what it rests on of streamlit-folium's workings."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
import streamlit_folium

from geo.mapping import assets, component

INSTALLED = version("streamlit-folium")
ADVICE = (
    f"streamlit-folium {INSTALLED} is installed; geo/mapping/component.py and files/component.js "
    f"were written against {component.VERSION}. Read its frontend/src/index.tsx and __init__.py "
    "for what the tests here name, run tests/browser/test_map.py, and write the new version."
)
# What the bundle of the component must hold, and what for.
BUNDLED = {
    r"window\.__GLOBAL_DATA__=\{": "the state of the map, which component.js writes to",
    r"previous_data:": "what was sent last",
    r"JSON\.stringify\(\w+\)!==JSON\.stringify\(\w+\)&&\(\w+\.previous_data=":
        "nothing is sent twice in a row",
    r"last_active_drawing:\w+\.last_active_drawing": "the name under which a click arrives",
    r"window\.Streamlit=": "by which component.js sends and guard.js makes room for its sentence",
    r"setComponentValue\(": "the sending itself",
    r"setFrameHeight\(": "the room for the sentence of guard.js",
    r"window\.feature_group\.forEach\(": "the groups of layers, which component.js makes shorter",
    r"window\.map = map_div; window\.initComponent\(map_div": "the map's own name in the frame",
    r"\.async=!1": "the scripts run in the order in which they are named",
}  # fmt: skip
NAMES = "__GLOBAL_DATA__|previous_data|last_active_drawing|feature_group|toGeoJSON|setComponent"


def bundle() -> str:
    """The script of the component that is installed."""
    directory = Path(streamlit_folium.__file__).parent / "frontend" / "build" / "static" / "js"
    return "".join(path.read_text(encoding="utf-8") for path in directory.glob("main.*.js"))


def test_the_component_is_the_version_that_the_adapter_was_written_against() -> None:
    assert component.VERSION == INSTALLED, ADVICE


@pytest.mark.parametrize("wanted", BUNDLED)
def test_the_component_works_inside_as_the_adapter_takes_it_to(wanted: str) -> None:
    assert re.search(wanted, bundle()), f"{wanted} is gone: {BUNDLED[wanted]}. {ADVICE}"


def test_the_component_has_the_name_by_which_its_page_is_served() -> None:
    assert streamlit_folium._component_func.name == component.NAME, ADVICE


def test_the_component_takes_a_layer_from_the_python_side_as_the_adapter_gives_it() -> None:
    source = Path(streamlit_folium.__file__).read_text(encoding="utf-8")
    assert "feature_group_to_add.render()" in source, ADVICE
    assert "m._template.module.script(m)" in source, ADVICE
    assert 'getattr(elem, "default_js", [])' in source, ADVICE


def test_only_the_adapter_speaks_of_the_workings() -> None:
    for path in (*assets.script_files(), *assets.OWN.glob("*.js")):
        if path.name not in ("component.js", "leaflet.js"):
            assert not re.findall(NAMES, path.read_text(encoding="utf-8")), path.name


def click(place_id: object, at: object = 5) -> dict:
    properties = {"clicked_at": at}
    feature = {"type": "Feature", "id": place_id, "properties": properties, "geometry": None}
    return {component.RETURNED: feature}


def test_a_click_names_its_place_or_the_ground() -> None:
    assert component.read_click(click("taraz"), {"taraz"}) == component.Click("taraz", 5)
    assert component.read_click(click(None, 6), {"taraz"}) == component.Click(None, 6)


def test_a_click_on_events_names_them_and_nothing_else_does() -> None:
    def on(events: object) -> component.Click | None:
        value = click(None)
        value[component.RETURNED]["properties"]["events"] = events
        return component.read_click(value, {"taraz"})

    assert on(["in-1", "e-2"]) == component.Click(None, 5, ("in-1", "e-2"))
    for wrong in ("in-1", None, {}, ["a b"], [1], ["<b>"], ["a"] * (component.MOST_EVENTS + 1)):
        assert on(wrong) is None


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        [],
        "taraz",
        {component.RETURNED: None},
        {component.RETURNED: "taraz"},
        {component.RETURNED: {"id": "taraz"}},
        {component.RETURNED: {"id": "taraz", "properties": None}},
        {component.RETURNED: {"id": "taraz", "properties": {}}},
        click("unknown"),
        click(["taraz"]),
        click({}),
        click(7),
        click("taraz", "now"),
        click("taraz", True),
    ],
)
def test_what_our_map_does_not_send_is_no_click(value: object) -> None:
    assert component.read_click(value, {"taraz"}) is None
