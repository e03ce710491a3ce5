"""The map beside what is known of the chosen place, or of the gravest ones."""

from geo.view.events import have_points
from pages.frame import current, firstsight, mapview, session
from pages.map import panel


def choose(place_id: str | None) -> None:
    """Makes a place, or none, the one that is shown in detail, wherever it was chosen."""
    session.PLACE.set(place_id)
    session.EVENTS.pop()


def choose_events(keys: tuple[str, ...]) -> None:
    """Makes these events those of which the panel shows the claims."""
    choose(None)
    session.EVENTS.set(keys)


def draw() -> None:
    """Both, or the map alone while it goes ahead."""
    view = current.view()
    stage = mapview.stage("map")
    chosen = tuple(session.EVENTS.get() or ())
    happened = mapview.Happened(choose_events, chosen) if have_points(view.dataset) else None
    if asked := firstsight.asked(view.dataset):
        mapview.draw(view, asked.place, "map", choose, field=stage.field, happened=happened)
        return
    with stage.panel:
        about = panel.head(view, choose)
    # A reader who chose something waits for what is told of it, any other for the map.
    is_new = session.TOLD_OF.get() != (about.place, chosen)
    session.TOLD_OF.set((about.place, chosen))
    if is_new:
        _tell(stage, about)
    mapview.draw(view, about.place, "map", choose, field=stage.field, happened=happened)
    if not is_new:
        _tell(stage, about)


def _tell(stage: mapview.Stage, about: panel.Head) -> None:
    view = current.view()
    with stage.panel:
        panel.body(view, about, current.situation(view), choose)
