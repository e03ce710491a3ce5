"""A table below a map, of which any cell chooses the place of its row and brings it into view."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from pages.frame import paged, session

# Pixels: a page of map and table is not taller than two screens.
HEIGHT, ROW, HEAD = 420, 35, 38


def draw(
    rows: Callable[[int, int], pa.Table],
    places: Sequence[str],
    name: str,
    choose: Callable[[str], None],
    columns: Mapping[str, Any],
    alt: str,
    row_height: int = ROW,
    links: Sequence[str] = (),
) -> None:
    """``rows`` makes so many of them from one on, of a long table no more than are shown.

    ``places`` has the place_id of each row, "" for none; a click on ``links`` opens them only. The
    cell is let go once another place is chosen elsewhere.
    """
    shown = paged.part(len(places), name)
    table, places = rows(shown.start, shown.stop - shown.start), places[shown]
    key = session.TABLE(_turn(name))
    if place_of(key.get(), places, links) not in ("", session.PLACE.get()):
        # Another key is another table. One that is told to let go is deaf to the next click.
        session.TURN(name).set((session.TURN(name).get() or 0) + 1)
        key = session.TABLE(_turn(name))

    def hear() -> None:
        # A click beside the cells says that none is chosen, which is no wish to leave a place.
        if place_id := place_of(key.get(), places, links):
            choose(place_id)
            session.SHOWS.set((session.SHOWS.get() or 0) + 1)

    st.dataframe(
        table,
        key=key,
        hide_index=True,
        on_select=hear,
        selection_mode="single-cell",
        column_config=dict(columns),
        height=min(HEIGHT, HEAD + row_height * max(len(table), 1)),
        row_height=row_height,
        placeholder="",  # what is not known; "None" would read as none
        alt=alt,
    )


def _turn(name: str) -> str:
    return f"{name}-{session.TURN(name).get() or 0}"


def place_of(event: Any, places: Sequence[str], links: Sequence[str]) -> str:
    """The place of the row of the cell that is chosen; "" where there is none."""
    cells = event["selection"]["cells"] if event else []
    # What was chosen may be of a table that had more rows.
    rows = (row for row, column in cells if column not in links and row < len(places))
    return next((places[row] for row in rows), "")
