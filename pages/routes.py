"""From where to where contingents were said to come."""

import pandas as pd
import streamlit as st

from geo.view import View
from pages import forces


def draw(view: View, history: pd.DataFrame) -> None:
    """The origins as the sources name them."""
    rows = history[(history.origin != "") & (history.message != "Cancel")]
    if rows.empty:
        st.text("No claim says from where a contingent came.")
        return
    extra = {"From": rows.origin.array, "To": rows.place.array}
    forces.listed(view, rows, "", "routes", extra)
