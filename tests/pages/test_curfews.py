"""The curfew and timeline pages, run without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.building import write_dataset
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
    [("20:00", "claims differ."), ("23:30", "curfew in force."), ("12:00", "no curfew in force.")],
)
def test_the_question_is_answered_from_the_claims(hour: str, verdict: str) -> None:
    import datetime

    when = datetime.datetime.fromisoformat(f"2022-01-07T{hour}")
    app = run("curfews", place="taraz", when=when)
    assert f"**At {hour} on Fri 7 Jan 2022 in Taraz: {verdict}**" in texts(app)
    assert not app.success  # A curfew is no good news.


@pytest.mark.usefixtures("claims")
def test_a_place_without_a_claim_is_not_known_and_not_no() -> None:
    assert "in Almaty: not known.**" in texts(run("curfews", place="almaty"))


@pytest.mark.usefixtures("claims")
def test_an_hour_in_the_reader_s_zone_is_shown_in_both() -> None:
    import datetime

    when = datetime.datetime.fromisoformat("2022-01-07T14:00")
    told = texts(run("curfews", place="taraz", when=when, zone="UTC"))
    assert "20:00 (UTC+6) there" in told
    assert "14:00 (UTC)" in told
    assert "claims differ" in told


@pytest.mark.usefixtures("claims")
def test_the_timeline_counts_what_changed_in_a_day() -> None:
    app = run("timeline")
    assert "2 in restrictions (2 imposed)" in texts(app)
    assert list(app.dataframe[-1].value["Change"]) == ["imposed", "imposed"]


@pytest.mark.usefixtures("claims")
def test_the_timeline_compares_with_any_earlier_moment() -> None:
    import datetime

    start = datetime.datetime.fromisoformat("2022-01-06T00:00")
    app = run("timeline", since="time since…", **{"from": start})
    assert "1 in severity (1 new); 2 in restrictions" in texts(app)


@pytest.mark.usefixtures("claims")
def test_before_the_first_report_the_timeline_says_so() -> None:
    import datetime

    app = run("timeline", at=datetime.datetime.fromisoformat("2022-01-06T00:00"))
    assert "nothing changed in what was known" in texts(app)
    assert "Nothing new was reported" in texts(app)


@pytest.mark.usefixtures("nothing")
@pytest.mark.parametrize("page", ["curfews", "timeline"])
def test_a_dataset_without_claims_has_a_page_that_says_so(page: str) -> None:
    said = {"curfews": "No curfew was known", "timeline": "holds no claims yet"}
    assert said[page] in texts(run(page))


@pytest.mark.usefixtures("claims")
def test_the_page_counts_the_places_of_the_key_figure_and_names_who_says_what() -> None:
    app = run("curfews")
    assert "Curfew tonight in 2 places of the dataset, in 2 of them in force at" in texts(app)
    assert "in 1 the claims differ on the hours" in texts(app)
    table = app.dataframe[0].value
    hours = dict(zip(table["Place"], table["Hours tonight, local"], strict=True))
    assert hours["Taraz"] == "19:00-07:00 (Daily Two) or 23:00-07:00 (Agency One)"


def test_a_national_curfew_is_counted_in_places_and_in_no_country(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_dataset(tmp_path / "crisis", restrictions=[HOURS | {"place": "Kazakhstan"}])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path / "crisis"))
    told = texts(run("curfews"))
    assert "Curfew tonight in 4 places of the dataset" in told
    assert "On 7 January 2022 a curfew was known at 4 places" in told
