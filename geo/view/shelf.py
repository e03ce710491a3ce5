"""A place for what was computed: each value made once for all who ask, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

_ENTRY = 500  # bytes of an entry beside its key and its value


class Shelf:
    """Values by key. What was not asked for the longest goes first; the newest always stays.

    ``measure`` gives the bytes of a key or value. Where values grow after they were put here, all
    are measured anew with each that is added.
    """

    def __init__(
        self,
        most_bytes: int,
        measure: Callable[[Any], int],
        most: int | None = None,
        grows: bool = False,
    ) -> None:
        self.most_bytes, self.most, self.measure, self.grows = most_bytes, most, measure, grows
        self.bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._begun: dict[Hashable, Future] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under a key; who asks while another makes it waits for that one.

        Where the other fails, the next in the queue makes it for itself.
        """
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key][0]
                begun = self._begun.get(key)
                if begun is None:
                    mine = self._begun[key] = Future()
                    break
            if begun.exception() is None:
                return begun.result()
        return self._make(key, make, mine)

    def peek(self, key: Hashable) -> Any:
        """The value under a key, or None where it is not kept; nobody waits for it to be made."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key, (None,))[0]

    def clear(self) -> None:
        """Lets go of everything."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def _make(self, key: Hashable, make: Callable[[], T], mine: Future) -> T:
        try:
            value = make()
            self._keep(key, value)
        except BaseException as error:
            self._end(key)
            mine.set_exception(error)
            raise
        self._end(key)
        mine.set_result(value)
        return value

    def _end(self, key: Hashable) -> None:
        with self._lock:
            del self._begun[key]

    def _keep(self, key: Hashable, value: object) -> None:
        weight = self._weigh(key, value)
        with self._lock:
            self._kept[key] = value, weight
            self.bytes += weight
            if self.grows:
                self._weigh_again()
            while len(self._kept) > 1 and self._is_full():
                _, (_, freed) = self._kept.popitem(last=False)
                self.bytes -= freed

    def _is_full(self) -> bool:
        return self.bytes > self.most_bytes or (self.most or len(self._kept)) < len(self._kept)

    def _weigh_again(self) -> None:
        for key, (value, _) in self._kept.items():
            self._kept[key] = value, self._weigh(key, value)
        self.bytes = sum(weight for _, weight in self._kept.values())

    def _weigh(self, key: Hashable, value: object) -> int:
        return _ENTRY + self.measure(key) + self.measure(value)
