"""Timeline: what changed between two moments, beside the map of the later one."""

import streamlit as st

from pages.frame import current, mapview, session
from pages.frame.tabs import Tab, open_tab
from pages.timeline import changelist, feed, lanes
from pages.timeline.changelist import Asked

view = current.view()


def choose_place(place_id: str | None) -> None:
    """Shows the changes of that place only, or of all again, wherever it was chosen."""
    session.PLACE.set(place_id)


def draw() -> None:
    """The map beside what changed; below it the days, and all changes by place and as a table."""
    stage = mapview.stage("timeline")
    with stage.panel:
        # Before the map, which marks the place: a link's is known only once its list was drawn.
        asked = feed.draw(view, choose_place)
    mapview.draw(view, asked.place_id, "timeline", choose_place, field=stage.field,
                 only=only(asked))  # fmt: skip
    below(asked)
    behind = {one for ids in changelist.rows(view, asked).entry_ids for one in ids}
    current.cite(view, view.known[view.known.entry_id.isin(behind)])


def only(asked: Asked) -> mapview.Only | None:
    """The places where something changed, for who wants to see no others."""
    if not session.ONLY.get():
        return None
    places = changelist.rows(view, asked._replace(place_id="")).place_id
    note = f"Only where something changed since {changelist.since(view, asked)}"
    return mapview.Only(tuple(dict.fromkeys(filter(None, places))), note)


def below(asked: Asked) -> None:
    """Tabs: the reports of each day, the changes by place, and as a table."""
    told = changelist.tell(view, asked)
    number = len(told.rows)
    tabs = {
        Tab("days", "Reports a day"): None,
        Tab("places", "Changes by place", number): changelist.by_place,
        Tab("table", "Table", number): changelist.as_table,
    }
    for tab in open_tab(list(tabs), session.OPENED("changes")):
        draw_changes = tabs[tab]
        if draw_changes is None:
            lanes.draw(view, asked.place_id)
        elif told.rows.empty:
            changelist.nothing(view)
        else:
            draw_changes(view, told)


if view.dataset.claims.empty:
    st.info("This dataset holds no claims yet.", icon=":material/inbox:")
else:
    draw()
