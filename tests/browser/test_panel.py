"""The panel beside the map and the tables below it, in a real browser."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import FRAME, settle

pytestmark = pytest.mark.browser
ROW, HEAD = 35, 38


def title(page: Page) -> Locator:
    return page.locator(".cm-panel-title")


def click_row(page: Page, row: int, x: int) -> None:
    """Clicks inside a row of the first table, which listens only where a mouse has been."""
    settle(page)
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    at = {"x": x, "y": HEAD + ROW * row + ROW // 2}
    table.hover(position=at)
    table.click(position=at)


def test_what_is_gravest_a_place_in_lines_and_any_cell_of_its_row(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/?at=2022-01-07T23:59")
    settle(page)
    expect(title(page)).to_have_text("Tonight, gravest first")
    lines = page.locator(".st-key-panel .cm-choices button")
    expect(lines.first).to_contain_text("Almaty")
    main = page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight") <= 1800
    lines.filter(has_text="Almaty").click()
    expect(title(page)).to_have_text("Almaty")
    killed = page.locator(".cm-facts div").filter(has_text="Killed")
    expect(killed).to_contain_text("13 (security forces)")
    assert main.evaluate("one => one.scrollTop") == 0
    box = killed.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900
    page.get_by_role("button", name="All places").click()
    expect(title(page)).to_have_text("Tonight, gravest first")
    # By its name, by another cell; and once more by the same cell, after the place was let go.
    for x in (60, 260, 260):
        click_row(page, 0, x)
        expect(title(page)).to_have_text("Almaty")
        expect(page.locator(FRAME)).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="All places").click()
        expect(title(page)).to_have_text("Tonight, gravest first")
