"""The first screen: how much of it is map, that nothing jumps, and how much there is to read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import FRAME, map_of, settle, watch
from tests.support.drawing import THOROUGH
from tests.support.measuring import look, open_at

pytestmark = pytest.mark.browser

DAYS = (3, 5, 6, 7, 9, 10, 15)
# How far the row of pages fades at either end.
EDGES = """() => ["--cm-before", "--cm-after"].map((name) =>
  getComputedStyle(document.querySelector(".st-key-pages")).getPropertyValue(name)).join()"""


@pytest.fixture
def desktop(browser: Browser, server: str) -> Iterator[Page]:
    context = open_at(browser, 1440, 900, base_url=server)
    watch(context)
    yield context.new_page()
    context.close()


def test_a_third_of_the_first_screen_is_map_and_nothing_jumps(desktop: Page) -> None:
    desktop.goto("/")
    sight = look(desktop)
    assert sight.shifts < 0.05
    assert sight.share >= 0.34
    assert sight.words <= 170
    assert sight.sidebar <= 90
    assert len(sight.sizes) <= 5, sight.sizes
    assert sight.sidebar_height <= 900
    assert sight.height <= 1800
    tops = set()
    for day in DAYS:
        bar = desktop.locator(".cm-strip-day").nth(day - 3).bounding_box()
        assert bar
        desktop.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
        expect(desktop.locator(".cm-lead")).to_contain_text(f"{day} Jan 2022")
        settle(desktop)
        tops.add(look(desktop).top)
    assert max(tops) - min(tops) <= 2


@THOROUGH
def test_nearly_half_is_map_without_the_sidebar(desktop: Page) -> None:
    desktop.goto("/")
    look(desktop)
    desktop.get_by_test_id("stSidebar").hover()
    desktop.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    desktop.wait_for_function(
        "() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right < 2"
    )
    assert look(desktop).share >= 0.45


@pytest.mark.parametrize(
    ("width", "height"), [pytest.param(1440, 900, marks=THOROUGH), (1280, 720), (390, 844)]
)
def test_every_city_is_on_the_first_screen_and_no_name_is_cut(
    browser: Browser, server: str, width: int, height: int
) -> None:
    context = open_at(browser, width, height, base_url=server, has_touch=width < 640)
    watch(context)
    page = context.new_page()
    page.goto("/")
    sight = look(page)
    frame = page.locator(FRAME).bounding_box()
    assert frame
    assert frame["y"] + frame["height"] <= height
    if width < 640:
        assert sight.share >= 0.35
        assert sight.shifts < 0.05
        parts = ("strip-place", "map-place", "figures-place", "panel")
        tops = [page.locator(f"[class*='st-key-{one}']").first.bounding_box() for one in parts]
        assert tops == sorted(tops, key=lambda box: box["y"] if box else 0)
    inside = (
        map_of(page)
        .locator("body")
        .evaluate(
            """(body) => [...body.querySelectorAll(".place, .place-name:not(.is-waiting)")]
          .map((one) => one.getBoundingClientRect())
          .every((box) => box.left >= 0 && box.top >= 0 && box.right <= window.innerWidth
            && box.bottom <= window.innerHeight)"""
        )
    )
    assert inside
    context.close()


def test_on_a_phone_the_drawer_is_closed_and_closes_when_a_page_was_chosen(
    browser: Browser, server: str
) -> None:
    context = open_at(browser, 390, 844, base_url=server, has_touch=True, is_mobile=True)
    watch(context)
    page = context.new_page()
    page.goto("/")
    look(page)
    drawer = page.get_by_test_id("stSidebar")
    expect(drawer).not_to_be_in_viewport()
    page.set_viewport_size({"width": 844, "height": 390})
    expect(drawer).not_to_be_in_viewport()
    expect(page.locator(FRAME)).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_test_id("stExpandSidebarButton").tap()
    drawer.get_by_role("link", name="Sources").tap()
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    expect(drawer).not_to_be_in_viewport()
    context.close()


def test_on_a_phone_the_row_of_pages_shows_where_one_is_and_that_there_are_more(
    browser: Browser, server: str
) -> None:
    context = open_at(browser, 390, 844, base_url=server, has_touch=True, is_mobile=True)
    watch(context)
    page = context.new_page()
    page.goto("/sources?at=2022-01-14")
    settle(page)
    # What stands below a list that is still to come is not seen before it.
    assert page.evaluate("() => window.shifts") < 0.05
    row = page.locator(".st-key-pages")
    here = row.get_by_role("link", name="Sources")
    expect(here).to_have_attribute("aria-current", "page")
    expect(here).to_be_in_viewport(ratio=0.99)  # it ends between two pixels
    assert page.evaluate(EDGES) == "32px,0px"
    row.get_by_role("link", name="Map").focus()
    expect(row.get_by_role("link", name="Map")).to_be_in_viewport(ratio=1)
    page.wait_for_function(f"() => ({EDGES})() === '0px,32px'")
    expect(page.locator(".cm-of")).to_contain_text("Kazakhstan, January 2022")
    expect(page.locator(".cm-of")).to_be_in_viewport(ratio=1)
    # Every second day has its number there, and the chosen one always.
    expect(page.locator(".cm-strip-day.is-chosen .cm-day")).to_be_visible()
    context.close()
