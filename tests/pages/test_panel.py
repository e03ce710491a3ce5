"""What stands beside the map, and the tables below it, without a browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.drawing import elements
from pages.frame import cells, session
from tests.support.building import SAMPLE, write_dataset
from tests.support.opening import open_page


@pytest.fixture(autouse=True)
def _lines_as_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner knows no elements of our own: each line is a button of Streamlit's."""

    def draw(lines: Any, key: str, on_choose: Callable[[str], None], *_: Any, **__: Any) -> None:
        for line in lines:
            words = " ".join((line.name, line.number, line.detail, line.meta))
            st.button(words, key=f"{key}-{line.id}", on_click=on_choose, args=(line.id,))

    monkeypatch.setattr(elements, "choices", draw)


def titles(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html") if "cm-panel-title" in one.proto.body)


def tabs(app: AppTest) -> list[str]:
    return [re.sub(r" [\d,]+$", "", tab.label) for tab in app.tabs]


def test_a_line_opens_its_place_and_a_button_goes_back() -> None:
    app = open_page(at="2022-01-07")
    assert "Tonight, gravest first" in titles(app)
    first = next(one for one in app.button if str(one.key).startswith("lines-gravest-"))
    assert first.label.startswith("Almaty Extreme")
    first.click().run()
    assert app.session_state["place"] == "almaty"
    assert "Almaty" in titles(app)
    assert {"In force", "Casualties", "Services", "Status", "Changes"} < set(tabs(app))
    app.button(key=session.LET_GO).click().run()
    assert app.session_state["place"] is None
    assert "gravest first" in titles(app)


def test_the_open_tab_stays_open_when_another_place_has_other_counts() -> None:
    app = open_page(at="2022-01-07", place="Almaty", about="services")
    services = app.session_state[session.OPENED("place")]
    assert services.startswith("Services ")
    app.session_state["place"] = "shymkent"
    app.run()
    opened = app.session_state[session.OPENED("place")]
    assert opened.startswith("Services ")
    assert opened != services
    assert not app.exception
    app.session_state["place"] = None
    app.run()
    assert app.session_state["about"] is None


def test_each_table_below_the_map_is_drawn_when_its_tab_is_opened() -> None:
    app = open_page(at="2022-01-07")
    assert "Severity" in app.dataframe[0].value
    for name, column in {"Services by place": "fuel", "All claims": "Claim"}.items():
        label = next(tab.label for tab in app.tabs if tab.label.startswith(name))
        app.session_state[session.OPENED("below")] = label
        app.run()
        (table,) = app.dataframe
        assert column in table.value
    reported = [text[:10] for text in table.value["Reported"]]
    assert reported == sorted(reported, reverse=True)


def test_a_place_without_a_table_in_its_dataset_has_no_tab_for_it(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_dataset(tmp_path / "data", status=SAMPLE["status"])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(folder))
    app = open_page(place="Taraz")
    assert tabs(app) == ["Status", "Changes", "All claims", "Situation", "All claims"]
    lost = {"Killed", "Curfew tonight", "Services suspended"}
    assert lost.isdisjoint(app.dataframe[0].value.columns)


def test_a_cell_is_of_the_place_of_its_row_and_is_let_go_with_it() -> None:
    def page() -> None:
        import pyarrow as pa
        import streamlit as st

        from pages.frame import cells, session

        st.session_state.setdefault(session.PLACE, None)
        table = pa.table({"Place": ["A", "B"], "Source": ["s", "t"]})
        cells.draw(table.slice, ["a", "b"], "pairs", session.PLACE.set, {}, "two", links=["Source"])

    app = AppTest.from_function(page).run()
    key = session.TABLE("pairs-0")
    places = ["a", "b"]
    app.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": [(1, "Place")]}}
    app.session_state["place"] = "b"
    app.run()
    assert app.dataframe[0].key == key
    app.session_state["place"] = "a"
    app.run()
    assert app.dataframe[0].key == session.TABLE("pairs-1")
    assert cells.place_of({"selection": {"cells": [(1, "Place")]}}, places, ["Source"]) == "b"
    assert cells.place_of({"selection": {"cells": [(1, "Source")]}}, places, ["Source"]) == ""
    assert cells.place_of({"selection": {"cells": [(7, "Place")]}}, places, ["Source"]) == ""
    assert cells.place_of({"selection": {"cells": []}}, places, ["Source"]) == ""
