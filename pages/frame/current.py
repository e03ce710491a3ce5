"""What every page needs: the dataset, the view, tables of claims, downloads and citations."""

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.serving import library
from geo.serving.editions import Edition
from geo.view import View
from geo.view.keeping import once, share, situation
from geo.words import terms
from pages.frame import firstsight, session
from pages.frame.downloads import cite, download, download_later

__all__ = ["cite", "download", "download_later", "once", "share", "situation"]


def load() -> Edition:
    """What is shown of the dataset now; raises DatasetError where there is nothing."""
    holding = library.current().holding(session.DATASET.get() or "")
    if holding.peek() is None:
        with st.spinner("Reading the dataset…"):
            return holding.edition()
    return holding.edition()


def edition() -> Edition:
    """One for the whole run of a page, whatever happens to the files meanwhile."""
    begun = session.EDITION.get()
    return (begun and begun()) or load()


def dataset() -> Dataset:
    """The dataset of this run, whose own words are used from here on."""
    shown = edition().dataset
    terms.use(shown.own_words)
    return shown


def view() -> View:
    """What the sidebar asks for."""
    shown = dataset()
    return share(View(shown, selection(shown)))


def selection(data: Dataset) -> Selection:
    """The sidebar's moment and filters; a moment shown to the minute includes that minute."""
    if asked := firstsight.asked(data):
        return asked.selection
    known_on = data.about.default_moment
    if at := session.AT.get():
        known_on = pd.Timestamp(at).tz_localize(data.about.zone).tz_convert("UTC")
        known_on += pd.Timedelta(seconds=59)
    return Selection(
        known_on=known_on,
        hours="known" if session.HOURS.get() == "known" else "all",
        regions=tuple(session.REGION.get() or ()),
        severities=tuple(session.SEVERITY.get() or ()),
        tables=tuple(session.KIND.get() or ()),
        certainties=tuple(session.CERTAINTY.get() or ()),
        source_kinds=tuple(session.SOURCE.get() or ()),
        text=session.WORDS.get() or "",
    )
