"""The dashboard as a reader has it: first marker, click, filter, memory."""

import json
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from tests.support.browsing import FLAGS, chromium_path
from tests.support.paths import ROOT
from tests.support.serving import answers, free_port, serve

ROUNDS = 11
RERUNS = 500
BARE = 'import streamlit as st\n\nst.write("Hello, reader")\n'
FRAME = "iframe[title='streamlit_folium.st_folium']"
PLACES = ("taraz", "almaty", "shymkent", "atyrau")
WORDS = ("police", "airport", "bank", "internet", "protest")


@contextmanager
def serve_bare(folder: Path) -> Iterator[str]:
    """The smallest Streamlit page there is, on a server of its own."""
    script, port = folder / "bare.py", free_port()
    script.write_text(BARE)
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while not answers(f"http://localhost:{port}/_stcore/health"):
                time.sleep(0.1)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


# The sign of a place; of very many places all signs are on one canvas.
MARKER = ".place, .leaflet-dots-pane canvas"
# What a page looks for as soon as it begins, in itself and in the frame of the map; the time of the
# next picture is kept. Asking from outside would add the time of the question.
SIGHT = """(selector) => {
  if (window !== window.top) return;
  const isThere = () => {
    const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
    return [document, frame && frame.contentDocument].some((one) => {
      return Array.from(one ? one.querySelectorAll(selector) : []).some(isSeen);
    });
  };
  // A canvas is there before anything is drawn on it.
  const isSeen = (found) => found.getBoundingClientRect().width > 0
    && (found.tagName !== "CANVAS" || isPainted(found));
  const isPainted = (canvas) => canvas.width > 0 && canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part > 0);
  const look = () => requestAnimationFrame(() => {
    if (isThere()) requestAnimationFrame(() => { window.seenAt = performance.now() / 1000; });
    else look();
  });
  look();
}"""


def first_sight(browser: Browser, address: str, selector: str) -> float:
    """Seconds from the address typed, with an empty cache, to the picture with an element."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({SIGHT})({json.dumps(selector)})")
    page.goto(address)
    while not (seen := page.evaluate("() => window.seenAt")):
        page.wait_for_timeout(100)
    context.close()
    return seen


def map_of(page: Page) -> FrameLocator:
    """The frame in which the map is."""
    return page.frame_locator(FRAME)


def compare_first_sight(browser: Browser, dashboard: str, bare: str) -> None:
    """The first marker of the map against the first text of a bare page, turn by turn."""
    marker, text = [], []
    for _ in range(ROUNDS + 1):
        marker.append(first_sight(browser, dashboard, MARKER))
        text.append(first_sight(browser, bare, ".stMarkdown p"))
    # The first turn warms both servers and does not count.
    ours, theirs = statistics.median(marker[1:]), statistics.median(text[1:])
    print(f"first marker {ours:.2f} s, bare page's first text {theirs:.2f} s: "
          f"{ours / theirs:.2f} times (aim: below 1.5)")  # fmt: skip


# Of the page and of the map's frame; the page itself and its websocket come on top.
SENT = """() => [window, ...Array.from(window)]
  .flatMap((one) => one.performance.getEntriesByType("resource"))
  .reduce((sum, file) => sum + file.transferSize, 0) / 1e6"""


def compare_sizes(browser: Browser, dashboard: str, bare: str) -> None:
    """Megabytes of files on a first visit, in all, once everything is there."""
    sent = []
    for address in (dashboard, bare):
        page = browser.new_context().new_page()
        page.goto(address)
        page.wait_for_timeout(5000)  # an end that a websocket does not announce
        sent.append(page.evaluate(SENT))
        page.context.close()
    print(f"files of a first visit: {sent[0]:.2f} MB, of a bare page {sent[1]:.2f} MB")


# In the browser itself, which can tell when the reader acted and when the page had changed: an
# event of the page or of the map's frame begins, the first picture with the change ends.
WATCH = """([begin, heading]) => {
  const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
  const signs = () => Array.from(
    frame.contentDocument.querySelectorAll(".place"),
    (one) => one.className + one.getAttribute("aria-label"),
  ).join();
  const before = signs();
  const isThere = () => heading
    ? Array.from(document.querySelectorAll("h2")).some((one) => one.textContent.trim() === heading)
    : signs() !== before;
  window.taken = new Promise((resolve) => {
    let begun = 0;
    for (const side of [window, frame.contentWindow]) {
      const note = (event) => { begun = side.performance.timeOrigin + event.timeStamp; };
      side.addEventListener(begin, note, { capture: true, once: true });
    }
    const look = () => {
      if (!begun || !isThere()) return;
      changes.disconnect();
      requestAnimationFrame(() => {
        resolve((performance.timeOrigin + performance.now() - begun) / 1000);
      });
    };
    const changes = new MutationObserver(look);
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    changes.observe(heading ? document.body : frame.contentDocument.body, all);
  });
}"""


def watched(page: Page, begin: str, heading: str, act: Callable[[], object]) -> float:
    """Seconds from an event to a heading, or without one to other signs on the map."""
    page.wait_for_timeout(1000)  # for what the run before still sends
    page.evaluate(WATCH, [begin, heading])
    act()
    return page.evaluate("() => window.taken")


def time_click_and_filter(browser: Browser, dashboard: str) -> None:
    """From a click on a marker to the panel, and from words to search for to the changed map."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(dashboard)
    frame = map_of(page)
    frame.locator(".place").first.wait_for()
    for turn in ("first visit", "again"):
        taken = [
            watched(page, "click", name.capitalize(),
                    frame.locator(f".place[data-place={name}]").click)
            for name in PLACES
        ]  # fmt: skip
        print(f"click to panel, {turn}: {statistics.median(taken):.2f} s (aim: below 0.45)")
    page.get_by_text("Filters", exact=True).click()
    words = page.get_by_role("textbox", name="Words")
    taken = []
    for word in WORDS:
        words.fill(word)
        taken.append(watched(page, "keydown", "", lambda: words.press("Enter")))
    print(f"filter to map: {statistics.median(taken):.2f} s (aim: below 0.35)")
    page.close()


def memory() -> float:
    """Resident memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def watch_memory() -> None:
    """Resident memory over many reruns of the map, at ever new moments and places."""
    logging.disable(logging.WARNING)
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=60
    ).run()
    moment = datetime(2022, 1, 4, 0, 59)  # noqa: DTZ001 - a widget of local time
    told = []
    for i in range(1, RERUNS + 1):
        app.session_state["at"] = moment + timedelta(hours=i % 300)
        app.session_state["place"] = PLACES[i % len(PLACES)] if i % 3 else None
        app.run()
        if i % (RERUNS // 5) == 0:
            told.append(f"{memory():.0f}")
    print(f"memory after every {RERUNS // 5} of {RERUNS} reruns: {', '.join(told)} MB")


def main() -> None:
    """Prints all figures of the dashboard."""
    watch_memory()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as dashboard,
        serve_bare(Path(folder)) as bare,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        compare_first_sight(browser, dashboard, bare)
        compare_sizes(browser, dashboard, bare)
        time_click_and_filter(browser, dashboard)
        browser.close()


if __name__ == "__main__":
    main()
