"""The elements of Streamlit that the style of the pages hangs on are there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.drawing import insides
from pages.frame import session, sheet
from tests.support.browsing import LONGEST, settle

pytestmark = pytest.mark.browser

LEANED_ON = {
    "the app": insides.APP,
    "what says whether the script runs": f"{insides.APP}[data-test-script-state=notRunning]",
    "what says what is of an earlier run": f"{insides.APP} [data-stale=false]",
    "the main column": insides.MAIN,
    "what st.html shows": f"{insides.HTML} > .cm-head",
    "the navigation": f"{insides.NAVIGATION} a",
    "what is beside the sidebar": f"{insides.VIEW} {insides.MAIN}",
    "the head of the sidebar": f"{insides.SIDEBAR} {insides.SIDEBAR_HEAD}",
    "the link past the sidebar": insides.SKIP,
    "the sidebar": f"{insides.SIDEBAR_WHOLE} {insides.SIDEBAR} .cm-choices",
    "a caption": f"{insides.APP} {insides.CAPTION}",
    "a container's key": f"{insides.keyed(session.STRIP_DAYS)} .cm-strip",
    "what is around a container": f"{insides.WRAPPER} > {insides.keyed(session.STRIP_PLACE)}",
    "the beginning of a key": insides.keyed_like(session.SIDE_PANEL("")),
    "what hides the button of a code": f"{insides.COPY} button",
}


@pytest.fixture(scope="module")
def opened(browser: Browser, server: str) -> Iterator[Page]:
    """The first page, with a code on it."""
    page = browser.new_page(base_url=server)
    page.set_default_timeout(LONGEST)
    page.goto("/")
    settle(page)
    page.get_by_role("button", name="Cite").click()
    yield page
    page.close()


@pytest.mark.parametrize("what", LEANED_ON)
def test_what_the_style_hangs_on_is_there(what: str, opened: Page) -> None:
    moved = f"Streamlit moved {what} ({LEANED_ON[what]}): see pages/drawing/insides.py"
    expect(opened.locator(LEANED_ON[what]).first, moved).to_be_attached()


# The style sheet of what still loads: "off" once all is there.
ROOM = """(name) => [...document.styleSheets]
  .filter((one) => one.href?.includes(name)).map((one) => one.disabled ? "off" : "on").join()"""


def test_no_room_is_kept_for_what_is_there_until_another_page_is_asked_for(page: Page) -> None:
    page.add_init_script("window.steps = []")
    failed: list[str] = []  # Streamlit's server is found at once, below no page
    page.on("response", lambda answer: failed.append(answer.url) if not answer.ok else None)
    page.goto("/sources")
    page.wait_for_function(f"(name) => ({ROOM})(name) === 'off'", arg=sheet.LOADING)
    # A step of the history is the first that is told of another page.
    told = f"window.steps.push(({ROOM})('{sheet.LOADING}'))"
    page.evaluate(f"() => new MutationObserver(() => {told}).observe(document, {{"
                  "attributes: true, childList: true, subtree: true})")  # fmt: skip
    page.get_by_role("link", name="Diplomacy", exact=True).first.click()
    page.wait_for_function("() => window.steps.includes('on') && window.steps.at(-1) === 'off'")
    assert not failed
