"""Events on the map: gathered when far, apart when close, and clicked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from geo.mapping import drawn, themes
from tests.browser.test_accessibility import RULES
from tests.subjects.test_events import COUNT, POINT, view
from tests.support.building import make_dataset
from tests.support.framing import open_frame

pytestmark = pytest.mark.browser


def incident(name: str, latitude: str, longitude: str, **more: str) -> dict[str, str]:
    point = {**POINT, "latitude": latitude, "longitude": longitude}
    return {"entry_id": name, "occurred_from": "2022-01-06", **point, **more}


ROWS = [
    incident("grave", "43.10", "71.50", event_type="Battles", sub_event_type="Armed clash"),
    incident("near", "43.15", "71.55"),
    incident("same", "43.15", "71.55"),
    incident("far", "51.10", "71.40", event_type="Protests", sub_event_type="Peaceful protest"),
    incident("rough", "43.12", "71.52", precision="3"),
]
DEATHS = [{"event": "grave", **COUNT, "low": "3", "high": "5"}]


@pytest.fixture
def opened(tmp_path: Path, open_page: Callable[..., Page]) -> tuple[Page, FrameLocator]:
    shown = view(make_dataset(tmp_path, incidents=ROWS, casualties=DEATHS))
    base = drawn.base("Map of events", face=themes.face(shown.dataset, "events"))
    data = {"state": themes.state(shown), "selected": "", "events": ["far"]}
    page = open_page(viewport={"width": 1440, "height": 900})
    return page, open_frame(page, base, data)


def position(frame: FrameLocator, key: str) -> Any:
    """Where a sign is, as a latitude and longitude."""
    script = """(element) => { const box = element.getBoundingClientRect();
      const whole = map.getContainer().getBoundingClientRect();
      const { lat, lng } = map.containerPointToLatLng(
        [box.x + box.width / 2 - whole.x, box.y + box.height / 2 - whole.y]);
      return [lat, lng]; }"""
    return frame.locator(f"[data-event={key}]").evaluate(script)


def test_events_are_gathered_far_off_and_apart_close_to(opened: tuple[Page, FrameLocator]) -> None:
    page, frame = opened
    signs = frame.locator(".event")
    expect(signs).to_have_count(3)
    grave, far = frame.locator("[data-event=grave]"), frame.locator("[data-event=far]")
    words = "3 events near here. The gravest: Armed clash, Taraz. 6 Jan 2022. 3 to 5 people killed."
    expect(grave).to_have_attribute("aria-label", words)
    expect(grave.locator(".badge-text")).to_have_text("3")
    assert position(frame, "grave") == pytest.approx([43.10, 71.50], abs=0.05)
    expect(frame.locator("[data-event=rough] .area")).to_have_count(1)
    expect(far).to_have_attribute("aria-pressed", "true")
    found = Axe().run(page, options=RULES).response["violations"]
    inside = [(one["id"], node["html"][:200]) for one in found for node in one["nodes"]
              if len(node["target"]) > 1]  # fmt: skip
    assert inside == []
    keys = frame.get_by_role("list", name="Legend", exact=True)
    expect(keys).to_contain_text("Several, the gravest shown")
    grave.press("Enter")
    two = "2 events near here. The gravest: Mob violence, Taraz. 6 Jan 2022."
    expect(frame.locator("[data-event=near]")).to_have_attribute("aria-label", two)
    expect(grave).to_have_attribute("aria-label", words.partition(": ")[2])
    frame.locator("[data-event=near]").press("Enter")
    sent = frame.locator("body").evaluate("() => window.__GLOBAL_DATA__.last_active_drawing")
    assert sorted(sent["properties"]["events"]) == ["near", "same"]
    frame.locator("[data-theme=severity]").click()
    expect(signs).to_have_count(0)
