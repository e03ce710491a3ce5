"""axe-core on every page, wide and narrow, light and dark; what is not ours to mend is named."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browsing import LONGEST, settle
from tests.support.drawing import MORE

pytestmark = pytest.mark.browser

# Made of what other pages are made of; on a phone, too.
PAGES = (
    "", "timeline", "events", "curfews", "casualties", "peacekeepers", "diplomacy", "corrections",
    "sources",
)  # fmt: skip
# In the usual run each page has one look, the map both.
ON_A_PHONE = ("events", "casualties", "peacekeepers", "corrections")
LOOKS = {
    "wide-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}

# Rule -> what the elements look like that break it and that no page of ours can change:
# Vega draws an empty group of marks, which nobody sees or reaches, without a name.
NOT_OURS = {
    "svg-img-alt": ('pointer-events="none"></g>',),
}


def is_ours(rule: str, html: str) -> bool:
    """Whether a page of ours could mend what breaks the rule."""
    return not any(sign in html for sign in NOT_OURS.get(rule, ()))


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest, server: str, browser: Browser) -> Iterator[BrowserContext]:
    """One for all pages, so that each finds the files of the one before."""
    context = browser.new_context(base_url=server, **LOOKS[request.param])
    context.set_default_timeout(LONGEST)
    yield context
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_rule_of_accessibility(
    path: str, look: BrowserContext, request: pytest.FixtureRequest
) -> None:
    is_on_a_phone = "phone" in request.node.name
    if MORE == 1 and path and is_on_a_phone != (path in ON_A_PHONE):
        pytest.skip("runs in make thorough")
    page = look.new_page()
    page.goto(f"/{path}")
    ours = broken_rules(page)
    page.close()
    assert ours == []


def broken_rules(page: Page) -> list[tuple[str, str]]:
    """The rules that the page breaks once it has settled, each with the element that does."""
    settle(page)
    found = Axe().run(page, options=RULES).response["violations"]
    nodes = [(one["id"], node["html"]) for one in found for node in one["nodes"]]
    return [(rule, html[:200]) for rule, html in nodes if is_ours(rule, html)]
