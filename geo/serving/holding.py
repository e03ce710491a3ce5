"""The one holder of a dataset, for pages, feeds, health and exports alike.

A thread of its own reads the files, once for all who ask: when it is started, and when their
content changes. Readers get what was read last, without waiting and without touching a file; only
before the first reading is over do they wait for it.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any

import pandas as pd

from geo.dataset import DatasetError, read_dataset, read_files
from geo.geocoding.gazetteer.index import cache_folder
from geo.geocoding.locating import locate_places
from geo.serving.editions import Edition, Editions, Make
from geo.serving.last_good import LastGood
from geo.serving.watch import Watch
from geo.version import SOFTWARE
from geo.view import keeping

LOOK_EVERY_SECONDS = 1.0
_UNREADABLE = "The dataset cannot be read."
# Readings at a time, whatever is asked for at once: each takes a core and much memory.
_READINGS = BoundedSemaphore(2)
# Bytes that a dataset takes in memory for each byte of its files, about: 12 when it was just read
# (100,000 claims), and more once it was looked at.
_GROWTH = 15

Read = Callable[[], Mapping[str, bytes]]


@dataclass(frozen=True)
class Health:
    """How the dataset is, and facts about it that may be told to anybody."""

    status: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether there is something to show."""
        return self.status == "ok"


def utc_now() -> pd.Timestamp:
    """This machine's clock."""
    return pd.Timestamp.now("UTC")


class Holding:
    """The dataset of one directory.

    ``read`` gives its files and ``make`` the dataset that they are; ``now`` is a clock in UTC.
    """

    def __init__(
        self,
        directory: Path,
        last_good: LastGood | None = None,
        read: Read | None = None,
        make: Make | None = None,
        now: Callable[[], pd.Timestamp] = utc_now,
    ) -> None:
        self._read = read or partial(read_files, directory)
        self._watch = Watch(directory)
        self._editions = Editions(
            make or partial(read_dataset, directory=directory, locate=locate_places),
            last_good or LastGood(cache_folder() / "datasets", directory),
            now,
        )
        self._looking, self._starting = Lock(), Lock()
        self._is_read, self._stopped = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begins to read and to watch the files, where that has not begun."""
        with self._starting:
            if self._thread is None:
                self._stopped = Event()
                self._thread = Thread(target=self._watch_on, args=(self._stopped,), daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Ends the watching; what was read stays."""
        with self._starting:
            self._stopped.set()
            self._thread = None

    def peek(self) -> Edition | None:
        """What is shown, without waiting; None where there is nothing, or nothing yet."""
        return self._editions.shown

    def edition(self) -> Edition:
        """What is shown; waits for the first reading, and only for that.

        Raises DatasetError where there is nothing to show.
        """
        if not self._is_read.is_set():
            self.start()
            self._is_read.wait()
        shown = self.peek()
        if shown is None:
            raise DatasetError(_UNREADABLE)
        return shown

    def weight(self) -> int:
        """About how many bytes of memory are taken by what is shown and what was made of it."""
        shown = self.peek()
        if shown is None:
            return 0
        made = keeping.of(shown.dataset)
        return self._editions.read_bytes * _GROWTH + made.bytes

    def release(self) -> None:
        """Ends the watching for good, and lets go of what was made of what is shown."""
        self.stop()
        if shown := self.peek():
            keeping.forget(shown.dataset)

    def health(self) -> Health:
        """Good while there is something to show, whether or not the files have errors."""
        shown = self.peek()
        if shown:
            return Health("ok", _facts(shown))
        if self._is_read.is_set():
            return Health("unhealthy", {"problem": _UNREADABLE})
        return Health("starting", {"problem": "The dataset is being read."})

    def look(self, at: float) -> None:
        """Reads the files where it is time to; ``at`` is in seconds of any clock that only rises.

        Whoever looks while another does waits for that one.
        """
        with self._looking:
            try:
                if self._watch.is_due(at):
                    self._read_files()
            finally:
                self._is_read.set()

    def _read_files(self) -> None:
        try:
            with _READINGS:
                self._editions.take(self._read())
        except (DatasetError, OSError) as error:
            self._editions.miss(str(error))
        except Exception as error:  # noqa: BLE001 - all readers rest on this thread
            self._editions.fail(error)

    def _watch_on(self, stopped: Event) -> None:
        while not stopped.is_set():
            self.look(time.monotonic())
            stopped.wait(LOOK_EVERY_SECONDS)


def _facts(edition: Edition) -> dict[str, str | int]:
    return {
        "claims": len(edition.dataset.claims),
        "errors": len(edition.problems),
        "showing": edition.showing,
        "version": edition.dataset.version,
        "software": SOFTWARE,
        "changed_at": f"{edition.changed_at:%Y-%m-%dT%H:%M:%SZ}",
    }
