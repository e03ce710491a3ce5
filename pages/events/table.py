"""The events as a table, the newest first, with the download of exactly these."""

import pandas as pd
import streamlit as st

from geo.view import View
from geo.view import events as shown
from geo.words import events as words
from geo.words import numbers
from pages.drawing import columns
from pages.frame import current, paged, session

# In the download; on screen words say the same.
IN_FILE = ("First day", "Last day", "Low", "Best", "High", "Latitude", "Longitude", "Precision")


def draw(view: View, span: str) -> None:
    """A row an event; a click on a row shows its claims in the panel."""
    found = current.once(shown.shown, view, span).iloc[::-1]
    table = current.once(event_columns, view, span)
    part = paged.part(len(table), "event-list")
    keys = found.key.iloc[part].tolist()

    def hear() -> None:
        state = session.TABLE("event-list").get()
        rows = [row for row in state["selection"]["rows"] if row < len(keys)] if state else []
        session.EVENTS.set((keys[rows[0]],) if rows else ())

    st.caption("Killed is empty where nobody gives a number: not known, not zero. A click on a row "
               "shows the claims of the event above.")  # fmt: skip
    st.dataframe(
        table.iloc[part],
        key=session.TABLE("event-list"),
        hide_index=True,
        on_select=hear,
        selection_mode="single-row",
        column_config={
            "When": st.column_config.TextColumn(pinned=True),
            "Claim": st.column_config.TextColumn(width=430),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
        },
        column_order=[name for name in table.columns if name not in IN_FILE],
        alt=f"{numbers.count(len(table), 'event')}, one a row, the newest first",
        placeholder="",
    )
    current.download(view, table, "these events", "event-list")


def event_columns(view: View, span: str) -> pd.DataFrame:
    """The events of a span as a reader's table."""
    found = current.once(shown.shown, view, span).iloc[::-1]
    rows = list(found.itertuples())
    return pd.DataFrame(
        {
            "When": [words.when(row) for row in rows],
            "Place": columns.texts(found.place),
            "Kind": [words.kind(row.kind) for row in rows],
            "What": [words.name(row) for row in rows],
            "Killed": [words.killed(row) for row in rows],
            "Time known by": found.timing.array,
            "Claim": columns.texts(found.summary, 400),
            "Certainty": found.certainty.array,
            "According to": columns.texts(found.authority),
            "Collection": columns.texts(found.collection),
            "Source": columns.addresses(view, found),
            "First day": found.day.array,
            "Last day": found.last_day.array,
            **{name: found[name.lower()].array for name in IN_FILE[2:]},
            "Id": found.key.array,
        }
    )
