"""Below the map: the situation as a table, services by place, all claims; drawn when opened."""

from collections.abc import Callable

import pandas as pd

from geo.view import View
from pages.drawing import markup
from pages.frame import current, session
from pages.frame.tabs import open_tab
from pages.map import matrix, tables


def draw(view: View, situation: pd.DataFrame, choose: Callable[[str | None], None]) -> None:
    """The tabs, then the sources of the page and how its borders are meant."""
    services = current.once(matrix.cells, view)
    parts = [
        ("Situation", len(situation), lambda: tables.situation_table(view, situation, choose)),
        ("Services by place", len(services), lambda: matrix.draw(view, services, choose)),
        ("All claims", len(view.claims), lambda: tables.all_claims(view, choose)),
    ]
    if view.dataset.ledger["services"].empty:
        parts.pop(1)
    names, counts, drawn = zip(*parts, strict=True)
    for i in open_tab(names, counts, session.OPENED("below")):
        drawn[i]()
    current.cite(view, view.claims)
    boundaries = view.dataset.about.boundaries
    markup.show(markup.Markup('<p class="cm-meta">{}</p>').format(boundaries))
