"""Curfews: the map of tonight beside the question of one place and hour; all spans below."""

import streamlit as st

from pages.curfews import question, restrictions, tonight
from pages.frame import current, mapview, session
from pages.frame.tabs import open_tab

view = current.view()
TABS = {
    "Tonight by region": tonight.by_region,
    "The hours of the day": restrictions.day,
    "From when to when": restrictions.timeline,
    "Announced as lifted": restrictions.lifted,
}


def draw() -> None:
    """The map and the question, then the tabs."""
    stage = mapview.stage("curfews")
    with stage.panel:
        place = question.draw(view)
    mapview.draw(view, place, "curfews", session.PLACE.set, "curfew", stage.field)
    session.RESTRICTION.keep()
    names = list(TABS)
    for i in open_tab(names, [None] * len(names), session.OPENED("curfews")):
        TABS[names[i]](view)
    current.cite(view, view.table("restrictions"))


if view.dataset.places.empty:
    st.info("This dataset holds no places yet.", icon=":material/inbox:")
else:
    draw()
