"""The three panels of the sidebar."""

import streamlit as st

from geo.view import View
from geo.view.panels import casualty_rows, curfew_rows, strength_rows
from geo.words import numbers
from pages.drawing import markup
from pages.frame import current
from pages.frame.controls import MOST


def draw_panels() -> None:
    """The three panels, on every page."""
    view = current.view()
    with st.sidebar:
        _curfews(view)
        _casualties(view)
        _peacekeepers(view)


def _curfews(view: View) -> None:
    rows, places = current.once(curfew_rows, view)
    with st.expander(f"Curfew tonight: {numbers.count(places, 'place')}", expanded=True):
        if not rows:
            st.caption("No curfew was known for this evening or night under these filters.")
        markup.show(markup.stacked(rows))


def _casualties(view: View) -> None:
    rows = current.once(casualty_rows, view)
    with st.expander(f"Casualties: {numbers.count(len(rows), 'figure')}", expanded=True):
        if not rows:
            st.caption("No figure was known at this moment under these filters. That is not zero.")
        markup.show(markup.stacked(rows[:MOST]))
        if len(rows) > MOST:
            st.caption(f"{len(rows) - MOST} more on the page Casualties.")


def _peacekeepers(view: View) -> None:
    rows = current.once(strength_rows, view)
    with st.expander(f"Peacekeepers: {numbers.count(len(rows), 'figure')}", expanded=True):
        if not rows:
            st.caption("No strength was known at this moment under these filters.")
        markup.show(markup.stacked(rows))
