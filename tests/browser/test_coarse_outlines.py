"""The map where there are only coarse outlines, of a country or because none is named."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import map_of, settle, watch
from tests.support.building import CRISIS, write_dataset
from tests.support.drawing import THOROUGH
from tests.support.serving import serve

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("country", ["UA", pytest.param(None, marks=THOROUGH)])
def test_places_are_drawn_within_sight_and_can_be_chosen(
    country: str | None, tmp_path: Path, browser: Browser
) -> None:
    claims = [{}, {"place": "Atyrau"}, {"place": "Jambyl Region"}]
    dataset = write_dataset(tmp_path / "data", status=claims)
    package = {"title": "No outlines", "crisis": CRISIS | {"country": country}}
    (dataset / "datapackage.json").write_text(json.dumps(package))
    with serve(tmp_path / "log.txt", CRISIS_MAP_DATASET=str(dataset)) as address:
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 1600})
        attempts = watch(context)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto("/")
        settle(page)
        frame = map_of(page)
        for place_id in ("taraz", "atyrau"):
            expect(frame.locator(f".place[data-place={place_id}]")).to_be_in_viewport()
        frame.locator(".place[data-place=taraz]").click()
        expect(page.get_by_role("heading", name="Taraz", exact=True)).to_be_visible()
        expect(frame.locator("#map-problem")).to_have_count(0)
        assert problems == []
        assert attempts == []
        context.close()
