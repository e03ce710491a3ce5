"""Views and what was computed from them, kept for the next run of any reader."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from geo import situation as situations
from geo.dataset import Dataset
from geo.view import View


def _view_key(view: View) -> tuple[str, str]:
    return view.dataset.version, repr(view.selection)


# A View computes each of its parts once. Sharing the last few, and what came of them, makes
# a rerun and a step back to an earlier moment cost next to nothing; the bounds keep memory flat.
@st.cache_resource(max_entries=48, show_spinner=False, hash_funcs={View: _view_key})
def share(view: View) -> View:
    """The same view, from among the last few if it is there."""
    return view


@st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={View: _view_key})
def _once(name: str, _compute: Callable[..., Any], view: View, options: tuple) -> Any:
    return _compute(view, *options)


def once(compute: Callable[..., Any], view: View, *options: str | bool | tuple) -> Any:
    """What a function makes of a view and options, kept for a while; not to be changed."""
    return _once(f"{compute.__module__}.{compute.__qualname__}", compute, view, options)


def per_dataset(compute: Callable[[Dataset], Any]) -> Callable[[Dataset], Any]:
    """What a function makes of a dataset alone, whatever the moment; not to be changed."""
    hashes = {Dataset: lambda data: data.version}
    return st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=hashes)(compute)


def situation(view: View) -> pd.DataFrame:
    """One row per place; see ``geo.situation``."""
    return once(situations.situation, view)
