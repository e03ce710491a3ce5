"""The map of a state in its frame: themes, steps, names, the view, the keyboard, both lights."""

import json
import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, Route, expect

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.mapping import drawn, themes
from geo.view import View
from tests.browser.test_accessibility import RULES
from tests.support.framing import open_frame
from tests.support.paths import JANUARY

pytestmark = pytest.mark.browser
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 300}
EVENING = pd.Timestamp("2022-01-07T17:59:59Z")


@pytest.fixture(scope="module")
def view() -> View:
    return View(load_dataset(JANUARY), Selection(EVENING))


@pytest.fixture(scope="module")
def data(view: View) -> dict[str, Any]:
    """What drawState gets of the evening of 7 January."""
    return {"state": themes.state(view), "selected": ""}


Opener = Callable[..., tuple[Page, FrameLocator]]


@pytest.fixture
def opened(view: View, data: dict, open_page: Callable[..., Page]) -> Opener:
    """Opens the map in a frame of this size, under this query of the page around it."""
    base = drawn.base("Map of January", face=themes.face(view.dataset, "severity"))

    def open_it(size: dict = WIDE, query: str = "") -> tuple[Page, FrameLocator]:
        page = open_page(viewport=size)
        return page, open_frame(page, base, data, query)

    return open_it


def run(frame: FrameLocator, script: str, value: object = None) -> Any:
    return frame.locator("#map_div").evaluate(script, value)


def position(frame: FrameLocator) -> str:
    return run(frame, "() => crisisMapView.position()")


def numbers(text: str) -> list[float]:
    return [float(one) for one in text.split(",")]


def near(text: str) -> Any:
    """The position, to a pixel or so."""
    return pytest.approx(numbers(text), abs=0.03)


def hear(page: Page, kind: str) -> dict:
    """The last message of a kind that the page around has had, once there is one."""
    page.wait_for_function("(kind) => heard.some((one) => one.crisisMap === kind)", arg=kind)
    return page.evaluate("(kind) => heard.findLast((one) => one.crisisMap === kind)", kind)


