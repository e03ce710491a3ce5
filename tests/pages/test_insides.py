"""The versions whose insides the pages lean on: an upgrade may have moved what they hang on."""

import altair
import pytest
import streamlit

from pages.drawing import insides

MENDED = "Look at what pages/drawing/insides.py leans on, run tests/browser/test_insides.py, and "
MENDED += "write the new version down there."


@pytest.mark.parametrize(
    ("library", "version"), [(streamlit, insides.STREAMLIT), (altair, insides.ALTAIR)]
)
def test_the_insides_are_those_of_the_version_that_was_looked_at(
    library: object, version: str
) -> None:
    assert library.__version__ == version, f"{library.__name__} is another version. {MENDED}"


def test_the_page_of_every_browser_is_where_its_scripts_are_read() -> None:
    assert "<script" in insides.INDEX.read_text(encoding="utf-8"), MENDED
    assert insides.SERVER in insides.index_page(), MENDED


def test_a_key_becomes_a_class_as_streamlit_makes_it() -> None:
    name = ".st-key-side-panel-People-killed--1"
    assert insides.keyed("side-panel-People killed, 1") == name * 2
