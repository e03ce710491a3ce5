"""Casualties: the map of people beside what is known of each measure; the history below."""

import streamlit as st

from geo.mapping.inert import visible
from pages.casualties import allocation, charts, figures, lines, matrix, toll
from pages.drawing import markup, templates
from pages.frame import current, lastreport, mapview, nothing, session
from pages.frame.places import pick_place
from pages.frame.tabs import Tab, open_tab

view = current.view()
dataset = view.dataset
history = view.history("casualties")


def map_and_panel(counted: list[str]) -> str:
    """The map beside the figures of the chosen place, by itself the country; the place."""
    stage = mapview.stage("casualties")
    with stage.panel:
        place = panel(counted)
    chosen = session.PLACE.get()
    mapview.draw(view, chosen, "casualties", session.PLACE.set, stage.field)
    return place


def panel(counted: list[str]) -> str:
    """The lines of the place; those of the country go with the places that have the most."""
    above = st.container(horizontal=True, vertical_alignment="center", gap="xsmall")
    chosen = session.PLACE.get()
    offered = counted if chosen is None or chosen in counted else [*counted, chosen]
    home = lines.home(dataset, counted)
    place = pick_place("Place", dataset, session.PLACE, offered, label_visibility="collapsed")
    with above:
        title = '<h2 class="cm-panel-title">{}</h2>'
        name = markup.text(dataset.places.name[place or home])
        markup.show(markup.Markup(title).format(name))
        if place not in (None, home):
            st.button(markup.in_markdown(visible(dataset.places.name[home], 40)),
                      key=session.LET_GO, type="tertiary", on_click=session.PLACE.set,
                      args=(None,), icon=":material/arrow_back:")  # fmt: skip
    lines.draw(view, place or home)
    if place in (None, home):
        lines.by_place(view, [one for one in counted if one != home])
    return place or home


def over_time(place: str, measure: str) -> None:
    """The chart, its claims as a table, and the claim that was picked in either."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.selectbox("Who is counted", [toll.EVERY, *dataset.terms("group")], width=220,
                             **session.GROUP.bound)  # fmt: skip
        mode = lastreport.choose()
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
        "breaks where a claim was retracted and nothing took its place, and the span in which that "
        "claim stood is shaded. Faint lines are the rivals of a contested figure, one each. An "
        "arrow marks an open end (“or more”)."
    )
    figures.claims_of_chart(view, shown.claims, picked)


def below(place: str) -> None:
    """The tabs, all of one measure but for the tables of all figures."""
    for control in (session.GROUP, session.PARTS, session.AXIS):
        control.keep()
    counted = lines.measures(dataset)
    picked = st.segmented_control(
        "What is counted", counted, default=counted[0], required=True,
        label_visibility="collapsed", **session.MEASURE.bound,
    )  # fmt: skip
    measure = picked or counted[0]
    contested = int(figures.current_figures(view).contested.sum())
    tabs = {
        Tab("places", "By place and group"): lambda: matrix.draw(view, measure),
        Tab("over-time", "How each figure came to be known"): lambda: over_time(place, measure),
        Tab("national", "National figures and what is known by place"):
            lambda: allocation.draw(view, measure),
        Tab("figures", "All current figures"): lambda: figures.table(view),
        Tab("contested", "Contested", contested): lambda: figures.contested(view),
        Tab("events", "Events"): lambda: figures.events(view),
    }  # fmt: skip
    shown = [tab for tab in tabs if tab.id != "events" or figures.has_events(dataset)]
    for tab in open_tab(shown, session.OPENED("casualties")):
        tabs[tab]()
    current.cite(view, history)


def draw() -> None:
    """The first screen, then the tabs."""
    below(map_and_panel(figures.places_counted(dataset)))


if history.empty:
    nothing.tell(view, "claim on casualties")
else:
    draw()
