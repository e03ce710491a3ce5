"""What a page says when it has nothing to show: why, and what to do about it."""

import streamlit as st

from geo.view import View
from pages.frame import lastreport


def tell(view: View, what: str) -> None:
    """Says why there is no ``what`` at all on this page, and offers the last report."""
    why, mend = "none was reported yet", "Move"
    if view.selection.is_filtered:
        why, mend = "these filters leave none", "Reset the filters or move"
    st.info(
        f"There is no {what} to show: {why}. {mend} 'As known on' forward in the sidebar.",
        icon=":material/filter_list_off:",
    )
    lastreport.last_report(view.dataset)
