"""What a reader sees of a page before scrolling: shares, words and sizes, as a browser has them."""

from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.browsing import map_of, settle

SHIFTS = """() => {
  if (window !== window.top) return;
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
  }).observe({ type: "layout-shift", buffered: true });
}"""

# Words that can be seen without scrolling, the sizes of their letters, and where the parts are.
LOOK = """() => {
  const wide = window.innerWidth, high = window.innerHeight;
  const sidebar = document.querySelector('[data-testid="stSidebar"]');
  const panel = document.querySelector('[class*="st-key-panel"]');
  const words = { main: 0, sidebar: 0 }, sizes = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inside = (box, frame) => box.bottom > frame.top && box.top < frame.bottom
    && box.right > frame.left && box.left < frame.right;
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
      continue;
    }
    // Streamlit's icons are names of signs in a font of signs; its link to the main part is seen
    // only while it has the focus.
    if (parent.closest("script, style, a[href='#stMain'], [data-testid=stIconMaterial]")) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (!box.width || !inside(box, { top: 0, left: 0, right: wide, bottom: high })) continue;
    if (panel && panel.contains(parent) && !inside(box, panel.getBoundingClientRect())) continue;
    const number = text.split(/\\s+/).length;
    words[sidebar && sidebar.contains(parent) ? "sidebar" : "main"] += number;
    sizes.add(Math.round(parseFloat(getComputedStyle(parent).fontSize)));
  }
  const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
  const map = frame ? frame.getBoundingClientRect() : { top: 0, left: 0, right: 0, bottom: 0 };
  const shown = Math.max(0, Math.min(map.bottom, high) - Math.max(map.top, 0))
    * Math.max(0, Math.min(map.right, wide) - Math.max(map.left, 0));
  const content = document.querySelector('[data-testid="stSidebarContent"]');
  const page = document.querySelector('[data-testid="stMain"]');
  return { share: shown / (wide * high), top: map.top, words: words.main, sidebar: words.sidebar,
    sizes: [...sizes].sort((a, b) => a - b), sidebarHeight: content ? content.scrollHeight : 0,
    height: page.scrollHeight, shifts: window.shifts };
}"""


class Sight(NamedTuple):
    """A first screen: the map's share and top (px), words, sizes of letters (px), heights.

    ``shifts`` is the cumulative layout shift since the page began, all shifts summed.
    """

    share: float
    top: float
    words: int
    sidebar: int
    sizes: list[int]
    sidebar_height: float
    height: float
    shifts: float


def open_at(browser: Browser, width: int, height: int, **options: Any) -> BrowserContext:
    """A context of that size that counts layout shifts from the first moment on."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.add_init_script(f"({SHIFTS})()")
    return context


def look(page: Page) -> Sight:
    """The first screen once nothing is still to come."""
    page.locator(".cm-strip").wait_for()
    map_of(page)
    settle(page)
    found = page.evaluate(LOOK)
    return Sight(
        found["share"], found["top"], found["words"], found["sidebar"], found["sizes"],
        found["sidebarHeight"], found["height"], found["shifts"],
    )  # fmt: skip
