"""What every page needs: the dataset, the view, tables of claims, downloads and citations."""

import gc
import os
from pathlib import Path

import pandas as pd
import streamlit as st

from geo.dataset import Dataset, DatasetError, file_state, load_dataset
from geo.dataset.issues import Issue
from geo.geocoding.locating import locate_places
from geo.ledger import Selection
from geo.view import View
from geo.view.keeping import once, share, situation
from geo.words import moments
from pages.drawing import markup
from pages.frame import firstsight, session
from pages.frame.downloads import cite, download, download_later, downloads

__all__ = ["cite", "download", "download_later", "downloads", "once", "share", "situation"]

ROOT = Path(__file__).resolve().parents[2]


def directory() -> Path:
    """The dataset's directory: CRISIS_MAP_DATASET, or the one that comes with the map."""
    return Path(os.environ.get("CRISIS_MAP_DATASET") or ROOT / "data" / "kazakhstan-2022")


@st.cache_resource(max_entries=2, show_spinner="Reading the dataset…")
def _load(path: Path, state: tuple) -> Dataset:
    dataset = load_dataset(path, locate_places)
    # All of it lives as long as the server: the garbage collector need not walk it again and again.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return dataset


@st.cache_resource
def _last_good() -> dict[Path, Dataset]:
    return {}


def load() -> tuple[Dataset, tuple[Issue, ...]]:
    """The dataset, and the errors of its files where those stay behind what is shown.

    While the app runs, files with an error leave the last good dataset on screen. Without one, the
    rows that can be used are shown. Raises DatasetError where there is nothing to show.
    """
    path, good = directory(), _last_good()
    try:
        dataset = _load(path, file_state(path))
    except DatasetError as error:
        if path not in good:
            raise
        return good[path], (Issue("error", "dataset", 0, "", "", str(error), ""),)
    if dataset.errors and path in good:
        return good[path], dataset.errors
    if not dataset.errors:
        good[path] = dataset
    return dataset, dataset.errors


def dataset() -> Dataset:
    """The dataset that is shown: one for the whole run of a page, whatever happens to its files."""
    shown = session.DATASET.get()
    return load()[0] if shown is None else shown


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
        regions=tuple(session.REGION.get() or ()),
        severities=tuple(session.SEVERITY.get() or ()),
        tables=tuple(session.KIND.get() or ()),
        certainties=tuple(session.CERTAINTY.get() or ()),
        source_kinds=tuple(session.SOURCE.get() or ()),
        text=session.WORDS.get() or "",
    )


def heading(title: str, lead: str = "") -> None:
    """The page's title and the moment that everything on it is known on."""
    current = view()
    st.title(title, anchor=False)
    known = f"As known on {moments.moment(current.at, current.dataset.about.zone)}"
    markup.show(
        markup.Markup('<p class="cm-lead"><strong>{}</strong>{}</p>').format(
            known, f". {lead}" if lead else ""
        )
    )
