"""The chart of calls and meetings by day and participant."""

import altair as alt
import pandas as pd

from pages.charts import COLOURS, PICK

KINDS = {"call": "circle", "meeting": "square"}


def by_participant(marks: pd.DataFrame, days: list[str], names: list[str]) -> alt.Chart:
    """One lane for each participant, one mark for each account of a talk.

    marks: entry_id, day (one of ``days``), name (one of ``names``), kind (of KINDS), others, told.
    """
    kinds = [kind for kind in KINDS if kind in set(marks.kind)]
    legend = alt.Legend(orient="bottom", columns=2)
    pick = alt.selection_point(name=PICK, fields=["entry_id"], on="click", clear="dblclick")
    return (
        alt.Chart(marks)
        .mark_point(size=80, strokeWidth=1.8, opacity=1)
        .encode(
            x=alt.X("day:O", title="Day of the call or meeting (local)", sort=days,
                    scale=alt.Scale(domain=days), axis=alt.Axis(labelAngle=-40)),
            xOffset=alt.XOffset("slot:O"),
            y=alt.Y("name:N", title=None, sort=names,
                    axis=alt.Axis(labelLimit=170, grid=True, labelOverlap=False)),
            shape=alt.Shape("kind:N", title="Kind", legend=legend, scale=alt.Scale(
                domain=kinds, range=[KINDS[kind] for kind in kinds])),
            color=alt.Color("kind:N", title="Kind", legend=legend, scale=alt.Scale(
                domain=kinds, range=[COLOURS[list(KINDS).index(kind)] for kind in kinds])),
            tooltip=[
                alt.Tooltip("name:N", title="Took part"),
                alt.Tooltip("others:N", title="With"),
                alt.Tooltip("kind:N", title="Kind"),
                alt.Tooltip("told:N", title="About"),
            ],
        )
        .add_params(pick)
        .properties(height=26 * len(names) + 130)
    )  # fmt: skip
