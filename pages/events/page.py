"""Events: what happened in the days before the moment, by day and kind, with the claims."""

from geo.view import events as shown
from pages.events import days, panel, table
from pages.frame import current, nothing, session
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


def draw() -> None:
    """What is chosen, then the tabs."""
    below(panel.draw(view))


if current.once(shown.events, view).empty:
    nothing.tell(view, "event")
else:
    draw()
