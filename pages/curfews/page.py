"""Curfews: was there one here at this hour, who is under one now, and how all of it began and
ended.
"""

import streamlit as st

from pages.curfews import question, restrictions
from pages.frame import current

view = current.view()


def draw() -> None:
    """The question, curfew tonight, the hours of the day, all spans, and how they ended."""
    st.header("Was there a curfew?", anchor="question", divider="gray")
    question.draw(view)
    st.header("Curfew tonight", anchor="tonight", divider="gray")
    restrictions.tonight(view)
    st.header("The hours of the day", anchor="day", divider="gray")
    restrictions.day(view)
    st.header("From when to when", anchor="spans", divider="gray")
    restrictions.timeline(view)
    st.header("What was announced as lifted, and when that was known", anchor="lifted",
              divider="gray")  # fmt: skip
    restrictions.lifted(view)
    current.cite(view, view.table("restrictions"))


if view.dataset.places.empty:
    st.info("This dataset holds no places yet.", icon=":material/inbox:")
else:
    draw()
