"""Events: what happened in the days before the moment, by day and kind, with the claims."""

from geo.view import events as shown
from pages.events import days, panel, table
from pages.frame import current, nothing, session
from pages.frame.tabs import open_tab

view = current.view()


def below(span: str) -> None:
    """Tabs: how many on each day by kind, and all of them as a table."""
    found = current.once(shown.shown, view, span)
    parts = {"By day": (None, days.draw), "Table": (len(found), table.draw)}
    names, counts = list(parts), [count for count, _ in parts.values()]
    for i in open_tab(names, counts, session.OPENED("events")):
        if found.empty:
            panel.nothing(span)
        else:
            parts[names[i]][1](view, span)
    current.cite(view, shown.claims(view, tuple(found.key)))


def draw() -> None:
    """What is chosen, then the tabs."""
    below(panel.draw(view))


if current.once(shown.events, view).empty:
    nothing.tell(view, "event")
else:
    draw()
