"""One measure of people by place and group: what is known where, and what is contested."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import GROUP
from geo.ledger import breadth
from geo.mapping.inert import visible
from geo.ranges import level
from geo.subjects import casualties
from geo.view import View
from geo.words import figures as words
from geo.words import line_of_people, numbers, terms
from pages.frame import cells, current, nothing, session

PLACE, ALL = "Place", "Total"


def draw(view: View, measure: str) -> None:
    """The table; a click on any cell chooses the place of its row."""
    found = current.once(prepare, view, measure)
    if found.empty:
        st.info(f"No number of people {measure} was known at this moment{nothing.under(view)}. "
                "That is not zero.")  # fmt: skip
        return
    st.caption(
        "An empty cell: not known. In brackets: of a part of the group only. ≠: contested. A click "
        "shows the place."
    )
    told = f"People {measure} in {numbers.count(len(found), 'place')}, one a row, by group"
    columns = {PLACE: st.column_config.TextColumn(pinned=True),
               ALL: st.column_config.TextColumn(width=150)}  # fmt: skip
    table = pa.Table.from_pandas(found, preserve_index=False)
    cells.draw(table.slice, list(found.index), "tolls", session.PLACE.set, columns, told)
    file = found.reset_index(names="place_id")
    current.download(view, file, f"people {measure} by place and group", f"by-group-{measure}")


def prepare(view: View, measure: str) -> pd.DataFrame:
    """By place_id, the country first: the place's name, and a column of words each group."""
    figures = view.figures[(view.figures.measure == measure) & (view.figures.place_id != "")]
    told: dict[str, dict[str, list[Any]]] = {}
    for row in figures.itertuples():
        told.setdefault(row.place_id, {}).setdefault(row.group, []).append(row)
    groups = sorted({row.group for row in figures.itertuples()}, key=lambda one: rank(GROUP, one))
    places = view.dataset.places
    ids = sorted(told, key=lambda one: (breadth(places.kind[one]), places.name[one]))
    columns = {
        _heading(group): [_cell(told[one].get(group, ()), view) for one in ids] for group in groups
    }
    names = [visible(view.dataset.labels[one], 80) for one in ids]
    return pd.DataFrame({PLACE: names, **columns}, index=ids, dtype=object)


def _heading(group: str) -> str:
    return ALL if group == "all" else terms.heading(terms.plain(group))


def _cell(rows: Iterable[Any], view: View) -> str:
    """'18', '18 or 26 ≠'; '(3 or more)' where only a part of the group is counted."""
    whole = [row for row in rows if not row.subset]
    said = "; ".join(_number(row, view) for row in whole or rows)
    return said if whole or not said else f"({said})"


def _number(row: Any, view: View) -> str:
    rivals = casualties.rivals(row, view.dataset.rows)
    bounds = row.low, row.best, row.high
    if level(*bounds) is None and not row.contested:
        return visible(row.qualifier, 40) or "no number"
    number = line_of_people.number_of(bounds, rivals, row.measure)
    number = " ".join(filter(None, (number, words.since(row.since))))
    return f"{number} ≠" if row.contested else number
