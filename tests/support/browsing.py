"""A real browser that reaches nothing but this machine, and the states that a page comes to."""

import shutil
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, FrameLocator, Page, Request, expect

from pages.drawing import insides
from pages.frame import session

LOCAL = {"localhost", "127.0.0.1", None}  # None: data: and blob: have no host
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
# A page is awaited, not timed: a busy machine draws it late, and that is no failure. The limit only
# ends what will never come.
LONGEST = 120_000  # milliseconds
FRAME = "iframe[title='streamlit_folium.st_folium']"


def chromium_path() -> str | None:
    """The Chromium on the PATH; None leaves it to Playwright's own."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def watch(context: BrowserContext) -> list[str]:
    """Lists the requests of the context that tried to leave the machine; FLAGS let none do so.

    It only listens: a browser whose requests are decided upon keeps no file for the next page.
    """
    attempts: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).hostname not in LOCAL:
            attempts.append(request.url)

    context.on("request", note)
    return attempts


def map_of(page: Page) -> FrameLocator:
    """The frame of the map, once there are places on it."""
    frame = page.frame_locator(FRAME)
    frame.locator(".place").first.wait_for()
    return frame


# The script has run, and not only its first run that is for the map; nothing of an earlier run is
# left, what fades in has faded in, and no grey bar stands any more where a browser still loads the
# code of an element, which may be the one that keeps the address and the links.
SETTLED = """loading => {
  const app = document.querySelector("[data-testid=stApp]");
  const isMoving = (one) => one.playState === "running";
  return app && app.dataset.testScriptState === "notRunning"
    && document.querySelector("h1")
    && !document.querySelector(".st-key-strip-place:not(:has(.cm-strip))")
    && !document.querySelector("[data-stale=true], [data-testid=stStatusWidget]")
    && ![...document.querySelectorAll(loading)].some(one => one.checkVisibility())
    && document.fonts.status === "loaded"
    && !document.getAnimations().some(isMoving);
}"""


def settle(page: Page) -> None:
    """Waits until the page has its title and nothing on it is still to come."""
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_function(
        SETTLED, arg=f"{insides.SKELETON}, {insides.keyed(session.LINK)} {insides.UNDRAWN}"
    )
