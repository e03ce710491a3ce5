"""How the player steps: six hours at a time, over what is quiet, never past the ends."""

import time
from datetime import datetime, timedelta
from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from pages.timeline import player
from tests.support.paths import LONGEST_RUN, ROOT


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2022-01-{text}")


class State(dict):
    """As the session's state: a mapping whose items are attributes, too."""

    __getattr__, __setattr__ = dict.__getitem__, dict.__setitem__


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
    """The timeline, playing fast for longer than a step."""
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=LONGEST_RUN
    ).run()
    app.switch_page("../timeline/page.py").run()
    app.segmented_control(key="speed").set_value("fast").run()
    app.button(key="play").click().run()
    assert app.session_state["playing"]
    time.sleep(player.SPEEDS["fast"])
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


def test_only_a_run_of_its_own_moves_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    runs, state, moved = count(), State(playing=True, at=BOUNDS[0]), []
    monkeypatch.setattr(player.period, "bounds", lambda _: BOUNDS)
    monkeypatch.setattr(player, "_move", lambda *_: moved.append(1))
    monkeypatch.setattr(player.st, "session_state", state)
    monkeypatch.setattr(player.st, "rerun", lambda: None)
    player._tick(None, runs)
    assert not moved
    player._tick(None, runs)
    assert moved
    state.at = BOUNDS[1]
    player._tick(None, runs)
    assert not state.playing
    assert len(moved) == 1
