"""Services by place: where there is no fuel, no cash, no food, no transport."""

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.mapping.inert import visible
from geo.subjects import services
from geo.view import View
from geo.view.credit import day
from geo.view.key_figure import Label
from geo.view.key_figures import key_figure
from geo.words import key_figures, numbers, terms
from pages.frame import cells as table
from pages.frame import current

SIGNS = {"operating": "○ works", "limited": "◐ limited", "damaged": "◪ damaged",
         "suspended": "● cut"}  # fmt: skip
CLOSED = "● closed"  # by decision, which is no cut
PLACE = "Place"
# Pixels: narrow, so that as many services as can be are seen at once.
LETTER, PADDING, WIDEST = 7, 24, 130


def draw(view: View, found: pd.DataFrame, choose: Callable[[str | None], None]) -> None:
    """The state of each service in each place, the gravest place first."""
    cut = key_figures.services_cut(key_figure(Label.SUSPENDED, view))
    st.caption(
        f"{cut} Each with the day of the last report. Empty: nobody says, or no longer. ≠: claims "
        "differ. A click shows the place."
    )
    named = {one: terms.heading(terms.plain(one)) for one in found.columns if one != PLACE}
    table.draw(
        pa.Table.from_pandas(found, preserve_index=False).slice,
        list(found.index),
        "services",
        choose,
        {PLACE: st.column_config.TextColumn(pinned=True),
         **{one: st.column_config.TextColumn(label, width=_width([label, *found[one]]))
            for one, label in named.items()}},
        f"The state of services in {numbers.count(len(found), 'place')}, one a row",
    )  # fmt: skip
    current.download(view, found.reset_index(names="place_id"), "services", "services")


def _width(texts: Iterable[str]) -> int:
    return min(PADDING + LETTER * max(map(len, texts)), WIDEST)


def cells(view: View) -> pd.DataFrame:
    """By place_id in order of severity: the place's name, and a column of words each service."""
    states = services.counted(view.service_states)
    told = {(one.place_id, one.service): _cell(one, view) for one in states.itertuples()}
    matrix = services.matrix(view.service_states)
    places = [one for one in current.situation(view).place_id if one in matrix.index]
    names = [visible(view.dataset.labels[one], 80) for one in places]
    columns = {
        service: [told.get((place_id, service), "") for place_id in places]
        for service in matrix.columns
    }
    return pd.DataFrame({PLACE: names, **columns}, index=places, dtype=object)


def _cell(state: Any, view: View) -> str:
    """'● cut 7 Jan', '◐ limited ≠ 7 Jan'."""
    mark = " ≠" if state.contested else ""
    reported = day(state.last_reported, view.at, view.dataset)
    is_closed = state.state == "suspended" and state.service in services.BY_DECISION
    return f"{CLOSED if is_closed else SIGNS[state.state]}{mark} {reported}"
