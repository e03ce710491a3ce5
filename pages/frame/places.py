"""The list to pick a place from: by its name, or by typing any other name that it has."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from geo.dataset import Dataset
from geo.ledger import is_local
from pages.frame import session


def pick_place(
    label: str,
    dataset: Dataset,
    control: session.Control[str] | session.Control[str | None],
    place_ids: Sequence[str] | None = None,
    *,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str | None:
    """The place_id that was picked, or None.

    ``place_ids`` are offered in their order, by themselves all places by name. What a list shows
    stands in the address, too, and is all that Streamlit searches: so each place is offered twice,
    under its label and under one with every name, which is changed for the first when picked.
    """
    ids = list(dataset.places.sort_values("name").index if place_ids is None else place_ids)
    by_names = {dataset.spelled_out[one]: one for one in ids if one in dataset.spelled_out}

    def settle() -> None:
        chosen = control.get()
        if chosen in by_names:
            control.set(by_names[chosen])

    settle()
    picked = st.selectbox(
        label,
        [*ids, *by_names],
        index=None,
        placeholder=_hint(dataset),
        label_visibility=label_visibility,
        format_func=lambda one: dataset.labels.get(one, one),
        filter_mode="contains",
        on_change=settle,
        **control.bound,
    )
    # Going back in the browser leads past the address that the longer label stood in.
    return by_names.get(picked, picked) if picked else None


def _hint(dataset: Dataset) -> str:
    names = examples(dataset)
    return f"Find a place: {names}" if names else "Find a place"


def examples(dataset: Dataset) -> str:
    """Names to find a place by, none of them the one that it is shown under.

    Of the first three local places that have any, the second in another script.
    """
    local = dataset.places.index[is_local(dataset.places.kind)]
    named = [names for one in local if (names := dataset.other_names[one])][:3]
    found = [
        next((name for name in names if name.isascii() == (turn != 1)), names[0])
        for turn, names in enumerate(named)
    ]
    return f"{', '.join(found)}…" if found else ""
