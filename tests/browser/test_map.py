"""The map in a real browser: what a reader sees, clicks and types."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from pages.frame.firstsight import PAUSE
from tests.support.browsing import FRAME, map_of, settle
from tests.support.drawing import THOROUGH
from tests.support.paths import JANUARY
from tests.support.serving import serve

pytestmark = pytest.mark.browser


def open_map(page: Page, address: str = "/") -> FrameLocator:
    page.goto(address)
    return map_of(page)


def marker(frame: FrameLocator, place_id: str) -> Locator:
    return frame.locator(f".place[data-place={place_id}]")


def is_chosen(frame: FrameLocator, place_id: str) -> None:
    expect(marker(frame, place_id)).to_have_attribute("aria-pressed", "true")


# Every heading of a place that the page has shown since, each once in a row.
WATCH_HEADINGS = """() => {
    window.shown = [];
    const look = () => {
        const titles = [...document.querySelectorAll(".cm-panel-title")];
        const names = titles.map((one) => one.textContent.trim());
        for (const name of names) if (window.shown.at(-1) !== name) window.shown.push(name);
    };
    look();
    const options = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, options);
}"""


def watch_headings(page: Page) -> Callable[[], list[str]]:
    page.evaluate(WATCH_HEADINGS)
    return lambda: page.evaluate("() => window.shown")


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
    expect(frame.locator("[data-place][aria-pressed=true]")).to_have_count(1)
    headings = watch_headings(page)
    marker(frame, "almaty").click()
    marker(frame, "taraz").click()
    is_chosen(frame, "taraz")
    expect(page.get_by_role("heading", name="Taraz", level=2)).to_be_visible()
    assert headings() == ["Almaty", "Taraz"], "the second click on a place let it go"
    frame.locator("#map_div").click(position={"x": 200, "y": 60})
    expect(frame.locator("[data-place][aria-pressed=true]")).to_have_count(0)
    # All that in one frame, with no group of layers left behind.
    assert frame.locator("body").evaluate("() => window.mark") == "same"
    assert frame.locator("body").evaluate("() => window.feature_group.length") == 1


def test_the_map_that_goes_ahead_stays_when_the_rest_of_a_link_follows(page: Page) -> None:
    loaded: list[str] = []
    page.on(
        "request",
        lambda request: loaded.append(request.url) if request.resource_type == "document" else None,
    )
    frame = open_map(page, "/?place=taraz&at=2022-01-07")
    expect(page.get_by_role("heading", name="Taraz", level=2)).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    is_chosen(frame, "taraz")
    assert len([url for url in loaded if "/component/" in url]) == 1
    # The frame is still as wide as it was when the country was fitted into it.
    left, _, right, _ = box(page.locator(FRAME))
    for place_id in ("aktau", "ust-kamenogorsk"):
        begin, _, end, _ = box(marker(frame, place_id))
        assert left < begin < end < right


# Python runs it as it starts: the pause after the first run of a session lasts until the file is
# there.
HOLD = """
import os, time
sleep = time.sleep
def hold(seconds):
    while seconds == {pause!r} and not os.path.exists({released!r}):
        sleep(0.05)
    sleep(seconds)
time.sleep = hold
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[str]:
    """A dashboard whose map goes ahead and whose rest does not follow on its own."""
    released = tmp_path / "released"
    hold = HOLD.format(pause=PAUSE, released=str(released))
    (tmp_path / "sitecustomize.py").write_text(hold, encoding="utf-8")
    environment = {"CRISIS_MAP_DATASET": str(JANUARY), "PYTHONPATH": str(tmp_path)}
    with serve(tmp_path / "log.txt", **environment) as address:
        yield address
        released.touch()


@pytest.mark.parametrize(
    "query",
    [
        "?place=almaty",
        pytest.param("", marks=THOROUGH),
        pytest.param("?place=taraz&at=2022-01-07", marks=THOROUGH),
    ],
)
def test_a_click_on_the_map_that_went_ahead_counts_more_than_the_link(
    query: str, held: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 1600})
    frame = open_map(page, f"{held}/{query}")
    expect(page.locator(".cm-strip")).to_have_count(0)
    marker(frame, "semey").click()
    is_chosen(frame, "semey")
    expect(page.get_by_role("heading", name="Semey", level=2)).to_be_visible()
    expect(page).to_have_url(re.compile("place=Semey"))


