"""Counts of what may happen ten thousand times a minute, told in a few lines of the log."""

import time
from collections import Counter
from collections.abc import Callable

A_MINUTE = 60.0


class Tally:
    """Counts by kind. Kinds come from the code, never from a client: there are only so many.

    >>> tally = Tally(clock=lambda: 0.0)
    >>> [tally.count("upload") for _ in range(11)]
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._told: dict[str, float] = {}

    def count(self, kind: str) -> int:
        """How many there were of the kind, when that is worth a line; else 0.

        It is at the first, the tenth, the hundredth..., and a minute after the line before.
        """
        self._counts[kind] += 1
        total, now = self._counts[kind], self._clock()
        is_old = now - self._told.get(kind, -A_MINUTE) >= A_MINUTE
        if not is_old and str(total).strip("0") != "1":
            return 0
        self._told[kind] = now
        return total
