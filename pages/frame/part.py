"""The part of a page that a click inside it draws anew by itself: the rest stays as it is.

A run of the whole page sends a hundred messages, each of which the browser draws anew. What follows
the chosen place outside of the part is told to the browser: the address and the sidebar's lines.
"""

from collections.abc import Callable

import streamlit as st

from pages.drawing import elements, insides
from pages.frame import current, firstsight, link, session, turns


def draw(tell: Callable[[], None]) -> None:
    """Draws what ``tell`` does, now and whenever a reader clicks there.

    Streamlit keeps ``tell`` for as long as the session lasts: it must hold no dataset. A click on a
    map that went ahead is one for the whole page, which is about to be drawn (pages/frame/
    firstsight.py); the container is where the part will be.
    """
    if firstsight.asked(current.dataset()):
        with st.container():
            tell()
    else:
        _draw(tell)


@st.fragment
def _draw(tell: Callable[[], None]) -> None:
    if not insides.is_part_run():
        _tell(tell)
    elif _concerns_all():
        st.rerun()
    else:
        with turns.turn():
            _tell(tell)


def _tell(tell: Callable[[], None]) -> None:
    dataset = current.dataset()
    tell()
    shown = {"kept": link.kept(dataset), "turn": link.turn(), "place": session.PLACE.get()}
    elements.follow(shown, session.FOLLOWED)


def _concerns_all() -> bool:
    """Whether something else on the page speaks of what was just left, or of an older dataset."""
    is_open = (session.OPENED(name).get() for name in ("downloads", "citation"))
    is_told = bool(session.NOTICES.get() or session.CELL.get()) or any(is_open)
    return is_told or current.load() is not current.edition()
