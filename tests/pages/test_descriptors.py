"""Whatever a descriptor says, every page opens and says what it can."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import menu
from tests.support.building import CRISIS, SAMPLE, place, write_dataset
from tests.support.opening import begin, head

CLAIMS = SAMPLE | {
    "deployments": [{"origin": "Moscow", "contributor": "RUS", "personnel_best": "150"}],
    "contacts": [{}],
}
DESCRIPTORS: dict[str, Any] = {
    "none at all": None,
    "no object": [],
    "no crisis": {},
    "a crisis that is a list": {"crisis": []},
    "no country": {"crisis": CRISIS | {"country": None}},
    "a country in small letters": {"crisis": CRISIS | {"country": "kz"}},
    "a list as the country": {"crisis": CRISIS | {"country": ["KZ", "UZ"]}},
    "a country that is none": {"crisis": CRISIS | {"country": "XX"}},
    "a country as a path": {"crisis": CRISIS | {"country": "../../KZ"}},
    "a country without outlines": {"crisis": CRISIS | {"country": "UA"}},
    "several countries": {"crisis": CRISIS | {"countries": ["KZ", "KG"]}},
    "no zone and no moment": {"crisis": {"country": "KZ"}},
    "a moment long before": {"crisis": CRISIS | {"default_moment": "1900-01-01"}},
    "a moment long after": {"crisis": CRISIS | {"default_moment": "2199-12-31"}},
    "an end before the beginning": {"crisis": CRISIS | {"from": "2022-02-01", "to": "2022-01-01"}},
    "half a letter": {"title": "a\ud800b", "crisis": CRISIS},
    "texts that are none": {
        "title": {"a": 1}, "description": [1], "licenses": [{"title": None, "path": 7}],
        "contributors": [{"title": ["x"]}, None], "crisis": CRISIS | {"boundaries": {"a": 1}},
    },
}  # fmt: skip


def opened(directory: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = begin()
    return app.run()


@pytest.mark.parametrize("kind", DESCRIPTORS)
def test_every_page_opens(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_dataset(tmp_path, **CLAIMS) / "datapackage.json"
    path.unlink()
    if DESCRIPTORS[kind] is not None:
        path.write_text(json.dumps(DESCRIPTORS[kind]))
    app = opened(tmp_path, monkeypatch)
    for entry in menu.MENU:
        app.switch_page(f"../{entry.folder}/page.py").run()
        assert not app.exception, entry.folder
        assert head(app)[0], entry.folder


@pytest.mark.parametrize("length", [100, 101, 120, 121])
def test_a_long_place_id_closes_no_page(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [place("x" * length, "Taraz", "city", "", latitude="43.1")]
    write_dataset(tmp_path, places=places, status=[{}])
    app = opened(tmp_path, monkeypatch)
    assert not app.exception
    assert head(app)[0]
