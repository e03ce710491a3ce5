"""Charts of restrictions: their spans on an axis of days, and their hours over one day.

What was decreed, seen enforced and only reported is told apart by fill, outline and words.
"""

import json
from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from geo.subjects.curfew_question import CONTRADICTORY, HOUR_UNKNOWN, YES
from pages.drawing import charts, templates
from pages.drawing.templates import data, slot

SPAN_SIGNS = (
    "Filled: decreed. Tinted: seen enforced. Dashed outline: only reported. ▸: no end given. "
    "What is not decreed ends where it was no longer reported."
)
HOUR_SIGNS = "Filled: in force. Dashed outline: claims differ. Tinted: begun at an hour not known."
BASES = ("decreed", "enforced", "reported")
# What claims say of a place and hour; ``terms.VERDICTS`` has the words.
VERDICTS = (YES, CONTRADICTORY, HOUR_UNKNOWN)
# That of curfews on the map, between its two lights: white reads on it, it shows on both grounds.
_INDIGO, _PALE, _NONE = "#6a57c2", "rgba(106, 87, 194, 0.3)", "rgba(106, 87, 194, 0)"
_SOLID, _DASHED = [1, 0], [3, 3]


def span_values(rows: pd.DataFrame, labels: dict[float, str], title: str) -> dict[str, Any]:
    """What fills in ``spans``: the axis of days, and the names of the lines that bear one."""
    names = json.dumps(dict(zip(rows.row.astype(str), rows.name, strict=True)))
    return charts.dates_values(labels, title) | {
        "row_words": f"{names}[toString(datum.value)]",
        "height": 24 * rows.row.nunique() + 70,
    }


@templates.template
def spans() -> templates.Layers:
    """A bar from ``x`` to ``x_end`` (days) per claim, in the line ``row``.

    rows: row, x, x_end, basis (of BASES), label, what, begins, ends, who, open_end. now: x, where
    the moment of the view lies.
    """
    axis = alt.Axis(labelExpr=slot("row_words"), labelLimit=190, labelOverlap=False,
                    ticks=False, domain=False)  # fmt: skip
    x, end = charts.dates_slots(), alt.X2("x_end")
    base = alt.Chart(data("rows")).encode(x=x, y=alt.Y("row:O", title=None, axis=axis))
    bars = base.mark_bar(stroke=_INDIGO, strokeWidth=1.5, height={"band": 0.75}).encode(
        x2=end,
        fill=alt.Fill(**_by(BASES, (_INDIGO, _PALE, _NONE), "basis")),
        strokeDash=alt.StrokeDash(**_by(BASES, (_SOLID, _SOLID, _DASHED), "basis")),
        tooltip=[
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("basis:N", title="Basis"),
            alt.Tooltip("begins:N", title="From (local)"),
            alt.Tooltip("ends:N", title="To (local)"),
            alt.Tooltip("who:N", title="According to"),
        ],
    )
    onward = base.transform_filter("datum.open_end").mark_text(
        text="▸", align="left", dx=1, fontSize=13, color=_INDIGO
    )
    rule = alt.Chart(data("now")).mark_rule(
        color=charts.COLOURS[1], strokeDash=[4, 3], strokeWidth=2
    )
    words = _words(base, alt.datum.basis == BASES[0])
    return alt.layer(bars, rule.encode(x=x), onward.encode(x=alt.X("x_end:Q")), words)


def hour_values(rows: pd.DataFrame) -> dict[str, Any]:
    """What fills in ``hours``: the places in their order."""
    places = list(dict.fromkeys(rows.place))
    return {"places": places, "height": 24 * len(places) + 80}


@templates.template
def hours() -> templates.Layers:
    """The hours of one day in force. rows: place, begin, end (0-24), verdict, curfew, label."""
    clock = json.dumps({f"{hour}": f"{hour:02}:00" for hour in range(0, 25, 3)})
    axis = alt.Axis(values=list(range(0, 25, 3)), labelExpr=f"{clock}[toString(datum.value)]",
                    labelAngle=-40, labelOverlap="greedy")  # fmt: skip
    base = alt.Chart(data("rows")).encode(
        x=alt.X("begin:Q", title="Hour, local time of each place", axis=axis,
                scale=alt.Scale(domain=[0, 24], nice=False)),
        y=alt.Y("place:N", title=None, sort=slot("places"),
                axis=alt.Axis(labelLimit=170, labelOverlap=False)),
    )  # fmt: skip
    bars = base.mark_bar(stroke=_INDIGO, strokeWidth=1.5, height={"band": 0.7}).encode(
        x2=alt.X2("end"),
        fill=alt.Fill(**_by(VERDICTS, (_INDIGO, _NONE, _PALE), "verdict")),
        strokeDash=alt.StrokeDash(**_by(VERDICTS, (_SOLID, _DASHED, _SOLID), "verdict")),
        tooltip=[
            alt.Tooltip("place:N", title="Place"),
            alt.Tooltip("label:N", title="Hours"),
            alt.Tooltip("curfew:N", title="Curfew"),
        ],
    )
    # Where claims differ the hours are news: they stand before the bar, where there is room.
    is_news = (alt.datum.verdict == VERDICTS[1]) & (alt.datum.begin >= 8)
    is_long = (alt.datum.end - alt.datum.begin) >= 3
    words = _words(base.transform_filter(is_long & ~is_news), alt.datum.verdict == VERDICTS[0])
    news = base.transform_filter(is_news).mark_text(
        align="right", dx=-4, fontSize=11, color=slot("ink")
    )
    return alt.layer(bars, words, news.encode(text=alt.Text("label:N")))


def _words(base: alt.Chart, is_solid: Any) -> alt.Chart:
    """The label of each bar, readable on its fill."""
    colour = alt.condition(is_solid, alt.value("white"), alt.value(slot("ink")))
    return base.mark_text(align="left", dx=4, fontSize=11).encode(
        text=alt.Text("label:N"), color=colour
    )


def _by(names: Sequence[str], values: Sequence, field: str) -> dict:
    """One sign for each name; the page says in words which is which."""
    scale = alt.Scale(domain=list(names), range=list(values))
    return {"shorthand": f"{field}:N", "scale": scale, "legend": None}
