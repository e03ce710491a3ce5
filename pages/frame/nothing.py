"""What a page says when it has nothing to show: why, and what to do about it."""

import streamlit as st

from geo.view import View
from geo.words import moments
from pages.frame import lastreport


def tell(view: View, what: str) -> None:
    """Says why there is no ``what`` at all on this page, and offers the last report."""
    why, mend = "none was reported yet", "Choose"
    if view.selection.is_filtered:
        why, mend = "these filters leave none", "Reset the filters or choose"
    st.info(
        f"There is no {what} to show: {why}. {mend} another day on the strip.",
        icon=":material/filter_list_off:",
    )
    lastreport.last_report(view.dataset)


def under(view: View) -> str:
    """' under these filters', where there are any."""
    return " under these filters" if view.selection.is_filtered else ""


def tell_map(view: View) -> None:
    """Why the map is empty, and what to do."""
    if view.known.empty:
        first = view.dataset.claims.reported_at.min()
        st.info(
            "Nothing had been reported yet at this moment. The first report is of "
            f"{moments.moment(first, view.dataset.about.zone)}: choose a later day above.",
            icon=":material/hourglass_empty:",
        )
    else:
        st.info(
            "No claim matches these filters at this moment. Take a filter away, or reset them all "
            "in the sidebar.",
            icon=":material/filter_list_off:",
        )
