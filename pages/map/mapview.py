"""The map on a page: what it draws for a View, and what a click on it means."""

from collections.abc import Callable

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo.dataset import Dataset
from geo.ledger import is_local
from geo.mapping import assets, basemap, component, drawn, layers, signs
from geo.serving.settings import settings
from pages.drawing import markup
from pages.drawing.theme import is_dark
from pages.frame import session

HEIGHT = 460
SAME = session.SIZE.default
# What a marker's size may stand for, and the column of the situation that says it.
SIZES = {
    SAME: "",
    "claims": "claims",
    "people killed": "killed",
    "people injured": "injured",
    "people detained": "detained",
    "suspended services": "services_suspended",
}


def draw(
    dataset: Dataset,
    situation: pd.DataFrame,
    selected: str | None,
    size: str,
    name: str,
    on_place: Callable[[str | None], None],
) -> None:
    """The map of a situation; ``on_place`` hears of a click before the page runs again.

    It gets the place_id, or None for a click on empty ground.
    """
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

    frame = signs_of(situation, dataset, selected, size)
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


def signs_of(
    situation: pd.DataFrame, dataset: Dataset, selected: str | None, size: str
) -> pd.DataFrame:
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
            "size_value": _sizes(situation, size),
            "label": situation.name,
        }
    )


def _sizes(situation: pd.DataFrame, size: str) -> pd.Series:
    """What a marker's area stands for; of people the highest number of any group, NaN where none
    is known.
    """
    column = SIZES[size]
    if not column:
        return pd.Series(float("nan"), index=situation.index)
    column = f"{column}_highest" if f"{column}_highest" in situation else column
    return situation[column].astype("Float64").astype("float64")


def legend(size: str) -> None:
    """Every sign of the map in words."""
    entries = signs.legend("" if size == SAME else size, is_dark())
    items = markup.join(
        markup.Markup('<li><img src="{}" alt="" width="{}" height="24">{}</li>').format(
            entry.image, entry.width, entry.words
        )
        for entry in entries
    )
    markup.show(markup.Markup('<ul class="cm-legend" aria-label="Legend">{}</ul>').format(items))


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
