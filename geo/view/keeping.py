"""Views and what was computed from them, kept for the next run of any reader."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.view import situation as situations
from geo.view.view import View


# A View computes each of its parts once. Sharing the last few, and what came of them, makes
# a rerun and a step back to an earlier moment cost next to nothing; the bounds keep memory flat.
# Not Streamlit's caches, which spend a tenth of a run on hashing what they are asked for.
@lru_cache(maxsize=48)
def share(view: View) -> View:
    """The same view, from among the last few if it is there."""
    return view if view.whole is view else view.resting_on(share(view.whole))


@dataclass(frozen=True)
class _Task:
    """A computation, known by its name: the functions of a page are new ones in each run."""

    name: str
    view: View
    options: tuple
    compute: Callable[..., Any] = field(compare=False)


@lru_cache(maxsize=256)
def _result(task: _Task) -> Any:
    return task.compute(task.view, *task.options)


def once(compute: Callable[..., Any], view: View, *options: str | bool | tuple) -> Any:
    """What a function makes of a view and options, kept for a while; not to be changed."""
    name = f"{compute.__module__}.{compute.__qualname__}"
    return _result(_Task(name, view, options, compute))


def situation(view: View) -> pd.DataFrame:
    """One row per place; see ``geo.view.situation``."""
    return once(situations.situation, view)
