"""The first five seconds: how much is map, how many words there are, what jumps, a drag.

What is exact of it is held by tests/browser/test_face.py; here all of it is printed.
"""

import statistics
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browsing import FLAGS, chromium_path, map_of, settle
from tests.support.measuring import Sight, look, open_at
from tests.support.serving import serve

SCREENS = ((1440, 900), (1920, 1080), (1280, 720), (390, 844))
MOMENTS = [f"2022-01-{day:02}" for day in (3, 4, 5, 6, 7, 8, 9, 10, 13, 15)]
PHONE = 640
# Redraws the map for one step after the other, and times each to the next picture.
DRAG = """async (days) => {
  const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
  const times = [];
  for (let i = 0; i < days; i += 1) {
    const begun = performance.now();
    frame.contentWindow.postMessage({ crisisMap: "show", step: i % 17 }, location.origin);
    await new Promise((done) => frame.contentWindow.requestAnimationFrame(
      () => frame.contentWindow.requestAnimationFrame(done)));
    times.push(performance.now() - begun);
  }
  return times;
}"""
# Shows ten steps a second, as the strip does that plays fast; how many of them no picture showed.
PLAY = """async (steps) => {
  const map = document.querySelector("iframe[title='streamlit_folium.st_folium']").contentWindow;
  const said = map.document.querySelector(".map-title span");
  const next = () => new Promise((done) => map.requestAnimationFrame(done));
  let [shown, drawn, isOver] = [said.textContent, 0, false];
  const watch = async () => {
    while (!isOver) {
      await next();
      if (said.textContent !== shown) drawn += 1;
      shown = said.textContent;
    }
  };
  const watching = watch();
  for (let i = 0; i < steps; i += 1) {
    map.postMessage({ crisisMap: "show", step: i % 17 }, location.origin);
    await new Promise((done) => setTimeout(done, 100));
  }
  await next();
  isOver = true;
  await watching;
  return steps - drawn;
}"""
STEPS = 100


def first_sight(browser: Browser, address: str, width: int, height: int) -> tuple[Sight, Page]:
    """The first screen of a visit, and its page."""
    phone = {"has_touch": True, "is_mobile": True} if width < PHONE else {}
    page = open_at(browser, width, height, **phone).new_page()
    page.goto(address)
    return look(page), page


def tops(page: Page, address: str) -> float:
    """By how many pixels the map's top edge differs between the moments."""
    found = []
    for moment in MOMENTS:
        page.goto(f"{address}?at={moment}")
        found.append(look(page).top)
    return max(found) - min(found)


class Drag(NamedTuple):
    """Median and 95th percentile of a redraw (ms), the bytes sent for all, the steps dropped."""

    middle: float
    worst: float
    size: int
    dropped: int


def drag(page: Page, address: str) -> Drag:
    """A drag of the strip, and one that plays ten steps a second."""
    with page.expect_response(lambda answer: "states.json" in answer.url) as states:
        page.goto(address)
        page.locator(".cm-strip").wait_for()
    map_of(page)
    settle(page)
    times = sorted(page.evaluate(DRAG, 100))
    dropped = page.evaluate(PLAY, STEPS)
    return Drag(statistics.median(times), times[94], len(states.value.body()), dropped)


def main() -> None:
    """Prints a row for each size of screen, then the drag of the strip."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        print("screen      map  closed   top  jumps  words  sidebar  sizes  page  shift")
        for width, height in SCREENS:
            sight, page = first_sight(browser, address, width, height)
            closed = _closed(page) if width >= PHONE else sight.share
            print(
                f"{width:>4}x{height:<5} {sight.share:>5.1%} {closed:>6.1%} {sight.top:>5.0f} "
                f"{tops(page, address):>5.1f} {sight.words:>6} {sight.sidebar:>8} "
                f"{len(sight.sizes):>6} {sight.height:>5.0f} {sight.shifts:>6.3f}"
            )
            page.context.close()
        found = drag(browser.new_page(), address)
        print(f"drag: {found.middle:.0f} ms median, {found.worst:.0f} ms p95 to the second picture "
              f"after it; {found.size / 1000:,.0f} kB for all days")  # fmt: skip
        print(f"10 steps a second, dropped: {found.dropped} of {STEPS}")
        browser.close()


def _closed(page: Page) -> float:
    page.locator('[data-testid="stSidebar"]').hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().right <= 1"
    )
    return look(page).share


if __name__ == "__main__":
    main()
