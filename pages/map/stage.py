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
        # Before the map, since a reader who clicked a place waits for what is told of it.
        place = panel.draw(view, current.situation(view), choose)
    mapview.draw(view, place, "map", choose, field=stage.field, happened=happened)
