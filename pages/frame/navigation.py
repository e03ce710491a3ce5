"""The frame around every page: configuration, the sidebar with moment and filters, navigation."""

from pathlib import Path
from weakref import ref

import streamlit as st

from geo.dataset import DatasetError
from geo.mapping import assets
from pages.drawing import markup
from pages.frame import (
    address,
    controls,
    current,
    firstsight,
    menu,
    notice,
    panels,
    session,
    style,
    turns,
)

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
    edition = current.load()
except DatasetError:
    # Why, with names of the server's directories, stands in the log.
    st.error("There is no dataset to show now. Please come back later.", icon=":material/error:")
    st.stop()
session.EDITION.set(ref(edition))
dataset = edition.dataset
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
    notice.tell(edition)
    panels.draw_panels()
