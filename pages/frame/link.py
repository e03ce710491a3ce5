"""The link that shows a page again as it is: its address, moment, filters, place and controls."""

from urllib.parse import urlsplit

import streamlit as st

from geo.dataset import Dataset
from geo.serving.settings import settings
from geo.view import View, parameters
from geo.view.address import at_dataset, permalink, with_query, write_changed
from pages.drawing import insides
from pages.frame import datasets, menu, session

MOST = 50  # values of one parameter, as events of one click: more make no link that anybody sends


def page_address() -> str:
    """Where this page is, with the dataset that it is about: under the public address, else as the
    browser has it; without one at most its query.
    """
    page = session.PAGE.get()
    if page and settings().public_url:
        return at_dataset(f"{settings().public_url}/{menu.path(page)}", datasets.named())
    url = urlsplit(st.context.url or "")
    here = url._replace(path=url.path or "/", query="", fragment="").geturl() if url.netloc else ""
    return at_dataset(here, datasets.named())


def full_address(dataset: Dataset) -> str:
    """Where this page is, with what its own controls show."""
    return with_query(page_address(), _shown(dataset))


def link(view: View) -> str:
    """The address that shows this page again as it is; only its query outside a browser."""
    return permalink(view.selection, view.dataset, full_address(view.dataset))


def kept(dataset: Dataset) -> dict[str, list[str]]:
    """The texts of the controls that no widget keeps in the address; none on other pages."""
    shown = _shown(dataset)
    return {key: [text for name, text in shown if name == key] for key in session.KEPT}


def chosen(dataset: Dataset) -> dict[str, list[str]]:
    """What clicks choose beside its widget, as the address holds it: Streamlit loses what a run
    would have written there when the next one takes its turn.
    """
    shown = _shown(dataset)
    return {session.PLACE: [text for name, text in shown if name == session.PLACE]}


def _shown(dataset: Dataset) -> list[tuple[str, str]]:
    """What the page's own controls show, but for what they show by themselves.

    A control that was not drawn yet still stands in the address alone; what the map shows by
    itself stands in the browser's.
    """
    page = session.PAGE.get()
    pairs: list[tuple[str, str]] = []
    standing = [pair for pair in insides.read_query() if pair[0] not in session.BY_MAP]
    standing += session.ON_MAP.get() or []
    for parameter in parameters.of_page(page.folder) if page else ():
        control = session.CONTROLS[parameter.name]
        if control.is_set:
            value = control.get()
            value = tuple(value or ()) if parameter.repeats else value
            written = write_changed({parameter.name: value}, dataset)
            pairs += written if len(written) <= MOST else []
        else:
            pairs += [pair for pair in standing if pair[0] == parameter.name]
    return pairs
