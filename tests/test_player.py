"""How the player steps: six hours at a time, over what is quiet, never past the ends."""

from datetime import datetime, timedelta

import pytest

from pages import player


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
