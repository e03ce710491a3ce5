"""The chart of calls and meetings by day and participant."""

from typing import Any

import altair as alt

from pages.drawing import templates
from pages.drawing.charts import COLOURS
from pages.drawing.templates import data, slot

# 'Name (country)' would take half of a phone's width.
_TWO_LINES = "split(replace(datum.label, ' (', '\\n('), '\\n')"
KINDS = {"call": "circle", "meeting": "square"}


def lanes_values(days: list[str], names: list[str]) -> dict[str, Any]:
    """What fills in ``by_participant``: the days and the names in their order."""
    return {"days": days, "names": names, "height": 28 * len(names) + 130}


@templates.template
def by_participant() -> alt.Chart:
    """One lane for each participant, one mark for each account of a talk.

    accounts: entry_id, day, name, kind (of KINDS), slot (number within day and name), others, told.
    """
    legend = alt.Legend(orient="bottom", columns=2)
    kinds = list(KINDS)
    shapes = alt.Scale(domain=kinds, range=list(KINDS.values()))
    colours = alt.Scale(domain=kinds, range=list(COLOURS[: len(kinds)]))
    return (
        alt.Chart(data("accounts"))
        .mark_point(size=80, strokeWidth=1.8, opacity=1)
        .encode(
            x=alt.X("day:O", title="Day (local)", sort=slot("days"),
                    scale=alt.Scale(domain=slot("days")), axis=alt.Axis(labelAngle=-40)),
            xOffset=alt.XOffset("slot:O"),
            y=alt.Y("name:N", title=None, sort=slot("names"),
                    axis=alt.Axis(labelLimit=170, grid=True, labelOverlap=False,
                                  labelExpr=_TWO_LINES, labelLineHeight=11)),
            shape=alt.Shape("kind:N", title="Kind", legend=legend, scale=shapes),
            color=alt.Color("kind:N", title="Kind", legend=legend, scale=colours),
            tooltip=[
                alt.Tooltip("name:N", title="Participant"),
                alt.Tooltip("others:N", title="With"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("told:N", title="About"),
            ],
        )
        .add_params(templates.picking())
    )  # fmt: skip
