"""Steps the moment through the days, by hand, by keyboard or on its own."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

import streamlit as st

from geo import ledger
from geo.dataset import Dataset
from geo.view import period
from pages.frame import current, session

STEP = timedelta(hours=6)
QUIET = timedelta(days=1)
# Seconds between two steps: time to read what changed, and for the page to be drawn.
SPEEDS = {"slow": 5.0, "normal": 3.0, "fast": 1.5}
# From the reports, the moment and its bounds to another moment.
_Direction = Callable[[Sequence[datetime], datetime, tuple[datetime, datetime]], datetime]


def next_moment(
    reports: Sequence[datetime], at: datetime, bounds: tuple[datetime, datetime]
) -> datetime:
    """One step on; where more than a day was without a report, on to the step that has the next."""
    coming = min((one for one in reports if one > at), default=bounds[1])
    steps = -((at - coming) // STEP) if coming > at + QUIET else 1
    return min(at + steps * STEP, bounds[1])


def previous_moment(
    reports: Sequence[datetime], at: datetime, bounds: tuple[datetime, datetime]
) -> datetime:
    """One step back; where more than a day was without a report, back to when the last one came."""
    past = max((one for one in reports if one <= at), default=bounds[0])
    steps = (at - past) // STEP if past <= at - QUIET else 1
    return max(at - steps * STEP, bounds[0])


def draw(dataset: Dataset) -> None:
    """The controls, and the clock that moves the moment while it plays."""
    at = _at(dataset)
    playing = bool(session.PLAYING.get())
    with st.container(horizontal=True, vertical_alignment="bottom", key=session.PLAYER):
        st.button("Back", icon=":material/skip_previous:", shortcut="Alt+J", on_click=_move,
                  args=(dataset, previous_moment), help="6 hours back",
                  disabled=at <= period.bounds(dataset)[0])  # fmt: skip
        st.button("Pause" if playing else "Play", on_click=_toggle, args=(dataset,),
                  icon=":material/pause:" if playing else ":material/play_arrow:",
                  shortcut="Alt+K", key=session.PLAY,
                  help="Steps through the days, 6 hours at a time")  # fmt: skip
        st.button("Forward", icon=":material/skip_next:", shortcut="Alt+L", on_click=_move,
                  args=(dataset, next_moment), help="6 hours forward",
                  disabled=at >= period.bounds(dataset)[1])  # fmt: skip
        speed = st.segmented_control("Speed", list(SPEEDS), default=session.SPEED.default,
                                     required=True, **session.SPEED.bound)  # fmt: skip
    seconds = SPEEDS[speed or session.SPEED.default]
    st.fragment(_tick, run_every=seconds if playing else None)(dataset, count())


def _at(dataset: Dataset) -> datetime:
    return session.AT.get() or period.default_moment(dataset)


def _local_reports(dataset: Dataset) -> list[datetime]:
    reports = ledger.reports(dataset.claims, current.selection(dataset).hours)
    local = reports.dt.tz_convert(dataset.about.zone).dt.tz_localize(None)
    # The sidebar's moment includes its whole minute, as a date includes its last one.
    return local.drop_duplicates().dt.floor("min").tolist()


def _move(dataset: Dataset, direction: _Direction) -> None:
    bounds = period.bounds(dataset)
    session.AT.set(direction(_local_reports(dataset), _at(dataset), bounds))


def _toggle(dataset: Dataset) -> None:
    first, last = period.bounds(dataset)
    session.PLAYING.set(not session.PLAYING.get())
    if session.PLAYING.get() and _at(dataset) >= last:
        session.AT.set(first)


def play_on(dataset: Dataset) -> None:
    """One step forward; at the last report the playing ends."""
    session.PLAYING.set(_at(dataset) < period.bounds(dataset)[1])
    if session.PLAYING.get():
        _move(dataset, next_moment)


def _tick(dataset: Dataset, runs: Iterator[int]) -> None:
    """Plays on in the runs of its own; the first of them is within that of the page."""
    # There the sidebar has drawn the moment already, and Streamlit lets nobody set it any more.
    if next(runs) == 0 or not session.PLAYING.get():
        return
    play_on(dataset)
    st.rerun()
