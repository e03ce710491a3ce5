"""Casualties: how each figure came to be known, what stands, and what is contested."""

import streamlit as st

from pages.casualties import allocation, charts, figures, toll
from pages.drawing import templates
from pages.frame import current, lastreport, nothing, session
from pages.frame.places import pick_place

view = current.view()
dataset = view.dataset
history = view.history("casualties")


def choose() -> tuple[str, str, str]:
    """Place, measure and group, each from a list that does not change with the moment."""
    left, middle, right = st.columns(3)
    counted = figures.places_counted(dataset)
    with left:
        place = pick_place("Place", dataset, session.WHERE, counted, is_needed=True) or counted[0]
    measure = middle.selectbox(
        "What is counted", list(dataset.terms("measure")), **session.MEASURE.bound
    )
    group = right.selectbox("Who is counted", [toll.EVERY, *dataset.terms("group")],
                            **session.GROUP.bound)  # fmt: skip
    return place, measure, group


def over_time(place: str, measure: str, group: str) -> None:
    """The chart, its claims as a table, and the claim that was picked in either."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = lastreport.choose(dataset)
        parts = st.toggle("Also parts of a group", **session.PARTS.bound,
                          help="Such as 'in intensive care': a part, never added.")  # fmt: skip
    shown = current.once(toll.prepare, view, place, measure, group, parts, mode)
    if shown.frames["points"].empty:
        figures.nothing(measure, dataset.places.name[place])
        return
    st.text(shown.sentence)
    picked = templates.draw(
        charts.claims_over_time(),
        shown.values,
        shown.frames,
        session.CHART("tolls"),
        shown.sentence,
        pick=True,
    )
    st.caption(
        "Each mark is one claim, at the day it was reported. The line is the figure that stood: it "
        "breaks where a claim was retracted and nothing took its place. Faint lines are the rivals "
        "of a contested figure, one each. An arrow marks an open end (“or more”)."
    )
    figures.claims_of_chart(view, shown.claims, picked)


def draw() -> None:
    """How figures came to be known, what has a place, what stands, and what is contested."""
    st.header("How each figure came to be known", anchor="over-time", divider="gray")
    if figures.places_counted(dataset):
        over_time(*choose())
    st.header("National figures and what is known by place", anchor="by-place", divider="gray")
    allocation.draw(view)
    st.header("Current figures by place, measure and group", anchor="figures", divider="gray")
    figures.table(view)
    st.header("What is contested", anchor="contested", divider="gray")
    figures.contested(view)
    current.cite(view, history)


if history.empty:
    nothing.tell(view, "claim on casualties")
else:
    draw()
