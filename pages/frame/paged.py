"""Long tables in parts: a browser is sent a page of rows, whatever the size of the dataset."""

import streamlit as st

from pages.frame import session

MOST = 250


def part(rows: int, name: str) -> slice:
    """The rows of a table that are shown: all of a short one, of a long one those of a page.

    Draws the choice of the page, of which ``name`` says whose it is.
    """
    if rows <= MOST:
        return slice(0, rows)
    pages = -(-rows // MOST)
    if (session.PART(name).get() or 1) > pages:  # chosen while there were more
        session.PART(name).set(1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = st.container(width="content")
        number = st.pagination(pages, key=session.PART(name), max_visible_pages=5)
    shown = slice((number - 1) * MOST, min(number * MOST, rows))
    told.caption(f"Rows {shown.start + 1:,} to {shown.stop:,} of {rows:,}. The download has all.")
    return shown
