"""Charts of contingents: what was known of each and when, and rival numbers side by side."""

from typing import Any

import altair as alt
import pandas as pd

from geo.subjects.deployments import LEAVING
from pages.drawing import charts, templates
from pages.drawing.charts import COLOURS
from pages.drawing.templates import data, slot

# 'Authority, day' would take half of a phone's width.
_TWO_LINES = "split(replace(datum.label, /, (?=[^,]*$)/, '\\n'), '\\n')"
PHASES = {
    "announced": "circle",
    "in transit": "triangle-right",
    "deployed": "square",
    LEAVING: "diamond",
    "withdrawn": "triangle-left",
}


def phase_values(rows: pd.DataFrame) -> dict[str, Any]:
    """What fills in the phases: those that occur, each with the shape and colour it always has."""
    used = [phase for phase in PHASES if phase in set(rows.phase)]
    order = list(PHASES)
    return {
        "phases": used,
        "shapes": [PHASES[one] for one in used],
        "colours": [COLOURS[order.index(one)] for one in used],
    }


def _legend() -> alt.Legend:
    return alt.Legend(orient="bottom", columns=1, symbolSize=120)


def _shape() -> alt.Shape:
    scale = alt.Scale(domain=slot("phases"), range=slot("shapes"))
    return alt.Shape("phase:N", title="Phase", scale=scale, legend=_legend())


def _paint(channel: type) -> alt.Color | alt.Fill | alt.Stroke:
    scale = alt.Scale(domain=slot("phases"), range=slot("colours"))
    return channel("phase:N", title="Phase", scale=scale, legend=_legend())


def lanes_values(marks: pd.DataFrame) -> dict[str, Any]:
    """What fills in the lanes of ``over_time``."""
    lanes, phases = list(dict.fromkeys(marks.lane)), phase_values(marks)
    return phases | {"lanes": lanes, "height": 62 * len(lanes) + 110 + _legend_height(phases)}


def _legend_height(phases: dict[str, Any]) -> int:
    return 31 * len(phases["phases"])


@templates.template
def over_time() -> templates.Layers:
    """One lane for each contributor, one mark for each claim, its shape the phase.

    claims: entry_id, x, lane, phase (of PHASES), label (people in words or ""), beside (what is
    written there), who, reported, told, stands (bool: filled, else only outlined).
    """
    base = alt.Chart(data("claims")).encode(
        x=charts.dates_slots(),
        y=alt.Y("lane:N", title=None, sort=slot("lanes"),
                axis=alt.Axis(labelLimit=140, grid=True, labelOverlap=False)),
        yOffset=alt.YOffset(
            "phase:N", sort=list(PHASES), scale=alt.Scale(domain=list(PHASES))
        ),
    )  # fmt: skip
    points = base.mark_point(size=90, strokeWidth=1.8, opacity=1).encode(
        shape=_shape(),
        stroke=_paint(alt.Stroke),
        fill=_paint(alt.Fill),
        fillOpacity=alt.condition("datum.stands", alt.value(1), alt.value(0)),
        tooltip=[
            alt.Tooltip("label:N", title="People"),
            alt.Tooltip("lane:N", title="Contingent"),
            alt.Tooltip("phase:N", title="Phase"),
            alt.Tooltip("who:N", title="According to"),
            alt.Tooltip("reported:N", title="Reported"),
            alt.Tooltip("told:N", title="The claim"),
        ],
    )
    texts = base.mark_text(align="left", color=slot("ink"), dx=8, fontSize=11, limit=110).encode(
        text=alt.Text("beside:N")
    )
    return alt.layer(points.add_params(templates.picking()), texts)


def beside_values(rows: pd.DataFrame, unit: str) -> dict[str, Any]:
    """What fills in ``side_by_side``: the claims in their order, and the unit of the numbers."""
    claims, phases = list(rows.claim), phase_values(rows)
    return phases | {
        "claims": claims,
        # Room for the words beside the greatest number.
        "most": 1.5 * (rows[["high", "number"]].astype("float64").max(axis=None) or 1),
        "unit": unit,
        "height": 34 * len(claims) + 100 + _legend_height(phases),
    }


@templates.template
def side_by_side() -> templates.Layers:
    """One line for each claim: its range as a bar, its number as a mark.

    rows: claim (a unique label), phase, low, high, number, label.
    """
    base = alt.Chart(data("rows")).encode(
        y=alt.Y("claim:N", title=None, sort=slot("claims"),
                axis=alt.Axis(labelLimit=190, labelOverlap=False, labelLineHeight=11,
                              labelExpr=_TWO_LINES))
    )  # fmt: skip
    zero = alt.Scale(zero=True, domainMax=slot("most"))
    number = alt.X("number:Q", title=slot("unit"), scale=zero, axis=alt.Axis(format=",d"))
    ranges = base.mark_rule(strokeWidth=5, opacity=0.45).encode(
        x=alt.X("low:Q", title=slot("unit"), scale=zero),
        x2=alt.X2("high"),
        color=_paint(alt.Color),
    )
    points = base.mark_point(size=110, filled=True, opacity=1).encode(
        x=number,
        shape=_shape(),
        color=_paint(alt.Color),
        tooltip=[alt.Tooltip("claim:N", title="Claim"), alt.Tooltip("label:N", title="Number")],
    )
    texts = base.mark_text(align="left", color=slot("ink"), dx=9, fontSize=11).encode(
        x=number, text=alt.Text("label:N")
    )
    return alt.layer(points, ranges, texts)
