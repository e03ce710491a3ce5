"""Tabs of which only the open one is drawn, and which stay open when the counts in them change."""

from collections.abc import Iterator, Sequence

import streamlit as st

from pages.frame import session


def open_tab(
    names: Sequence[str], counts: Sequence[int | None], key: session.Key[str]
) -> Iterator[int]:
    """The place in ``names`` of the one tab that is open, inside of which the caller then draws.

    A count stands behind its name, None for none.
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


def _keep_open(names: Sequence[str], labels: Sequence[str], key: session.Key[str]) -> None:
    """Streamlit knows a tab by its whole label, and goes back to the first where one changed."""
    opened = key.get()
    if isinstance(opened, str) and opened not in labels:
        for name, label in zip(names, labels, strict=True):
            if opened.rpartition(" ")[0] == name:
                key.set(label)