def test_a_theme_is_drawn_at_once_and_the_page_is_told(opened: Opener) -> None:
    page, frame = opened()
    assert hear(page, "ready") == {"crisisMap": "ready"}
    frame.locator("[data-theme=curfew]").click()
    taraz = frame.locator("[data-place=taraz]")
    expect(taraz).to_have_class(re.compile("sign-Curfew"))
    expect(taraz).to_have_attribute("aria-label", re.compile("^Taraz.*claims differ"))
    told = hear(page, "view")
    assert (told["theme"], told["map"]) == ("curfew", "")
    keys = frame.locator(".map-legend li")
    expect(keys.filter(has_text="differ")).to_have_count(1)
    frame.get_by_label("People").select_option("killed")
    expect(keys.filter(has_text="In force")).to_have_count(0)
    expect(frame.get_by_role("button", name="Curfew", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    assert keys.count() <= 7


def test_the_legend_has_the_most_used_signs_and_opens_for_the_rest(opened: Opener) -> None:
    page, frame = opened()
    foot = frame.get_by_role("list", name="Legend", exact=True).locator("li")
    rest = frame.locator("#map-rest")
    expect(foot).to_have_count(7)
    # Few, but grave; then what is used most.
    expect(foot.filter(has_text="Extreme")).to_have_count(1)
    expect(foot.nth(2)).to_have_text("Curfew in force")
    expect(rest).to_be_hidden()
    more = frame.get_by_role("button", name=re.compile(r"^\d more signs?$"))
    expect(more).to_have_text(f"{rest.locator('li').count()} more signs")
    assert (more.bounding_box() or {})["height"] >= 24
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    for words in ("Last report is old", "Derived from reports"):
        expect(rest.get_by_text(words)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(rest).to_be_hidden()
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    more.click()
    expect(rest).to_be_hidden()
    more.click()
    frame.locator("[data-theme=services]").click()
    expect(more).to_be_hidden()
    expect(rest).to_be_hidden()
    expect(foot.filter(has_text="No report")).to_have_count(1)
    frame.locator("[data-theme=forces]").click()
    expect(foot.filter(has=frame.locator(".arrow"))).to_have_count(1)
    frame.locator("[data-theme=severity]").click()
    expect(foot).to_have_count(7)
    page.set_viewport_size(PHONE)
    expect(foot).to_have_count(4)
    assert (frame.locator(".map-legend").bounding_box() or {})["height"] <= 66  # as the view leaves


def test_the_frame_can_be_enlarged(opened: Opener) -> None:
    _, frame = opened()
    viewport = frame.locator("meta[name=viewport]")
    expect(viewport).to_have_attribute("content", "width=device-width, initial-scale=1")


def test_a_link_restores_view_and_theme_and_nothing_else_is_read(opened: Opener) -> None:
    _, frame = opened(query="?map=43.2,76.9,7.13&theme=curfew")
    # To the pixel.
    assert [float(one) for one in position(frame).split(",")] == pytest.approx(
        [43.2, 76.9, 7.13], abs=0.01
    )
    expect(frame.locator("[data-theme=curfew][aria-pressed=true]")).to_have_count(1)
    _, other = opened(query="?map=43.2,76.9,x&theme=%3Cb%3E")
    expect(other.locator("[data-theme=severity][aria-pressed=true]")).to_have_count(1)
    _, whole = opened()
    assert numbers(position(other)) == near(position(whole))


def test_steps_are_shown_until_the_server_has_sent_its_own(
    opened: Opener, view: View, data: dict
) -> None:
    page, frame = opened()
    title = frame.locator(".map-title")
    days = [pd.Timestamp(f"2022-01-0{day}T17:59:59Z") for day in (5, 6)]
    shown = [themes.state(View(view.dataset, Selection(day))) for day in days]
    sent = {
        "steps": [
            {key: one[key] for key in ("at", "said", "themes", "notes", "arrows")} for one in shown
        ],
        "marks": [shown[0]["marks"], {**dict.fromkeys(shown[0]["marks"]), **shown[1]["marks"]}],
    }
    run(frame, "() => { window.kept = document.querySelector('[data-place=almaty]'); }")
    page.evaluate("(states) => tell('states', { states })", sent)
    page.evaluate("() => tell('show', { step: 0 })")
    expect(title).to_contain_text("Wed 5 Jan")
    run(frame, "(_, data) => draw(data)", data)
    expect(title).to_contain_text("Wed 5 Jan")
    page.evaluate("() => tell('show', { step: 1 })")
    expect(title).to_contain_text("Thu 6 Jan")
    page.evaluate("(at) => tell('commit', { at })", shown[1]["at"])
    page.evaluate("() => tell('show', { step: 99 })")
    own = {"state": {**shown[1], "said": "as the server has it"}, "selected": "almaty",
           "filters": "filtered by &#60;police&#62;"}  # fmt: skip
    run(frame, "(_, data) => draw(data)", own)
    expect(title).to_have_text("Kazakhstan, January 2022, as the server has it"
                               "filtered by <police>")  # fmt: skip
    assert run(
        frame, "() => kept === document.querySelector('[data-place=almaty][aria-pressed=true]')"
    )


ZOOMED = """([least, most]) => {
    const zoom = document.querySelector("iframe").contentWindow.map.getZoom();
    return least < zoom && zoom < most;
}"""


def test_the_view_is_the_readers_until_it_is_reset(opened: Opener, data: dict) -> None:
    page, frame = opened()
    whole = position(frame)
    page.set_viewport_size(PHONE)
    expect(frame.locator(".map-switch select.is-narrow")).to_be_visible()
    page.wait_for_function(ZOOMED, arg=[0, 4])
    page.set_viewport_size(WIDE)
    page.wait_for_function(ZOOMED, arg=[5, 6])
    assert numbers(position(frame)) == near(whole)
    run(frame, "() => map.setView([50.28, 57.2], 8)")
    chosen = position(frame)
    assert hear(page, "view")["map"] == chosen
    run(frame, "(_, data) => draw(data)", {**data, "selected": "aktobe"})
    assert position(frame) == chosen
    run(frame, "(_, data) => draw(data)", {**data, "selected": "taraz"})
    size, there = run(frame, "() => [map.getSize(), map.latLngToContainerPoint([42.898, 71.373])]")
    assert 20 < there["x"] < size["x"] - 20
    assert 60 < there["y"] < size["y"] - 80
    frame.get_by_role("button", name="Show the whole country").click()
    assert numbers(position(frame)) == near(whole)


def test_the_keyboard_reaches_the_gravest_place_first_and_chooses_it(
    opened: Opener, data: dict
) -> None:
    page, frame = opened()
    order = run(
        frame,
        "() => [...document.querySelectorAll('[data-place]')].filter((one) => one.tabIndex === 0)"
        ".map((one) => one.dataset.place)",
    )
    weights = [data["state"]["marks"].get(one, {}).get("severity", {}).get("g", -1)
               for one in order if not one.endswith("-region")]  # fmt: skip
    assert order[0] == "almaty"
    assert weights == sorted(weights, reverse=True)
    kinds = [name.endswith("-region") for name in order]
    assert kinds == sorted(kinds)
    frame.locator("[data-place=taraz]").focus()
    page.keyboard.press("Enter")
    frame.locator("[data-place=jambyl-region]").focus()
    page.keyboard.press("Space")
    assert run(frame, "() => sent") == ["taraz", "jambyl-region"]


# The names and what must not touch them, each as left, top, right and bottom.
BOXES = """() => {
    const box = (one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect();
        return [left, top, right, bottom];
    };
    const seen = (one) => getComputedStyle(one).visibility === "visible" && one.offsetWidth > 0;
    const all = (what) => [...document.querySelectorAll(what)].filter(seen);
    return {
        names: all(".leaflet-names-pane > div").map(box),
        over: all(".is-over-map").map(box),
        places: all(".place-name").map(box),
        shown: all(".place-name").map((one) => one.firstChild.textContent),
        signs: all(".place:not(.is-unmarked)").map((one) => [one.getAttribute("aria-label"),
            [...one.querySelectorAll(".sign, .ring, .badge")].map(box)]),
        isNoteCut: all(".map-note").some((one) => one.scrollHeight > one.clientHeight),
        targets: all(".place, .map-controls button, .map-controls select").map(box),
    };
}"""


# The name of a place, and the sign of another.
NAME_AND_SIGN = """(_, [name, place, part]) => {
    const names = [...document.querySelectorAll(".place-name:not(.is-waiting)")];
    const parts = [names.find((one) => one.firstChild.textContent === name),
        document.querySelector(`[data-place=${place}] .${part}`)];
    return parts.map((one) => one.getBoundingClientRect()).map(
        ({ left, top, right, bottom }) => [left, top, right, bottom]);
}"""


def touch(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_name_is_cut_or_touches_another_or_a_sign_in_any_theme(
    size: dict, opened: Opener, view: View
) -> None:
    _, frame = opened(size)
    state = themes.state(view)
    names = {place_id: view.dataset.places.name[place_id] for place_id in state["marks"]}
    for theme in state["themes"]:
        run(frame, "(_, theme) => crisisMapStage.chooseTheme(theme)", theme)
        found = run(frame, BOXES)
        for box in found["names"]:
            assert 0 <= box[0] < box[2] <= size["width"]
            assert 0 <= box[1] < box[3] <= size["height"]
            assert not [one for one in found["over"] if touch(box, one)], theme
        assert not [pair for pair in combinations(found["names"], 2) if touch(*pair)], theme
        assert not [(name, words) for name, box in zip(found["shown"], found["places"], strict=True)
                    for words, parts in found["signs"] if not words.startswith(name)
                    and any(touch(box, one) for one in parts)], theme  # fmt: skip
        assert not found["isNoteCut"], theme
        # WCAG 2.2, 2.5.8: at least 24 by 24 CSS pixels.
        assert all(b[2] - b[0] >= 24 and b[3] - b[1] >= 24 for b in found["targets"])
        weights = {one: mark[theme]["g"] for one, mark in state["marks"].items() if theme in mark}
        grave = {names[one] for one, weight in weights.items()
                 if weight >= 3 and not one.endswith("-region")}  # fmt: skip
        assert grave <= set(found["shown"]), theme
    everywhere = {name for one, name in names.items() if not one.endswith("-region")}
    run(frame, "() => crisisMapStage.chooseTheme('severity')")
    assert size is PHONE or everywhere <= set(run(frame, BOXES)["shown"])


def test_the_name_of_the_chosen_place_lies_over_no_other_sign_nor_its_own_frame(
    opened: Opener, data: dict
) -> None:
    _, frame = opened(PHONE)
    for place_id, name in (("taraz", "Taraz"), ("shymkent", "Shymkent"), ("shu", "Shu")):
        run(frame, "(_, data) => draw(data)", {**data, "selected": place_id})
        assert not touch(*run(frame, NAME_AND_SIGN, [name, "almaty", "sign"])), name
        assert not touch(*run(frame, NAME_AND_SIGN, [name, place_id, "selection"])), name


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_map_breaks_no_rule_of_accessibility_in_either_light(
    size: dict, opened: Opener
) -> None:
    page, frame = opened(size)
    for dark in (False, True):
        page.evaluate("(dark) => tell('dark', { dark })", dark)
        expect(frame.locator("#map_div.is-dark")).to_have_count(int(dark))
        found = Axe().run(page, options=RULES).response["violations"]
        inside = [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]
                  if len(node["target"]) > 1]  # fmt: skip
        assert inside == []


def test_a_state_at_an_address_is_fetched_and_asked_for_again_where_the_server_is_busy(
    view: View, data: dict, open_page: Callable[..., Page]
) -> None:
    page, asked = open_page(viewport=PHONE), []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        busy = len(asked) == 1
        route.fulfill(status=503 if busy else 200, body="" if busy else json.dumps(data["state"]))

    page.context.route("**/state.json?*", answer)
    base = drawn.base("Map of January", face=themes.face(view.dataset, "severity"))
    sent = {"from": "/state.json?at=2022-01-07", "note": "Only these.", "selected": ""}
    frame = open_frame(page, base, sent)
    expect(frame.locator("[data-place=taraz]")).to_have_class(re.compile("sign-"))
    expect(frame.locator(".map-legend")).to_contain_text("Only these.")
    assert len(asked) == 2
    # What is sent meanwhile is not overwritten by what was asked for before.
    own = {"state": {**data["state"], "said": "sent meanwhile"}, "selected": ""}
    with page.expect_response("**/state.json?*"):
        run(frame, "(_, [late, own]) => { draw(late); draw(own); }", [sent, own])
    expect(frame.locator(".map-title")).to_contain_text("sent meanwhile")
    run(frame, "() => new Promise((go) => setTimeout(go, 0))")
    assert "sent meanwhile" in frame.locator(".map-title").inner_text()


def test_in_a_crowd_places_with_nothing_to_tell_hide_no_other(
    view: View, open_page: Callable[..., Page]
) -> None:
    ids = [f"town-{number}" for number in range(600)]
    places = {one: {"n": one, "k": "city", "p": [60 + i % 30, 45.0]} for i, one in enumerate(ids)}
    marks = {one: {"severity": {"s": "Unknown", "w": one, "g": 0.0}} for one in ids}
    marks["town-0"] = {"severity": {"s": "Extreme", "w": "grave", "g": 4.0}}
    marks["town-1"]["severity"] = {"s": "Severe", "w": "old", "g": 0.0, "f": ["stale"]}
    face = themes.face(view.dataset, "severity") | {"places": places}
    page = open_page(viewport=WIDE)
    sent = {"state": {**themes.state(view), "marks": marks, "arrows": []}, "selected": ""}
    frame = open_frame(page, drawn.base("Crowd", face=face), sent, waits_for="canvas")
    radii = run(
        frame,
        """() => {
          const found = [];
          map.eachLayer((one) => { if (one.showMark) found.push(one.getRadius()); });
          return found.sort((a, b) => b - a);
        }""",
    )
    assert len(radii) == 600
    assert radii[0] > radii[1] > radii[2] == radii[-1] == 2
