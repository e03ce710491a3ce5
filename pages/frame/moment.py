"""The moment that every page shows: from the address, the time strip or a script.

Streamlit forgets what a link holds when the reader goes to another page, and every change of the
address by the server is one more step for the button Back. So the moment stands in the session, and
the browser keeps it in the address (elements/address.js), in place of what stood there.
"""

from datetime import datetime

import streamlit as st

from geo.dataset import Dataset
from geo.view import values
from geo.view.period import bounds, default_moment
from pages.drawing import insides
from pages.frame import session


def settle(dataset: Dataset) -> None:
    """Takes the moment of an address that is new: of a link, or of the button Back.

    After ``address.read_address``, which has mended what the link holds.
    """
    text = st.query_params.get(session.AT)
    if text and (text != session.SEEN.get() or insides.went_back()):
        choose(text, dataset)
    elif not session.AT.is_set:
        session.AT.set(default_moment(dataset))
    session.SEEN.set(text or "")


def choose(text: str, dataset: Dataset) -> None:
    """Makes a moment, written as in an address, the one that is shown, within the reports."""
    try:
        wanted = values.read_minute(text, dataset)
    except ValueError:
        return
    first, last = bounds(dataset)
    session.AT.set(min(max(wanted, first), last))


def chosen(dataset: Dataset) -> datetime:
    """The moment that is shown (local, to the minute)."""
    return session.AT.get() or default_moment(dataset)
