"""Peacekeepers: who sent whom, by whose word; what they guard; how they came and left."""

import streamlit as st

from pages import forces, routes, shared, timeaxis

view = shared.view()
history = view.history("deployments")
current = view.table("deployments")

shared.heading("Peacekeepers", "Numbers are people. Contingents and rival totals are never added.")
if history.empty:
    why = "these filters leave none" if view.selection.is_filtered else "none was reported yet"
    st.info(
        f"There is no claim on peacekeepers to show: {why}. Reset the filters or move 'As known "
        "on' forward in the sidebar.",
        icon=":material/filter_list_off:",
    )
    st.stop()

st.header("Contingents by country and phase", anchor="contingents", divider="gray")
st.caption("Ranges over the claims that stand. Empty means that no claim gives a number.")
forces.strength_table(view, current)
st.subheader("How it came to be known", anchor="over-time")
with st.container(horizontal=True, vertical_alignment="bottom"):
    mode = timeaxis.choose(view.dataset)
forces.over_time(view, history, mode)
st.header("Rival totals of the whole force", anchor="totals", divider="gray")
forces.rivals(view, history)
st.header("The airlift", anchor="airlift", divider="gray")
forces.airlift(view, history)
st.header("What they guarded", anchor="guarded", divider="gray")
forces.guarded(view, current)
st.header("Arrivals and withdrawals by day", anchor="movements", divider="gray")
forces.movements(view, history)
st.header("Routes", anchor="routes", divider="gray")
routes.draw(view, history)
shared.cite(view, history)
