"""Every page on the dataset that ships, whatever its claims are by now."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.situation import situation
from pages.frame.menu import MENU, path
from tests.support.browsing import LONGEST, map_of, settle, watch
from tests.support.drawing import THOROUGH
from tests.support.paths import SHIPPED
from tests.support.serving import serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard as a newcomer starts it."""
    log = tmp_path_factory.mktemp("shipped") / "log.txt"
    with serve(log, CRISIS_MAP_DATASET=str(SHIPPED)) as address:
        yield address


@pytest.fixture(scope="module")
def context(shipped: str, browser: Browser) -> Iterator[BrowserContext]:
    """One for all pages, so that each finds the files of the one before."""
    context = browser.new_context(base_url=shipped)
    context.set_default_timeout(LONGEST)
    attempts = watch(context)
    yield context
    context.close()
    assert attempts == []


@pytest.mark.parametrize(
    "entry",
    [MENU[0], *(pytest.param(one, marks=THOROUGH) for one in MENU[1:])],
    ids=lambda entry: entry.title,
)
def test_a_page_opens_with_its_claims(entry: object, context: BrowserContext) -> None:
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"/{path(entry)}")
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("Something went wrong")).to_have_count(0)
    assert errors == []
    page.close()


def test_every_city_of_the_situation_is_on_the_map(context: BrowserContext) -> None:
    dataset = load_dataset(SHIPPED)
    table = situation(View(dataset, Selection(dataset.about.default_moment)))
    cities = set(table.place_id[table.kind == "city"])
    page = context.new_page()
    page.goto("/")
    frame = map_of(page)
    expect(frame.locator(".place")).to_have_count(len(cities))
    page.close()
