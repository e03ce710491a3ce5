"""One claim at an address of its own: what it says, and what became of it."""

import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.claim import telling
from pages.frame import session
from tests.support.building import make_dataset, write_dataset
from tests.support.opening import open_page
from tests.support.paths import SHIPPED

HOSTILE = "<img src=x onerror=alert(1)> [a](https://b.example) {{ 7*7 }}"


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(SHIPPED))


def html(app: AppTest) -> str:
    return "".join(one.proto.body for one in app.main.get("html"))


def said(app: AppTest) -> str:
    """All that the page tells, as a reader sees it."""
    written = re.sub("[\u2066-\u2069]", "", unescape(re.sub("<[^>]*>", "", html(app))))
    return " ".join([written, *(one.value for one in (*app.main.caption, *app.main.info))])


def test_a_withdrawn_claim_says_so_and_leads_to_what_withdrew_it_and_to_the_map() -> None:
    app = open_page("claim", id="ca-kazakhstan-killed-164-withdrawn")
    told = said(app)
    assert "It was withdrawn.Withdrawn after 7 h: Within hours the Information Ministry" in told
    assert "As known at the end of Fri 7 Jan 2022 (UTC+6): It had not been reported yet." in told
    assert "Number164" in told
    assert "Now: people killed: 238, Prosecutor General of Kazakhstan" in told
    links = [unescape(one) for one in re.findall('href="([^"]*)"', html(app))]
    assert "claim?id=ca-kazakhstan-killed-164-cancel" in links
    assert "./?at=2022-01-09T14:12:00&place=Kazakhstan" in links
    assert any(one.startswith("https://") for one in links), "its sources"


@pytest.mark.parametrize(
    ("entry_id", "words"),
    [
        ("ca-kazakhstan-security-killed-18", "Corrected after 3 days: The acting minister lowered"),
        ("ca-kazakhstan-detained-2298", "Replaced by later news after 1 day"),
        ("ca-shymkent-injured-60", "It stands, and is contested by:The news item said"),
        ("ca-kazakhstan-killed-164-cancel", "WithdrawsState television"),
    ],
)
def test_what_became_of_a_claim(entry_id: str, words: str) -> None:
    assert words in said(open_page("claim", id=entry_id))


@pytest.mark.parametrize("asked", ["no-such", HOSTILE, ""])
def test_an_unknown_claim_is_told_with_a_way_on(asked: str) -> None:
    app = open_page("claim", id=asked)
    assert ("no claim of that id" in said(app)) == bool(asked)
    assert "<img" not in html(app)
    assert 'href="./">the map' in html(app)


def test_hostile_text_is_told_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"summary": HOSTILE, "attributed_to": HOSTILE, "qualifier": HOSTILE, "best": "1"}]
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(write_dataset(tmp_path, casualties=rows)))
    app = open_page("claim", id="casualties-0")
    assert "<img" not in html(app)
    assert said(app).count("{{ 7*7 }}") >= 3


def test_every_table_is_told(tmp_path: Path) -> None:
    tables = {
        "status": [{}], "incidents": [{}], "casualties": [{"low": "3"}], "contacts": [{}],
        "restrictions": [{}], "services": [{}], "deployments": [{"personnel_best": "100"}],
    }  # fmt: skip
    dataset = make_dataset(tmp_path / "data", **tables)
    told = {row.table: dict(telling.about(dataset, row, "")) for row in dataset.rows.values()}
    assert told.keys() == tables.keys()
    assert told["casualties"]["Number"] == "3 or more"
    assert told["deployments"]["People"] == "about 100"


def test_ids_in_a_table_lead_to_the_claims_and_its_file_has_the_ids(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, data, key, **__: saved.update({key: data}))
    app = open_page("casualties", {session.TAB: "over-time"}, at="2022-01-07")
    shown = next(one.value.Id for one in app.main.dataframe if "Id" in one.value)
    ids = pd.read_csv(io.BytesIO(saved["download-toll-claims"]())).Id
    assert [f"claim?id={one}&at=2022-01-07T23:59" for one in ids] == shown.tolist()
