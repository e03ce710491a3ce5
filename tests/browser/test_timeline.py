"""The timeline page in a real browser: play the map."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import map_of, settle

pytestmark = pytest.mark.browser


def lead(page: Page) -> Locator:
    return page.locator(".cm-lead")


def open_timeline(page: Page) -> None:
    page.clock.install()
    page.goto("/timeline")
    map_of(page)


def test_the_keyboard_steps_the_moment_and_the_map_stays(page: Page) -> None:
    open_timeline(page)
    frame = map_of(page)
    frame.locator("body").evaluate("() => { window.mark = 'same'; }")
    expect(lead(page)).to_contain_text("7 Jan 2022, 23:59")
    page.keyboard.press("Alt+l")
    expect(lead(page)).to_contain_text("8 Jan 2022, 05:59")
    expect(page).to_have_url(re.compile("at=2022-01-08T05"))
    page.keyboard.press("Alt+j")
    expect(lead(page)).to_contain_text("7 Jan 2022, 23:59")
    assert frame.locator("body").evaluate("() => window.mark") == "same"


def test_playing_steps_on_its_own_until_it_is_paused(page: Page) -> None:
    open_timeline(page)
    frame = map_of(page)
    frame.locator("body").evaluate("() => { window.mark = 'same'; }")
    page.get_by_role("button", name="Play").click()
    expect(lead(page)).to_contain_text("8 Jan 2022, 11:59")
    page.get_by_role("button", name="Pause").first.click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    moment = lead(page).inner_text()
    page.clock.fast_forward("01:00")
    settle(page)
    assert lead(page).inner_text() == moment
    assert frame.locator("body").evaluate("() => window.mark") == "same"


def test_another_page_and_back_pauses(page: Page) -> None:
    open_timeline(page)
    page.get_by_role("radio", name="fast").click()
    page.get_by_role("button", name="Play").click()
    expect(lead(page)).to_contain_text("8 Jan 2022")
    page.get_by_role("link", name="Casualties").first.click()
    expect(page.get_by_role("heading", name="Casualties", exact=True)).to_be_visible()
    moment = lead(page).inner_text().split(".")[0]
    page.clock.fast_forward("01:00")
    settle(page)
    page.get_by_role("link", name="Timeline").first.click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.clock.fast_forward("01:00")
    settle(page)
    expect(lead(page)).to_contain_text(moment)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_click_on_the_map_shows_the_changes_of_that_place(page: Page) -> None:
    open_timeline(page)
    expect(page.locator(".cm-place h3").first).to_have_text("Kazakhstan")
    map_of(page).locator(".place[data-place=taraz]").click()
    expect(page.locator(".cm-place h3")).to_have_text(["Taraz"])
    expect(page.locator(".cm-place")).to_contain_text("Curfew 19:00-07:00 enforced")
