"""The downloads of the pages, as files: each says when, by whose word and from which sources."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from geo.dataset import Dataset
from geo.exporting.formats import FORMATS
from geo.picturing import THEMES
from geo.view import keeping
from pages.drawing import insides
from pages.frame import current, downloads, link, session
from tests.pages.test_curfews import run
from tests.support import building
from tests.support.opening import open_page

Files = dict[str, list[dict[str, str]]]
URLS = {"s1": "https://one.example/", "s2": "https://two.example/", "s3": "https://three.example/"}
HOURS = {"daily_from": "23:00", "daily_to": "07:00", "occurred_from": "2022-01-05"}
EARLY = HOURS | {"reported_at": "2022-01-05"}
ENDED = {"occurred_to": "2022-01-07", "message": "Update", "replaces": "restrictions-0"}
ENDED |= {"reported_at": "2022-01-07T18:00+06:00", "source_id": "s2"}
# Each with its page and the tab that it is in.
TABS = {"changes": ("timeline", "table"), "announced-ends": ("curfews", "lifted"),
        "curfew-tonight": ("curfews", "tonight"), "restrictions": ("curfews", "spans")}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """What each download that a page draws would save, as rows by the button's key."""
    found: Files = {}

    def save(_: str, data: object, key: str, **__: object) -> None:
        if callable(data):
            text = io.StringIO(data().decode("utf-8-sig"), newline="")
            found[key.removeprefix(session.DOWNLOAD(""))] = list(csv.DictReader(text))

    monkeypatch.setattr(st, "download_button", save)
    _write(tmp_path, monkeypatch)
    return found


def _write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [one | {"url": URLS[one["source_id"]]} for one in building.SOURCES]
    night = HOURS | {"place": "Almaty", "source_id": "s3|s1"}
    rows = [EARLY, HOURS | ENDED, night]
    building.write_dataset(tmp_path / "crisis", sources=sources, restrictions=rows)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))


def draw(title: str) -> None:
    """Draws the page of a download, with all opened that it stands in."""
    page, tab = TABS[title]
    folded = {session.OPENED(one): True for one in ("restrictions", "tonight")}
    run(page, **folded | {session.TAB: tab})


@pytest.mark.parametrize("title", TABS)
def test_every_row_has_the_sources_of_its_claims(files: Files, title: str) -> None:
    draw(title)
    assert files[title]
    assert all(row["source_urls"] for row in files[title])


def test_changes_say_when_they_were_reported(files: Files) -> None:
    draw("changes")
    changed = [row for row in files["changes"] if row["place_id"] == "taraz"]
    assert {row["reported_at"] for row in changed} == {"2022-01-07T18:00:00+06:00"}
    assert {row["source_urls"] for row in changed} == {f"{URLS['s2']}|{URLS['s1']}"}
    assert all(row["changed_at"].endswith("+06:00") for row in files["changes"])


def test_announced_ends_say_since_when_they_are_known(files: Files) -> None:
    draw("announced-ends")
    (row,) = files["announced-ends"]
    assert row["Known since"] == "2022-01-07T18:00:00+06:00"
    assert row["source_urls"] == URLS["s2"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_whole_file_is_made_when_asked_for_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _write(tmp_path, monkeypatch)
    saved: list[Callable[[], bytes]] = []

    def save(_: str, data: Callable[[], bytes], key: str, **__: object) -> None:
        saved.extend([data] if key == session.DOWNLOAD("made") else [])

    monkeypatch.setattr(st, "download_button", save)
    datasets: list[Dataset] = []
    monkeypatch.setattr(current, "cite", lambda view, claims: (
        datasets.append(view.dataset), downloads.cite(view, claims)))  # fmt: skip
    for host in ("one", "two"):
        monkeypatch.setattr(link, "page_address", lambda host=host: f"https://{host}.example/")
        open_page("curfews", {session.OPENED("downloads"): True, session.FORMAT: name})
    first, second = (make() for make in saved)
    kept = keeping.of(datasets[0]).results.bytes
    assert first
    assert [make() for make in saved] == [first, second]
    assert keeping.of(datasets[0]).results.bytes == kept


@pytest.mark.parametrize(
    ("page", "asked", "theme"),
    [("curfews", "", "curfew"), ("curfews", "theme=services", "services"),
     ("sources", "", "severity"), ("curfews", "theme=of another", "curfew")],
)  # fmt: skip
def test_a_picture_is_of_what_the_map_shows(
    page: str, asked: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[tuple[bytes, str]] = []

    def save(_: str, data: Callable[[], bytes], file_name: str, key: str, **__: object) -> None:
        if key == session.DOWNLOAD("picture"):
            saved.append((data(), file_name))

    monkeypatch.setattr(st, "download_button", save)
    monkeypatch.setattr(insides, "browser_query", lambda: asked)
    monkeypatch.setattr(link, "full_address", lambda _: "https://one.example/")
    open_page(
        page,
        {session.OPENED("downloads"): True, session.PICTURE: "svg", session.PLACE: "taraz"},
    )
    ((drawing, name),) = saved
    assert name == f"kazakhstan-2022_map-{theme}_taraz_known-on-2022-01-07.svg"
    told = drawing.decode()
    assert THEMES[theme] in told
    assert "place: Taraz" in told
    assert "https://one.example/?at=" in told
