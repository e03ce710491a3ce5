"""Pages of subjects that a dataset does not have are left out, and a link to one still opens."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import menu
from tests.support.building import SAMPLE, make_dataset, write_dataset
from tests.support.opening import open_page

ALWAYS = ["map", "timeline", "corrections", "sources"]


@pytest.mark.parametrize(
    ("tables", "added"),
    [
        ({}, []),
        ({"restrictions": [{}]}, ["curfews"]),
        ({"casualties": SAMPLE["casualties"]}, ["casualties"]),
        ({"deployments": [{}], "contacts": [{}]}, ["peacekeepers", "diplomacy"]),
    ],
)
def test_the_menu_has_the_subjects_of_the_dataset(
    tmp_path: Path, tables: Mapping, added: list[str]
) -> None:
    shown = menu.shown(make_dataset(tmp_path / "data", status=[{}], **tables))
    assert {entry.folder for entry in shown} == {*ALWAYS, *added}
    assert [entry for entry in menu.MENU if entry in shown] == list(shown)


def links(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.main.get("page_link")]


def test_a_link_to_a_page_without_its_subject_opens_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = write_dataset(tmp_path / "data", status=[{}])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    said = {}
    for folder in ("curfews", "casualties", "peacekeepers", "diplomacy"):
        app = open_page(folder)
        assert links(app) == ["Map", "Timeline", "Corrections", "Sources"]
        said[folder] = "".join(one.value for one in app.main.info)
    assert [folder for folder, words in said.items() if not words] == []
