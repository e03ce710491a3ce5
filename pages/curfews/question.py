"""The question: was there a curfew at this place, on this day, at this hour."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import available_timezones

import streamlit as st

from geo.dataset import Dataset
from geo.view import View, address, period, values
from geo.view.parameters import PARAMETERS
from pages.curfews import answer, tonight
from pages.drawing import markup
from pages.frame import moment, session
from pages.frame.places import pick_place

T = TypeVar("T")
LOCAL = session.ZONE.default
HALF_HOURS = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30))
MONTH = 31  # days
# What is asked about at the end of a day, which is when curfews began.
EVENING, LAST_MINUTE = "23:00", time(23, 59)


@cache
def zones() -> list[str]:
    """The zones a reader may think in: the place's own, UTC, and those of the IANA database."""
    named = {name for name in available_timezones() if "/" in name and not name.startswith("Etc")}
    return [LOCAL, "UTC", *sorted(named)]


def draw(view: View) -> str | None:
    """Place, day and hour, then the answer; the place that is chosen."""
    markup.show(markup.Markup('<h2 class="cm-panel-title">Was there a curfew?</h2>'))
    place_id = pick_place("Place", view.dataset, session.PLACE, label_visibility="collapsed")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = _pick_day(view)
        zone = _pick_zone()
    hour = _pick_hour(view)
    if place_id is None:
        tonight.lines(view)
    else:
        asked = datetime.combine(day, time.fromisoformat(hour))
        answer.draw(view, place_id, asked, None if zone == LOCAL else zone)
    return place_id


def _pick_day(view: View) -> date:
    """A list of days: a field for a date would show one day and answer for another while typed."""
    shown = moment.chosen(view.dataset).date()
    _follow(session.DAY, shown)
    days = _days(view.dataset, shown)
    return st.selectbox("Day asked about", days, index=days.index(shown), filter_mode="contains",
                        width=155, format_func=lambda one: values.write_weekday(one, view.dataset),
                        **session.DAY.bound) or shown  # fmt: skip


def _days(dataset: Dataset, shown: date) -> list[date]:
    """A month before and after the day of the moment, and the day that was asked for before."""
    first, last = (bound.date() for bound in period.bounds(dataset))
    around = (shown + timedelta(days=number) for number in range(-MONTH, MONTH + 1))
    return sorted({*(one for one in around if first <= one <= last), shown, *_asked(dataset)})


def _asked(dataset: Dataset) -> list[date]:
    """The day that is chosen; before the list was drawn it stands in the address alone."""
    if chosen := session.DAY.get():
        return [chosen]
    text = st.query_params.get(session.DAY)
    return [address.read(PARAMETERS[session.DAY], [text], dataset)] if text else []


def _pick_hour(view: View) -> str:
    """In steps of half an hour, and to the minute where a link asks for one."""
    at = moment.chosen(view.dataset)
    half = timedelta(minutes=at.minute % 30)
    shown = EVENING if at.time() >= LAST_MINUTE else f"{at - half:%H:%M}"
    _follow(session.CLOCK, shown)
    asked = session.CLOCK.get() or st.query_params.get(session.CLOCK) or shown
    options = sorted({*HALF_HOURS, asked} if values.is_clock(asked) else HALF_HOURS)
    return st.select_slider("Hour asked about", options, value=shown, **session.CLOCK.bound)


def _pick_zone() -> str:
    mine = st.context.timezone
    tip = f"Your browser's own zone is {mine}." if mine else None
    zone = session.ZONE.get() or st.query_params.get(session.ZONE) or LOCAL
    label = "Local clock" if zone == LOCAL else zone
    with st.popover(label, key=session.OPENED("zone"), width="content"):
        picked = st.selectbox("The hour is by the clock of", zones(), **session.ZONE.bound,
                              help=tip)  # fmt: skip
    return picked or LOCAL


def _follow(control: session.Control[T], shown: T) -> None:
    """Lets a control that nobody has touched show what it shows by itself at another moment."""
    if control.is_set and control.get() == session.ITSELF(control).get():
        control.set(shown)
    session.ITSELF(control).set(shown)
