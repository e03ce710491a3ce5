"""The map on a page: what it draws for a View, and what a click on it means."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo.ledger import is_local
from geo.mapping import assets, basemap, component, drawn, layers
from geo.serving.settings import settings
from geo.view import View
from pages.drawing.theme import is_dark
from pages.frame import current, session

# Of its frame by itself; the style of the pages fits it to the window.
HEIGHT = 560


def draw(
    view: View,
    selected: str | None,
    name: str,
    on_place: Callable[[str | None], None],
) -> None:
    """The map at the moment of a view; ``on_place`` hears of a click before the page runs again.

    It gets the place_id, or None for a click on empty ground.
    """
    dataset, situation = view.dataset, current.situation(view)
    missing = assets.missing()
    if missing:
        st.error(
            f"The map cannot be drawn: {', '.join(missing)} is missing. Install the project's "
            "requirements again. The tables below are complete.",
            icon=":material/map:",
        )
        return
    about, dark = dataset.about, is_dark()
    known = set(dataset.places.index)

    def hear() -> None:
        click = component.read_click(session.MAP(name).get(), known)
        if click and click.at != session.HEARD(name).get():
            session.HEARD(name).set(click.at)
            on_place(click.place_id)

    frame = signs_of(situation, selected)
    with st.container(key=session.MAP_PLACE(name)):
        st_folium(
            basemap.BaseMap(
                about.country, f"Map of {about.title}", dark, _tiles(), drawn.window(dataset.places)
            ),
            key=session.MAP(name),
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[component.RETURNED],
            feature_group_to_add=[
                layers.regions(frame[frame.kind == "region"], about.country),
                layers.places(frame[is_local(frame.kind)]),
            ],
            on_change=hear,
        )


def signs_of(situation: pd.DataFrame, selected: str | None) -> pd.DataFrame:
    """The situation as the layers want it, with the selected place marked."""
    whose = drawn.with_origin(situation)
    return pd.DataFrame(
        {
            "place_id": situation.place_id,
            "name": situation.name,
            "kind": situation.kind,
            "latitude": situation.latitude,
            "longitude": situation.longitude,
            "severity": situation.severity,
            "stale": situation.stale,
            "derived": whose.derived,
            "origin": whose.origin,
            "curfew": situation.curfew,
            "curfew_tonight": situation.curfew_tonight,
            "curfew_lapsed": situation.curfew_lapsed,
            "selected": situation.place_id == selected,
            "size_value": float("nan"),
            "label": situation.name,
        }
    )


def _tiles() -> basemap.Tiles | None:
    """Online street tiles, where this server offers them and the reader asked for them."""
    offered = settings()
    if not (offered.tiles and session.TILES.get()):
        return None
    return basemap.Tiles(offered.tiles, offered.tiles_attribution)


def tiles_option() -> None:
    """The choice of online tiles, where this server offers them; off unless a reader asks."""
    if settings().tiles:
        st.toggle("Street map from the internet", key=session.TILES, help="Needs a connection.")
