"""The way to the last report and back, and the choice of a time axis."""

from datetime import datetime

import streamlit as st

from geo.dataset import Dataset
from geo.view import period
from geo.words import moments
from pages.drawing.timeaxis import MODES
from pages.frame import session


def choose() -> str:
    """The reader's choice of axis."""
    mode = st.segmented_control("Time axis", MODES, default=session.AXIS.default, required=True,
                                **session.AXIS.bound)  # fmt: skip
    return mode or session.AXIS.default


def last_report(dataset: Dataset) -> None:
    """A button that moves the moment of every page to the last report; then the way back."""
    last, shown, left = period.bounds(dataset)[1], session.AT.get(), session.LEFT.get()
    if shown == last and left:
        st.button(f"Back to {moments.end_or_minute(left)}", on_click=_move, args=(left,),
                  key=session.TO_LAST, icon=":material/undo:")  # fmt: skip
        return
    st.button(f"Go to the last report, {moments.day(last)}", on_click=_move, args=(last,),
              key=session.TO_LAST, disabled=shown == last, icon=":material/last_page:",
              help="Moves the day of all pages.")  # fmt: skip


def _move(to: datetime) -> None:
    if shown := session.AT.get():
        session.LEFT.set(shown)
    session.AT.set(to)
