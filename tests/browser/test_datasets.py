"""Several datasets in a real browser: chosen by the keyboard, kept by links, two at a time."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from geo.serving import folders
from tests.support.browsing import LONGEST, map_of, settle, watch
from tests.support.paths import SHIPPED
from tests.support.serving import serve

pytestmark = pytest.mark.browser

OTHER = SHIPPED.with_name("sri-lanka-2022")
TITLES = [folders.title(one) for one in (SHIPPED, OTHER)]
HEIGHT = "() => document.querySelector('.st-key-header').getBoundingClientRect().height"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard as it comes, with all its datasets."""
    with serve(tmp_path_factory.mktemp("all") / "log.txt", CRISIS_MAP_DATASET="") as address:
        yield address


@pytest.fixture
def context(shipped: str, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=shipped, permissions=["clipboard-read", "clipboard-write"]
    )
    context.set_default_timeout(LONGEST)
    attempts = watch(context)
    yield context
    context.close()
    assert attempts == []


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def expect_named(page: Page, name: str) -> None:
    expect(page).to_have_url(re.compile(f"[?&]dataset={name}(&|$)"))


def expect_dataset(page: Page, title: str) -> None:
    expect(page.locator("h1")).to_have_text(title)
    settle(page)
    expect(map_of(page).locator("body")).to_contain_text(title)


def test_a_dataset_is_chosen_and_its_link_leads_back_to_it(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/?place=Taraz&theme=curfew&severity=Severe")
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    expect_named(page, SHIPPED.name)
    settle(page)
    chooser = page.get_by_role("button", name="Crises")
    assert page.evaluate(HEIGHT) == 36
    chooser.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=TITLES[1]).focus()
    page.keyboard.press("Enter")
    expect_dataset(page, TITLES[1])
    expect_named(page, OTHER.name)
    assert asked(page).keys() == {"dataset", "at"}
    navigation = page.get_by_role("navigation", name="App pages")
    expect(navigation.get_by_role("link", name="Peacekeepers")).to_have_count(0)
    map_of(page).locator(".place").first.click()
    expect(page).to_have_url(re.compile("place="))
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    sources = navigation.get_by_role("link", name="Sources")
    sources.hover()
    expect(sources).to_have_attribute("href", re.compile(f"/sources[?]dataset={OTHER.name}&at="))
    sources.click()
    expect(page.locator("h1")).to_have_text("Sources")
    expect_named(page, OTHER.name)
    page.go_back()
    expect_dataset(page, TITLES[1])

    first, again = context.new_page(), context.new_page()
    first.goto("/")
    again.goto(copied)
    expect_dataset(again, TITLES[1])
    expect_dataset(first, TITLES[0])
    assert asked(again) == parse_qs(urlsplit(copied).query)
    # Both go on, each with its own.
    for one, title in ((first, TITLES[0]), (again, TITLES[1])):
        one.get_by_role("button", name="Day before", exact=True).click()
        settle(one)
        expect_dataset(one, title)
