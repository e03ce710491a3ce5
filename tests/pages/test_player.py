"""How the player steps: six hours at a time, over what is quiet, never past the ends."""

from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pages.timeline import player
from tests.support.opening import open_page
from tests.support.paths import LONGEST_RUN


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2022-01-{text}")


REPORTS = [at("05T10:00"), at("05T23:59"), at("12T09:00")]
BOUNDS = at("05T00:00"), at("14T23:59")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("05T00:00", "05T06:00"),
        ("05T18:00", "06T00:00"),
        # Nothing for more than a day: on to the step that has the next report.
        ("06T00:00", "12T12:00"),
        ("11T12:00", "11T18:00"),
        # Nothing at all any more: on to the end.
        ("12T12:00", "14T23:59"),
        ("14T23:59", "14T23:59"),
    ],
)
def test_steps_forward_pass_over_what_is_quiet(now: str, then: str) -> None:
    assert player.next_moment(REPORTS, at(now), BOUNDS) == at(then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("12T12:00", "12T06:00"),
        ("12T06:00", "06T00:00"),
        ("06T00:00", "05T18:00"),
        ("05T03:00", "05T00:00"),
    ],
)
def test_steps_back_pass_over_what_is_quiet(now: str, then: str) -> None:
    assert player.previous_moment(REPORTS, at(now), BOUNDS) == at(then)


def test_playing_from_the_first_to_the_last_moment_misses_no_report() -> None:
    now, last = BOUNDS
    seen: set[datetime] = set()
    for _ in range(100):
        following = player.next_moment(REPORTS, now, BOUNDS)
        seen |= {one for one in REPORTS if now < one <= following}
        assert following - now <= timedelta(days=7)
        if following == last:
            break
        now = following
    assert following == last
    assert seen == set(REPORTS)


def playing() -> AppTest:
    """The timeline while it plays."""
    app = open_page("timeline")
    app.button(key="play").click().run()
    assert app.session_state["playing"]
    return app


def test_a_choice_made_while_playing_neither_stops_nor_moves_it() -> None:
    app = playing()
    before = app.session_state["at"]
    app.segmented_control(key="since").set_value("3 days").run()
    assert not app.exception
    assert app.session_state["playing"]
    assert app.session_state["at"] == before


def test_somebody_who_comes_back_from_another_page_finds_it_paused() -> None:
    app = playing()
    before = app.session_state["at"]
    app.switch_page("../casualties/page.py").run()
    app.switch_page("../timeline/page.py").run()
    assert not app.exception
    assert app.button(key="play").label == "Play"
    assert app.session_state["at"] == before


def tick() -> None:
    """What the clock does at each step."""
    from pages.frame import current
    from pages.timeline import player

    player.play_on(current.dataset())


@pytest.mark.parametrize(
    ("before", "after", "plays"),
    [
        (at("05T12:00"), at("05T18:00"), True),
        # To the last report, which is shown before the playing ends.
        (datetime(2023, 3, 17, 23), datetime(2023, 3, 17, 23, 59), True),
        (datetime(2023, 3, 17, 23, 59), datetime(2023, 3, 17, 23, 59), False),
    ],
)
def test_it_plays_on_until_the_last_report(before: datetime, after: datetime, plays: bool) -> None:
    app = AppTest.from_function(tick, default_timeout=LONGEST_RUN)
    app.session_state["playing"], app.session_state["at"] = True, before
    app.run()
    assert not app.exception
    assert (app.session_state["at"], app.session_state["playing"]) == (after, plays)


def test_played_again_at_the_end_it_begins_anew() -> None:
    app = open_page("timeline", at="2023-03-17T23:59")
    app.button(key="play").click().run()
    assert app.session_state["playing"]
    assert app.session_state["at"] == at("03T00:00")
