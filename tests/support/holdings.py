"""Holdings for tests: clocks that are set, loads that are counted and held up, or none at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pandas as pd

from geo.dataset import Dataset, read_dataset
from geo.serving.holding import Holding
from geo.serving.last_good import LastGood

START = pd.Timestamp("2022-01-20T12:00:00Z")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> pd.Timestamp:
        return self.moment

    def go_on(self, **span: float) -> pd.Timestamp:
        """Lets a while pass; the moment then."""
        self.moment += pd.Timedelta(**span)
        return self.moment


class Loads:
    """Makes datasets, counted; each begins when it is let go on."""

    def __init__(self, go_on: bool = True) -> None:
        self.count = 0
        self.begun, self.go_on = Event(), Event()
        if go_on:
            self.go_on.set()

    def __call__(self, contents: Mapping[str, bytes]) -> Dataset:
        self.count += 1
        self.begun.set()
        assert self.go_on.wait(60)
        return read_dataset(contents)


class Times:
    """Looks at the files of a holding, each time as late as it takes to see a change at rest."""

    def __init__(self, holding: Holding) -> None:
        self.holding, self.at = holding, 0.0

    def look(self) -> None:
        """Two looks, since files are read once they rest."""
        for _ in range(2):
            self.at += 1
            self.holding.look(self.at)


@dataclass
class Held:
    """A holding that shows a dataset at once, or after a wait; an error is raised instead."""

    dataset: Dataset | Exception
    changed_at: pd.Timestamp = START
    is_slow: bool = False
    waits: int = 0

    def peek(self) -> "Held | None":
        return None if self.is_slow or isinstance(self.dataset, Exception) else self

    def edition(self) -> "Held":
        self.waits += 1
        if isinstance(self.dataset, Exception):
            raise self.dataset
        return self


@dataclass
class Alone:
    """A library of one dataset."""

    held: Held
    names: tuple[str, ...] = ("alone",)

    def named(self, name: str = "") -> str:
        return ""

    def holding(self, name: str = "") -> Held:
        return self.held

    def editions(self) -> list[tuple[str, Held]]:
        shown = self.held.peek()
        return [(self.names[0], shown)] if shown else []


def hold(
    directory: Path,
    cache: Path | None = None,
    make: Callable[[Mapping[str, bytes]], Dataset] = read_dataset,
    clock: Callable[[], pd.Timestamp] | None = None,
) -> Holding:
    """A holding that keeps the last good version in a folder of its own."""
    last_good = LastGood(cache or directory.parent / "cache", directory)
    return Holding(directory, last_good, make=make, now=clock or Clock())


def break_row(directory: Path, text: str = 'broken,"line') -> None:
    """Adds a row that no table can have."""
    with (directory / "status.csv").open("a", encoding="utf-8") as table:
        table.write(f"{text}\n")
