"""From where to where contingents were said to come."""

import pandas as pd
import streamlit as st

from geo.view import View
from pages import columns, forces, shared, words


def table(view: View) -> pd.DataFrame:
    """The claims that name an origin, as the sources name it."""
    rows = view.history("deployments")
    rows = rows[(rows.origin != "") & (rows.message != "Cancel")]
    return pd.DataFrame(
        {
            "From": columns.texts(rows.origin),
            "To": columns.texts(rows.place),
            "Contingent": [forces.lane(code) for code in rows.contributor],
            "Phase": [words.plain(phase) for phase in rows.phase],
            "Claim": columns.texts(rows.summary, 400),
            "According to": columns.texts(rows.authority),
            "Reported": columns.reported(view, rows),
            "Standing": columns.standing(rows),
            "Source": columns.addresses(view, rows),
            "Id": rows.entry_id.array,
        }
    )


def draw(view: View) -> None:
    """The origins as the sources name them."""
    shown = shared.once(table, view)
    if shown.empty:
        st.text("No claim says from where a contingent came.")
        return
    st.dataframe(shown, hide_index=True, key="routes",
                 column_config={"Source": st.column_config.LinkColumn(display_text="open")},
                 alt=f"{words.count(len(shown), 'claim')} that name an origin")  # fmt: skip
    shared.download(view, shown, "the routes", "routes")
