"""Links in a real browser: copied on any page they show it again; what they ask in vain is told."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from pages.frame import menu
from tests.support.browsing import map_of, settle

pytestmark = pytest.mark.browser

# All that a reader sees of the choices on a page, and what is told of them.
SEEN = """() => JSON.stringify({
  told: [...document.querySelectorAll('h1, h2, h3, .cm-lead, [data-testid=stText]')]
    .map(one => one.innerText),
  chosen: [...document.querySelectorAll('[aria-checked=true]')].map(one => one.innerText),
  typed: [...document.querySelectorAll('input')].map(one => one.value)})"""


def choose_on_the_map(page: Page) -> None:
    map_of(page).locator(".place[data-place=taraz]").click()
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    page.get_by_role("radio", name="people killed").click()


def choose_on_the_timeline(page: Page) -> None:
    page.get_by_role("radio", name="fast").click()
    page.get_by_role("radio", name="3 days").click()
    expect(page.get_by_text("Between Tue 4 Jan 2022")).to_be_visible()


def choose_on_curfews(page: Page) -> None:
    page.get_by_role("button", name="State of emergency").click()
    pick(page, "Place", "Taraz")
    expect(page.get_by_text("Asked about Taraz")).to_be_visible()


def choose_on_casualties(page: Page) -> None:
    pick(page, "Place", "Almaty")
    page.get_by_role("radio", name="to scale").click()
    page.get_by_text("Also parts of a group").click()
    expect(page.get_by_text("people killed, Almaty")).to_be_visible()


def choose_on_peacekeepers(page: Page) -> None:
    page.get_by_role("radio", name="to scale").click()


def choose_on_diplomacy(page: Page) -> None:
    pick(page, "Took part", "Vladimir Putin (Russia)")
    expect(page.get_by_text("most often named: Vladimir Putin")).to_be_visible()


def choose_on_sources(page: Page) -> None:
    page.get_by_role("button", name="-1 d").click()
    expect(page.locator(".cm-lead")).to_contain_text("6 Jan 2022")


CHOOSE: dict[str, Callable[[Page], None]] = {
    "map": choose_on_the_map,
    "timeline": choose_on_the_timeline,
    "curfews": choose_on_curfews,
    "casualties": choose_on_casualties,
    "peacekeepers": choose_on_peacekeepers,
    "diplomacy": choose_on_diplomacy,
    "sources": choose_on_sources,
}
# What the link has to name: the addresses of some controls are set by the browser alone.
NAMED = {
    "map": {"place": "Taraz", "size": "people killed"},
    "timeline": {"speed": "fast", "since": "3 days"},
    "curfews": {"place": "Taraz"},
    "casualties": {"where": "Almaty", "axis": "to scale", "parts": "true"},
    "peacekeepers": {"axis": "to scale"},
    "diplomacy": {"who": "Vladimir Putin (Russia)"},
    "sources": {"at": "2022-01-06T23:59"},
}


def pick(page: Page, label: str, option: str) -> None:
    """Chooses from a list by typing, once the page stands still: a list closes when it is drawn."""
    settle(page)
    page.get_by_test_id("stMain").get_by_role("combobox", name=label).click()
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")


def copied(page: Page, named: dict[str, str]) -> str:
    """The link that the page offers, once it has these parameters."""
    page.get_by_role("button", name="Copy link").click()
    code = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode")
    for pair in named.items():
        expect(code).to_contain_text(urlencode([pair], safe=":"))
    return code.inner_text().strip()


@pytest.mark.parametrize("entry", menu.MENU, ids=lambda entry: entry.folder)
def test_a_copied_link_shows_the_page_again(
    entry: menu.Entry, open_page: Callable[..., Page], server: str
) -> None:
    page = open_page(viewport={"width": 1280, "height": 1600})
    page.goto("/")
    page.get_by_role("link", name=entry.title, exact=True).first.click()
    expect(page).to_have_url(re.compile(f"/{menu.path(entry)}(\\?.*)?$"))
    settle(page)
    CHOOSE[entry.folder](page)
    link = copied(page, NAMED[entry.folder])
    assert link.startswith(f"{server}/{menu.path(entry)}?at=")
    page.keyboard.press("Escape")
    settle(page)
    again = open_page(viewport={"width": 1280, "height": 1600})
    again.goto(link)
    again.wait_for_function(f"seen => ({SEEN})() === seen", arg=page.evaluate(SEEN))
    assert copied(again, NAMED[entry.folder]) == link


def test_a_finger_copies_the_link(open_page: Callable[..., Page], server: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/casualties")
    settle(page)
    page.get_by_role("button", name="Copy link").tap()
    button = page.get_by_test_id("stPopoverBody").get_by_role("button", name="Copy to clipboard")
    expect(button).to_be_visible()
    button.tap()
    page.wait_for_function(
        "begin => navigator.clipboard.readText().then((text) => text.startsWith(begin))",
        arg=f"{server}/casualties?at=",
    )


@pytest.mark.parametrize("path", ["/", "/casualties"])
def test_a_phone_shows_what_a_link_asks_in_vain(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{path}?at=2022-13-05&region=Atlantis&{'size' if path == '/' else 'measure'}=x")
    main = page.get_by_test_id("stMain")
    for told in (
        "The link asks for what cannot be shown.",
        "The moment in the link could not be read: '2022-13-05'.",
        "region: 'Atlantis' is not known here. Left out.",
        "'x' is not offered here. Shown instead:",
    ):
        expect(main.get_by_text(told)).to_be_in_viewport()


def test_a_plus_in_a_link_is_the_plus_of_an_offset(page: Page) -> None:
    page.goto("/sources?at=2022-01-05T18:30+06:00")
    expect(page.locator(".cm-lead")).to_contain_text("Wed 5 Jan 2022, 18:30 (UTC+6)")
    expect(page.get_by_text("The link asks")).to_have_count(0)
