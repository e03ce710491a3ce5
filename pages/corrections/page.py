"""Corrections: what was withdrawn or corrected, and whether what somebody wrote still stands."""

import streamlit as st

from pages.corrections import own_text, taken_back
from pages.frame import current, session
from pages.frame.tabs import Tab, open_tab

PARTS = {
    Tab("corrections", "What was taken back"): taken_back.draw,
    Tab("stands", "Does my figure still stand?"): own_text.draw,
}
view = current.view()
if told := taken_back.sentence(view):
    st.caption(told)
for tab in open_tab(list(PARTS), session.OPENED("corrections")):
    PARTS[tab](view)
