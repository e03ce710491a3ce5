"""The moment of all pages: of a link, of the button Back, of the strip or of a script."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import load_dataset
from pages.frame import moment
from tests.support.opening import head, open_page
from tests.support.paths import JANUARY

DEFAULT = datetime(2022, 1, 7, 23, 59)
SIXTH, NINTH = "2022-01-06T12:00", "2022-01-09T23:59"


def moved(app: AppTest, at: str | None) -> datetime:
    """The moment of a run with this address, as after a step in the browser's history."""
    app.query_params.pop("at", None)
    if at:
        app.query_params["at"] = at
    app.run()
    assert not app.exception
    return app.session_state["at"]


def test_without_a_link_it_is_the_default_and_the_link_has_the_word_at_first() -> None:
    assert open_page("sources").session_state["at"] == DEFAULT
    app = open_page("sources", at=SIXTH)
    assert app.session_state["at"] == datetime(2022, 1, 6, 12)
    assert "Thu 6 Jan 2022, 12:00 (UTC+6)" in head(app)[1]


def test_what_was_chosen_since_is_not_taken_back_by_the_link_of_the_beginning() -> None:
    app = open_page("sources", at=SIXTH)
    app.session_state["at"] = datetime(2022, 1, 9, 23, 59)
    app.run()
    assert app.session_state["at"] == datetime(2022, 1, 9, 23, 59)
    assert "at the end of Sun 9 Jan 2022" in head(app)[1]


def test_the_button_back_brings_the_moment_of_its_address_and_no_address_keeps_it() -> None:
    app = open_page("sources", at=SIXTH)
    assert moved(app, NINTH) == datetime(2022, 1, 9, 23, 59)
    assert moved(app, SIXTH) == datetime(2022, 1, 6, 12)
    # Streamlit takes parameters out of the address with the page that it leaves.
    assert moved(app, None) == datetime(2022, 1, 6, 12)
    assert moved(app, NINTH) == datetime(2022, 1, 9, 23, 59)


def test_another_page_keeps_the_moment() -> None:
    app = open_page("sources", at=SIXTH)
    app.session_state["at"] = datetime(2022, 1, 9, 12)
    app.run()
    app.query_params.clear()
    app.switch_page("../diplomacy/page.py").run()
    assert app.session_state["at"] == datetime(2022, 1, 9, 12)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2022-01-09T23:59", datetime(2022, 1, 9, 23, 59)),
        ("2022-01-09", datetime(2022, 1, 9, 23, 59)),
        ("1999-01-01T00:00", datetime(2022, 1, 3)),
        ("2099-01-01T00:00", datetime(2023, 3, 17, 23, 59)),
        ("{{ 7*7 }}", DEFAULT),
        ("9" * 10_000, DEFAULT),
        ("", DEFAULT),
    ],
)
def test_a_moment_is_one_of_the_reports_whatever_a_browser_sends(
    text: str, shown: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.session_state", {})
    dataset = load_dataset(JANUARY)
    moment.choose(text, dataset)
    assert moment.chosen(dataset) == shown


def test_an_address_that_cannot_be_read_changes_nothing() -> None:
    app = open_page("sources", at=SIXTH)
    assert moved(app, "yesterday") == datetime(2022, 1, 6, 12)


def test_the_hour_is_of_the_chosen_day() -> None:
    app = open_page("sources", at="2022-01-09")
    [slider] = [one for one in app.main.get("select_slider") if "9 Jan" in one.label]
    assert slider.value == "end of the day"
    slider.set_value("18:00").run()
    assert app.session_state["at"] == datetime(2022, 1, 9, 18)
    [slider] = [one for one in app.main.get("select_slider") if "9 Jan" in one.label]
    slider.set_value("end of the day").run()
    assert app.session_state["at"] == datetime(2022, 1, 9, 23, 59)
