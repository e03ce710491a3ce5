"""From where to where contingents were said to come: a map of what can be located, and a table."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo.dataset import Dataset
from geo.geocoding.origins import Point, locate_origins
from geo.mapping import assets, basemap, shapes
from geo.mapping import routes as layer
from geo.rows import read_rows
from geo.subjects import contingents
from geo.view import View
from geo.view.keeping import per_dataset
from geo.words import numbers
from pages.drawing import columns
from pages.drawing.theme import is_dark
from pages.frame import current, session
from pages.peacekeepers import forces


@dataclass(frozen=True)
class Routes:
    """The routes whose ends are both known, those in words, and a reader's table of all."""

    drawn: pd.DataFrame
    sentence: str
    table: pd.DataFrame


def prepare(view: View) -> Routes:
    """The claims that name an origin; nothing is asked of a network."""
    data = view.dataset
    points = _origins(data)
    rows = contingents.routes(view.history("deployments"), data.places, lambda _: points)
    drawn = rows.assign(place=rows.place_id.map(data.places.name).fillna(rows.place))[_DRAWN]
    drawn = drawn.dropna().drop_duplicates(["origin", "place"])
    ends = (f"{row.origin} to {row.place}" for row in read_rows(drawn, ["origin", "place"]))
    told = numbers.listed(columns.texts(ends, 80), 12)
    located = [
        "not located" if pd.isna(latitude) else "town" if exact else "country as a whole"
        for latitude, exact in zip(rows.from_latitude, rows.exact, strict=True)
    ]
    table = pd.DataFrame(
        {
            "From": columns.texts(rows.origin),
            "On the map": located,
            "To": columns.texts(rows.place),
            "Contingent": [forces.lane(code) for code in rows.contributor],
            "Phase": forces.stages(rows),
            "Claim": columns.texts(rows.summary, 400),
            "According to": columns.texts(rows.authority),
            "Reported": columns.reported(view, rows),
            "Standing": columns.standing(rows),
            "Source": columns.addresses(view, rows),
            "Id": rows.entry_id.array,
        }
    )
    return Routes(drawn, f"Routes on the map: {told}.", table)


_DRAWN = ["origin", "place", "from_latitude", "from_longitude", "to_latitude", "to_longitude"]
_DRAWN += ["exact"]


@per_dataset
def _origins(data: Dataset) -> Mapping[str, Point]:
    """The points of every origin that the dataset ever names."""
    names = dict.fromkeys(filter(None, data.details["deployments"].origin))
    countries = layer.country_points(shapes.land(data.about.country))
    return locate_origins(list(names), countries)


def draw(view: View) -> None:
    """The map of the routes that can be located, and all of them as the sources name them."""
    found = current.once(prepare, view)
    if found.table.empty:
        st.text("No claim says from where a contingent came.")
        return
    if not found.drawn.empty and not assets.missing():
        st.text(found.sentence)
        _map(view, found.drawn)
    st.caption(
        "A whole line begins at a town, a broken one at a country as a whole, whose point says "
        "nothing of the airfield. A place that is a country is drawn at its middle. Origins whose "
        "name means several places are only in the table. Where the outlines end at a straight "
        "edge, the map knows no land: the blue beyond it is not sea."
    )
    st.dataframe(found.table, hide_index=True, key=session.TABLE("routes"),
                 column_config={"Source": st.column_config.LinkColumn(display_text="open")},
                 alt=f"{numbers.count(len(found.table), 'claim')} that name an origin")  # fmt: skip
    current.download(view, found.table, "the routes", "routes")


def _map(view: View, drawn: pd.DataFrame) -> None:
    st_folium(
        basemap.BaseMap(view.dataset.about.country, "Map of the routes", is_dark()),
        key=session.MAP("routes"),
        height=420,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=layer.routes(drawn),
    )
