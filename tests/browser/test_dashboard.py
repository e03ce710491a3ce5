"""The dashboard in a real browser: hostile text, broken files, empty moments, shared links."""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.browsing import FRAME, map_of, settle, watch
from tests.support.building import write_dataset
from tests.support.drawing import THOROUGH
from tests.support.hostile import RESULT, TEXTS, write_hostile
from tests.support.serving import serve

pytestmark = pytest.mark.browser

PAGES = (
    "", "casualties", "curfews", "peacekeepers", "timeline", "events", "diplomacy", "corrections",
    "sources",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard on the hostile dataset."""
    folder = tmp_path_factory.mktemp("hostile")
    dataset = write_hostile(folder / "data")
    with serve(folder / "log.txt", CRISIS_MAP_DATASET=str(dataset)) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_context(hostile: str, browser: Browser) -> Iterator[BrowserContext]:
    """One for all pages, so that each finds the files of the one before."""
    context = browser.new_context(base_url=hostile)
    attempts = watch(context)
    yield context
    context.close()
    assert attempts == []


@pytest.mark.parametrize(
    "path",
    [*PAGES[:2], *(pytest.param(path, marks=THOROUGH) for path in PAGES[2:])],
)
def test_hostile_text_runs_nowhere_and_breaks_no_page(
    path: str, hostile_context: BrowserContext
) -> None:
    page = hostile_context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.goto(f"/{path}")
    settle(page)
    for frame in page.frames:
        assert frame.evaluate("() => window.hostile") is None
        assert RESULT not in frame.locator("body").inner_text()
    assert page.get_by_text("Something went wrong").count() == 0
    assert problems == []
    page.close()


def test_hostile_names_read_as_typed_on_the_map_and_in_the_panel(
    hostile_context: BrowserContext,
) -> None:
    page = hostile_context.new_page()
    page.goto("/")
    settle(page)
    frame = map_of(page)
    for i in (0, 1, 5, 10, 11):
        told = frame.locator(f".place[data-place=hostile-{i}]").get_attribute("aria-label")
        assert TEXTS[i] in told
    frame.locator(".place[data-place=hostile-11]").dispatch_event("click")
    heading = page.get_by_role("heading", level=2).filter(has_text="onerror")
    expect(heading).to_have_text(TEXTS[11])
    page.close()


@pytest.mark.parametrize(
    "query",
    [
        "q={{7*191}}&place=<script>window.hostile=1</script>&region=${7*191}",
        "at=not-a-moment&severity=Extreme&severity='\"><img src=x onerror=window.hostile=1>",
        pytest.param(
            "at=9999-99-99T99:99&kind=%00&certainty=%F0%9F%92%A9&theme=../../etc/passwd"
            "&map=${7*191}",
            marks=THOROUGH,
        ),
        pytest.param("q=" + "x" * 4000, marks=THOROUGH),
    ],
)
def test_hostile_query_is_ignored_or_shown_as_typed(query: str, page: Page) -> None:
    page.goto(f"/?{query}")
    settle(page)
    assert page.evaluate("() => window.hostile") is None
    assert RESULT not in page.locator("body").inner_text()
    assert page.get_by_text("Something went wrong").count() == 0


def wait_for_errors(address: str) -> None:
    """Waits until the server has seen that the files have errors."""
    until = time.monotonic() + 60
    while not json.loads(urllib.request.urlopen(f"{address}/health", timeout=60).read())["errors"]:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_broken_file_leaves_the_last_good_dataset_on_screen_over_a_restart(
    tmp_path: Path, browser: Browser
) -> None:
    dataset = write_dataset(tmp_path / "data", status=[{}], casualties=[{"low": "60"}])
    for is_restarted in (False, True):
        with serve(tmp_path / "log.txt", CRISIS_MAP_DATASET=str(dataset)) as address:
            page = browser.new_page(base_url=address)
            if not is_restarted:
                page.goto("/")
                settle(page)
                expect(page.get_by_role("tab", name="All claims 2")).to_be_visible()
                with (dataset / "casualties.csv").open("a", encoding="utf-8") as table:
                    table.write('broken,"line\n')
                wait_for_errors(address)
            page.goto("/")
            settle(page)
            expect(page.get_by_role("tab", name="All claims 2")).to_be_visible()
            expect(page.get_by_text("files are being mended")).to_be_visible()
            page.goto("/sources")
            settle(page)
            page.get_by_role("tab", name="What is to be mended").click()
            expect(page.get_by_text("1 error in the files")).to_be_visible()
            page.close()


@THOROUGH
def test_before_the_first_report_the_page_says_so(page: Page) -> None:
    page.goto("/?at=2022-01-03T00:00")
    settle(page)
    expect(page.get_by_text("Nothing had been reported yet")).to_be_visible()


def test_filters_without_a_match_say_what_to_do(page: Page) -> None:
    page.goto("/?q=nosuchwordanywhere")
    settle(page)
    expect(page.get_by_text("No claim matches these filters")).to_be_visible()
    expect(map_of(page).locator(".map-title")).to_contain_text('filtered by "nosuchwordanywhere"')


def test_a_link_restores_moment_filters_and_place_and_prints_them_with_the_map(page: Page) -> None:
    said = "as known on Thu 6 Jan 2022, 12:00 (UTC+6); filtered by Extreme"
    page.goto("/?at=2022-01-06T12:00&severity=Extreme&place=Almaty")
    settle(page)
    expect(page.locator(".cm-lead")).to_have_text(said)
    expect(page.get_by_role("heading", name="Almaty", exact=True)).to_be_visible()
    page.reload()
    settle(page)
    expect(page.locator(".cm-lead")).to_have_text(said)
    assert "severity=Extreme" in page.url
    page.emulate_media(media="print")
    for shown in (page.locator(FRAME), page.locator(".cm-lead"), page.locator(".cm-figure").first):
        expect(shown).to_be_visible()
    expect(page.locator(".cm-strip")).not_to_be_visible()


def test_curfew_of_taraz_is_read_with_its_source(page: Page) -> None:
    page.goto("/?place=Taraz")
    settle(page)
    panel = page.locator(".st-key-panel")
    expect(panel.get_by_text("19:00-07:00 local time")).to_be_visible()
    expect(panel.get_by_text("23:00-07:00 local time")).to_be_visible()
    expect(panel.get_by_role("link", name="TASS").first).to_have_attribute(
        "href", re.compile("^https://tass")
    )


def test_download_holds_the_filtered_rows(page: Page) -> None:
    page.goto("/?severity=Extreme")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download situation (CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    severity = lines[0].split(",").index("severity")
    assert {line.split(",")[severity] for line in lines[1:]} == {"Extreme"}


def test_a_filter_and_a_click_keep_the_map_and_run_the_page_once_each(page: Page) -> None:
    sent: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(data)))
    page.goto("/")
    settle(page)
    frame = map_of(page)
    settle(page)
    [inside] = [one for one in page.frames if "streamlit_folium" in one.url]
    inside.evaluate("() => { window.mark = 'the same frame' }")
    sent.clear()
    frame.locator(".place[data-place=taraz]").click()
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    settle(page)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("textbox", name="Words").fill("airport")
    page.get_by_role("textbox", name="Words").press("Enter")
    expect(page.locator(".cm-lead")).to_contain_text('filtered by "airport"')
    # The click's message, that of the opened filters, the filter's, and none beside them.
    assert len(sent) == 3
    assert inside.evaluate("() => window.mark") == "the same frame"
