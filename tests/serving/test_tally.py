"""Counts that are told in a few lines."""

from geo.serving.tally import A_MINUTE, Tally


def test_a_count_is_told_at_the_powers_of_ten() -> None:
    tally = Tally(clock=lambda: 0.0)
    told = [total for _ in range(2000) if (total := tally.count("upload"))]
    assert told == [1, 10, 100, 1000]


def test_a_count_is_told_again_after_a_minute() -> None:
    now = [0.0]
    tally = Tally(clock=lambda: now[0])
    assert [tally.count("upload") for _ in range(3)] == [1, 0, 0]
    now[0] += A_MINUTE
    assert [tally.count("upload") for _ in range(2)] == [4, 0]


def test_kinds_are_counted_apart() -> None:
    tally = Tally(clock=lambda: 0.0)
    assert [tally.count(kind) for kind in ("a", "b", "a")] == [1, 1, 0]
