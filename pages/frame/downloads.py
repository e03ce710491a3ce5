"""What a reader takes along: downloads of what is on the page, its sources and how to cite it."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.exporting import citation, csvfile
from geo.exporting.formats import FORMATS, Format
from geo.exporting.names import file_name
from geo.rows import split
from geo.times import is_day
from geo.view import View
from geo.words import moments, numbers, terms
from pages.drawing import markup
from pages.frame import link, pictures, session


def download(view: View, frame: pd.DataFrame, what: str, key: str) -> None:
    """A button that saves exactly this table as CSV."""
    download_later(view, lambda: frame, len(frame), what, key)


def download_later(
    view: View, tell: Callable[[], pd.DataFrame], rows: int, what: str, key: str
) -> None:
    """A button that saves as CSV the table that ``tell`` makes, with so many rows, when asked."""
    here = link.full_address(view.dataset)

    def make() -> bytes:
        terms.use(view.dataset.own_words)
        return csvfile.BOM + csvfile.write(csvfile.provided(tell(), view, here))

    st.download_button(
        f"Download {what} (CSV, {numbers.count(rows, 'row')})",
        data=make,
        file_name=file_name(view, key, "csv"),
        mime="text/csv",
        key=session.DOWNLOAD(key),
        on_click="ignore",
        disabled=not rows,
        icon=":material/download:",
    )


def save(view: View) -> None:
    """The map as a picture, and everything under the filters in the format that is asked for."""
    with st.popover("Save", icon=":material/download:", width="content",
                    key=session.OPENED("downloads"), on_change="rerun") as box:  # fmt: skip
        if not box.open:
            return
        picture, data = st.tabs(["Picture of the map", "Tables and data"])
        with picture:
            pictures.save(view)
        with data:
            _save_data(view)


def _save_data(view: View) -> None:
    name = st.radio(
        "Format",
        list(FORMATS),
        format_func=lambda one: f"{FORMATS[one].label}: {FORMATS[one].what}",
        captions=[form.about for form in FORMATS.values()],
        key=session.FORMAT,
    )
    form, here = FORMATS[name], link.page_address()
    # Made when it is asked for, and kept by nobody: a file holds the address of its reader.
    st.download_button(
        f"Save {form.label} ({numbers.count(form.rows(view), 'row')})",
        data=lambda: _make(form, view, here),
        file_name=form.file_name(view),
        mime=form.mime,
        key=session.DOWNLOAD("made"),
        on_click="ignore",
    )


def _make(form: Format, view: View, address: str) -> bytes:
    """The bytes of a file, in a thread of its own."""
    terms.use(view.dataset.own_words)
    return form.make(view, address)


def cite(view: View, claims: pd.DataFrame) -> None:
    """The foot of a page: the sources of these claims."""
    ids = list(dict.fromkeys(one for cell in claims.source_id for one in split(cell)))
    # Opened, it is drawn by a run of its own: a hundred sources would weigh on every other.
    with st.expander(f"Sources of this page: {len(ids)}", icon=":material/menu_book:",
                     on_change="rerun", key=session.OPENED("sources")) as box:  # fmt: skip
        if box.open and ids:
            markup.show(markup.bullets(_source_line(view.dataset, one) for one in ids))
        elif box.open:
            st.write("Nothing on this page rests on a source: no claim matches.")


def cite_view(view: View, address: str) -> None:
    """How to cite what the page shows, behind a button."""
    with st.popover("Cite", icon=":material/format_quote:", width="content",
                    key=session.OPENED("citation"), on_change="rerun") as box:  # fmt: skip
        if box.open:
            _citation(view, address)


def _citation(view: View, address: str) -> None:
    said = citation.cite(view, address)
    st.caption("Suggested citation")
    st.code(said.text, language=None, wrap_lines=True)
    st.caption("Link that shows this page again as it is")
    st.code(said.permalink, language=None, wrap_lines=True)
    st.caption(f"Dataset version {said.state}, licence {said.licence}.")


def _source_line(data: Dataset, source_id: str) -> markup.Markup:
    source = data.source_rows[source_id]
    shown = moments.local(source.published_at) if is_day(source.published_at) else "undated"
    kind = terms.source_kind(source.kind)
    return markup.Markup("{}: {} ({}, {})").format(
        markup.source_links(data, source_id), markup.text(source.title), kind, shown
    )
