"""The dashboard in a real browser that reaches nothing but this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from geo.geocoding.gazetteer.compiling import index_name
from geo.geocoding.gazetteer.index import CACHE_VARIABLE, cache_folder
from geo.serving import library
from geo.serving.settings import SHIPPED

# No test asserts a time: what is fast on one machine is slow on another.
settings.register_profile(
    "untimed", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
LOCAL = {"localhost", "127.0.0.1", None}  # None: data: and blob: have no host
STARTUP_SECONDS = 60
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
# A page is awaited, not timed: a busy machine draws it late, and that is no failure.
expect.set_options(timeout=30_000)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str) -> bool:
    """Whether a server answers there at all."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False


def is_starting(address: str) -> bool:
    """Whether a dashboard reads its dataset for the first time."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5):
            return False
    except HTTPError as error:
        return b"starting" in error.read()


@contextmanager
def serve(log: Path, arguments: tuple[str, ...] = (), **environment: str) -> Iterator[str]:
    """The dashboard on a port of its own, started from another directory; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    command += ["--server.port", str(port), *arguments]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=log.parent,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        until = time.monotonic() + STARTUP_SECONDS
        while not answers(f"{address}/_stcore/health") or is_starting(address):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's test runner has no browser that would need the time to load a map."""
    monkeypatch.setattr("pages.frame.firstsight.PAUSE", 0)


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of this run for all its processes; an index of places that is there is used.

    What is kept there of a dataset must not be found by the next run under the same path.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    folder.mkdir(exist_ok=True)
    index = cache_folder() / index_name()
    with suppress(FileExistsError):
        if index.exists():
            (folder / index.name).symlink_to(index)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder))
        yield


@pytest.fixture(autouse=True)
def _no_holding_outlives_its_test() -> Iterator[None]:
    """The dataset that comes with the map is read once for all tests, others are let go."""
    yield
    for directory in library.HOLDINGS.keys() - {SHIPPED}:
        library.HOLDINGS.pop(directory).stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the bundled dataset."""
    with serve(tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


def chromium_path() -> str | None:
    """The Chromium on the PATH; None leaves it to Playwright's own."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the PATH, else the one that Playwright has installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield chromium
        chromium.close()


def watch(context: BrowserContext) -> list[str]:
    """Lets no request of the context leave the machine, and lists those that tried."""
    attempts: list[str] = []

    def decide(route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOCAL:
            route.continue_()
        else:
            attempts.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    return attempts


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own; no request may have tried to leave."""
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(**({"base_url": server} | options))
        contexts.append((context, watch(context)))
        return context.new_page()

    yield open_one
    attempts = [address for _, tried in contexts for address in tried]
    for context, _ in contexts:
        context.close()
    assert attempts == [], "requests left the machine"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page, as wide as a desktop."""
    return open_page(viewport={"width": 1280, "height": 1600})


@pytest.fixture
def console_errors(page: Page) -> list[str]:
    """What the page reports as errors."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    return errors
