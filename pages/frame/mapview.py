"""The map on a page: what it draws for a View, and what a click on it means."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit_folium import st_folium

from geo.dataset import Dataset
from geo.mapping import apart, assets, basemap, component, layers, scripts, themes
from geo.mapping.inert import inert
from geo.serving.settings import settings
from geo.view import View, events
from pages.drawing.theme import is_dark
from pages.frame import controls, current, datasets, session

# Of its frame by itself; the style of the pages fits it to the window.
HEIGHT = 560
LONGEST_FILTERS = 120


class Stage(NamedTuple):
    """Where a map is, and what stands beside it, of the same height."""

    field: DeltaGenerator
    panel: DeltaGenerator


class Happened(NamedTuple):
    """Of how many days events are shown, who hears of a click on some, and which are chosen."""

    on_events: Callable[[tuple[str, ...]], None]
    chosen: tuple[str, ...] = ()
    span: str = events.SPAN


class Only(NamedTuple):
    """The places that a map shows, where it does not show all, and a line that says so."""

    place_ids: tuple[str, ...]
    note: str


def stage(name: str) -> Stage:
    """Room for a map and for what stands beside it, which is there before either is drawn."""
    left, right = st.columns([2, 1], gap="xsmall")
    return Stage(
        left.container(height=HEIGHT, border=False, key=session.MAP_PLACE(name)),
        right.container(height=HEIGHT, border=True, key=session.PANEL),
    )


def draw(
    view: View,
    selected: str | None,
    name: str,
    on_place: Callable[[str | None], None],
    field: DeltaGenerator | None = None,
    only: Only | None = None,
    happened: Happened | None = None,
) -> None:
    """The map at the moment of a view; ``on_place`` hears of a click before the page runs again.

    It gets the place_id, or None for a click on empty ground. What the map shows of the places at
    first is the page's theme; the reader may show another, of which no script hears. ``field`` is
    that of a ``stage``; by itself the map stands where the page is. ``only`` leaves out all other
    places, and says so in the picture. ``happened`` is for pages that show events; on
    others a click on events is one on the place of the first.
    """
    dataset = view.dataset
    missing = assets.missing()
    if missing:
        st.error(
            f"The map cannot be drawn: {', '.join(missing)} is missing. Install the project's "
            "requirements again. The tables below are complete.",
            icon=":material/map:",
        )
        return
    known = set(dataset.places.index)

    def hear() -> None:
        click = component.read_click(session.MAP(name).get(), known)
        if click and click.at != session.HEARD(name).get():
            session.HEARD(name).set(click.at)
            if click.events and happened:
                happened.on_events(click.events)
            else:
                on_place(_place_of(view, click.events) if click.events else click.place_id)

    shown = _shown(view, only, happened) | {"selected": selected or ""}
    with field or st.container(key=session.MAP_PLACE(name)):
        st_folium(
            _ground(dataset),
            key=session.MAP(name),
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[component.RETURNED],
            feature_group_to_add=[layers.state({**shown, "dark": is_dark()})],
            on_change=hear,
        )


def _place_of(view: View, keys: tuple[str, ...]) -> str | None:
    """The place of the first of these events, where there is such a one."""
    found = current.once(events.events, view)
    places = found.place_id[found.key.isin(keys[:1])]
    return next(iter(places), None) or None


def _shown(view: View, only: Only | None, happened: Happened | None) -> dict[str, object]:
    sent = apart.sent(view, happened.span if happened else events.SPAN, datasets.named())
    if happened:
        sent["events"] = list(happened.chosen)
    if only:
        sent |= {"note": only.note, "changed": list(only.place_ids)}
    if filters := controls.describe_filters(view):
        # As the header of the page says it, for a picture that is seen without it.
        sent["filters"] = inert(f"filtered by {filters}", LONGEST_FILTERS)
    return sent


def _ground(dataset: Dataset) -> basemap.BaseMap:
    about, page = dataset.about, session.PAGE.get()
    face = themes.face_around(dataset, page.theme if page else themes.FIRST)
    script = scripts.address(dataset)
    return basemap.BaseMap(script, f"Map of {about.title}", tiles=_tiles(), face=face)


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
