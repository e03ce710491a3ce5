"""The timeline in a real browser: what changed is narrowed, chosen, and kept by the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from pages.drawing import insides
from pages.frame import session
from tests.support.browsing import map_of, settle

pytestmark = pytest.mark.browser


def test_kinds_days_and_places_of_changes_are_chosen_and_stay_in_the_address(page: Page) -> None:
    page.goto("/timeline")
    frame = map_of(page)
    settle(page)
    main = page.get_by_test_id("stMain")
    pills = page.locator(f"{insides.keyed(session.SPAN)} {insides.BUTTONS} button")
    expect(pills.first).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d+ changes at"))).to_be_visible()
    page.get_by_role("button", name=re.compile("^services ")).click()
    expect(page).to_have_url(re.compile("changes=service"))
    page.get_by_role("radio", name="since…").click()
    expect(page.get_by_text(re.compile("changes at .* since .* 3 Jan 2022"))).to_be_visible()
    settle(page)
    main.get_by_role("combobox", name="Since").click()
    page.get_by_role("option", name="since the end of Wed 5 Jan 2022").click()
    expect(page).to_have_url(re.compile("from=2022-01-05T23:59"))
    page.get_by_text("On the map only what changed").click()
    expect(frame.get_by_text("Only where something changed since the end of Wed")).to_be_visible()
    main.locator(".cm-choices button", has_text="Almaty").first.click()
    expect(frame.locator(".place.is-selected")).to_have_attribute("data-place", "almaty")
    expect(main.locator(".cm-choice-name").first).to_have_text("Services")
    expect(page.locator(".cm-dot.is-own").first).to_be_visible()
    expect(page).to_have_url(re.compile("place=Almaty"))  # written once the run is over
    page.reload()
    expect(main.locator(".cm-choice-name").first).to_have_text("Services")
    expect(page.get_by_text(re.compile("changes since the end of Wed 5 Jan 2022"))).to_be_visible()
    expect(page).to_have_url(re.compile("changes=service"))
