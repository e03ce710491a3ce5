"""Charts of contingents: what was known of each and when, and rival numbers side by side."""

import altair as alt
import pandas as pd

from pages.charts import COLOURS, PICK

PHASES = {
    "announced": "circle",
    "in transit": "triangle-right",
    "deployed": "square",
    "withdrawn": "triangle-left",
}


def _shape(phases: list[str]) -> alt.Shape:
    used = [phase for phase in PHASES if phase in phases]
    return alt.Shape(
        "phase:N",
        title="Phase",
        scale=alt.Scale(domain=used, range=[PHASES[one] for one in used]),
        legend=alt.Legend(orient="bottom", columns=2, symbolSize=120),
    )


def _paint(phases: list[str], channel: type) -> alt.Color | alt.Fill | alt.Stroke:
    used = [phase for phase in PHASES if phase in phases]
    order = list(PHASES)
    return channel(
        "phase:N",
        title="Phase",
        scale=alt.Scale(domain=used, range=[COLOURS[order.index(one)] for one in used]),
        legend=alt.Legend(orient="bottom", columns=2, symbolSize=120),
    )


def over_time(marks: pd.DataFrame, x: alt.X, ink: str) -> alt.LayerChart:
    """One lane for each contributor, one mark for each claim, its shape the phase.

    marks: entry_id, x, lane, phase (of PHASES), label (people in words or ""), beside (what is
    written there), who, reported, told, stands (bool: filled, else only outlined).
    """
    lanes = list(dict.fromkeys(marks.lane))
    phases = list(marks.phase)
    base = alt.Chart(marks).encode(
        x=x,
        y=alt.Y(
            "lane:N",
            title=None,
            sort=lanes,
            axis=alt.Axis(labelLimit=140, grid=True, labelOverlap=False),
        ),
        yOffset=alt.YOffset("phase:N", sort=list(PHASES), scale=alt.Scale(domain=list(PHASES))),
    )
    pick = alt.selection_point(name=PICK, fields=["entry_id"], on="click", clear="dblclick")
    points = base.mark_point(size=90, strokeWidth=1.8, opacity=1).encode(
        shape=_shape(phases),
        stroke=_paint(phases, alt.Stroke),
        fill=_paint(phases, alt.Fill),
        fillOpacity=alt.condition(alt.datum.stands, alt.value(1), alt.value(0)),
        tooltip=[
            alt.Tooltip("label:N", title="People"),
            alt.Tooltip("lane:N", title="Contingent"),
            alt.Tooltip("phase:N", title="Phase"),
            alt.Tooltip("who:N", title="According to"),
            alt.Tooltip("reported:N", title="Reported"),
            alt.Tooltip("told:N", title="The claim"),
        ],
    )
    texts = base.mark_text(align="left", color=ink, dx=8, fontSize=11, limit=130).encode(
        text="beside:N"
    )
    return alt.layer(points.add_params(pick), texts).properties(height=62 * len(lanes) + 130)


def rivals(rows: pd.DataFrame, title: str, ink: str) -> alt.LayerChart:
    """One line for each claim: its range as a bar, its number as a mark.

    rows: claim (a unique label), phase, low, high, number, label. ``title`` names the unit,
    ``ink`` is the colour of the words.
    """
    phases = list(rows.phase)
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "claim:N",
            title=None,
            sort=list(rows.claim),
            axis=alt.Axis(labelLimit=230, labelOverlap=False),
        )
    )
    zero = alt.Scale(zero=True)
    bars = base.mark_rule(strokeWidth=5, opacity=0.45).encode(
        x=alt.X("low:Q", title=title, scale=zero), x2="high:Q", color=_paint(phases, alt.Color)
    )
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=alt.X("number:Q", title=title, scale=zero, axis=alt.Axis(format=",d")),
        shape=_shape(phases),
        color=_paint(phases, alt.Color),
        tooltip=[alt.Tooltip("claim:N", title="Claim"), alt.Tooltip("label:N", title="Number")],
    )
    texts = base.mark_text(align="left", color=ink, dx=9, fontSize=11).encode(
        x="number:Q", text="label:N"
    )
    return alt.layer(bars, points, texts).properties(height=32 * len(rows) + 120)
