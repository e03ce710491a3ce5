"""What pages show and say, whatever becomes of the dataset's files."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.dataset import Dataset
from geo.serving import library
from pages.frame import controls, session
from tests.serving.test_library import BROKEN
from tests.support.building import write_dataset
from tests.support.holdings import Times, break_row, hold
from tests.support.opening import begin, open_page

SECRET = "the name of a source"
BROKEN_ROW = f'{SECRET},"x'
NOTE = (
    "The dataset's files are being mended; what is shown is the version of "
    "Thu 20 Jan 2022, 18:00 (UTC+6)."
)
shown: list[Dataset] = []


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    directory = write_dataset(tmp_path / "data", status=[{"summary": "One."}])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    draw = controls.draw_controls

    def remember(dataset: Dataset) -> None:
        shown.append(dataset)
        draw(dataset)

    monkeypatch.setattr(controls, "draw_controls", remember)
    return directory


def held(directory: Path) -> Times:
    """A holding that reads only when the test lets it."""
    library.HOLDINGS[directory] = hold(directory)
    times = Times(library.HOLDINGS[directory])
    times.look()
    return times


def opened(page: str = "") -> AppTest:
    shown.clear()
    app = begin()
    app.run()
    if page:
        app.switch_page(f"../{page}/page.py").run()
    assert not app.exception
    return app


def everything(app: AppTest) -> str:
    """All that a page sends, but for what is inside of tables; and that."""
    tables = [table.value.to_csv() for table in app.dataframe]
    return "\n".join([str(app.main), str(app.sidebar), *tables])


def page() -> None:
    """The least of a page."""
    import streamlit as st

    from pages.frame import current, notice

    st.session_state["shown"] = current.dataset()
    notice.tell(current.edition())


@pytest.mark.parametrize("is_restarted", [False, True])
@pytest.mark.parametrize("state", [None, *BROKEN])
def test_pages_and_feeds_show_the_same_dataset_in_every_state(
    directory: Path, state: str | None, is_restarted: bool
) -> None:
    times = held(directory)
    if state:
        BROKEN[state](directory)
    if is_restarted:
        times = held(directory)
    times.look()
    app = AppTest.from_function(page).run()
    dataset = app.session_state["shown"]
    assert dataset is library.current().holding().edition().dataset
    assert list(dataset.claims.summary) == ["One."]
    assert [one.value for one in app.caption] == ([NOTE] if state else [])


def test_a_note_at_the_end_of_a_page_is_all_that_readers_see(directory: Path) -> None:
    times = held(directory)
    break_row(directory)
    times.look()
    app = opened()
    assert NOTE in [one.value for one in app.caption]
    assert not app.warning
    assert not app.error


def test_a_reader_sees_where_an_error_is_and_nothing_of_the_row(directory: Path) -> None:
    times = held(directory)
    break_row(directory, BROKEN_ROW)
    times.look()
    for is_restarted in (False, True):
        if is_restarted:
            (directory.parent / "cache").rename(directory.parent / "gone")
            held(directory)
        app = open_page("sources", {session.OPENED("method"): "What is to be mended"})
        assert SECRET not in everything(app)
        (table,) = (one.value for one in app.dataframe if "Line" in one.value)
        assert table.to_dict("records") == [{"Table": "status", "Line": 3, "Column": ""}]
        left_out = "Some rows of the dataset's files cannot be used and are left out: see Sources."
        assert (left_out in [one.value for one in app.caption]) == is_restarted


def test_nobody_takes_the_last_good_version_away(directory: Path) -> None:
    times = held(directory)
    opened()
    good = shown[-1]
    break_row(directory)
    times.look()
    st.cache_resource.clear()
    st.cache_data.clear()
    opened()
    assert shown[-1] is good


def test_where_there_is_nothing_to_show_a_reader_learns_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "nowhere"))
    held(tmp_path / "nowhere")
    app = opened()
    (told,) = app.error
    assert told.value == "There is no dataset to show now. Please come back later."
    assert str(tmp_path) not in everything(app)


def test_a_page_that_comes_first_waits_for_the_reading(directory: Path) -> None:
    app = opened()
    assert not app.error
    assert list(shown[-1].claims.summary) == ["One."]
