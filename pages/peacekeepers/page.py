"""Peacekeepers: who sent whom, by whose word; what they guard; how they came and left."""

from collections.abc import Iterable

import streamlit as st

from geo.dataset.vocabulary import PHASE
from geo.words import terms
from geo.words.numbers import count
from pages.drawing import markup, templates
from pages.frame import claim_ids, current, lastreport, mapview, nothing, session
from pages.frame.tabs import Tab, open_tab
from pages.peacekeepers import charts, forces, panel, routes
from pages.peacekeepers.forces import Part

view = current.view()
history = view.history("deployments")


def strengths() -> None:
    """How strong each contingent was said to be, by phase."""
    table = current.once(forces.strengths, view)
    if table.empty:
        st.text("No contingent was known to be there or on its way.")
        return
    st.caption(
        "Ranges over the claims that stand. Each contingent stands in the latest phase that it was "
        "said to have reached, the whole force in each. “No number given”: claims speak of it "
        "without a number. A withdrawal that was only announced is not one. A number ends once "
        "some of those people have left, until one of a later day is given."
    )
    heads = [head for head in map(terms.plain, PHASE) if table[head].any()]
    shown = ["Contingent", *heads, *(["Force"] if table.Force.nunique() > 1 else [])]
    wide = {
        head: st.column_config.TextColumn(terms.heading(head), width=_width(table[head]))
        for head in heads
    }
    wide["Contingent"] = st.column_config.TextColumn(pinned=True)
    st.dataframe(table, hide_index=True, key=session.TABLE("strengths"), column_config=wide,
                 column_order=shown,
                 alt="People by contingent and phase, as ranges in words",
                 placeholder="")  # fmt: skip
    current.download(view, table, "the strengths", "strengths")


def _width(cells: Iterable[str]) -> int:
    """Room for what is noted beside a number, in pixels."""
    return min(90 + 6 * max(map(len, cells), default=0), 460)


def over_time() -> None:
    """Every claim as a mark, and the one that was picked with its source."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = lastreport.choose()
        lastreport.last_report(view.dataset)
    part = current.once(forces.over_time, view, mode)
    st.text(part.sentence)
    picked = _chart(part, charts.over_time(), "contingents", pick=True)
    st.caption(
        "A filled mark stands; an outlined one was superseded or retracted since. Choose a mark to "
        "see its claim and source, or open the table."
    )
    found = part.claims[part.claims.entry_id == picked]
    markup.show(markup.claim_list(view.dataset, found.itertuples()))
    _folded(part, "The claims of the chart", "contingent-claims")


def numbers(part: Part, empty: str, title: str, name: str) -> None:
    """Claims with a number side by side, and all of them as a table."""
    if part.claims.empty:
        st.text(empty)
        return
    if part.frame is not None and not part.frame.empty:
        st.text(part.sentence)
        _chart(part, charts.side_by_side(), name)
    _folded(part, title, name)


def _chart(part: Part, specification: dict, name: str, pick: bool = False) -> str | None:
    frames = {"claims" if pick else "rows": part.frame}
    key = session.CHART(name)
    return templates.draw(specification, part.values, frames, key, part.sentence, pick)


def _folded(part: Part, title: str, name: str) -> None:
    """The claims behind a line to open; a table is only made once it is opened."""
    with st.expander(title, on_change="rerun", key=session.OPENED(name)) as box:
        if box.open:
            _table(part, name)


def _table(part: Part, name: str) -> None:
    """The claims with a download."""
    table = part.table
    st.dataframe(
        claim_ids.linked(part.view, table),
        key=session.TABLE(name),
        hide_index=True,
        column_order=[column for column in table.columns if column not in forces.NUMBERS],
        column_config={
            "Claim": st.column_config.TextColumn(width="large"),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
            "Id": claim_ids.column(),
        },
        alt=f"{count(len(table), 'claim')}, one a row",
        placeholder="",
    )
    current.download(view, table, "these claims", name)


def listed(part: Part, empty: str, name: str) -> None:
    """Claims as a table only."""
    if part.claims.empty:
        st.text(empty)
    else:
        _table(part, name)


def guarded() -> None:
    """What the troops guard, with sources."""
    listed(current.once(forces.guarded, view), "No task was known to be under way.", "guarded")


def rivals() -> None:
    """What different authorities gave for the whole force."""
    numbers(current.once(forces.rivals, view), "No number for the whole force was known.",
            "These claims", "rivals")  # fmt: skip


def airlift() -> None:
    """The planes, by day and claim."""
    numbers(current.once(forces.airlift, view), "No claim on planes was known.",
            "The claims on planes", "airlift")  # fmt: skip


def movements() -> None:
    """The ways in and out, by day."""
    listed(current.once(forces.movements, view), "No movement in or out was known.",
           "movements")  # fmt: skip


TABS = {
    Tab("phases", "By country and phase"): strengths,
    Tab("over-time", "How it came to be known"): over_time,
    Tab("totals", "Totals of the whole force"): rivals,
    Tab("airlift", "Airlift"): airlift,
    Tab("guarded", "Guarded"): guarded,
    Tab("movements", "In and out, by day"): movements,
    Tab("routes", "Routes"): lambda: routes.draw(view),
}


def draw() -> None:
    """The map of forces beside who is where; all that is told of them below."""
    stage = mapview.stage("peacekeepers")
    with stage.panel:
        # Before the map, which marks the place: a link's is known only once its list was drawn.
        place = panel.draw(view, session.PLACE.set)
    mapview.draw(view, place, "peacekeepers", session.PLACE.set, stage.field)
    session.AXIS.keep()
    for tab in open_tab(list(TABS), session.OPENED("forces")):
        TABS[tab]()
    current.cite(view, history)


if history.empty:
    nothing.tell(view, "claim on peacekeepers")
else:
    draw()
