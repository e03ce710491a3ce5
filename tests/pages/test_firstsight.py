"""The first run of a session sends the map ahead, the second all; other pages have one run."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.support.opening import open_page


@pytest.fixture(autouse=True)
def _after_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the first run sent stays to be looked at."""
    monkeypatch.setattr("pages.frame.firstsight.go_on", st.stop)


def marked(app: AppTest) -> list[str]:
    """The place that each map of the page marks as chosen."""
    maps = [str(one.proto) for one in app.main if "streamlit_folium" in str(one.proto)]
    return [", ".join(re.findall(r"selected\W+true.+?label\W+(\w+)", one)) for one in maps]


def test_the_map_goes_ahead_alone_with_what_the_link_asks_for() -> None:
    app = open_page("map", at="2022-01-08T12:00", place="Almaty", size="claims")
    assert marked(app) == ["Almaty"]
    assert "at" not in app.session_state
    assert not app.title
    assert not app.dataframe
    app.run()
    assert marked(app) == ["Almaty"]
    assert app.session_state["size"] == "claims"
    assert app.title
    assert app.dataframe


def test_other_pages_take_one_run() -> None:
    app = open_page("timeline", at="2022-01-08T12:00", place="Almaty")
    assert marked(app) == ["Almaty"]
    assert app.title
