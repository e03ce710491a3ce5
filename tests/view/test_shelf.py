"""What is kept is made once for all who ask, and never grows over its bytes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from geo.view.shelf import Shelf

THREADS = 28


def shelf(most_bytes: int = 1 << 20, **more: int | bool) -> Shelf:
    """A shelf on which a list weighs as many bytes as it says, and a key nothing."""
    return Shelf(most_bytes, lambda one: sum(one) if isinstance(one, list) else 0, **more)


def never() -> list[int]:
    raise AssertionError("made again")


def test_many_who_ask_at_once_get_the_same_and_it_is_made_once() -> None:
    kept, together, made = shelf(), Barrier(THREADS), []

    def make() -> list[int]:
        made.append(1)
        return [1]

    def ask(_: int) -> list[int]:
        together.wait()
        return kept.get("key", make)

    with ThreadPoolExecutor(THREADS) as pool:
        values = list(pool.map(ask, range(THREADS)))
    assert len(made) == 1
    assert len({id(value) for value in values}) == 1


def test_who_asks_meanwhile_waits_for_that_one_and_others_do_not_wait() -> None:
    kept, begun, go_on = shelf(), Event(), Event()

    def make() -> list[int]:
        begun.set()
        assert go_on.wait(60)
        return [1]

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "slow", make)
        assert begun.wait(60)
        second = pool.submit(kept.get, "slow", never)
        assert kept.get("other", lambda: [2]) == [2]
        go_on.set()
        assert first.result(60) is second.result(60)


def test_where_it_fails_the_next_makes_it_and_the_failure_is_not_kept() -> None:
    kept, begun, go_on = shelf(), Event(), Event()

    def fail() -> list[int]:
        begun.set()
        assert go_on.wait(60)
        raise KeyError("no")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.get, "key", fail)
        assert begun.wait(60)
        second = pool.submit(kept.get, "key", lambda: [1])
        go_on.set()
        with pytest.raises(KeyError):
            first.result(60)
        assert second.result(60) == [1]
    assert kept.get("key", never) == [1]


def asked(kept: Shelf, *keys: str, make: Callable[[], list[int]]) -> None:
    for key in keys:
        kept.get(key, make)


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept = shelf(10_000)
    asked(kept, "a", "b", "c", make=lambda: [2_500])
    asked(kept, "a", make=never)
    asked(kept, "d", make=lambda: [2_500])
    asked(kept, "a", "c", "d", make=never)
    with pytest.raises(AssertionError):
        asked(kept, "b", make=never)
    assert kept.bytes <= 10_000


def test_the_newest_stays_however_large_it_is() -> None:
    kept = shelf(10_000)
    asked(kept, "small", make=lambda: [10])
    asked(kept, "large", make=lambda: [1_000_000])
    assert len(kept) == 1
    asked(kept, "large", make=never)
    asked(kept, "next", make=lambda: [10])
    assert (len(kept), kept.bytes < 1_000) == (1, True)


def test_many_small_ones_weigh_something_too() -> None:
    kept = shelf(100_000)
    for number in range(10_000):
        kept.get(number, lambda: [0])
    assert len(kept) <= 200


def test_what_has_grown_since_is_weighed_as_it_is_now() -> None:
    kept, growing = shelf(10_000, grows=True), [1]
    kept.get("growing", lambda: growing)
    growing.append(20_000)
    kept.get("next", lambda: [1])
    assert (len(kept), kept.bytes < 1_000) == (1, True)


def test_there_may_be_a_most_of_values() -> None:
    kept = shelf(most=2)
    asked(kept, "a", "b", "c", make=lambda: [1])
    asked(kept, "b", "c", make=never)
    assert len(kept) == 2
    kept.clear()
    assert (len(kept), kept.bytes) == (0, 0)


def test_a_look_finds_what_is_kept_and_makes_nothing() -> None:
    kept = shelf(most=2)
    assert kept.peek("a") is None
    asked(kept, "a", "b", make=lambda: [1])
    assert kept.peek("a") == [1]
    asked(kept, "c", make=lambda: [1])
    assert (kept.peek("a"), kept.peek("b")) == ([1], None)
