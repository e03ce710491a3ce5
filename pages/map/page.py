"""The situation map: the map beside the gravest places or the chosen one, the tables below."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.frame import current, firstsight, mapview, session
from pages.map import below, panel

view = current.view()
situation = current.situation(view)
dataset = view.dataset
PANEL_HEIGHT = 560


def choose(place_id: str | None) -> None:
    """Makes a place, or none, the one that is shown in detail, wherever it was chosen."""
    session.PLACE.set(place_id)


def map_and_panel() -> None:
    """The map beside what is known of the chosen place, or of the gravest ones."""
    left, right = st.columns([2, 1], gap="xsmall")
    beside = right.container(height=PANEL_HEIGHT, border=True, key=session.PANEL)
    if asked := firstsight.asked(dataset):
        draw_map(left, asked.place)
        return
    with beside:
        # Before the map, since a reader who clicked a place waits for what is told of it.
        place = panel.draw(view, situation, choose)
    draw_map(left, place)


def draw_map(field: DeltaGenerator, place: str | None) -> None:
    """The map where it belongs on the page."""
    with field:
        mapview.draw(view, place, "map", choose)


if dataset.claims.empty:
    st.info("This dataset holds no claims yet.", icon=":material/inbox:")
else:
    map_and_panel()
    if not firstsight.asked(dataset):
        below.draw(view, situation, choose)
