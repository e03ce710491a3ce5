"""What a page says when it has nothing to show: why, and what to do about it."""

import streamlit as st

from geo.view import View


def tell(view: View, what: str) -> None:
    """Says why there is no ``what`` at all on this page."""
    why = "these filters leave none" if view.selection.is_filtered else "none was reported yet"
    st.info(
        f"There is no {what} to show: {why}. Reset the filters or move 'As known on' forward in "
        "the sidebar.",
        icon=":material/filter_list_off:",
    )
