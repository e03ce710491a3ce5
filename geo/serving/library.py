"""The datasets of a deployment, by the names that stand in addresses.

A name is that of a folder, and only those that the operator put there are known: what a client
sends is looked up and never made into a path. A dataset is read when it is first asked for. Where
those that were read take more memory than they may, the ones that nobody has asked for the longest
are let go: never the first, never the last asked for, and never one that somebody looks at.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from weakref import WeakSet

from geo.dataset import DatasetError
from geo.serving import folders
from geo.serving.editions import Edition
from geo.serving.holding import LOOK_EVERY_SECONDS, Health, Holding
from geo.serving.settings import Chosen, chosen

LIST_EVERY_SECONDS = 5.0

# By directory, which the operator chooses: nothing that a client sends adds to it.
HOLDINGS: dict[Path, Holding] = {}


def of(directory: Path) -> Holding:
    """The holding of a directory, one in the whole process."""
    return HOLDINGS.get(directory) or HOLDINGS.setdefault(directory, Holding(directory))


class UnknownDatasetError(DatasetError):
    """There is no dataset of that name here."""


class Reader:
    """Somebody who looks at a dataset, for as long as this is held on to."""


class Library:
    """The datasets that a deployment shows, the first one by itself."""

    def __init__(self, asked: Chosen) -> None:
        self._asked = asked
        self._places: Mapping[str, Path] = {}
        self._titles: dict[str, tuple[tuple[int, int], str]] = {}
        self._used: OrderedDict[str, None] = OrderedDict()
        self._readers: dict[str, WeakSet[Reader]] = {}
        self._lock, self._stopped = Lock(), Event()
        self.find()

    @property
    def names(self) -> tuple[str, ...]:
        """Those that can be asked for, the first one first."""
        return tuple(self._places)

    def named(self, name: str = "") -> str:
        """What addresses call a dataset: nothing where there is no other."""
        names = self.names
        return (name or names[0]) if len(names) > 1 else ""

    def titles(self) -> dict[str, str]:
        """What each dataset is called, by its name; none is read for that."""
        shown = {name: edition.dataset.about.title for name, edition in self.editions()}
        return {name: title for name, (_, title) in self._titles.items()} | shown

    def holding(self, name: str = "") -> Holding:
        """The holding of a dataset, of the first one without a name.

        Raises UnknownDatasetError for a name that is not known, DatasetError where there is none.
        """
        with self._lock:
            if not self._places:
                raise DatasetError("There is no dataset.")
            name = name or self.names[0]
            if name not in self._places:
                raise UnknownDatasetError("There is no dataset of that name.")
            self._used[name] = None
            self._used.move_to_end(name)
            return of(self._places[name])

    def look_at(self, name: str) -> Reader:
        """Keeps a dataset for a reader, as long as the answer is held on to."""
        reader = Reader()
        with self._lock:
            self._readers.setdefault(name, WeakSet()).add(reader)
        return reader

    def held(self) -> dict[str, Holding]:
        """The holdings of those that were asked for."""
        found = {name: HOLDINGS.get(place) for name, place in self._places.items()}
        return {name: holding for name, holding in found.items() if holding}

    def editions(self) -> Iterator[tuple[str, Edition]]:
        """What is shown of each dataset that was read."""
        for name, holding in self.held().items():
            if shown := holding.peek():
                yield name, shown

    def start(self) -> None:
        """Begins to read the first dataset, and to look after the others."""
        if self.names:
            self.holding().start()
        if self._asked.folder:
            self._stopped = Event()
            Thread(target=self._tend_on, args=(self._stopped,), daemon=True).start()

    def stop(self) -> None:
        """Ends all watching; what was read stays."""
        self._stopped.set()
        for holding in self.held().values():
            holding.stop()

    def find(self) -> None:
        """Takes notice of datasets that came into the folder.

        One that was there once stays: its files may be about to be exchanged.
        """
        first, folder, _ = self._asked
        there = {folders.name_of(first): first} if first else {}
        others = dict(self._places) | (folders.find(folder) if folder else {})
        self._places = there | {one: others[one] for one in sorted(others) if one not in there}
        for name, directory in self._places.items():
            stamp = folders.stamp(directory)
            if name not in self._titles or self._titles[name][0] != stamp:
                self._titles[name] = stamp, folders.title(directory)

    def make_room(self) -> None:
        """Lets go of datasets, as long as all together weigh too much and one may go."""
        weights = {name: holding.weight() for name, holding in self.held().items()}
        for name in list(self._used):
            if sum(weights.values()) <= self._asked.most_bytes:
                return
            if weights.get(name) and self._let_go(name):
                del weights[name]

    def health(self) -> Health:
        """That of the first dataset, and where there are several of each one.

        A broken one takes nothing else down: the whole is unhealthy once every one of them is.
        """
        names = self.names
        if not names:
            return Health("unhealthy", {"problem": "There is no dataset."})
        held = self.held()
        if len(names) == 1:
            return of(self._places[names[0]]).health()
        each = {name: held[name].health() if name in held else Health("unread") for name in names}
        first, *others = each.values()
        is_bad = first.status == "unhealthy" and any(one.status != "unhealthy" for one in others)
        told = {name: {"status": one.status, **one.facts} for name, one in each.items()}
        return Health("ok" if is_bad else first.status, {**first.facts, "datasets": told})

    def _let_go(self, name: str) -> bool:
        with self._lock:
            is_last = name == next(reversed(self._used))
            if name == self.names[0] or is_last or self._readers.get(name):
                return False
            HOLDINGS.pop(self._places[name]).release()
            return True

    def _tend_on(self, stopped: Event) -> None:
        list_at = time.monotonic() + LIST_EVERY_SECONDS
        while not stopped.wait(LOOK_EVERY_SECONDS):
            self.make_room()
            if time.monotonic() >= list_at:
                self.find()
                list_at = time.monotonic() + LIST_EVERY_SECONDS


# By what the operator chose.
LIBRARIES: dict[Chosen, Library] = {}


def current() -> Library:
    """The datasets that this deployment shows."""
    asked = chosen()
    return LIBRARIES.get(asked) or LIBRARIES.setdefault(asked, Library(asked))
