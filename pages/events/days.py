"""How many events there were on each day, a lane for each kind."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from geo.mapping.themes.signs import EVENTS
from geo.subjects import events as subject
from geo.view import View
from geo.view import events as shown
from geo.words import events as words
from geo.words import moments, numbers
from pages.drawing import templates
from pages.drawing.charts import dates_slots, dates_values
from pages.drawing.templates import data, slot
from pages.frame import current, session

# Of one lane, the part that its highest bar has.
TALLEST = 0.8
MOST_BARS = 120  # columns: beyond, a bar is of a week, and then of a month
UNITS = {1: "day", 7: "week", 30: "30 days"}
_VAGUE = (subject.DAYS, subject.BY, subject.REPORT)


def draw(view: View, span: str) -> None:
    """The chart, and what its bars are."""
    values, bars, told = current.once(prepare, view, span)
    templates.draw(by_day(), values, {"bars": bars}, session.CHART("events"), told)
    st.caption(
        "Each bar is the number of events, by the day on which they began; every lane is to the "
        "same scale. Pale: only known within several days, by a day, or by the report. Each claim "
        "on an incident counts as one event: two sources may have told of the same."
    )


def prepare(view: View, span: str) -> tuple[dict[str, Any], pd.DataFrame, str]:
    """What fills in the chart, and a sentence for who cannot see it."""
    found = current.once(shown.shown, view, span)
    first, last = _span(found, *shown.window(view, span))
    totals = Counter(found.kind)
    unit = next((one for one in UNITS if (last - first).days / one <= MOST_BARS), 30)
    kinds = [kind for kind in dict.fromkeys([*subject.KINDS, *found.kind]) if kind in totals]
    bars = pd.DataFrame(_bars(found, kinds, first, unit))
    names = [words.kind(kind) for kind in kinds]
    labels = {f"{len(kinds) - 1 - i + TALLEST / 2:g}": f"{name} {totals[kind]:,}"
              for i, (kind, name) in enumerate(zip(kinds, names, strict=True))}  # fmt: skip
    told = f"{numbers.count(len(found), 'event')} a {UNITS[unit]}, by kind: "
    told += numbers.listed(labels.values(), most=len(labels))
    days = (last - first).days + 1
    step = max(1, -(-days // 12))
    dates = {float(x): moments.day(first + timedelta(days=x)) for x in range(0, days, step)}
    values = {
        **dates_values(dates, f"Day it began (local), a bar a {UNITS[unit]}", (0, days)),
        "lanes": [float(one) for one in labels],
        "lane_words": f"{json.dumps(labels)}[toString(datum.value)]",
        "top": len(kinds),
        "kinds": names,
        "colours": [EVENTS.get(kind, EVENTS[""]).colour for kind in kinds],
        "height": 64 * len(kinds) + 90,
    }
    return values, bars, f"{told}."


def _span(found: pd.DataFrame, first: str, last: str) -> tuple[date, date]:
    """The days of the axis: those of the span, without the empty beginning of all days."""
    return date.fromisoformat(first or found.day.min()), date.fromisoformat(last)


def _bars(
    found: pd.DataFrame, kinds: list[str], first: date, unit: int
) -> Iterator[dict[str, Any]]:
    """A bar for each kind and column, in two parts: of known days, and on top the others."""
    counts = Counter(
        (kind, max((date.fromisoformat(day) - first).days, 0) // unit, timing in _VAGUE)
        for kind, day, timing in zip(found.kind, found.day, found.timing, strict=True)
    )
    columns = {(kind, column) for kind, column, _ in counts}
    most = max(counts[*one, False] + counts[*one, True] for one in columns)
    for kind, column in sorted(columns):
        base = len(kinds) - 1 - kinds.index(kind)
        low = 0
        for is_vague in (False, True):
            if number := counts[kind, column, is_vague]:
                day = moments.day(first + timedelta(days=column * unit))
                yield {
                    "x": column * unit, "x_end": (column + 0.86) * unit,
                    "low": base + TALLEST * low / most,
                    "high": base + TALLEST * (low + number) / most,
                    "kind": words.kind(kind), "number": number, "vague": is_vague,
                    "day": day if unit == 1 else f"{UNITS[unit]} from {day}",
                }  # fmt: skip
                low += number


@templates.template
def by_day() -> alt.Chart:
    """Bars in lanes. bars: x, x_end, low, high, kind, number, vague (only about that day), day."""
    lanes = alt.Axis(values=slot("lanes"), labelExpr=slot("lane_words"), labelLimit=190,
                     ticks=False, grid=False, domain=False)  # fmt: skip
    scale = alt.Scale(domain=[0, slot("top")], nice=False)
    colours = alt.Scale(domain=slot("kinds"), range=slot("colours"))
    return (
        alt.Chart(data("bars"))
        .mark_bar(strokeWidth=1)
        .encode(
            x=dates_slots(),
            x2=alt.X2("x_end"),
            y=alt.Y("low:Q", title=None, axis=lanes, scale=scale),
            y2=alt.Y2("high"),
            color=alt.Color("kind:N", scale=colours, legend=None),
            stroke=alt.Stroke("kind:N", scale=colours, legend=None),
            fillOpacity=alt.condition("datum.vague", alt.value(0.3), alt.value(1)),
            tooltip=[
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("day:N", title="Began"),
                alt.Tooltip("number:Q", title="Events"),
            ],
        )
    )
