"""The time strip in a real browser: clicked, dragged, stepped, played, and refined to an hour."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import map_of, settle

pytestmark = pytest.mark.browser


def lead(page: Page) -> Locator:
    """The moment, as the head of the page says it."""
    return page.locator(".cm-lead")


def open_page(page: Page, path: str = "/") -> None:
    page.goto(path)
    page.locator(".cm-strip").wait_for()
    map_of(page)
    settle(page)


def middle_of(page: Page, day: int) -> tuple[float, float]:
    """Where the bar of a day of the strip is; the first is 3 January."""
    box = page.locator(".cm-strip-day").nth(day - 3).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_day_is_chosen_by_click_drag_key_and_button_without_a_step_back(page: Page) -> None:
    open_page(page)
    history = page.evaluate("() => history.length")
    expect(lead(page)).to_have_text("as known at the end of Fri 7 Jan 2022 (UTC+6)")
    page.mouse.click(*middle_of(page, 5))
    expect(lead(page)).to_contain_text("Wed 5 Jan 2022")
    page.keyboard.press("ArrowRight")
    expect(lead(page)).to_contain_text("Thu 6 Jan 2022")
    page.mouse.move(*middle_of(page, 6))
    page.mouse.down()
    page.mouse.move(*middle_of(page, 9), steps=6)
    expect(page.locator(".cm-strip-day.is-chosen")).to_have_attribute("title", re.compile("9 Jan"))
    expect(lead(page)).to_contain_text("Thu 6 Jan 2022")  # until the hand lets go
    page.mouse.up()
    expect(lead(page)).to_contain_text("Sun 9 Jan 2022")
    page.get_by_role("button", name="Day before", exact=True).click()
    expect(lead(page)).to_contain_text("Sat 8 Jan 2022")
    expect(page).to_have_url(re.compile(r"at=2022-01-08T23:59"))
    assert page.evaluate("() => history.length") == history
    page.reload()
    expect(lead(page)).to_contain_text("Sat 8 Jan 2022")


def test_an_hour_is_chosen_at_once_and_the_next_step_ends_its_day(page: Page) -> None:
    open_page(page, "/?at=2022-01-08")
    page.get_by_role("button", name="Hour").first.click()
    hours = page.get_by_role("slider", name="Known by this hour of 8 Jan 2022 (Asia/Almaty)")
    hours.focus()
    page.keyboard.press("ArrowLeft")
    expect(lead(page)).to_have_text("as known on Sat 8 Jan 2022, 23:00 (UTC+6)")
    expect(page.locator(".cm-strip-note")).to_contain_text("may have been published after 23:00")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="End of this day").click()
    expect(lead(page)).to_have_text("as known at the end of Sat 8 Jan 2022 (UTC+6)")
    # A day that the strip leaves out is shown as any other: nothing more is to come.
    open_page(page, "/?at=2022-07-15")
    expect(page.locator(".cm-strip-note")).to_have_text("No report on this day")
    expect(page.locator("body.cm-behind")).to_have_count(0)


def test_playing_goes_on_until_it_is_paused_and_another_page_keeps_the_day(page: Page) -> None:
    page.clock.install()
    open_page(page)
    frame = map_of(page)
    frame.locator("body").evaluate("() => { window.mark = 'same'; }")
    page.get_by_role("button", name="Play the days").click()
    chosen = page.locator(".cm-strip-day.is-chosen")
    expect(chosen).to_have_attribute("title", re.compile("10 Jan|11 Jan"))
    page.get_by_role("button", name="Pause").click()
    day = re.match(r"\w+ (\d+ \w+ \d+)", chosen.get_attribute("title") or "")
    assert day
    expect(lead(page)).to_contain_text(day[1])
    assert frame.locator("body").evaluate("() => window.mark") == "same"
    page.get_by_role("link", name="Casualties").last.click()
    expect(page.get_by_role("heading", name="Casualties", exact=True)).to_be_visible()
    expect(lead(page)).to_contain_text(day[1])
    page.clock.fast_forward("01:00")
    settle(page)
    expect(lead(page)).to_contain_text(day[1])


def test_another_page_begins_at_its_top_and_back_returns(page: Page) -> None:
    open_page(page, "/?at=2022-01-06")
    main = page.get_by_test_id("stMain")
    main.evaluate("(one) => one.scrollTo(0, 700)")
    page.get_by_role("link", name="Sources").last.click()
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    settle(page)
    assert main.evaluate("(one) => one.scrollTop") == 0
    page.go_back()
    expect(page.get_by_role("heading", name="Kazakhstan, January 2022")).to_be_visible()
    expect(lead(page)).to_contain_text("6 Jan 2022")
