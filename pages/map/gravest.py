"""The gravest places as lines to choose from: what the panel says while no place is chosen."""

from collections.abc import Callable

import streamlit as st

from geo.mapping.inert import visible
from geo.view import View
from geo.view.gravest import Grave, basis, gravest, when
from geo.words import numbers, terms
from pages.drawing import elements
from pages.frame import current, session


def title(view: View) -> str:
    """'Tonight, gravest first'."""
    return f"{when(view)}, gravest first"


def draw(view: View, places: int, choose: Callable[[str | None], None]) -> None:
    """What they are ranked by, and the lines; the tab of the table below says how many places."""
    found = current.once(gravest, view)
    if view.selection.is_filtered:
        st.caption(f"Only what the filters leave: {numbers.count(places, 'place')}.")
    if not found:
        st.write("No claim says how severe things are in any place.")
        return
    st.caption(basis(found))
    elements.choices(map(_line, found), session.LINES("gravest"), choose, "Gravest places")


def _line(grave: Grave) -> elements.Line:
    return elements.Line(
        grave.place_id,
        visible(grave.name, 80),
        number=grave.state,
        mark="≠" if grave.is_contested else "",
        words=terms.CONTESTED if grave.is_contested else "",
        detail=visible(grave.detail),
        meta=visible(grave.meta),
        sign=grave.severity,
    )
