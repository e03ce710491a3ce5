"""Which dataset the reader looks at, and the way to the others.

A session has one dataset from its beginning to its end, that of its first address. The way to
another is a link that the browser opens anew: moment, place, filters and view belong to the dataset
that is left, and so does all that a session remembers.
"""

import streamlit as st

from geo.dataset.issues import shorten
from geo.serving import library
from geo.view.address import at_dataset
from geo.view.parameters import DATASET
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import session

LABEL = "Crises"


def begin() -> None:
    """Takes the dataset that the address asks for, once a session."""
    datasets = library.current()
    if session.DATASET.get() in datasets.names:
        return
    asked = st.query_params.get(DATASET, "")
    is_known = asked in datasets.names
    session.UNKNOWN.set("" if is_known else asked)
    name = asked if is_known else next(iter(datasets.names), "")
    session.DATASET.set(name)
    session.READER.set(datasets.look_at(name))


def named() -> str:
    """What addresses call the dataset; "" where there is no other."""
    return library.current().named(session.DATASET.get() or "")


def notice() -> list[str]:
    """What a link is told that asks for a dataset which is not here."""
    asked = session.UNKNOWN.get()
    if not asked:
        return []
    shown = library.current().titles().get(session.DATASET.get() or "", "")
    return [f"{DATASET}: {shorten(asked)!r} is not known here. Shown instead: {shown}."]


def choose() -> None:
    """The other datasets behind a button, where there are any."""
    if named():
        with st.popover(LABEL, icon=":material/public:", width="content", key=session.DATASETS):
            draw_list()


def draw_list() -> None:
    """A link to each dataset."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    address = f"/{base}/" if base else "/"
    item = Markup('<a href="{}"{}>{}</a>')
    here = Markup(' aria-current="true"')
    links = [
        item.format(at_dataset(address, name), here if name == named() else "", markup.text(title))
        for name, title in library.current().titles().items()
    ]
    markup.show(Markup('<nav class="cm-datasets" aria-label="{}">{}</nav>').format(
        LABEL, markup.bullets(links)))  # fmt: skip


def tell_nothing() -> None:
    """What a reader sees where nothing of the dataset can be shown."""
    if not named():
        st.error("There is no dataset to show now. Please come back later.",
                 icon=":material/error:")  # fmt: skip
        return
    title = library.current().titles().get(named(), named())
    st.error(f"{markup.in_markdown(title)} cannot be shown now. Please come back later.",
             icon=":material/error:")  # fmt: skip
    draw_list()
