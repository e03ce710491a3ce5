"""Whose turn it is: a few pages are made at a time, the others wait in the order they came.

Python runs one thread at a time. Sixty pages made side by side are all ready when the last one is,
and each takes almost twice the work, as the threads take the processor's caches from one another.
"""

import heapq
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

AT_ONCE = 2


class Turns:
    """Lets in ``at_once`` at a time: who has been in before first, then in the order they came."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = at_once
        self._changed = threading.Lock()
        self._waiting: list[tuple[bool, int, threading.Event]] = []
        self._numbers = count()

    @contextmanager
    def turn(self, is_new: bool = False) -> Iterator[None]:
        """Waits for a turn and holds it; ``is_new``: nobody looks at the page yet."""
        self._wait(is_new)
        try:
            yield
        finally:
            self._pass_on()

    def _wait(self, is_new: bool) -> None:
        with self._changed:
            if self._free:
                self._free -= 1
                return
            called = threading.Event()
            heapq.heappush(self._waiting, (is_new, next(self._numbers), called))
        called.wait()

    def _pass_on(self) -> None:
        with self._changed:
            if self._waiting:
                heapq.heappop(self._waiting)[-1].set()
            else:
                self._free += 1


_turns = Turns()
turn = _turns.turn
