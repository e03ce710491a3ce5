"""The curfew page, run without a browser."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.ledger import Selection
from geo.view import View
from pages.curfews import tonight
from tests.support.building import make_dataset, write_dataset
from tests.support.opening import open_page
from tests.support.paths import LONGEST_RUN

ROOT = Path(__file__).parents[2]
HOURS = {"daily_from": "23:00", "daily_to": "07:00"}
LONGER = {"daily_from": "19:00", "daily_to": "07:00", "source_id": "s2"}


def script(root: str, page: str) -> None:
    """A page below its sidebar, as the frame runs it."""
    import runpy

    from pages.frame import controls, current, panels

    controls.draw_controls(current.dataset())
    runpy.run_path(f"{root}/pages/{page}/page.py")
    panels.draw_panels()


def run(page: str, **state: object) -> AppTest:
    app = AppTest.from_function(script, args=(str(ROOT), page), default_timeout=LONGEST_RUN)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    kinds = ("text", "info", "warning", "success", "caption")
    return "\n".join(one.value for kind in kinds for one in getattr(app, kind))


def told(app: AppTest) -> str:
    """All that a page says in markup of its own."""
    return "\n".join(one.proto.body for one in app.main.get("html"))


@pytest.fixture
def claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    regional = HOURS | {"place": "Jambyl Region", "occurred_from": "2022-01-05"}
    status = [{"occurred_from": "2022-01-06", "reported_at": "2022-01-06T12:00+06:00"}]
    rows = [regional, LONGER | {"reported_at": "2022-01-07T18:00+06:00"}]
    write_dataset(tmp_path / "crisis", restrictions=rows, status=status)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(write_dataset(tmp_path / "empty")))


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("hour", "verdict"),
    [("20:00", "claims differ"), ("23:30", "curfew in force"), ("12:00", "no curfew in force")],
)
def test_the_question_is_answered_from_the_claims(hour: str, verdict: str) -> None:
    app = run("curfews", place="taraz", hour=hour)
    assert f"<strong>At {hour} on Fri 7 Jan in <bdi>Taraz</bdi>: {verdict}.</strong>" in told(app)
    assert not app.success  # A curfew is no good news.


@pytest.mark.usefixtures("claims")
def test_rivals_stand_beside_each_other_and_the_next_change_below() -> None:
    answer = told(run("curfews", place="taraz", hour="20:00"))
    first, second = re.findall('<div class="cm-card">(.*?)</div>', answer)
    assert "in force at this hour" in first
    assert "<b>19:00-07:00</b> <bdi>Taraz</bdi> (city)" in first
    assert "at other hours of that day" in second
    assert "<b>23:00-07:00</b> <bdi>Jambyl Region</bdi> (regional)" in second
    assert "Next change: 23:00 on 7 Jan. Then: <strong>curfew in force</strong>" in answer


@pytest.mark.parametrize(
    ("hour", "verdict", "sentence", "card", "turn"),
    [
        ("09:00", "not known whether it had begun", "A curfew began that day, at an hour that",
         "<b>from an hour not known</b>", "had begun by 14:45 on 7 Jan"),
        ("20:00", "curfew in force", "By 1 claim it was from an hour not known.",
         "<b>from an hour not known</b>", "no end known"),
    ],
)  # fmt: skip
def test_an_hour_before_any_report_of_a_begin_without_one_is_neither_yes_nor_no(
    hour: str, verdict: str, sentence: str, card: str, turn: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    rows = [{"occurred_from": "2022-01-07", "reported_at": "2022-01-07T14:45+06:00"}]
    directory = write_dataset(tmp_path / "unknown", restrictions=rows)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    answer = told(run("curfews", place="taraz", hour=hour))
    assert f"in <bdi>Taraz</bdi>: {verdict}." in answer
    assert all(words in answer for words in (sentence, card, turn))


@pytest.mark.usefixtures("claims")
def test_a_place_without_a_claim_is_not_known_and_not_no() -> None:
    assert "in <bdi>Almaty</bdi>: not known." in told(run("curfews", place="almaty"))


@pytest.mark.usefixtures("claims")
def test_an_hour_in_the_reader_s_zone_is_shown_in_both() -> None:
    answer = told(run("curfews", place="taraz", hour="14:00", zone="UTC"))
    assert "At 20:00 on Fri 7 Jan" in answer
    assert "20:00 (UTC+6) there; 14:00 UTC" in answer
    assert "claims differ" in answer


@pytest.mark.usefixtures("claims")
def test_day_and_hour_follow_the_moment_until_the_reader_chooses_others() -> None:
    app = run("curfews", place="taraz", at=datetime(2022, 1, 7, 23, 59))
    assert (app.session_state["day"], app.session_state["hour"]) == (date(2022, 1, 7), "23:00")
    app.session_state["at"] = datetime(2022, 1, 6, 14, 40)
    assert "At 14:30 on Thu 6 Jan" in told(app.run())
    app.select_slider[-1].set_value("20:00").run()
    app.session_state["at"] = datetime(2022, 1, 7, 23, 59)
    assert "At 20:00 on Fri 7 Jan" in told(app.run())
    [days] = [one for one in app.selectbox if one.label == "Day asked about"]
    days.set_value(date(2022, 1, 6)).run()
    app.session_state["at"] = datetime(2022, 1, 7, 12)
    assert "At 20:00 on Thu 6 Jan" in told(app.run())


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    "link", [{"when": "2022-01-06T20:15"}, {"day": "2022-01-06", "hour": "20:15"}]
)
def test_a_link_asks_about_any_day_and_minute(link: dict[str, str]) -> None:
    """Links of before have both in one parameter."""
    app = open_page("curfews", place="Taraz", **link)
    assert "At 20:15 on Thu 6 Jan" in told(app)
    assert not app.warning


@pytest.mark.usefixtures("nothing")
def test_a_dataset_without_claims_has_a_page_that_says_so() -> None:
    assert "No curfew was known" in texts(run("curfews"))


@pytest.mark.usefixtures("claims")
def test_the_page_counts_the_places_of_the_key_figure_and_names_who_says_what() -> None:
    app = run("curfews")
    assert "Jambyl Region 23:00-07:00; Taraz 19:00 or 23:00. In force on" in texts(app)
    assert "19:00-07:00 (Daily Two) or 23:00-07:00 (Agency One)" in told(app)


def test_a_national_curfew_is_counted_in_places_and_in_no_country(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path / "crisis", restrictions=[HOURS | {"place": "Kazakhstan"}])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))
    app = run("curfews", **{"open-curfews": "Tonight by region"})
    assert "4 places 23:00-07:00. In force on" in texts(app)
    app = run("curfews", **{"open-curfews": "The hours of the day"})
    assert "On 7 January 2022 a curfew was known at 4 places" in texts(app)


def test_cities_are_folded_into_their_region_where_they_have_its_hours(
    tmp_path: Path,
) -> None:
    """Only those of its country: regions of two countries may share a name."""
    region = HOURS | {"place": "Jambyl Region"}
    data = make_dataset(tmp_path / "crisis", restrictions=[region, HOURS | {"place": "Almaty"}])
    view = View(data, Selection(data.about.default_moment))
    [window] = tonight.windows(view)
    assert list(tonight.folded(view, window.place_ids)) == ["Jambyl Region", "Almaty"]
    assert list(tonight.folded(view, ["jambyl-region"])) == ["Jambyl Region without Taraz"]
