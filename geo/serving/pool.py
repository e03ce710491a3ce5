"""Where answers are made: few at a time, each once for all who ask for it, and then kept.

Whoever asks waits without a thread. Every wait has an end: beyond the queue nobody is let in, and
what nobody waits for any longer is not begun.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from geo.serving.responses import Answer
from geo.view.shelf import Shelf

# Python runs one thread at a time, and each further one here makes the event loop wait longer for
# its turn: a second worker serves no feed sooner, and all others wait longer beside a crowd.
WORKERS = 1
LONGEST_QUEUE = 16
MEGABYTE = 1024 * 1024
KEPT_BYTES = 32 * MEGABYTE


class BusyError(Exception):
    """So many answers are waited for already that no other is taken on."""


def _measure(kept: str | Answer) -> int:
    return len(kept) if isinstance(kept, str) else kept.size


class _Making:
    """An answer that is made, or waits for its turn, and how many wait for it."""

    def __init__(self, make: Callable[[], Answer], kept: Answer | None = None) -> None:
        self.make, self.asking, self.begun = make, 0, kept is not None
        self.done: Future[Answer] = Future()
        # From now on nobody who stops waiting can cancel it for the others.
        self.done.set_running_or_notify_cancel()
        if kept is not None:
            self.done.set_result(kept)


class Pool:
    """Makes answers in threads of its own; for use from any event loop."""

    def __init__(
        self,
        workers: int = WORKERS,
        longest_queue: int = LONGEST_QUEUE,
        room: int = KEPT_BYTES,
    ) -> None:
        self._workers, self._most = workers, workers + longest_queue
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="feeds")
        self._shelf = Shelf(room, _measure)
        self._makings: dict[str, _Making] = {}
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """How many answers wait for their turn."""
        with self._lock:
            return len(self._queue())

    @contextmanager
    def place(self, key: str, make: Callable[[], Answer]) -> Iterator[Future[Answer]]:
        """A place among those who wait for what ``make`` gives for this key, or gave before.

        Raises BusyError where the queue is full. Who leaves takes nothing from the others who wait
        for the same.
        """
        making = self._join(key, make)
        try:
            yield making.done
        finally:
            self._leave(key, making)

    def _join(self, key: str, make: Callable[[], Answer]) -> _Making:
        with self._lock:
            if (kept := self._shelf.peek(key)) is not None:
                return _Making(make, kept)
            if key not in self._makings:
                if len(self._makings) >= self._most:
                    raise BusyError
                self._makings[key] = _Making(make)
                self._begin()
            making = self._makings[key]
            making.asking += 1
            return making

    def _leave(self, key: str, making: _Making) -> None:
        with self._lock:
            making.asking -= 1
            if not (making.asking or making.begun):
                del self._makings[key]

    def _queue(self) -> list[tuple[str, _Making]]:
        return [(key, making) for key, making in self._makings.items() if not making.begun]

    def _begin(self) -> None:
        """Hands to the threads what they have room for."""
        queue = self._queue()
        free = self._workers - (len(self._makings) - len(queue))
        for key, making in queue[:free]:
            making.begun = True
            self._threads.submit(self._run, key, making)

    def _run(self, key: str, making: _Making) -> None:
        try:
            answer = self._shelf.get(key, making.make)
        except BaseException as error:  # noqa: BLE001 - handed on to all who wait
            self._finish(key)
            making.done.set_exception(error)
        else:
            self._finish(key)
            making.done.set_result(answer)

    def _finish(self, key: str) -> None:
        with self._lock:
            del self._makings[key]
            self._begin()
