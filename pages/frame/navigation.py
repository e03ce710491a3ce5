"""The frame around every page: configuration, the sidebar with moment and filters, navigation."""

from pathlib import Path

import streamlit as st

from geo.dataset import DatasetError
from geo.mapping import assets
from pages.drawing import markup
from pages.frame import address, controls, current, firstsight, menu, panels, session, style, turns

st.set_page_config(page_title="Crisis Map", page_icon=str(assets.ICON), layout="wide")
markup.show(style.STYLE)

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    st.Page(
        ROOT / entry.folder / "page.py",
        url_path=menu.path(entry) or None,
        title=entry.title,
        icon=entry.icon,
        default=entry is menu.MENU[0],
    )
    for entry in menu.MENU
]
page = st.navigation(PAGES, position="top")

try:
    dataset, problems = current.load()
except DatasetError as error:
    st.error(f"There is no dataset to show. {error}", icon=":material/error:")
    st.write("Set CRISIS_MAP_DATASET to the directory of a dataset and reload this page.")
    st.stop()
session.DATASET.set(dataset)
if problems:
    controls.tell_problems(problems, dataset)
address.read_address(dataset)
address.keep_place()
is_first = firstsight.begin(dataset)
if is_first and page is PAGES[0]:
    st.sidebar.caption("Loading…")  # the map gets the width that it will keep
    with turns.turn(is_new=True):
        page.run()
    firstsight.go_on()
with turns.turn(is_new=is_first):
    controls.draw_controls(dataset)
    page.run()
    panels.draw_panels()
