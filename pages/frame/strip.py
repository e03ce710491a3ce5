"""The time strip on every page: reports a day, the chosen day, and the hour as a refinement."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import streamlit as st

from geo.dataset import Dataset
from geo.ledger import HOURS
from geo.serving import states
from geo.view import View, period, strip, values
from geo.view.address import at_dataset, to_query, with_query
from geo.view.parameters import CLOCK
from geo.words import moments, numbers
from pages.drawing import elements
from pages.frame import controls, current, datasets, moment, session, strip_days

HEIGHT = 64  # pixels, as in pages/frame/frame_style.py
END = "end of the day"
HOURS_OF_DAY = (*(f"{hour:02}:00" for hour in range(24)), END)
LAST_MINUTE = time(23, 59)
# Milliseconds from one day to the next while the strip plays.
PAUSE = 500
# Days that can each have a number below.
ROOM = 45
# What becomes of the reports of a day that give no hour, inside that day.
_HOURS = {
    "all": f"shown, marked “{moments.HOUR_UNKNOWN}”; they may have been published later",
    "known": "left out until the day has ended",
}
# Beside the bars, and of each day, where a filter is set, which they do not follow.
UNFILTERED = "All reports, before filters"
_WORDS = {
    "back": "Day before",
    "forth": "Next day",
    "end": "End of this day",
    "play": "Play the days",
    "pause": "Pause",
    "slider": "Day that the map shows, as known at its end",
}


def draw(view: View) -> None:
    """The days, each with a bar of its reports."""
    elements.strip(_data(view), session.STRIP, lambda at: moment.choose(at, view.dataset))


def _data(view: View) -> Mapping[str, Any]:
    dataset = view.dataset
    steps, stands = strip.steps(dataset), current.once(strip.standing, view)
    at = moment.chosen(dataset)
    filtered = bool(controls.describe_filters(view))
    return {
        "label": f"Days. {UNFILTERED}" if filtered else "Days",
        "caption": UNFILTERED if filtered else "",
        "words": _WORDS,
        "at": values.write_minute(at, dataset),
        "days": strip_days.columns(
            steps,
            [label(step, steps) for step in steps],
            [reports(step, filtered) for step in steps],
            [stands.get(step.day, 0) for step in steps if step.day <= at.date()],
        ),
        "note": period.day_note(view, is_brief=True) or _note(at, steps, filtered),
        "states": _states(view),
        "ahead": not view.selection.is_filtered,
        "pause": PAUSE,
    }


def label(step: strip.Step, steps: tuple[strip.Step, ...]) -> str:
    """'7', or where there is little room 'Jan' where a month begins; 'later' once for late days."""
    if step.is_late:
        return "later" if step is next(one for one in steps if one.is_late) else ""
    if len(steps) <= ROOM:
        return str(step.day.day)
    return f"{step.day:%b}" if step is steps[0] or step.day.day == 1 else ""


def reports(step: strip.Step, filtered: bool = False) -> str:
    """'156 reports, 118 without an hour', '3 reports before filters, all without an hour'."""
    told = numbers.count(step.reports, "report") if step.reports else "no report"
    told += " before filters" if filtered and step.reports else ""
    if not step.without_hour:
        return told
    many = f"{step.without_hour:,} "
    if step.without_hour == step.reports:
        many = "all " if step.reports > 1 else ""
    return f"{told}, {many}without an hour"


def _note(at: datetime, steps: tuple[strip.Step, ...], filtered: bool) -> str:
    """'156 reports, 118 without an hour' of the day whose end is shown."""
    shown = (reports(step, filtered) for step in steps if step.day == at.date())
    return next(shown, "No report on this day")


def _states(view: View) -> str:
    """Where the browser finds the map of every day under the filters that are set."""
    pairs = to_query(view.selection, view.dataset)
    filters = [pair for pair in pairs if pair[0] != CLOCK[0]]
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    path = at_dataset(f"{'/' if base else ''}{base}{states.PATH}", datasets.named())
    # The fragment goes to no server: it has the browser ask again once the dataset changed.
    return f"{with_query(path, filters)}#{view.dataset.short_version}"


def draw_hour(dataset: Dataset) -> None:
    """The hour of the chosen day, and what counts inside a day, behind a button."""
    at = moment.chosen(dataset)
    shown = END if at.time() >= LAST_MINUTE else f"{at:%H:%M}"
    label = "Hour" if shown == END else shown
    with st.popover(label, icon=":material/schedule:", key=session.OPENED("hour"),
                    width="content"):  # fmt: skip
        options = list(dict.fromkeys([*HOURS_OF_DAY, shown]))
        options.sort(key=lambda one: (one == END, one))
        session.HOUR.set(shown)
        st.select_slider(
            f"Known by this hour of {moments.day(at)} ({dataset.about.zone.key})",
            options,
            key=session.HOUR,
            on_change=_choose_hour,
            args=(dataset,),
        )
        # The very terms of the address, as for the filters.
        st.radio(
            "Reports of that day without an hour",
            HOURS,
            captions=[_HOURS[one] for one in HOURS],
            **session.HOURS.bound,
        )


def _choose_hour(dataset: Dataset) -> None:
    chosen = session.HOUR.get()
    day = moment.chosen(dataset).date()
    clock = LAST_MINUTE if chosen == END else time.fromisoformat(str(chosen))
    session.AT.set(datetime.combine(day, clock))
