"""Below the map: the situation as a table, services by place, all claims; drawn when opened."""

from collections.abc import Callable

import pandas as pd

from geo.view import View
from pages.drawing import markup
from pages.frame import current, session
from pages.frame.tabs import Tab, open_tab
from pages.map import matrix, tables


def draw(view: View, situation: pd.DataFrame, choose: Callable[[str | None], None]) -> None:
    """The tabs, then the sources of the page and how its borders are meant."""
    services = current.once(matrix.cells, view)
    parts = {
        Tab("situation", "Situation", len(situation)):
            lambda: tables.situation_table(view, situation, choose),
        Tab("services", "Services by place", len(services)):
            lambda: matrix.draw(view, services, choose),
        Tab("claims", "All claims", len(view.claims)):
            lambda: tables.all_claims(view, choose),
    }  # fmt: skip
    has_services = not view.dataset.ledger["services"].empty
    shown = [tab for tab in parts if tab.id != "services" or has_services]
    for tab in open_tab(shown, session.OPENED("below")):
        parts[tab]()
    current.cite(view, view.claims)
    boundaries = view.dataset.about.boundaries
    markup.show(markup.Markup('<p class="cm-meta">{}</p>').format(boundaries))
