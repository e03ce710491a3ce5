"""Charts of restrictions: their spans on an axis of days, and their hours over one day.

What was decreed, seen enforced and only reported is told apart by fill, outline and words.
"""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from pages.charts import COLOURS, dates_axis

SPAN_SIGNS = (
    "Filled: decreed. Tinted: seen enforced. Dashed outline: only reported. ▸: no end given."
)
HOUR_SIGNS = "Filled: in force. Dashed outline: claims differ."
BASES = ("decreed", "enforced", "reported")
VERDICTS = ("in force", "claims differ")
# White reads on it, and it shows on light and dark grounds.
_BLUE, _PALE, _NONE = "#2470ab", "rgba(58, 134, 196, 0.3)", "rgba(58, 134, 196, 0)"
_ORANGE = COLOURS[1]


def spans(
    rows: pd.DataFrame, labels: dict[float, str], title: str, now: float, ink: str
) -> alt.LayerChart:
    """A bar from ``x`` to ``x_end`` per claim, in the line ``row``, named where ``name`` is not "".

    rows: row, name, x, x_end (days), basis (of BASES), label, what, begins, ends, who, open_end.
    ``now`` is where the moment of the view lies, ``ink`` the colour of text.
    """
    x = dates_axis(labels, title)
    names = dict(zip(rows.row.astype(str), rows.name, strict=True))
    axis = alt.Axis(labelExpr=f"{json.dumps(names)}[toString(datum.value)]", labelLimit=190,
                    labelOverlap=False, ticks=False, domain=False)  # fmt: skip
    base = alt.Chart(rows).encode(x=x, y=alt.Y("row:O", title=None, axis=axis))
    bars = base.mark_bar(stroke=_BLUE, strokeWidth=1.5, height={"band": 0.75}).encode(
        x2="x_end:Q",
        fill=alt.Fill(**_by(BASES, (_BLUE, _PALE, _NONE), "basis")),
        strokeDash=alt.StrokeDash(**_by(BASES, ([1, 0], [1, 0], [3, 3]), "basis")),
        tooltip=[
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("basis:N", title="Basis"),
            alt.Tooltip("begins:N", title="From (local)"),
            alt.Tooltip("ends:N", title="To (local)"),
            alt.Tooltip("who:N", title="According to"),
        ],
    )
    onward = base.transform_filter(alt.datum.open_end).mark_text(
        text="▸", align="left", dx=1, fontSize=13, color=_BLUE
    )
    rule = alt.Chart(pd.DataFrame({"x": [now]})).mark_rule(
        color=_ORANGE, strokeDash=[4, 3], strokeWidth=2
    )
    words = _words(base, alt.datum.basis == "decreed", ink)
    layers = alt.layer(rule.encode(x=x), bars, onward.encode(x=alt.X("x_end:Q")), words)
    return layers.properties(height=24 * len(names) + 50)


def _words(base: alt.Chart, is_solid: Any, ink: str) -> alt.Chart:
    """The label of each bar, readable on its fill."""
    colour = alt.condition(is_solid, alt.value("white"), alt.value(ink))
    return base.mark_text(align="left", dx=4, fontSize=11).encode(text="label:N", color=colour)


def hours(rows: pd.DataFrame, ink: str) -> alt.LayerChart:
    """The hours of one day in force at each place: place, begin, end (0-24), verdict, label.

    ``ink``: the colour of text.
    """
    order = list(dict.fromkeys(rows.place))
    clock = {f"{hour}": f"{hour:02}:00" for hour in range(0, 25, 3)}
    axis = alt.Axis(
        values=list(range(0, 25, 3)),
        labelExpr=f"{json.dumps(clock)}[toString(datum.value)]",
        labelAngle=-40,
        labelOverlap="greedy",
    )
    scale = alt.Scale(domain=[0, 24], nice=False)
    base = alt.Chart(rows).encode(
        x=alt.X(
            "begin:Q", title="Hour of the day, local time of each place", axis=axis, scale=scale
        ),
        y=alt.Y(
            "place:N", title=None, sort=order, axis=alt.Axis(labelLimit=170, labelOverlap=False)
        ),
    )
    bars = base.mark_bar(stroke=_BLUE, strokeWidth=1.5, height={"band": 0.7}).encode(
        x2="end:Q",
        fill=alt.Fill(**_by(VERDICTS, (_BLUE, _NONE), "verdict")),
        strokeDash=alt.StrokeDash(**_by(VERDICTS, ([1, 0], [3, 3]), "verdict")),
        tooltip=[
            alt.Tooltip("place:N", title="Place"),
            alt.Tooltip("label:N", title="Hours"),
            alt.Tooltip("verdict:N", title="Curfew"),
        ],
    )
    # Where claims differ the hours are news: they stand before the bar, where there is room.
    is_news = (alt.datum.verdict == VERDICTS[1]) & (alt.datum.begin >= 5)
    long = (alt.datum.end - alt.datum.begin) >= 3
    words = _words(base.transform_filter(long & ~is_news), alt.datum.verdict == VERDICTS[0], ink)
    news = base.transform_filter(is_news).mark_text(align="right", dx=-4, fontSize=11, color=ink)
    return alt.layer(bars, words, news.encode(text="label:N")).properties(
        height=24 * len(order) + 60
    )


def _by(names: Sequence[str], values: Sequence, field: str) -> dict:
    """One sign for each name; the page says in words which is which."""
    scale = alt.Scale(domain=list(names), range=list(values))
    return {"shorthand": f"{field}:N", "scale": scale, "legend": None}
