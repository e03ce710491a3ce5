"""Casualties: how each figure came to be known, what stands, and what is contested."""

import streamlit as st

from geo import casualties, tolls
from geo.schema import GROUP, MEASURE
from pages import allocation, figures, shared, timeaxis, tollchart

view = shared.view()
dataset = view.dataset
history = view.history("casualties")
current = view.table("casualties")


def choose() -> tuple[str, str, str]:
    """Place, measure and group, each from a list that does not change with the moment."""
    everything = dataset.claims[dataset.claims.table == "casualties"]
    located = dataset.places.loc[[one for one in everything.place_id.unique() if one]]
    order = {"country": 0, "region": 1, "city": 2}
    located = located.assign(rank=located.kind.map(order)).sort_values(["rank", "name"])
    left, middle, right = st.columns(3)
    place = left.selectbox("Place", list(located.index), key="where", bind="query-params",
                           format_func=lambda one: dataset.places.name[one])  # fmt: skip
    measure = middle.selectbox("What is counted", list(MEASURE), key="measure", bind="query-params")
    group = right.selectbox("Who is counted", ["every group", *GROUP], key="group",
                            bind="query-params")  # fmt: skip
    return place, measure, group


def over_time(place: str | None, measure: str, group: str) -> None:
    """The chart, its claims as a table, and the claim that was picked in either."""
    rows = history[(history.place_id == place) & (history.measure == measure)]
    rows = rows if group == "every group" else rows[rows.group == group]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = timeaxis.choose(dataset)
        parts = st.toggle("With parts of groups", key="parts", bind="query-params",
                          help="Such as 'in intensive care': a part, never added.")  # fmt: skip
    rows = rows if parts else rows[rows.subset == ""]
    points, steps = tolls.points(rows), tolls.steps(rows, view.at)
    name = dataset.places.name[place] if place else "no place"
    if points.empty:
        figures.nothing(measure, name)
        return
    text = tollchart.sentence(view, points, steps, f"people {measure}, {name}")
    st.text(text)
    picked = tollchart.draw(view, points, steps, mode, text)
    st.caption(
        "Each mark is one claim, at the day it was reported. The line is the figure that stood: it "
        "breaks where a claim was retracted and nothing took its place. A tinted box is contested: "
        "authorities give numbers that do not meet. An arrow marks an open end (“or more”)."
    )
    figures.claims_of_chart(view, rows, points, picked)


shared.heading("Casualties", "Numbers are people. Unknown is not zero.")
if history.empty:
    figures.nothing_at_all(view)
st.header("How each figure came to be known", anchor="over-time", divider="gray")
over_time(*choose())
st.header("National figures and what is known by place", anchor="by-place", divider="gray")
allocation.draw(view, current)
st.header("Current figures by place, measure and group", anchor="figures", divider="gray")
table = casualties.figures(current)
figures.table(view, table)
st.header("What is contested", anchor="contested", divider="gray")
figures.contested(view, table, current)
shared.cite(view, history)
