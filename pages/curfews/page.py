"""Curfews: the map of tonight beside the question of one place and hour; all spans below."""

import streamlit as st

from pages.curfews import question, restrictions, tonight
from pages.frame import current, mapview, session
from pages.frame.tabs import Tab, open_tab

view = current.view()
TABS = {
    Tab("tonight", "Tonight by region"): tonight.by_region,
    Tab("day", "The hours of the day"): restrictions.day,
    Tab("spans", "From when to when"): restrictions.timeline,
    Tab("lifted", "Announced as lifted"): restrictions.lifted,
}


def draw() -> None:
    """The map and the question, then the tabs."""
    stage = mapview.stage("curfews")
    with stage.panel:
        place = question.draw(view)
    mapview.draw(view, place, "curfews", session.PLACE.set, stage.field)
    session.RESTRICTION.keep()
    for tab in open_tab(list(TABS), session.OPENED("curfews")):
        TABS[tab](view)
    current.cite(view, view.table("restrictions"))


if view.dataset.places.empty:
    st.info("This dataset holds no places yet.", icon=":material/inbox:")
else:
    draw()
