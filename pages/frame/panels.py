"""The panels of the sidebar: what a reader scans on any page, and opens with a click."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from geo.view.panels import Panel, Row, panels
from pages.drawing import elements, insides, markup
from pages.drawing.markup import Markup
from pages.frame import current, menu, session

Pages = Mapping[str, StreamlitPage]  # by their folder
# Where a place is chosen; from elsewhere a line about a place opens the map.
_WITH_PLACES = ("map", "curfews", "timeline")


def draw_panels(pages: Pages | None = None) -> None:
    """The panels, but for that of the page itself; without pages there are no links to them."""
    page = session.PAGE.get()
    with st.sidebar:
        for panel in current.once(panels, current.view()):
            if not page or page.folder != panel.page:
                _draw(panel, pages or {})


def _draw(panel: Panel, pages: Pages) -> None:
    rows = {row.id: row for row in panel.rows}
    with st.container(border=True, gap=None, key=session.SIDE_PANEL(panel.page)):
        markup.show(_head(panel))
        if rows:
            elements.choices(
                [_line(row, panel) for row in panel.rows],
                session.LINES(panel.page),
                lambda name: _choose(rows[name]),
                panel.title,
                session.PLACE.get(),
                links=f"{insides.keyed(session.PAGES)} a",
                follow=session.FOLLOW.pop(),
            )
        else:
            markup.show(Markup('<p class="cm-meta">{}</p>').format(panel.nothing))
        if panel.page in pages:
            st.page_link(pages[panel.page], label=markup.in_markdown(panel.more), icon=None)


def _head(panel: Panel) -> Markup:
    return Markup('<div class="cm-panel-head"><h2>{}</h2><p>{}</p></div>').format(
        panel.title, markup.text(panel.total)
    )


def _line(row: Row, panel: Panel) -> elements.Line:
    mark = "≠" if row.differs else ""
    return elements.Line(row.id, row.name, row.number, mark, row.differs, meta=row.days,
                         page=_page(row, panel))  # fmt: skip


def _page(row: Row, panel: Panel) -> int | None:
    """Where in the menu the page of a line is that is about no place."""
    if row.place_id:
        return None
    return [entry.folder for entry in menu.shown(current.dataset())].index(panel.page)


def _choose(row: Row) -> None:
    """Shows the place of a line, on the map where the page shows none."""
    session.PLACE.set(row.place_id)
    page = session.PAGE.get()
    if page and page.folder not in _WITH_PLACES:
        session.FOLLOW.set(0)
