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
