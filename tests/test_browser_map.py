"""The map in a real browser: what a reader sees, clicks and types."""

from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

pytestmark = pytest.mark.browser

FRAME = "iframe[title='streamlit_folium.st_folium']"


def open_map(page: Page, address: str = "/") -> FrameLocator:
    page.goto(address)
    frame = page.frame_locator(FRAME)
    frame.locator(".place").first.wait_for(timeout=30_000)
    return frame


def marker(frame: FrameLocator, place_id: str) -> Locator:
    return frame.locator(f".place[data-place={place_id}]")


def is_chosen(frame: FrameLocator, place_id: str) -> None:
    expect(marker(frame, place_id)).to_have_attribute("aria-pressed", "true", timeout=15_000)


def box(locator: Locator) -> tuple[float, float, float, float]:
    found = locator.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


def test_the_map_is_drawn_without_an_error(page: Page, console_errors: list[str]) -> None:
    frame = open_map(page)
    expect(frame.locator("path.region")).to_have_count(17)
    expect(frame.locator("#map-problem")).to_have_count(0)
    assert marker(frame, "taraz").get_attribute("aria-label").startswith("Taraz. Severity: ")
    assert console_errors == []


def test_clicks_choose_a_place_another_one_the_same_again_and_none(page: Page) -> None:
    frame = open_map(page)
    frame.locator("body").evaluate("() => { window.mark = 'same'; }")
    marker(frame, "taraz").click()
    is_chosen(frame, "taraz")
    marker(frame, "almaty").click()
    is_chosen(frame, "almaty")
    expect(frame.locator("[aria-pressed=true]")).to_have_count(1)
    marker(frame, "almaty").click()
    page.wait_for_timeout(1500)
    is_chosen(frame, "almaty")
    frame.locator("#map_div").click(position={"x": 20, "y": 400})
    expect(frame.locator("[aria-pressed=true]")).to_have_count(0, timeout=15_000)
    # All that in one frame, with no group of layers left behind.
    assert frame.locator("body").evaluate("() => window.mark") == "same"
    assert frame.locator("body").evaluate("() => window.feature_group.length") == 2


def test_the_map_that_goes_ahead_stays_when_the_rest_of_a_link_follows(page: Page) -> None:
    loaded: list[str] = []
    page.on(
        "request",
        lambda request: loaded.append(request.url) if request.resource_type == "document" else None,
    )
    frame = open_map(page, "/?place=taraz&at=2022-01-07")
    expect(page.get_by_role("heading", name="Taraz", level=3)).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(2, timeout=15_000)
    is_chosen(frame, "taraz")
    assert len([url for url in loaded if "/component/" in url]) == 1
    # The frame is still as wide as it was when the country was fitted into it.
    left, _, right, _ = box(page.locator(FRAME))
    for place_id in ("aktau", "ust-kamenogorsk"):
        begin, _, end, _ = box(marker(frame, place_id))
        assert left < begin < end < right


def test_the_keyboard_chooses_a_place(page: Page) -> None:
    frame = open_map(page)
    for key, place_id in (("Enter", "semey"), ("Space", "aktobe")):
        marker(frame, place_id).focus()
        page.keyboard.press(key)
        is_chosen(frame, place_id)


def test_names_keep_apart_and_markers_are_large_enough_to_hit(page: Page) -> None:
    frame = open_map(page)
    page.wait_for_timeout(1000)
    names = [box(name) for name in frame.locator(".place-name:not(.is-waiting)").all()]
    assert len(names) >= 10
    for one, other in combinations(names, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        along = min(one[3], other[3]) - max(one[1], other[1])
        assert across <= 1 or along <= 1
    for left, top, right, bottom in map(box, frame.locator(".place").all()):
        # WCAG 2.2, 2.5.8: at least 24 by 24 CSS pixels.
        assert min(right - left, bottom - top) >= 24


@pytest.mark.parametrize("file", ["leaflet.js", "KZ.js", "leaflet.css"])
def test_a_missing_file_shows_a_message_and_no_blank_frame(page: Page, file: str) -> None:
    page.route(f"**/{file}*", lambda route: route.fulfill(status=404))
    page.goto("/")
    problem = page.frame_locator(FRAME).locator("#map-problem")
    expect(problem).to_be_visible(timeout=30_000)
    expect(problem).to_contain_text(file)


def test_the_policy_keeps_an_injected_script_from_running(page: Page) -> None:
    page.goto("/")
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.appendChild(script);
            return Boolean(window.ran);
        }"""
    )
    assert ran is False


def test_the_dark_theme_has_a_dark_map(open_page: Callable[..., Page]) -> None:
    frame = open_map(open_page(color_scheme="dark"))
    expect(frame.locator("#map_div.is-dark")).to_have_count(1)


def test_a_phone_shows_the_map_within_its_width(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    open_map(page)
    left, _, right, _ = box(page.locator(FRAME))
    assert left >= 0
    assert right <= 360
