"""What a reader is told of the dataset's files; all else about them is the operator's."""

import streamlit as st

from geo.serving.editions import AS_IT_IS, WITHOUT_ROWS, Edition
from geo.words import moments

_LEFT_OUT = "Some rows of the dataset's files cannot be used and are left out: see Sources."


def tell(edition: Edition) -> None:
    """A small note at the end of a page, where the files are not as they should be."""
    if edition.showing == WITHOUT_ROWS:
        st.caption(_LEFT_OUT)
    elif edition.showing != AS_IT_IS:
        since = moments.moment(edition.changed_at, edition.dataset.about.zone)
        st.caption(
            f"The dataset's files are being mended; what is shown is the version of {since}."
        )
