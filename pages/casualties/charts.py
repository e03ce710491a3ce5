"""Charts of claims over time."""

from typing import Any

import altair as alt
import pandas as pd

from pages.drawing import templates
from pages.drawing.charts import COLOURS, DASHES, cycled, dates_slots
from pages.drawing.templates import data, slot

STANDINGS = {"stands": "circle", "superseded": "square", "retracted": "cross"}


def claims_values(points: pd.DataFrame, steps: pd.DataFrame) -> dict[str, Any]:
    """What fills in the series of ``claims_over_time``."""
    series = list(dict.fromkeys([*points.series, *steps.series]))
    return {
        "series": series,
        "colours": cycled(COLOURS, series),
        "dashes": cycled(DASHES, series),
        "height": 480,
    }


@templates.template
def claims_over_time() -> templates.Layers:
    """Claims as marks and the current figure as a step, one colour and dash per ``series``.

    points: entry_id, x, level, low, high, reach, standing (of STANDINGS), series, label, beside
    (what is written there), who, reported. settled, rivals: x, x_end, level, low, high, series.
    withdrawn: x, x_end, label, is_late (in the later half). Numbers are people.
    """
    legend = alt.Legend(
        orient="top", columns=2, symbolType="stroke", symbolStrokeWidth=3, symbolSize=300,
        symbolOpacity=1, labelLimit=260,
    )  # fmt: skip
    colour = alt.Color(
        "series:N",
        title="Who is counted",
        scale=alt.Scale(domain=slot("series"), range=slot("colours")),
        legend=legend,
    )
    dash = alt.StrokeDash(
        "series:N",
        title="Who is counted",
        scale=alt.Scale(domain=slot("series"), range=slot("dashes")),
        legend=legend,
    )
    x, x_end = dates_slots(), alt.X2("x_end")
    axis = alt.Axis(format=",d", tickMinStep=1)
    y = alt.Y("level:Q", title="People", axis=axis)
    settled, rivals = alt.Chart(data("settled")), alt.Chart(data("rivals"))
    return alt.layer(
        *_withdrawn(x, x_end),
        settled.mark_rule(strokeWidth=2).encode(x=x, x2=x_end, y=y, color=colour, strokeDash=dash),
        rivals.mark_rule(strokeWidth=6, opacity=0.3).encode(x=x, x2=x_end, y=y, color=colour),
        *_marks(x, y, colour),
    )


def _withdrawn(x: alt.X, x_end: alt.X2) -> list[alt.Chart]:
    """A shade over each span, its words beside it, on the side with more room."""
    base = alt.Chart(data("withdrawn"))
    early, late = (base.transform_filter(f"{sign}datum.is_late") for sign in ("!", ""))
    words, top = alt.Text("label:N"), alt.value(2)
    style = {"baseline": "top", "fontSize": 12, "fontWeight": "bold", "color": slot("ink")}
    return [
        base.mark_rect(opacity=0.16, color=COLOURS[6]).encode(x=x, x2=x_end),
        early.mark_text(align="left", dx=4, **style).encode(x="x_end:Q", y=top, text=words),
        late.mark_text(align="right", dx=-4, **style).encode(x=x, y=top, text=words),
    ]


def _marks(x: alt.X, y: alt.Y, colour: alt.Color) -> list[alt.Chart]:
    base = alt.Chart(data("points")).encode(x=x)
    pick = templates.picking()
    shape = alt.Shape(
        "standing:N",
        title="The claim",
        scale=alt.Scale(domain=list(STANDINGS), range=list(STANDINGS.values())),
        legend=alt.Legend(orient="bottom", columns=3, symbolFillColor="gray"),
    )
    tooltip = [
        alt.Tooltip("label:N", title="People"),
        alt.Tooltip("series:N", title="Counted"),
        alt.Tooltip("who:N", title="According to"),
        alt.Tooltip("reported:N", title="Reported"),
        alt.Tooltip("standing:N", title="The claim"),
    ]
    between = base.transform_filter(alt.datum.reach == "between")
    return [
        between.mark_rule(strokeWidth=5, opacity=0.5).encode(
            y=alt.Y("low:Q"), y2=alt.Y2("high"), color=colour
        ),
        _arrow(base, y, "at least", "↑"),
        _arrow(base, y, "at most", "↓"),
        base.mark_point(size=90, filled=True, opacity=1)
        .encode(y=y, shape=shape, color=colour, tooltip=tooltip)
        .add_params(pick),
        base.mark_text(dy=-11, fontSize=11, limit=110, color=slot("ink")).encode(
            y=y, text=alt.Text("beside:N")
        ),
    ]


def _arrow(base: alt.Chart, y: alt.Y, reach: str, sign: str) -> alt.Chart:
    """The open end of a range, drawn as an arrow beside its mark."""
    arrow = base.transform_filter(alt.datum.reach == reach)
    mark = arrow.mark_text(text=sign, fontSize=16, fontWeight="bold", dx=10, color=slot("ink"))
    return mark.encode(y=y)
