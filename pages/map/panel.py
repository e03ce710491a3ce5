"""What stands beside the map: the gravest places, or the chosen one."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import streamlit as st

from geo.view import View
from geo.words import numbers
from pages.drawing import markup
from pages.frame import current, events, nothing, session
from pages.frame.places import pick_place
from pages.frame.tabs import open_tab
from pages.map import gravest
from pages.map.place import facts
from pages.map.place.sections import sections

Choose = Callable[[str | None], None]


class Head(NamedTuple):
    """What the panel is about: a place_id, or events that were chosen on the map, or neither."""

    place: str | None
    found: pd.DataFrame | None


def head(view: View, choose: Choose) -> Head:
    """Its title and the list of places, whose choice is that of a link only once it was drawn."""
    above = st.container(horizontal=True, vertical_alignment="center", gap="xsmall")
    place = pick(view)
    found = events.chosen(view) if place is None else None
    with above:
        _title(_words(view, place, found))
        if place is not None or found is not None:
            st.button("All places", key=session.LET_GO, type="tertiary", on_click=choose,
                      args=(None,), icon=":material/arrow_back:")  # fmt: skip
    return Head(place, found)


def body(view: View, about: Head, situation: pd.DataFrame, choose: Choose) -> None:
    """What is told of it."""
    if about.place is not None:
        _place(view, about.place)
        return
    session.ABOUT.set(None)
    if about.found is not None:
        markup.show(events.newest(view, about.found, is_open=len(about.found) == 1))
    elif view.claims.empty:
        nothing.tell_map(view)
    else:
        gravest.draw(view, len(situation), choose)


def pick(view: View) -> str | None:
    """The list to pick a place from; those with claims under the filters come first."""
    places = current.once(places_to_pick, view)
    return pick_place("Place", view.dataset, session.PLACE, places, label_visibility="collapsed")


def places_to_pick(view: View) -> list[str]:
    """Every place_id by name, those that the filters leave before the others."""
    names = view.dataset.places.name
    shown = set(current.situation(view).place_id)
    return sorted(names.index, key=lambda place_id: (place_id not in shown, names[place_id]))


def _title(words: str) -> None:
    markup.show(markup.Markup('<h2 class="cm-panel-title">{}</h2>').format(markup.text(words)))


def _words(view: View, place: str | None, found: pd.DataFrame | None) -> str:
    if found is not None:
        return numbers.count(len(found), "event")
    return gravest.title(view) if place is None else view.dataset.places.name[place]


def _place(view: View, place_id: str) -> None:
    """Three lines, then tabs with all that was known of it at the moment, each with its source."""
    here = current.share(view.about_place(place_id))
    markup.show(current.once(facts.head, here) + current.once(facts.lines, here))
    parts = current.once(sections, here)
    by_tab = {part.tab: part for part in parts}
    for tab in open_tab(list(by_tab), session.OPENED("place"), session.ABOUT):
        if by_tab[tab].above:
            st.caption(by_tab[tab].above)
        markup.show(by_tab[tab].body(here))
