"""The line of figures and the panels in a browser: one height at every moment, all by one click."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import settle
from tests.support.drawing import MORE, THOROUGH

pytestmark = pytest.mark.browser

DAYS = (3, 7, 10) if MORE == 1 else (3, 5, 7, 9, 10, 15)
LINE = ".st-key-key-figures"
# The heights of the line and of all buttons on it, where the map begins, and what was cut.
MEASURE = f"""() => {{
  const box = (one) => one.getBoundingClientRect();
  const line = document.querySelector("{LINE}");
  // More than the letters of its own last line.
  const below = (one) => one.scrollHeight - one.clientHeight > 9;
  const buttons = [...line.querySelectorAll("button")];
  return {{
    height: box(line).height,
    buttons: [...new Set(buttons.map((one) => box(one).height))],
    covers: buttons.every((one) => box(one).width >= 40),
    map: box(document.querySelector("iframe")).top,
    cut: [...line.querySelectorAll(".cm-figure > span")]
      .filter((one) => one.scrollWidth > one.clientWidth || below(one)).map(
        (one) => one.textContent),
  }};
}}"""


@pytest.mark.parametrize(("width", "height"), [(1440, 60), pytest.param(390, 60, marks=THOROUGH)])
def test_the_line_has_one_height_at_every_moment(
    width: int, height: int, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    found = []
    for day in DAYS:
        page.goto(f"/?at=2022-01-{day:02}T23:59")
        settle(page)
        expect(page.locator(f"{LINE} button")).to_have_count(6)
        found.append(page.evaluate(MEASURE))
    assert [one["height"] for one in found] == [height] * len(DAYS)
    assert all(one["buttons"] == [height - 1] and one["covers"] for one in found)
    assert {one["map"] for one in found} == {found[0]["map"]}
    assert [one["cut"] for one in found] == [[]] * len(DAYS)


def test_a_figure_opens_by_keyboard_and_says_what_it_rests_on(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto("/casualties?at=2022-01-09T23:59&q=police")
    settle(page)
    name = "Detained 5,135 or about 5,800, contested, not filtered; 2 claims differ"
    page.get_by_role("button", name=name).press("Enter")
    told = page.get_by_role("dialog").filter(has_text="Detained (people)")
    expect(told).to_contain_text("5,135, Interior Ministry of Kazakhstan; about 5,800")
    expect(told).to_contain_text("24 h before: 4,266")
    expect(told).to_contain_text("the filters of region, severity, kind and words do not change")
    expect(told.locator(".cm-claims li")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(page.get_by_role("button", name=name)).to_be_focused()
    # Another one takes its place, and closes when it is clicked once more.
    killed = page.locator(LINE).get_by_role("button", name="Killed")
    dialog = page.get_by_role("dialog")
    for figure, said in ((page.get_by_role("button", name=name), "Detained"), (killed, "Killed")):
        figure.click()
        expect(dialog).to_contain_text(f"{said} (people)")
        settle(page)
    killed.click()
    expect(dialog).to_have_count(0)


def test_a_line_of_a_panel_opens_its_place_or_page(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1440, "height": 900})
    page.goto("/?at=2022-01-07T22:00")
    settle(page)
    side, title = page.get_by_test_id("stSidebar"), page.locator("h1")
    side.get_by_role("button", name="33 other places").click()
    expect(title).to_have_text("Curfews")
    settle(page)
    expect(side.get_by_role("heading", name="Curfew tonight")).to_have_count(0)
    side.get_by_role("link", name="Injured, detained").click()
    expect(title).to_have_text("Casualties")
    settle(page)
    side.get_by_role("button", name="Taraz").click()
    expect(title).to_have_text("Kazakhstan, January 2022")
    expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
    expect(page.locator(".cm-head")).to_contain_text("7 Jan 2022, 22:00")
    boxes = side.locator("[class*=st-key-side-panel-]")
    expect(boxes).to_have_count(3)
    assert max(box["y"] + box["height"] for box in map(bounds, boxes.all())) <= 900


def bounds(locator: object) -> dict[str, float]:
    return locator.bounding_box()
