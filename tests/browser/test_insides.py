"""The elements of Streamlit that the style of the pages hangs on are there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.drawing import insides
from pages.frame import session
from tests.support.browsing import settle

pytestmark = pytest.mark.browser

LEANED_ON = {
    "the app": ("/", insides.APP),
    "the main column": ("/", insides.MAIN),
    "what st.html shows": ("/", f"{insides.HTML} > .cm-legend"),
    "a caption": ("/", f"{insides.APP} {insides.CAPTION}"),
    "a container's key": ("/", f"{insides.keyed(session.STEPS)} button"),
    "the beginning of a key": ("/", insides.keyed_like(session.KEY_FIGURE)),
    "a shortcut": ("/timeline", f"{insides.keyed(session.PLAYER)} {insides.SHORTCUT}"),
}


@pytest.fixture(scope="module")
def opened(browser: object, server: str) -> Callable[[str], Page]:
    """Each page once."""
    pages: dict[str, Page] = {}

    def open_once(path: str) -> Page:
        if path not in pages:
            pages[path] = browser.new_page(base_url=server)
            pages[path].goto(path)
            settle(pages[path])
        return pages[path]

    yield open_once
    for page in pages.values():
        page.close()


@pytest.mark.parametrize("what", LEANED_ON)
def test_what_the_style_hangs_on_is_there(what: str, opened: Callable[[str], Page]) -> None:
    path, selector = LEANED_ON[what]
    moved = f"Streamlit moved {what} ({selector}): see pages/drawing/insides.py"
    expect(opened(path).locator(selector).first, moved).to_be_attached()
