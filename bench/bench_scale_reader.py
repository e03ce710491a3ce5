"""Datasets of 1,000 to 250,000 claims as a reader has them, beside the small one that ships.

    python -m bench.bench_scale_reader [1000 10000 …]

The first marker on the map of a server that has just started, and of the same later; what a step
to the day before sends, in a browser; and the memory of the server's process with that reader.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, WebSocket, sync_playwright

from bench import large
from bench.bench_dashboard import MARKER, first_sight
from bench.bench_readers import listener
from tests.support.browsing import FLAGS, chromium_path, settle
from tests.support.serving import serve

ROUNDS = 5
MOST_SENT = 400_000  # bytes


def sent_by_a_step(browser: Browser, address: str) -> int:
    """Bytes by the websocket and in answers from a step to the day before until all is there."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    sent: list[int] = []
    page.on("websocket", lambda socket: _listen(socket, sent))
    page.on("response", lambda answer: sent.append(_size(answer)))
    page.goto(address)
    _settle(page)
    before = sum(sent)
    page.get_by_role("button", name="Day before", exact=True).click()
    page.wait_for_url("**at=*")
    _settle(page)
    page.close()
    return sum(sent) - before


def _settle(page: Page) -> None:
    page.locator(".cm-strip").wait_for()
    settle(page)


def _listen(socket: WebSocket, sent: list[int]) -> None:
    socket.on("framereceived", lambda payload: sent.append(len(payload)))


def _size(answer: Response) -> int:
    """Of files that a browser keeps nothing: they come once."""
    return int(answer.headers.get("content-length", 0))


def resident(pid: int) -> float:
    """Memory of a process in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    [kilobytes] = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(kilobytes) / 1024


@contextmanager
def served(size: int) -> Iterator[str]:
    """A dashboard of so many claims, or of the dataset that ships; its address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {}
        if size:
            large.write(Path(folder) / "data", size)
            environment = {"CRISIS_MAP_DATASET": f"{folder}/data"}
        with serve(Path(folder) / "log.txt", (), **environment) as address:
            yield address


def measure(browser: Browser, size: int, small: str) -> str:
    """A line of figures."""
    with served(0) as fresh:
        usual_first = first_sight(browser, fresh, MARKER)
    with served(size) as address:
        first = first_sight(browser, address, MARKER)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(first_sight(browser, address, MARKER))
            theirs.append(first_sight(browser, small, MARKER))
        memory = resident(listener(int(address.rpartition(":")[2])))
        sent = sent_by_a_step(browser, address)
    marker, usual = statistics.median(ours), statistics.median(theirs)
    return (
        f"{size:,}: first marker after the start {first:.2f} s ({first / usual_first:.2f} times "
        f"that of the dataset that ships), later {marker:.2f} s ({marker / usual:.2f} times; aim: "
        f"1.5); a step sends {sent / 1000:.0f} kB (aim: {MOST_SENT / 1000:.0f}); {memory:.0f} MB"
    )


def main() -> None:
    """Prints a line for each size."""
    sizes = [int(text) for text in sys.argv[1:]] or list(large.PLACES_TO_CLAIMS)
    with sync_playwright() as playwright, served(0) as small:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        first_sight(browser, small, MARKER)
        for size in sizes:
            print(measure(browser, size, small), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
