"""Links in a real browser: copied on any page they show it again; what they ask in vain is told."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.frame import menu
from tests.support.browsing import map_of, settle
from tests.support.drawing import THOROUGH

pytestmark = pytest.mark.browser

# All that a reader sees of the choices on a page, and what is told of them.
SEEN = """() => JSON.stringify({
  told: [...document.querySelectorAll('h1, h2, h3, .cm-lead, [data-testid=stText]')]
    .map(one => one.innerText),
  chosen: [...document.querySelectorAll('[aria-checked=true], [role=tab][aria-selected=true]')]
    .map(one => one.innerText),
  typed: [...document.querySelectorAll('input')].map(one => one.value)})"""


EVENT = "in-taldykorgan-2022-01-07-detention-facility"


def choose_on_the_map(page: Page) -> None:
    map_of(page).locator(".place[data-place=taraz]").click()
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    settle(page)
    map_of(page).locator("[data-theme=curfew]").click()
    map_of(page).get_by_role("button", name="Zoom in").click()
    page.get_by_role("tab", name="All claims").last.click()
    page.get_by_role("tab", name=re.compile("^Status")).click()
    expect(page.get_by_role("tabpanel", name="Status").get_by_role("listitem")).to_be_visible()


def choose_on_the_timeline(page: Page) -> None:
    page.get_by_role("radio", name="3 days").click()
    page.wait_for_function(HAS, arg={"since": "3 days"})
    settle(page)  # a tab whose number changes is another to Streamlit
    page.get_by_role("tab", name="Table").click()


def choose_on_events(page: Page) -> None:
    page.get_by_role("radio", name="month").click()
    page.wait_for_function(HAS, arg={"last": "month"})
    settle(page)
    page.locator(f"[data-line={EVENT}]").click()
    expect(page.get_by_role("heading", name="1 event", exact=True)).to_be_visible()


def choose_on_curfews(page: Page) -> None:
    pick(page, "Place", "Taraz")
    expect(page.locator(".cm-verdict")).to_contain_text("in Taraz")


def choose_on_casualties(page: Page) -> None:
    pick(page, "Place", "Almaty")
    page.get_by_role("radio", name="injured").click()


def choose_on_peacekeepers(page: Page) -> None:
    map_of(page).locator(".place[data-place=almaty]").click()
    expect(page.get_by_role("heading", name="Almaty", exact=True)).to_be_visible()


def choose_on_diplomacy(page: Page) -> None:
    pick(page, "Participants", "Vladimir Putin (Russia)")


def choose_on_corrections(page: Page) -> None:
    page.get_by_role("tab", name="Does my figure still stand?").click()
    page.get_by_role("spinbutton").first.click()
    page.keyboard.type("202201061800")
    page.keyboard.press("Escape")
    page.wait_for_function(HAS, arg={"written": "2022-01-06T18:00"})
    page.get_by_role("textbox", name="Your text").fill("8 people were killed in Almaty.")
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("mark")).to_be_visible()
    # No link holds the text, and so not what is found in it.
    page.get_by_role("textbox", name="Your text").fill("")
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("mark")).to_have_count(0)


def choose_on_sources(page: Page) -> None:
    page.get_by_role("button", name="Day before", exact=True).click()
    expect(page.locator(".cm-lead")).to_contain_text("6 Jan 2022")


CHOOSE: dict[str, Callable[[Page], None]] = {
    "map": choose_on_the_map,
    "timeline": choose_on_the_timeline,
    "events": choose_on_events,
    "curfews": choose_on_curfews,
    "casualties": choose_on_casualties,
    "peacekeepers": choose_on_peacekeepers,
    "diplomacy": choose_on_diplomacy,
    "corrections": choose_on_corrections,
    "sources": choose_on_sources,
}
# What the link has to name.
NAMED = {
    "map": {"place": "Taraz", "theme": "curfew", "tab": "claims", "about": "status"},
    "timeline": {"since": "3 days", "tab": "table"},
    "events": {"last": "month", "event": EVENT},
    "curfews": {"place": "Taraz"},
    "casualties": {"place": "Almaty", "measure": "injured"},
    "peacekeepers": {"place": "Almaty"},
    "diplomacy": {"who": "Vladimir Putin (Russia)"},
    "corrections": {"tab": "stands", "written": "2022-01-06T18:00"},
    "sources": {"at": "2022-01-06T23:59"},
}


# What the address of another page has to name after a choice there.
OTHERS = {"at": "2022-01-06T23:59", "place": "Taraz", "measure": "injured"}


def pick(page: Page, label: str, option: str) -> None:
    """Chooses from a list by typing, once the page stands still: a list closes when it is drawn."""
    settle(page)
    page.get_by_test_id("stMain").get_by_role("combobox", name=label).click()
    page.keyboard.type(option)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")


def open_one(open_page: Callable[..., Page], **options: object) -> Page:
    """A page that may use the clipboard."""
    page = open_page(**({"viewport": {"width": 1280, "height": 1600}} | options))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page: Page, named: dict[str, str]) -> str:
    """The link that the button copies, once the address has these parameters."""
    page.wait_for_function(HAS, arg=named)
    page.evaluate("() => navigator.clipboard.writeText('')")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("() => navigator.clipboard.readText()")
    return page.evaluate("() => navigator.clipboard.readText()")


def asked(link: str) -> dict[str, list[str]]:
    """What a link asks for, in whatever order; written as people would write it."""
    assert "%3A" not in link
    return parse_qs(urlsplit(link).query, strict_parsing=True)


def position(page: Page) -> list[float]:
    """The middle and the zoom of the map."""
    at = map_of(page).locator("#map_div").evaluate("() => crisisMapView.position()")
    return [float(one) for one in at.split(",")]


HAS = """(named) => Object.entries(named).every(([name, value]) =>
  new URLSearchParams(location.search).getAll(name).includes(value))"""


# Whose controls are kept as those of the others are.
LIKE_OTHERS = (
    "timeline", "events", "curfews", "casualties", "peacekeepers", "diplomacy", "corrections",
    "sources",
)  # fmt: skip


@pytest.mark.parametrize(
    "entry",
    [pytest.param(one, marks=[THOROUGH] if one.folder in LIKE_OTHERS else [], id=one.folder)
     for one in menu.MENU if not one.is_found_by_link],
)  # fmt: skip
def test_a_copied_link_shows_the_page_again(
    entry: menu.Entry, open_page: Callable[..., Page], server: str
) -> None:
    page = open_one(open_page)
    page.goto("/")
    settle(page)
    if menu.path(entry):
        page.get_by_role("link", name=entry.title, exact=True).first.click()
    expect(page).to_have_url(re.compile(f"/{menu.path(entry)}(\\?.*)?$"))
    settle(page)
    CHOOSE[entry.folder](page)
    settle(page)
    link = copied(page, {"at": "2022-01-07T23:59"} | NAMED[entry.folder])
    assert link.startswith(f"{server}/{menu.path(entry)}?")
    again = open_one(open_page)
    again.goto(link)
    again.wait_for_function(f"seen => ({SEEN})() === seen", arg=page.evaluate(SEEN))
    assert asked(copied(again, NAMED[entry.folder])) == asked(link)
    if "theme" in NAMED[entry.folder]:
        expect(map_of(again).locator("[data-theme=curfew][aria-pressed=true]")).to_have_count(1)
        assert position(again) == pytest.approx(position(page), abs=0.02)
        # Of the one that the reader has changed the server hears as late as this.
        page.get_by_role("button", name="Cite").click()
        expect(page.get_by_text("Suggested citation")).to_be_visible()
        settle(page)
        expect(page.get_by_test_id("stPopoverBody")).to_contain_text("theme=curfew&map=")


def lose_news_of_the_address(route: WebSocketRoute) -> None:
    """As when a run is cut off by the next one while it tells the browser of the address."""
    server = route.connect_to_server()

    def pass_on(message: str | bytes) -> None:
        told = ForwardMsg.FromString(message) if isinstance(message, bytes) else None
        if not told or told.WhichOneof("type") != "page_info_changed":
            route.send(message)

    server.on_message(pass_on)


def test_a_chosen_place_stands_in_the_address_though_news_of_it_are_lost(page: Page) -> None:
    page.route_web_socket(re.compile("/_stcore/stream"), lose_news_of_the_address)
    page.goto("/timeline")
    settle(page)
    choices = page.get_by_test_id("stMain").locator(".cm-choices button")
    choices.filter(has_text="Almaty").first.click()
    page.wait_for_function(HAS, arg={"place": "Almaty"})
    settle(page)
    page.get_by_role("button", name="Clear value").click()
    page.wait_for_function("() => !new URLSearchParams(location.search).has('place')")
    settle(page)
    assert "place=" not in page.url


def test_a_finger_copies_the_link_and_without_a_clipboard_it_is_shown(
    open_page: Callable[..., Page], server: str
) -> None:
    page = open_one(open_page, viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto("/casualties")
    settle(page)
    button = page.get_by_role("button", name="Copy link")
    button.tap()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link == f"{server}/casualties?at=2022-01-07T23:59"
    # As on an address without TLS.
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button.tap()
    field = page.get_by_role("textbox", name="Copy link")
    expect(field).to_have_value(link)
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("path", "asked", "answer"),
    [
        pytest.param(
            "/", "place=Atlantis", "place: 'Atlantis' is not known here. Left out.", marks=THOROUGH
        ),
        ("/casualties", "measure=x", "measure: 'x' is not offered here. Shown instead: killed."),
    ],
)
def test_a_phone_shows_what_a_link_asks_in_vain(
    page: Page, path: str, asked: str, answer: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{path}?at=2022-13-05&region=Atlantis&{asked}")
    main = page.get_by_test_id("stMain")
    for told in (
        "The link asks for what cannot be shown.",
        "The moment in the link could not be read: '2022-13-05'.",
        "region: 'Atlantis' is not known here. Left out.",
        answer,
    ):
        expect(main.get_by_text(told)).to_be_in_viewport()


def test_a_plus_in_a_link_is_the_plus_of_an_offset(page: Page) -> None:
    page.goto("/sources?at=2022-01-05T18:30+06:00")
    expect(page.locator(".cm-lead")).to_contain_text("Wed 5 Jan 2022, 18:30 (UTC+6)")
    expect(page.get_by_text("The link asks")).to_have_count(0)


def test_back_and_forward_find_each_page_as_it_was(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    settle(page)
    steps = page.evaluate("() => history.length")
    choose_on_the_map(page)
    page.wait_for_function(HAS, arg=NAMED["map"])
    page.wait_for_function("() => location.search.includes('map=')")
    shown, looked_at = page.url, position(page)
    assert page.evaluate("() => history.length") == steps
    page.get_by_role("link", name="Casualties", exact=True).first.click()
    expect(page).to_have_url(re.compile("/casualties"))
    settle(page)
    page.get_by_role("radio", name="injured").click()
    page.get_by_role("button", name="Day before", exact=True).click()
    page.wait_for_function(HAS, arg=OTHERS)
    page.go_back()
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    frame = map_of(page)
    expect(frame.locator("[data-theme=curfew][aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".cm-lead")).to_contain_text("7 Jan 2022")
    assert asked(page.url) == asked(shown)
    assert position(page) == pytest.approx(looked_at, abs=0.02)
    for name in ("All claims", "Status"):
        expect(page.get_by_role("tab", name=name, selected=True)).to_be_visible()
    settle(page)
    page.go_forward()
    expect(page.get_by_role("radio", name="injured")).to_be_checked()
    expect(page.locator(".cm-lead")).to_contain_text("6 Jan 2022")
    settle(page)
    page.wait_for_function(HAS, arg=OTHERS)


FOCUSED = """() => {
    const one = document.activeElement;
    return one.tagName === "IFRAME" ? one.contentDocument.activeElement.className : one.tagName;
}"""


def test_keys_lead_to_the_map_and_to_the_days_and_a_page_in_a_new_tab_goes_on_from_this_one(
    page: Page,
) -> None:
    page.goto("/curfews?at=2022-01-06T12:00&q=police&place=Taraz&theme=severity")
    map_of(page)
    settle(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the map")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    days = page.get_by_role("link", name="Skip to the days")
    expect(days).to_be_focused()
    expect(days).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("slider", name="Day that the map shows")).to_be_focused()
    page.evaluate("() => document.querySelector('.cm-skip').focus()")
    page.keyboard.press("Enter")
    assert "crisis-map" in page.evaluate(FOCUSED)
    pages = page.get_by_role("navigation", name="App pages")
    taken = {"at": ["2022-01-06T12:00"], "q": ["police"]}
    for name, own in (("Casualties", {"place": ["Taraz"]}), ("Sources", {})):
        link = pages.get_by_role("link", name=name)
        link.hover()
        address = urlsplit(link.get_attribute("href") or "")
        assert (address.path, parse_qs(address.query)) == (f"/{name.lower()}", taken | own)
    link.click()
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    settle(page)
    expect(skip).to_have_count(0)
    page.evaluate("() => document.querySelector('.cm-skip').focus()")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "H1"


def test_a_claim_in_a_list_leads_to_its_own_page_at_the_same_moment(page: Page) -> None:
    page.goto("/?at=2022-01-09T12:00&place=Almaty&q=killed")
    settle(page)
    link = page.locator("a.cm-own").first
    link.dispatch_event("pointerover")
    page.goto(f"/{link.get_attribute('href')}".replace("//", "/"))
    expect(page.locator("h1")).to_have_text("Claim")
    settle(page)
    entry_id = parse_qs(urlsplit(page.url).query)["id"][0]
    expect(page.get_by_text(entry_id)).to_be_visible()
    page.wait_for_function(HAS, arg={"at": "2022-01-09T12:00", "q": "killed", "id": entry_id})
