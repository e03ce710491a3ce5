"""The pictures of the README: python -m scripts.take_pictures, in a checkout with Chromium.

Each is the page as a reader has it, of the dataset as it is shipped.
"""

import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests.support.browsing import FLAGS, chromium_path, map_of, settle
from tests.support.paths import ROOT
from tests.support.serving import serve

DOCS = ROOT / "docs"


class Picture(NamedTuple):
    """A picture: its name in docs/, what is opened, the size of the window, a phone or not."""

    name: str
    path: str
    width: int
    height: int
    is_phone: bool = False


PICTURES = (
    Picture("map", "/", 1440, 900),
    Picture("place", "/?place=Taraz&theme=curfew", 1440, 900),
    Picture("phone", "/", 390, 844, is_phone=True),
)


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Opens a page and keeps its first screen as docs/<name>.png."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        has_touch=picture.is_phone,
        is_mobile=picture.is_phone,
    )
    page = context.new_page()
    page.goto(address + picture.path)
    page.locator(".cm-strip").wait_for()
    map_of(page)
    settle(page)
    page.mouse.move(0, 0)
    file = DOCS / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def main() -> None:
    """Takes every picture and says where it is."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder) / "log.txt") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        for picture in PICTURES:
            print(take(browser, address, picture).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    main()
