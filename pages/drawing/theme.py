"""The reader's theme, for what is drawn and not styled."""

import streamlit as st


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def ink() -> str:
    """The colour of words in a chart, that of the theme's text."""
    return "#e8edf1" if is_dark() else "#17222c"
