"""Several datasets in the pages: a session has one, names it in every link, leads to others."""

import gc
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from geo.serving import library
from pages.frame import session
from tests.serving.test_datasets import make_unreadable, retitle
from tests.support.building import SAMPLE, write_dataset
from tests.support.opening import head, link, open_page, strip

OF_BETA = {"dataset": "beta"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tables = {"alpha": {"deployments": [{}]}, "beta": {"casualties": SAMPLE["casualties"]}}
    for name, own in tables.items():
        path = write_dataset(tmp_path / "all" / name, status=[{"place": "Taraz"}], **own)
        retitle(path, f"Crisis <{name}>")
    monkeypatch.setenv("CRISIS_MAP_DATASET", "")
    monkeypatch.setenv("CRISIS_MAP_DATASETS", str(tmp_path / "all"))
    return tmp_path / "all"


def chooser(app: AppTest) -> str:
    [found] = [one.proto.body for one in app.main.get("html") if "cm-datasets" in one.proto.body]
    return found


def menu_of(app: AppTest) -> list[str]:
    return [one.proto.label for one in app.main.get("page_link")]


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.mark.parametrize("page", ["map", "sources"])
def test_the_address_says_which_and_every_link_repeats_it(folder: Path, page: str) -> None:
    for asked, name in (({}, "alpha"), (OF_BETA, "beta")):
        app = open_page(page, None, **asked)
        assert f"Crisis <{name}>" in " ".join(head(app))
        assert query(link(app))["dataset"] == name
        assert query(strip(app)["states"])["dataset"] == name
        assert not app.warning


def test_the_menu_follows_and_the_chooser_names_all(folder: Path) -> None:
    first, second = open_page(), open_page(**OF_BETA)
    assert "Peacekeepers" in menu_of(first)
    assert "Peacekeepers" not in menu_of(second)
    assert "Casualties" in menu_of(second)
    assert 'href="/?dataset=alpha">' in chooser(second)
    assert 'href="/?dataset=beta" aria-current="true">' in chooser(second)
    assert "Crisis &lt;alpha&gt;" in chooser(second)


def test_two_sessions_in_turn_keep_what_is_theirs(folder: Path) -> None:
    first, second = open_page(), open_page(**OF_BETA)
    for app, name in ((first, "alpha"), (second, "beta"), (first, "alpha")):
        app.switch_page("../sources/page.py").run()
        assert not app.exception
        assert head(app)[1].startswith(f"Crisis <{name}>")


def test_a_name_that_is_not_known_is_told_and_loads_nothing(folder: Path) -> None:
    app = open_page("map", None, dataset="../beta", place="Atlantis")
    told = " ".join(one.proto.body for one in app.main.get("html"))
    assert "dataset: &#39;../beta&#39; is not known here. Shown instead: Crisis" in told
    assert query(link(app))["dataset"] == "alpha"
    assert list(library.current().held()) == ["alpha"]


def test_a_broken_one_is_told_to_those_who_ask_for_it_alone(folder: Path) -> None:
    make_unreadable(folder / "beta")
    app = open_page(**OF_BETA)
    assert [one.value for one in app.error] == [
        "Crisis \\<beta\\> cannot be shown now. Please come back later."
    ]
    assert 'href="/?dataset=alpha"' in chooser(app)
    assert not open_page().error


def test_what_a_session_looks_at_is_not_let_go_while_it_is_there(folder: Path) -> None:
    app = open_page(**OF_BETA)
    datasets = library.current()
    assert len(datasets._readers["beta"]) == 1
    app.run()
    assert len(datasets._readers["beta"]) == 1
    del app.session_state[session.READER]
    gc.collect()
    assert len(datasets._readers["beta"]) == 0


def test_one_dataset_alone_has_no_chooser_and_no_name_in_links() -> None:
    app = open_page()
    assert not [one for one in app.main.get("html") if "cm-datasets" in one.proto.body]
    assert "dataset" not in query(link(app))
