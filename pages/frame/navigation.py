"""The frame around every page: configuration, the sidebar with moment and filters, navigation.

The order of a run is relied on. The link is read before anything is drawn, since a widget reads the
address when it is first drawn, and never again. The place is kept before a page draws its list of
places, since Streamlit forgets what was chosen in a list that the last page did not draw. The
controls come before the page, which asks what they hold. What stands above the page comes after it:
a reader who has clicked waits for the page; and only when its controls have taken what they can is
it known what of the link is not shown.
"""

from pathlib import Path
from weakref import ref

import streamlit as st

from geo.dataset import DatasetError
from geo.mapping import assets
from geo.serving.editions import Edition
from pages.frame import (
    address,
    controls,
    current,
    datasets,
    firstsight,
    heading,
    menu,
    moment,
    notice,
    panels,
    session,
    turns,
)

SIDEBAR = 250  # pixels; closed on narrow screens

st.set_page_config(page_title="Crisis Map", page_icon=str(assets.ICON), layout="wide",
                   initial_sidebar_state=SIDEBAR)  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
edition: Edition | None
try:
    datasets.begin()
    edition = current.load()
except DatasetError:
    # Why, with names of the server's directories, stands in the log.
    edition = None
shown = menu.shown(edition.dataset) if edition else menu.MENU
PAGES = [
    st.Page(
        ROOT / entry.folder / "page.py",
        url_path=menu.path(entry) or None,
        title=entry.title,
        icon=entry.icon,
        default=entry is menu.MENU[0],
        visibility="visible" if entry in shown else "hidden",
    )
    for entry in menu.MENU
]
BY_FOLDER = {entry.folder: one for entry, one in zip(menu.MENU, PAGES, strict=True)}
page = st.navigation(PAGES, position="top")
menu_entry = menu.MENU[PAGES.index(page)]

if edition is None:
    datasets.tell_nothing()
    st.stop()
session.EDITION.set(ref(edition))
dataset = edition.dataset
session.PAGE.set(menu_entry)
address.read_address(dataset)
moment.settle(dataset)
address.keep_place(dataset)
# Streamlit folds its navigation into the sidebar on a narrow screen, and the sidebar is closed.
with st.container(horizontal=True, wrap=False, gap="xsmall", key=session.PAGES):
    for entry in shown:
        st.page_link(BY_FOLDER[entry.folder])
notices = st.container()
is_first = firstsight.begin(dataset)
if is_first and page is PAGES[0]:
    st.sidebar.caption("Loading…")  # the map gets the width that it will keep
    with turns.turn(is_new=True):
        heading.reserve(current.view())
        page.run()
    firstsight.go_on()
with turns.turn(is_new=is_first):
    controls.draw_controls(dataset)
    places = heading.begin(dataset)
    page.run()
    heading.fill(places, current.view())
    notice.tell(edition)
    panels.draw_panels(BY_FOLDER)
    with notices:
        address.tell_notices(current.view())
