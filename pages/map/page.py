"""The situation map: the map beside the gravest places or the chosen one, the tables below."""

import streamlit as st

from geo.view.events import have_points
from pages.frame import current, firstsight, mapview, session
from pages.map import below, panel

view = current.view()
situation = current.situation(view)
dataset = view.dataset


def choose(place_id: str | None) -> None:
    """Makes a place, or none, the one that is shown in detail, wherever it was chosen."""
    session.PLACE.set(place_id)
    session.EVENTS.pop()


def choose_events(keys: tuple[str, ...]) -> None:
    """Makes these events those of which the panel shows the claims."""
    choose(None)
    session.EVENTS.set(keys)


def map_and_panel() -> None:
    """The map beside what is known of the chosen place, or of the gravest ones."""
    stage = mapview.stage("map")
    chosen = tuple(session.EVENTS.get() or ())
    happened = mapview.Happened(choose_events, chosen) if have_points(dataset) else None
    if asked := firstsight.asked(dataset):
        mapview.draw(view, asked.place, "map", choose, field=stage.field, happened=happened)
        return
    with stage.panel:
        # Before the map, since a reader who clicked a place waits for what is told of it.
        place = panel.draw(view, situation, choose)
    mapview.draw(view, place, "map", choose, field=stage.field, happened=happened)


if dataset.claims.empty:
    st.info("This dataset holds no claims yet.", icon=":material/inbox:")
else:
    map_and_panel()
    if not firstsight.asked(dataset):
        below.draw(view, situation, choose)
