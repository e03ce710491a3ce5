"""The way to the last report, and the choice of a time axis."""

from datetime import datetime

import streamlit as st

from geo.dataset import Dataset
from geo.view import period
from pages.drawing.timeaxis import MODES
from pages.frame import session


def choose() -> str:
    """The reader's choice of axis."""
    mode = st.segmented_control("Time axis", MODES, default=session.AXIS.default, required=True,
                                **session.AXIS.bound)  # fmt: skip
    return mode or session.AXIS.default


def last_report(dataset: Dataset) -> None:
    """A button that moves the moment to the last report."""
    last = period.bounds(dataset)[1]
    st.button("Show up to the last report", on_click=_move, args=(last,), key=session.TO_LAST,
              disabled=session.AT.get() == last, icon=":material/last_page:")  # fmt: skip


def _move(moment: datetime) -> None:
    session.AT.set(moment)
