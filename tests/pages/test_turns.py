"""Pages are made a few at a time, in a fair order, whatever becomes of one of them."""

import threading
from collections.abc import Callable

import pytest

from pages.frame.turns import Turns

LONGEST = 30


class Crowd:
    """Readers, each in a thread of its own, and the order in which their turns came."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self.threads: list[threading.Thread] = []

    def comes(self, name: str, is_new: bool) -> None:
        """One more waits; returns once it stands in the queue."""
        waiting = len(self.turns._waiting)

        def run() -> None:
            with self.turns.turn(is_new):
                self.order.append(name)

        thread = threading.Thread(target=run)
        self.threads.append(thread)
        thread.start()
        until(lambda: len(self.turns._waiting) > waiting)

    def goes(self) -> None:
        for thread in self.threads:
            thread.join(LONGEST)
            assert not thread.is_alive()


def until(holds: Callable[[], bool]) -> None:
    """Waits for a state that another thread brings about."""
    changed = threading.Event()
    for _ in range(LONGEST * 200):
        if holds():
            return
        changed.wait(0.005)
    raise AssertionError("it never came to that")


def test_who_has_a_page_goes_before_who_comes_new_and_then_the_first_goes_first() -> None:
    crowd = Crowd(Turns(at_once=1))
    with crowd.turns.turn():
        crowd.comes("new 1", is_new=True)
        crowd.comes("new 2", is_new=True)
        crowd.comes("again 1", is_new=False)
        crowd.comes("again 2", is_new=False)
    crowd.goes()
    assert crowd.order == ["again 1", "again 2", "new 1", "new 2"]


def test_no_more_than_allowed_are_made_at_once() -> None:
    turns = Turns(at_once=2)
    crowd = Crowd(turns)
    with turns.turn(), turns.turn():
        crowd.comes("third", is_new=False)
        assert crowd.order == []
    crowd.goes()
    assert crowd.order == ["third"]


@pytest.mark.parametrize("error", [ValueError, SystemExit])
def test_a_page_that_breaks_off_passes_its_turn_on(error: type[BaseException]) -> None:
    turns = Turns(at_once=1)
    with pytest.raises(error), turns.turn():
        raise error
    with turns.turn():
        pass
