"""Casualties, peacekeepers, diplomacy and sources in a real browser: marks, links, tables."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsing import LONGEST, settle
from tests.support.drawing import THOROUGH

pytestmark = pytest.mark.browser
LAST = "at=2023-03-17T23:59"
TABS = {
    "casualties": "How each figure came to be known",
    "diplomacy": "Who spoke with whom",
    "peacekeepers": "How it came to be known",
    "sources": "Sources",
}


def marks(page: Page) -> Locator:
    """The marks of the first chart."""
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.locator("svg")).to_be_visible()
    return chart.locator("g.mark-symbol.role-mark path")


def open_chart(page: Page, path: str, query: str = "at=2022-01-14T23:59") -> None:
    """A page, with its charts where they are behind a tab."""
    page.goto(f"/{path}?{query}")
    if path in TABS:
        page.get_by_role("tab", name=TABS[path], exact=True).click()


def test_a_mark_of_the_toll_leads_to_its_claim_and_source(
    page: Page, console_errors: list[str]
) -> None:
    open_chart(page, "casualties", LAST)
    mark = marks(page).and_(page.locator("[aria-label*='People: 164']"))
    mark.first.click()
    claim = page.locator(".cm-claims li.cm-retracted").first
    expect(claim).to_contain_text("164")
    expect(claim.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    assert not [error for error in console_errors if "404" not in error]


def test_choices_of_the_toll_come_from_the_address(page: Page) -> None:
    open_chart(page, "casualties", f"{LAST}&where=Almaty&measure=injured&group=civilians")
    expect(page.get_by_text("people injured, Almaty")).to_be_visible()
    expect(page.get_by_text("civilians", exact=True).first).to_be_visible()


def test_a_contingents_mark_leads_to_its_claim(page: Page) -> None:
    open_chart(page, "peacekeepers")
    claim = page.locator(".cm-claims li").first
    settle(page)
    # A click falls into nothing where the chart is just drawn again in another width.
    for _ in range(5):
        marks(page).first.click()
        with suppress(AssertionError):
            expect(claim).to_be_visible(timeout=LONGEST / 10)
            break
    expect(claim).to_be_visible()


def test_a_participant_in_the_address_narrows_the_contacts(page: Page) -> None:
    page.goto("/diplomacy?who=Vladimir+Putin+(Russia)")
    expect(page.get_by_role("heading", name="Calls and meetings")).to_be_visible()
    strong = page.locator("summary:has(b:text-is('Call'))")
    expect(strong.first).to_be_visible()
    assert all("Putin" in text for text in strong.all_inner_texts())


# A chart is drawn anew for another width, which takes a moment.
FITS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return document.querySelector("[data-testid=stVegaLiteChart] svg")
    && main.clientWidth <= 390 && main.scrollWidth <= main.clientWidth + 1;
}"""
CHARTED = (
    "casualties",
    pytest.param("peacekeepers", marks=THOROUGH),
    pytest.param("diplomacy", marks=THOROUGH),
    pytest.param("sources", marks=THOROUGH),
)


@pytest.mark.parametrize("path", CHARTED)
def test_every_chart_says_in_words_what_it_shows_and_none_is_wider_than_a_phone(
    page: Page, path: str
) -> None:
    open_chart(page, path)
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts.first.locator("svg")).to_be_visible()
    for chart in charts.all():
        label = chart.locator("[aria-label]").first.get_attribute("aria-label")
        assert re.search(r"\d", label or "")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function(FITS)


def test_a_place_of_a_link_is_kept_on_the_next_page(page: Page) -> None:
    page.goto("/?place=Taraz")
    expect(page.get_by_role("heading", name="Taraz")).to_be_visible()
    page.get_by_role("link", name="Curfews").click()
    expect(page.locator(".cm-verdict")).to_contain_text("in Taraz")
