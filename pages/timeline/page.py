"""Timeline: what changed between two moments, and the whole map played through the days."""

import pandas as pd
import streamlit as st

from geo.view import View, period
from pages.frame import current, mapview, session
from pages.frame.places import pick_place
from pages.timeline import changelist

SPANS = {"6 hours": 6, "24 hours": 24, "3 days": 72, "7 days": 168}
OTHER = "time since…"

view = current.view()
dataset = view.dataset
zone = dataset.about.zone


def choose_earlier() -> View:
    """The view to compare with: so long before, or at a moment of the reader's own."""
    span = st.segmented_control("What changed in the last", [*SPANS, OTHER],
                                default=session.SINCE.default, required=True, wrap=True,
                                **session.SINCE.bound)  # fmt: skip
    if span in SPANS:
        return current.share(view.earlier(pd.Timedelta(hours=SPANS[span])))
    first, last = period.bounds(dataset)
    chosen = st.datetime_input(f"Since what was known on ({zone.key})", value=first,
                               min_value=first, max_value=last, format="YYYY-MM-DD",
                               required=True, **session.FROM.bound)  # fmt: skip
    moment = pd.Timestamp(chosen).tz_localize(zone).tz_convert("UTC") + pd.Timedelta(seconds=59)
    if moment > view.at:
        st.warning("This is after the moment in the sidebar, so there is nothing to compare. "
                   "Choose an earlier one.", icon=":material/swap_horiz:")  # fmt: skip
    return current.share(view.known_on(min(moment, view.at)))


def choose_place(place_id: str | None) -> None:
    """A click on the map shows the changes of that place only, or of all again."""
    session.PLACE.set(place_id)


def draw() -> None:
    """The map, and what changed since the earlier moment."""
    earlier = choose_earlier()
    left, right = st.columns([2, 1], gap="xsmall")
    with right:
        # Before the map, which marks it: a link's place is known only once its list was drawn.
        place = pick_place("Only this place", dataset, session.PLACE)
    with left:
        mapview.draw(view, place, "timeline", choose_place)
    with right:
        told = changelist.tell(earlier, view, place)
        st.text(told.sentence)
    st.header("What changed, by place", anchor="changes", divider="gray")
    if told.rows.empty:
        changelist.nothing(view, earlier)
    else:
        changelist.by_place(told)
        st.header("The same as a table", anchor="table", divider="gray")
        changelist.as_table(view, told)
    behind = {one for ids in told.rows.entry_ids for one in ids}
    current.cite(view, view.known[view.known.entry_id.isin(behind)])


if dataset.claims.empty:
    st.info("This dataset holds no claims yet.", icon=":material/inbox:")
else:
    draw()
