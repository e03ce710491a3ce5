"""The situation map: the map beside the gravest places or the chosen one, the tables below."""

import streamlit as st

from pages.frame import current, firstsight
from pages.map import below, stage

view = current.view()

if view.dataset.claims.empty:
    st.info("This dataset holds no claims yet.", icon=":material/inbox:")
else:
    stage.draw()
    if not firstsight.asked(view.dataset):
        below.draw(view, current.situation(view), stage.choose)
