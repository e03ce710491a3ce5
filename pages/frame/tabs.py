"""Tabs of which only the open one is drawn, which stay open when the counts in them change, and
which a link opens again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from pages.frame import session


class Tab(NamedTuple):
    """A tab: what an address calls it, whatever its words, its name, and a number behind it."""

    id: str
    name: str
    number: int | None = None

    @property
    def label(self) -> str:
        """What stands on the tab."""
        return self.name if self.number is None else f"{self.name} {self.number:,}"


def open_tab(
    tabs: Sequence[Tab], key: session.Key[str], control: session.Control[str | None] = session.TAB
) -> Iterator[Tab]:
    """The one tab that is open, inside of which the caller then draws.

    ``key`` is that of the widget. ``control`` holds the id of the tab, for the address; None for
    the first one.
    """
    _open(tabs, key, control)
    labels = [tab.label for tab in tabs]
    drawn = st.tabs(labels, key=key, on_change=_hear, args=(tabs, key, control))
    for tab, place in zip(tabs, drawn, strict=True):
        if place.open:
            with place:
                yield tab


def _open(tabs: Sequence[Tab], key: session.Key[str], control: session.Control[str | None]) -> None:
    """Streamlit knows a tab by its whole label, and goes back to the first where one changed."""
    wanted = next((tab for tab in tabs if tab.id == control.get()), None)
    if wanted is None:
        control.set(None)
    elif key.get() != wanted.label:
        key.set(wanted.label)


def _hear(tabs: Sequence[Tab], key: session.Key[str], control: session.Control[str | None]) -> None:
    """What the reader opened, perhaps under the number of before; no address names the first."""
    opened = key.get() or ""
    names = (opened, opened.rpartition(" ")[0])
    control.set(next((tab.id for tab in tabs[1:] if tab.name in names), None))
