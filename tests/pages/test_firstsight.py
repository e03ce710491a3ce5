"""The first run of a session sends the map ahead, the second all; other pages have one run."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.support.opening import head, open_page

SAID = "as known on Sat 8 Jan 2022, 12:00 (UTC+6); filtered by Almaty City"


@pytest.fixture(autouse=True)
def _after_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first run sent stays to be looked at."""
    monkeypatch.setattr("pages.frame.firstsight.go_on", st.stop)


def marked(app: AppTest) -> list[str]:
    """The place that each map of the page marks as chosen."""
    maps = [str(one.proto) for one in app.main if "streamlit_folium" in str(one.proto)]
    return [", ".join(re.findall(r'selected\\*":\\*"(\w*)', one)) for one in maps]


def test_the_map_goes_ahead_alone_with_what_the_link_asks_for() -> None:
    app = open_page("map", at="2022-01-08T12:00", place="Almaty", region="Almaty City")
    assert marked(app) == ["almaty"]
    assert head(app)[1] == SAID
    assert not app.main.get("bidi_component")
    assert not app.multiselect
    assert not app.dataframe
    app.run()
    assert marked(app) == ["almaty"]
    assert app.session_state["region"] == ["Almaty City"]
    assert head(app)[1] == SAID
    assert app.main.get("bidi_component")
    assert app.dataframe


def test_other_pages_take_one_run() -> None:
    app = open_page("timeline", at="2022-01-08T12:00", place="Almaty")
    assert marked(app) == ["almaty"]
    assert head(app)[0] == "Timeline"
