"""Events: what happened in the days before the moment, by day and kind, with the claims."""

from geo.view import events as shown
from pages.events import days, panel, table
from pages.frame import current, mapview, nothing, session
from pages.frame.tabs import Tab, open_tab

view = current.view()


def below(span: str) -> None:
    """Tabs: how many on each day by kind, and all of them as a table."""
    found = current.once(shown.shown, view, span)
    tabs = {Tab("days", "By day"): days.draw, Tab("table", "Table", len(found)): table.draw}
    for tab in open_tab(list(tabs), session.OPENED("events")):
        if found.empty:
            panel.nothing(span)
        else:
            tabs[tab](view, span)
    current.cite(view, shown.claims(view, tuple(found.key)))


def map_and_panel() -> str:
    """The map beside what is chosen, where events have points; the span."""
    if not shown.have_points(view.dataset):
        return panel.draw(view)
    stage = mapview.stage("events")
    with stage.panel:
        span = panel.draw(view)
    chosen = tuple(session.EVENTS.get() or ())
    happened = mapview.Happened(lambda keys: panel.choose(*keys), chosen, span)
    mapview.draw(view, None, "events", choose_place, stage.field, happened=happened)
    return span


def choose_place(place_id: str | None) -> None:
    """Shows the events of a place, or all again."""
    found = current.once(shown.events, view)
    panel.choose(*found.key[found.place_id == place_id] if place_id else ())


def draw() -> None:
    """The first screen, then the tabs."""
    below(map_and_panel())


if current.once(shown.events, view).empty:
    nothing.tell(view, "event")
else:
    draw()
