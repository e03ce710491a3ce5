"""What many tests rest on: the dashboard served, and a browser that reaches only this machine."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geo.geocoding.gazetteer.compiling import index_name
from geo.geocoding.gazetteer.index import CACHE_VARIABLE, cache_folder
from geo.serving import library
from tests.support.browsing import FLAGS, LONGEST, chromium_path, watch
from tests.support.drawing import MORE
from tests.support.paths import JANUARY
from tests.support.serving import serve

# No test asserts a time: what is fast on one machine is slow on another.
settings.register_profile(
    "untimed", max_examples=8 * MORE, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")
expect.set_options(timeout=LONGEST)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Two workers more than cores, since a test in the browser mostly waits for it."""
    return (yield) + 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests first: the longest files at the end would leave the others idle."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True)
def _january(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages show the dataset as it was first published, unless a test says otherwise."""
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(JANUARY))


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
    """The dataset that most tests show is read once for all of them, others are let go."""
    yield
    for directory in library.HOLDINGS.keys() - {JANUARY}:
        library.HOLDINGS.pop(directory).stop()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the dataset as it was first published."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with serve(log, CRISIS_MAP_DATASET=str(JANUARY)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the PATH, else the one that Playwright has installed."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own; no request may have tried to leave."""
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(**({"base_url": server} | options))
        context.set_default_timeout(LONGEST)
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
