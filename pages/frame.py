"""The frame around every page: configuration, the sidebar with moment and filters, navigation."""

import streamlit as st

from geo.dataset import DatasetError
from geo.mapping import assets
from pages import address, firstsight, markup, shared, sidebar

st.set_page_config(page_title="Crisis Map", page_icon=str(assets.ICON), layout="wide")
markup.show(markup.STYLE)

PAGES = [
    st.Page("map.py", title="Map", icon=":material/map:", default=True),
    st.Page("timeline.py", title="Timeline", icon=":material/history:"),
    st.Page("curfews.py", title="Curfews", icon=":material/lock_clock:"),
    st.Page("casualties.py", title="Casualties", icon=":material/personal_injury:"),
    st.Page("peacekeepers.py", title="Peacekeepers", icon=":material/military_tech:"),
    st.Page("diplomacy.py", title="Diplomacy", icon=":material/handshake:"),
    st.Page("sources.py", title="Sources", icon=":material/menu_book:"),
]
page = st.navigation(PAGES, position="top")

try:
    dataset, problems = shared.load()
except DatasetError as error:
    st.error(f"There is no dataset to show. {error}", icon=":material/error:")
    st.write("Set CRISIS_MAP_DATASET to the directory of a dataset and reload this page.")
    st.stop()
st.session_state.dataset = dataset
if problems:
    sidebar.tell_problems(problems, dataset)
address.read_address(dataset)
address.keep_place()
if firstsight.begin(dataset) and page is PAGES[0]:
    st.sidebar.caption("Loading…")  # the map gets the width that it will keep
    page.run()
    firstsight.go_on()
sidebar.draw_controls(dataset)
page.run()
sidebar.draw_panels()
