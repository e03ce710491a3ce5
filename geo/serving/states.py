"""The states of the map at every step of the time strip, sent to the browser once: /states.json."""

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Event, Thread
from weakref import ref

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import apart, states
from geo.serving.holding import LOOK_EVERY_SECONDS
from geo.serving.library import Library
from geo.view import keeping
from geo.view.parameters import DATASET
from geo.words import terms

logger = logging.getLogger(__name__)

PATH = "/states.json"
MIME = "application/json"
# The parameters of a single state that are no part of a selection.
BESIDES = (DATASET, apart.LAST, apart.VERSION)
# For whoever makes them before anybody asks: how long it lets the first readers of a dataset go
# before, and how long it rests after each step, so that readers hardly notice.
HEAD_START_SECONDS, REST_SECONDS = 10.0, 0.1


def content(dataset: Dataset, selection: Selection) -> bytes:
    """The states under the filters of a selection; those without any are kept with the dataset."""
    if selection == unfiltered(dataset):
        return of_all(dataset)
    return states.to_json(states.states(dataset, selection))


def of_every_moment(dataset: Dataset, selection: Selection) -> Selection:
    """The filters of a selection, the same at whatever moment the reader is."""
    return replace(selection, known_on=dataset.about.default_moment)


def unfiltered(dataset: Dataset) -> Selection:
    """No filter at all."""
    return Selection(dataset.about.default_moment)


def of_all(dataset: Dataset, pause: Callable[[], object] = states.go_on) -> bytes:
    """The states without a filter, made once; ``pause`` as of ``states.states``."""

    def make() -> bytes:
        return states.to_json(states.states(dataset, unfiltered(dataset), pause=pause))

    return keeping.of(dataset).results.get(of_all, make)


class Ahead:
    """Makes the states of what is shown before anybody asks, in a thread of its own."""

    def __init__(self, library: Library, head_start: float = HEAD_START_SECONDS) -> None:
        self._library, self._head_start = library, head_start
        # Only to know them again: a dataset that is let go is not held here.
        self._made: dict[str, ref[Dataset]] = {}
        self._stopped = Event()

    def start(self) -> None:
        """Begins to look for datasets."""
        self._stopped = Event()
        Thread(target=self._look_on, args=(self._stopped,), daemon=True).start()

    def stop(self) -> None:
        """Ends the looking, and the rests between steps."""
        self._stopped.set()

    def look(self, stopped: Event) -> None:
        """Makes the states of each dataset that is shown, where that is another than before."""
        for name, shown in self._library.editions():
            made = self._made.get(name)
            if made is None or made() is not shown.dataset:
                self._make(name, shown.dataset, stopped)

    def _make(self, name: str, dataset: Dataset, stopped: Event) -> None:
        if stopped.wait(self._head_start):
            return
        self._made[name] = ref(dataset)
        terms.use(dataset.own_words)
        try:
            of_all(dataset, pause=lambda: stopped.wait(REST_SECONDS))
        except Exception:
            logger.exception("The states of the map could not be made ahead")

    def _look_on(self, stopped: Event) -> None:
        while not stopped.wait(LOOK_EVERY_SECONDS):
            self.look(stopped)
