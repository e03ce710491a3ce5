"""The top of every page: what it is, the moment, what to take along, the days."""

from functools import cache
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.dataset import Dataset
from geo.serving.settings import settings
from geo.view import View, values
from geo.view.figures_line import can_have
from geo.view.parameters import DATASET, SELECTING
from geo.words import moments
from pages.drawing import elements, insides, markup
from pages.drawing.markup import Markup
from pages.frame import (
    controls,
    datasets,
    downloads,
    figures,
    link,
    menu,
    moment,
    session,
    sheet,
    strip,
)

COPY = {"label": "Copy link", "copied": "Link copied", "press": "Press Ctrl+C to copy"}
SKIP = {"map": "Skip to the map", "page": "Skip to the page", "days": "Skip to the days"}


class Places(NamedTuple):
    """Where the parts of the top of a page will be."""

    above: DeltaGenerator
    days: DeltaGenerator
    figures: DeltaGenerator | None


def begin(dataset: Dataset) -> Places:
    """Room for the header line, the time strip and the figures, and the hour, which is asked for
    by all that the page shows.
    """
    above = st.container(horizontal=True, vertical_alignment="center", gap="xsmall",
                         key=session.HEADER)  # fmt: skip
    with _strip_place(), st.container(horizontal=True, vertical_alignment="center", gap="small",
                                      key=session.STRIP_ROW):  # fmt: skip
        days = st.container(key=session.STRIP_DAYS)
        # Before the view is made, which asks what it holds.
        strip.draw_hour(dataset)
    return Places(above, days, figures.place() if can_have(dataset) else None)


def fill(places: Places, view: View) -> None:
    """What stands in these places, once the page has said what a reader waits for."""
    with places.above:
        _title(view)
        datasets.choose()
        _take_along(view)
    with places.days:
        strip.draw(view)
    if places.figures:
        with places.figures:
            figures.draw(view)


def reserve(view: View) -> None:
    """The header line alone, and room for all else, while the map goes ahead."""
    with st.container(horizontal=True, vertical_alignment="center", key=session.HEADER):
        _title(view)
    _strip_place()
    if can_have(view.dataset):
        figures.place()


def _strip_place() -> DeltaGenerator:
    """With a height of its own, since Streamlit sends no container that is empty."""
    return st.container(height=strip.HEIGHT, border=False, key=session.STRIP_PLACE)


def _title(view: View) -> None:
    about, page = view.dataset.about, session.PAGE.get()
    known = moments.as_known(view.at, about.zone)
    filters = controls.describe_filters(view)
    filtered = Markup("; filtered by {}").format(markup.text(filters)) if filters else Markup("")
    title, before = about.title, Markup("")
    if page and page is not menu.MENU[0]:
        title, before = (
            page.title,
            Markup('<span class="cm-of">{}<span class="cm-comma">, </span></span>').format(
                markup.text(about.title)
            ),
        )
    html = (
        '<div class="cm-head"><h1>{}</h1>'
        '<p class="cm-lead">{}<span class="cm-when">{}{}</span></p></div>'
    )
    markup.show(Markup(html).format(markup.text(title), before, known, filtered))


@cache
def carried() -> dict[str, list[str]]:
    """What a page takes along of the one before: where each parameter is taken, none for all."""
    paths = {entry.folder: menu.path(entry) for entry in menu.MENU}
    taken = {name: [paths[folder] for folder in one.pages] for name, one in SELECTING.items()}
    return {DATASET: [], **taken}


def _take_along(view: View) -> None:
    page = session.PAGE.get()
    public = settings().public_url
    data = COPY | {
        "at": values.write_minute(moment.chosen(view.dataset), view.dataset),
        "kept": {DATASET: datasets.named(), **link.kept(view.dataset)},
        "chosen": link.chosen(view.dataset),
        "carried": carried(),
        "skip": SKIP,
        "loading": {"sheet": sheet.LOADING, "parts": insides.LOADING},
        "page": page.folder if page else "",
        "shows": session.SHOWS.get() or 0,
        "address": f"{public}/{menu.path(page)}" if public and page else "",
        "askers": ", ".join(
            insides.keyed(session.OPENED(one)) for one in ("downloads", "citation")
        ),
    }
    elements.header(data, session.LINK, session.SHOWN.set)
    downloads.save(view)
    downloads.cite_view(view, link.full_address(view.dataset))
