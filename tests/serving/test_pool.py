"""Answers are made once for all who ask, few at a time, and kept within bounds."""

from collections.abc import Callable
from contextlib import ExitStack
from threading import Event

import pytest

from geo.serving.pool import BusyError, Pool
from geo.serving.responses import Answer, pack

PATIENCE = 30  # seconds, for what takes none


class Maker:
    """Makes an answer when it is let, and counts how often it was asked to."""

    def __init__(self, text: str = "made") -> None:
        self.text, self.count = text, 0
        self.begun, self.let = Event(), Event()

    def __call__(self) -> Answer:
        self.count += 1
        self.begun.set()
        assert self.let.wait(PATIENCE)
        return pack(self.text.encode(), "text/plain")


def now(text: str) -> Callable[[], Answer]:
    return lambda: pack(text.encode(), "text/plain")


def fail() -> Answer:
    raise ValueError("cannot be made")


def test_what_many_ask_for_is_made_once_and_kept() -> None:
    pool, maker = Pool(), Maker()
    with ExitStack() as stack:
        asked = [stack.enter_context(pool.place("a", maker)) for _ in range(50)]
        maker.let.set()
        assert {made.result(PATIENCE).content for made in asked} == {b"made"}
    with pool.place("a", fail) as again:
        assert again.done()
        assert again.result().content == b"made"
    assert maker.count == 1


def test_no_more_are_made_at_once_than_there_are_workers() -> None:
    pool, first, second = Pool(workers=1), Maker(), Maker()
    with pool.place("a", first) as one, pool.place("b", second) as other:
        assert first.begun.wait(PATIENCE)
        assert (pool.waiting, second.begun.is_set()) == (1, False)
        second.let.set()
        first.let.set()
        assert one.result(PATIENCE).content == other.result(PATIENCE).content == b"made"
    assert pool.waiting == 0


def test_who_finds_the_queue_full_is_refused_at_once() -> None:
    pool, maker = Pool(workers=1, longest_queue=2), Maker()
    with ExitStack() as stack:
        asked = [stack.enter_context(pool.place(key, maker)) for key in "abc"]
        with pytest.raises(BusyError), pool.place("d", maker):
            pass
        # The same as another waits for needs no place of its own.
        asked.append(stack.enter_context(pool.place("c", maker)))
        maker.let.set()
        assert all(made.result(PATIENCE) for made in asked)
    with pool.place("d", maker) as later:
        assert later.result(PATIENCE).content == b"made"


def test_what_nobody_waits_for_any_longer_is_not_begun() -> None:
    pool, busy, left, wanted = Pool(workers=1, longest_queue=1), Maker(), Maker(), Maker()
    with pool.place("a", busy) as first:
        with pool.place("b", left):
            assert pool.waiting == 1
        assert pool.waiting == 0
        with pool.place("c", wanted) as last:
            wanted.let.set()
            busy.let.set()
            assert first.result(PATIENCE)
            assert last.result(PATIENCE)
    assert left.count == 0


def test_who_leaves_takes_nothing_from_those_who_wait_for_the_same() -> None:
    pool, busy, wanted = Pool(workers=1), Maker(), Maker()
    with pool.place("a", busy) as stays:
        with pool.place("a", busy) as leaves:
            assert not leaves.cancel()
        with pool.place("b", wanted) as waits:
            with pool.place("b", wanted):
                pass
            assert pool.waiting == 1
            wanted.let.set()
            busy.let.set()
            assert stays.result(PATIENCE).content == b"made"
            assert waits.result(PATIENCE).content == b"made"


def test_what_was_begun_is_kept_though_nobody_waits_for_it() -> None:
    pool, maker = Pool(workers=1), Maker()
    with pool.place("a", maker):
        assert maker.begun.wait(PATIENCE)
    maker.let.set()
    with pool.place("b", now("next")) as following:
        assert following.result(PATIENCE)
    with pool.place("a", fail) as kept:
        assert kept.result(PATIENCE).content == b"made"


def test_an_error_reaches_who_asked_and_is_not_kept() -> None:
    pool = Pool()
    with pool.place("a", fail) as failed, pytest.raises(ValueError, match="cannot be made"):
        failed.result(PATIENCE)
    with pool.place("a", now("again")) as again:
        assert again.result(PATIENCE).content == b"again"


def test_what_is_kept_is_bounded_in_bytes_with_keys_and_headers() -> None:
    room, long = 100_000, "x" * 10_000
    by_key = [(f"{number}{long}", now("")) for number in range(50)]
    by_header = [
        (str(number), lambda: pack(b"", "text/plain", {"X-Long": long})) for number in range(50)
    ]
    for asked in (by_key, by_header):
        pool = Pool(room=room)
        for key, make in asked:
            with pool.place(key, make) as made:
                assert made.result(PATIENCE)
        kept = []
        for key, _ in asked:
            with pool.place(key, fail) as found:
                kept.append(found.exception(PATIENCE) is None)
        assert 5 <= sum(kept) < 10
        assert kept == sorted(kept), "the last stay"
