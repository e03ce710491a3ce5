"""Tabs of which only the open one is drawn, and which stay open when the counts in them change."""

from collections.abc import Iterator, Sequence

import streamlit as st


def open_tab(names: Sequence[str], counts: Sequence[int | None], key: str) -> Iterator[int]:
    """The place in ``names`` of the one tab that is open, inside of which the caller then draws.

    >>> # for i in open_tab(["Services", "Claims"], [9, 78], "tabs"): draw(i)
    """
    labels = [
        name if count is None else f"{name} {count:,}"
        for name, count in zip(names, counts, strict=True)
    ]
    _keep_open(names, labels, key)
    for i, tab in enumerate(st.tabs(labels, key=key, on_change="rerun")):
        if tab.open:
            with tab:
                yield i


def _keep_open(names: Sequence[str], labels: Sequence[str], key: str) -> None:
    """Streamlit knows a tab by its whole label, and goes back to the first where one changed."""
    opened = st.session_state.get(key)
    if isinstance(opened, str) and opened not in labels:
        for name, label in zip(names, labels, strict=True):
            if opened.rpartition(" ")[0] == name:
                st.session_state[key] = label
