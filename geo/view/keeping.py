"""Views and what was computed from them, kept for the next run of any reader.

All of it hangs on the dataset that it was made of, and goes with it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import pandas as pd

from geo.dataset import Dataset
from geo.view import situation as situations
from geo.view.shelf import Shelf
from geo.view.sizes import size
from geo.view.view import View

T = TypeVar("T")

# A View computes each of its parts once. Sharing the last few, and what came of them, makes
# a rerun and a step back to an earlier moment cost next to nothing.
# Not Streamlit's caches, which spend a tenth of a run on hashing what they are asked for.
MOST_VIEWS = 48
VIEW_BYTES, RESULT_BYTES = 192 << 20, 64 << 20
# What was made of the whole dataset goes only for more of the same: each view asks for it.
LASTING_BYTES = 128 << 20
_PLACE = "_keeping"


class Keeping:
    """What was made of one dataset."""

    def __init__(self) -> None:
        self.views = Shelf(VIEW_BYTES, size, most=MOST_VIEWS, grows=True)
        self.results = Shelf(RESULT_BYTES, size)
        self.lasting = Shelf(LASTING_BYTES, size)

    @property
    def bytes(self) -> int:
        """What all of it keeps in memory."""
        return self.views.bytes + self.results.bytes + self.lasting.bytes


def of(dataset: Dataset) -> Keeping:
    """What was made of a dataset so far."""
    # Not a mapping from datasets that lets go of them when nobody else holds them: the views that
    # it would lead to hold their dataset.
    kept = vars(dataset).get(_PLACE)
    return kept or vars(dataset).setdefault(_PLACE, Keeping())


def forget(dataset: Dataset) -> None:
    """Lets go of all that was made of a dataset which nobody will ask for again."""
    kept = of(dataset)
    kept.views.clear()
    kept.results.clear()
    kept.lasting.clear()


def share(view: View) -> View:
    """The same view, from among the last few if it is there."""

    def rest() -> View:
        return view if view.whole is view else view.resting_on(share(view.whole))

    return of(view.dataset).views.get(view.selection, rest)


def once(compute: Callable[..., T], view: View, *options: str | bool | tuple) -> T:
    """What a function makes of a view and options, kept for a while; not to be changed.

    The function is known by itself, so it has to be one that its module has a name for: another
    of a page or of a call, a new one each time, is refused with a ValueError.
    """
    _check(compute)
    key = compute, view.selection, options
    return of(view.dataset).results.get(key, lambda: compute(view, *options))


def _check(compute: Callable[..., Any]) -> None:
    name = getattr(compute, "__qualname__", "<unnamed>")
    if "<" in name or compute.__module__ == "__main__":
        raise ValueError(f"{name} is a new function each time: name it at the top of a module")


def per_dataset(compute: Callable[[Dataset], T]) -> Callable[[Dataset], T]:
    """A function of a dataset alone that computes once for each; see ``once``."""
    _check(compute)

    @wraps(compute)
    def kept(dataset: Dataset) -> T:
        return of(dataset).lasting.get(compute, lambda: compute(dataset))

    return kept


def situation(view: View) -> pd.DataFrame:
    """One row per place; see ``geo.view.situation``."""
    return once(situations.situation, view)