def test_the_keyboard_chooses_a_place(page: Page) -> None:
    frame = open_map(page)
    for key, place_id in (("Enter", "semey"), ("Space", "aktobe")):
        marker(frame, place_id).focus()
        page.keyboard.press(key)
        is_chosen(frame, place_id)


def focused(frame: FrameLocator) -> str:
    """The place whose marker has the focus in the frame, else the name of the element."""
    return frame.locator("body").evaluate(
        "() => document.activeElement.dataset.place || document.activeElement.tagName"
    )


@THOROUGH
def test_the_focus_stays_on_the_marker_that_the_keyboard_chose(page: Page) -> None:
    frame = open_map(page)
    for place_id in ("semey", "aktobe"):
        marker(frame, place_id).focus()
        page.keyboard.press("Enter")
        is_chosen(frame, place_id)
        assert focused(frame) == place_id
    expect(frame.locator(".place:focus-visible")).to_have_count(1)


# Before the map can be drawn anew, the reader is elsewhere.
PRESS_AND_LEAVE = """([pressed, next]) => {
    const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
    const inside = frame.contentDocument;
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    inside.querySelector(`.place[data-place=${pressed}]`).dispatchEvent(enter);
    (next ? inside.querySelector(next) : document.querySelector("input[aria-label=Place]")).focus();
}"""


def test_the_map_does_not_take_the_focus_from_the_page_or_another_marker(page: Page) -> None:
    frame = open_map(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    marker(frame, "semey").focus()
    page.evaluate(PRESS_AND_LEAVE, ["semey", None])
    is_chosen(frame, "semey")
    assert page.evaluate("() => document.activeElement.ariaLabel") == "Place"
    marker(frame, "aktobe").focus()
    page.evaluate(PRESS_AND_LEAVE, ["aktobe", ".place[data-place=oral]"])
    is_chosen(frame, "aktobe")
    assert focused(frame) == "oral"


ON_TOP = """element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit.closest(".place") === element;
}"""


def test_the_selected_marker_is_above_the_one_that_it_overlaps(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    for place_id, other in (("taraz", "shymkent"), ("shymkent", "taraz")):
        frame = open_map(page, f"/?at=2022-01-08T18:00&place={place_id}")
        is_chosen(frame, place_id)
        one, two = box(marker(frame, place_id)), box(marker(frame, other))
        assert abs(one[0] - two[0]) < one[2] - one[0]
        assert marker(frame, place_id).evaluate(ON_TOP)
        order = [marker(frame, name).evaluate("one => getComputedStyle(one).zIndex")
                 for name in (other, place_id)]  # fmt: skip
        assert int(order[0]) < int(order[1])


# Longer than browsers wait for the second tap of two.
LATER = "() => new Promise((done) => setTimeout(done, 500))"


def test_a_tap_on_the_middle_of_a_marker_opens_it_and_no_neighbour(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    frame = open_map(page, "/?at=2022-01-08T18:00")
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    for place_id in ("taraz", "shymkent", "aktau", "zhanaozen", "taraz"):
        marker(frame, place_id).scroll_into_view_if_needed()
        left, top, right, bottom = box(marker(frame, place_id))
        page.touchscreen.tap((left + right) / 2, (top + bottom) / 2)
        is_chosen(frame, place_id)
        settle(page)
        # Two taps at once would be a double tap, which zooms.
        frame.locator("body").evaluate(LATER)


@THOROUGH
def test_the_frame_of_a_region_lies_above_the_strokes_of_its_neighbours(page: Page) -> None:
    frame = open_map(page, "/?at=2022-01-07T23:59&place=akmola-region")
    region = frame.locator("path.claim-region")
    expect(region.last).to_have_attribute("aria-pressed", "true")


def test_a_missing_file_shows_a_message_and_no_blank_frame(page: Page) -> None:
    page.route(re.compile("/KZ-"), lambda route: route.fulfill(status=404))
    page.goto("/")
    problem = page.frame_locator(FRAME).locator("#map-problem")
    expect(problem).to_be_visible()
    expect(problem).to_contain_text("KZ-")


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


@THOROUGH
def test_a_phone_shows_the_map_within_its_width(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    open_map(page)
    left, _, right, _ = box(page.locator(FRAME))
    assert left >= 0
    assert right <= 360
