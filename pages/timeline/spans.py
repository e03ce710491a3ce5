"""What the list of changes is asked for: since when, and of which kinds."""

from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.subjects import catalogue
from geo.view import View, period, strip
from geo.words import moments
from pages.frame import current, moment, session

SPANS = {"6 hours": 6, "24 hours": 24, "3 days": 72, "7 days": 168}
OTHER = "since…"
_LAST = timedelta(seconds=59)


def choose_earlier(view: View) -> View:
    """The view to compare with: so long before, or as known at the end of a day."""
    span = st.segmented_control("Changes in the last", [*SPANS, OTHER],
                                default=session.SINCE.default, required=True,
                                label_visibility="collapsed", **session.SINCE.bound)  # fmt: skip
    if span in SPANS:
        return current.share(view.earlier(pd.Timedelta(hours=SPANS[span])))
    local = _choose_day(view.dataset)
    earlier = pd.Timestamp(local + _LAST).tz_localize(view.dataset.about.zone).tz_convert("UTC")
    if earlier > view.at:
        st.caption("This is after the chosen moment. Choose an earlier day.")
    return current.share(view.known_on(min(earlier, view.at)))


def _choose_day(dataset: Dataset) -> datetime:
    """A day of the strip before the moment, or whatever a link asks for."""
    first = period.bounds(dataset)[0]
    ends = [step.end for step in strip.steps(dataset) if step.end < moment.chosen(dataset)]
    chosen = session.FROM.get() or first
    session.SINCE_DAY.set(chosen)

    def settle() -> None:
        session.FROM.set(session.SINCE_DAY.get() or first)

    return st.selectbox("Since", sorted({first, *ends, chosen}), key=session.SINCE_DAY,
                        format_func=lambda day: _said(day, first), on_change=settle,
                        label_visibility="collapsed")  # fmt: skip


def _said(local: datetime, first: datetime) -> str:
    return f"since {'the first report' if local == first else moments.end_or_minute(local)}"


def choose_kinds(numbers: dict[str, int]) -> None:
    """Pills, each with its count; none chosen means all."""
    entries = catalogue.by_fact()
    chosen = kinds()
    session.CHANGES.set(list(chosen))
    session.KINDS.set(list(chosen))

    def settle() -> None:
        session.CHANGES.set(session.KINDS.get() or [])

    st.pills("Kinds of change", [kind for kind in entries if kind in chosen or numbers.get(kind)],
             selection_mode="multi", key=session.KINDS, on_change=settle,
             format_func=lambda kind: f"{entries[kind].plural} {numbers.get(kind, 0)}",
             label_visibility="collapsed")  # fmt: skip


def kinds() -> tuple[str, ...]:
    """The kinds that were chosen, in the order in which they are told."""
    chosen = set(session.CHANGES.get() or ())
    return tuple(kind for kind in catalogue.by_fact() if kind in chosen)
