"""Of a long table a page of rows is sent."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame.paged import MOST


def show(rows: int) -> None:
    import streamlit as st

    from pages.frame import paged

    shown = paged.part(rows, "any")
    st.text(f"{shown.start}-{shown.stop}")


@pytest.mark.parametrize("rows", [0, 1, MOST])
def test_a_short_table_is_whole_and_has_no_pages(rows: int) -> None:
    app = AppTest.from_function(show, args=(rows,)).run()
    assert app.text[0].value == f"0-{rows}"
    assert not app.caption


def test_a_long_one_has_pages_and_the_last_is_as_long_as_it_is() -> None:
    app = AppTest.from_function(show, args=(2 * MOST + 7,)).run()
    assert app.text[0].value == f"0-{MOST}"
    assert app.caption[0].value == f"Rows 1 to {MOST} of {2 * MOST + 7}. The download has all."
    app.session_state["part-any"] = 3
    assert app.run().text[0].value == f"{2 * MOST}-{2 * MOST + 7}"


def test_a_page_that_there_is_no_more_gives_way_to_the_first() -> None:
    app = AppTest.from_function(show, args=(2 * MOST,))
    app.session_state["part-any"] = 9
    assert app.run().text[0].value == f"0-{MOST}"
    assert not app.exception


def test_the_part_of_a_long_table_is_kept_for_the_address_and_taken_from_it() -> None:
    app = AppTest.from_function(show, args=(3 * MOST,))
    app.session_state["rows"] = ["other:4", "any:2"]
    assert app.run().text[0].value == f"{MOST}-{2 * MOST}"
    assert app.session_state["rows"] == ["other:4", "any:2"]
    app.session_state["part-any"] = 3
    assert app.run().session_state["rows"] == ["other:4", "any:3"]
    app.session_state["part-any"] = 1
    assert app.run().session_state["rows"] == ["other:4"]


@pytest.mark.parametrize(("rows", "asked"), [(MOST, "any:2"), (2 * MOST, "any:3")])
def test_a_part_that_there_is_not_is_asked_for_in_vain(rows: int, asked: str) -> None:
    app = AppTest.from_function(show, args=(rows,))
    app.session_state["rows"] = [asked]
    assert app.run().text[0].value == f"0-{MOST}"
    assert app.session_state["rows"] == []
