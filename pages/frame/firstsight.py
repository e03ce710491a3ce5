"""The first run of a session on the map: the map alone, and everything else in a second one.

The browser loads the code of each kind of element when it first meets one, and shows what waited
for its code only once nothing new has begun to wait for a while (React throttles what it reveals).
Sent in one go the map would appear with the last table. Sent ahead it appears about a second
earlier, and the rest no later than it would have.

The first run draws no control, so what they would hold is read from the address: ``asked`` gives it
to the page, which draws the map alone as long as there is an answer, and to ``current.selection``.
The navigation asks ``begin`` whether it is that run, and ends it by ``go_on``; the second run draws
the controls, from when on ``asked`` has no answer any more. Only the first page of the menu has it.
"""

import time
from dataclasses import dataclass, replace

import streamlit as st

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import address
from geo.view.parameters import SELECTING
from pages.drawing import insides
from pages.frame import session

# Seconds in which a browser gets the map going: longer delays everything else, shorter the map.
PAUSE = 0.7


@dataclass(frozen=True)
class Asked:
    """What an address asks for, as long as no widget has read it."""

    selection: Selection
    place: str | None


def begin(dataset: Dataset) -> bool:
    """Whether the map goes ahead now: once a session, and if its address can be read here."""
    is_new = not session.BEGUN.get()
    session.BEGUN.set(True)
    return is_new and asked(dataset) is not None


def asked(dataset: Dataset) -> Asked | None:
    """What the address asks for while the controls have never been drawn; else None.

    None, too, for an address that only the controls can make the best of.
    """
    if session.DRAWN.get():
        return None
    asked_for = insides.read_query()
    pairs = [(name, value) for name, value in asked_for if name in SELECTING]
    try:
        selection = address.from_query(pairs, dataset)
    except ValueError:
        return None
    place = next(iter(selection.places), None)
    return Asked(replace(selection, places=()), place)


def go_on() -> None:
    """Leaves the browser the time to load the map, then runs the page with everything on it."""
    time.sleep(PAUSE)
    st.rerun()
