"""Long tables in parts: a browser is sent a page of rows, whatever the size of the dataset."""

import streamlit as st

from pages.frame import session

MOST = 250


def part(rows: int, name: str) -> slice:
    """The rows of a table that are shown: all of a short one, of a long one those of a page.

    Draws the choice of the page, of which ``name`` says whose it is, in the address, too.
    """
    if rows <= MOST:
        _note(name, 1)
        return slice(0, rows)
    pages = -(-rows // MOST)
    key = session.PART(name)
    if not key.is_set:
        key.set(_asked(name))
    if (key.get() or 1) > pages:  # chosen while there were more
        key.set(1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = st.container(width="content")
        number = st.pagination(pages, key=key, max_visible_pages=5)
    _note(name, number)
    shown = slice((number - 1) * MOST, min(number * MOST, rows))
    told.caption(f"Rows {shown.start + 1:,} to {shown.stop:,} of {rows:,}. The download has all.")
    return shown


def _asked(name: str) -> int:
    """The page that a link asked for, or that was shown when the table last was."""
    beginning = f"{name}:"
    own = (one for one in session.ROWS.get() or () if one.startswith(beginning))
    return int(next(own, f"{beginning}1").removeprefix(beginning))


def _note(name: str, number: int) -> None:
    """Keeps the page for the address; none is said of the first."""
    others = [one for one in session.ROWS.get() or () if not one.startswith(f"{name}:")]
    session.ROWS.set([*others, f"{name}:{number}"] if number > 1 else others)
