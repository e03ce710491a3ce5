"""Charts as Altair specifications: plain frames in, no widget and no dataset.

What tells two things apart is never colour alone. Times are drawn as numbers with labels of our
own, because Vega would write moments in the time zone of the reader's browser.
"""

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

# Told apart by people who see colours otherwise, and at least 3:1 on light and dark grounds.
COLOURS = ("#2b7bba", "#c4690c", "#148a63", "#b8579a", "#7a7fd0", "#a0761a", "#7d8790", "#c2504a")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 4], [1, 3], [10, 2])
STANDINGS = {"stands": "circle", "superseded": "square", "retracted": "cross"}
PICK = "pick"
WHO = "Who is counted"
_LEGEND = alt.Legend(
    orient="top",
    columns=2,
    symbolType="stroke",
    symbolStrokeWidth=3,
    symbolSize=300,
    labelLimit=260,
)


def ink(dark: bool) -> str:
    """The colour of words in a chart, that of the theme's text."""
    return "#e8edf1" if dark else "#17222c"


def dates_axis(labels: Mapping[float, str], title: str) -> alt.X:
    """An x channel over the numeric column ``x`` that writes the labels given for its values."""
    texts = json.dumps({f"{value:g}": label for value, label in labels.items()})
    low, high = (min(labels), max(labels)) if labels else (0, 1)
    room = max((high - low) * 0.04, 0.4)
    axis = alt.Axis(
        values=list(labels),
        labelExpr=f"{texts}[toString(datum.value)]",
        labelAngle=-40,
        labelOverlap="greedy",
        grid=False,
        ticks=True,
    )
    scale = alt.Scale(domain=[low - room, high + room], nice=False, zero=False)
    return alt.X("x:Q", title=title, axis=axis, scale=scale)


def claims_over_time(
    points: pd.DataFrame, steps: pd.DataFrame, x: alt.X, unit: str, ink: str
) -> alt.LayerChart:
    """Claims as marks and the current figure as a step, one colour and dash per ``series``.

    points: entry_id, x, level, low, high, reach, standing (of STANDINGS), series, label, who,
    reported. steps: x, x_end, level, low, high, contested, series. Numbers are people.
    """
    series = list(dict.fromkeys([*points.series, *steps.series]))
    colour = alt.Color(
        "series:N",
        title=WHO,
        scale=alt.Scale(domain=series, range=_cycled(COLOURS, series)),
        legend=_LEGEND,
    )
    y = alt.Y("level:Q", title=unit, axis=alt.Axis(format=",d", tickMinStep=1))
    return alt.layer(
        *_steps(steps, series, colour, x, y), *_claims(points, colour, x, y, ink)
    ).properties(height=480)


def _steps(
    steps: pd.DataFrame, series: Sequence[str], colour: alt.Color, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    dash = alt.StrokeDash(
        "series:N",
        title=WHO,
        scale=alt.Scale(domain=series, range=_cycled(DASHES, series)),
        legend=_LEGEND,
    )
    settled = alt.Chart(steps[~steps.contested])
    rivals = alt.Chart(steps[steps.contested & steps.high.notna()])
    return [
        settled.mark_rule(strokeWidth=2).encode(
            x=x, x2="x_end:Q", y=y, color=colour, strokeDash=dash
        ),
        rivals.mark_rect(opacity=0.22, strokeDash=[2, 2], strokeWidth=1).encode(
            x=x, x2="x_end:Q", y=alt.Y("low:Q", title=y["title"]), y2="high:Q", color=colour
        ),
    ]


def _claims(
    points: pd.DataFrame, colour: alt.Color, x: alt.X, y: alt.Y, ink: str
) -> list[alt.Chart]:
    words = alt.Chart(points).encode(x=x)
    base = words.encode(color=colour)
    pick = alt.selection_point(name=PICK, fields=["entry_id"], on="click", clear="dblclick")
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
    between = alt.datum.reach == "between"
    return [
        base.transform_filter(between).mark_rule(strokeWidth=5, opacity=0.5).encode(
            y=alt.Y("low:Q", title=y["title"]), y2="high:Q"
        ),
        _arrow(words, y, "at least", "↑", ink),
        _arrow(words, y, "at most", "↓", ink),
        base.mark_point(size=90, filled=True, strokeWidth=1.5).encode(
            y=y,
            shape=shape,
            tooltip=tooltip,
            opacity=alt.condition(alt.datum.standing == "stands", alt.value(1), alt.value(0.75)),
            strokeWidth=alt.condition(pick, alt.value(1.5), alt.value(0.5)),
        ).add_params(pick),
        words.mark_text(dy=-11, fontSize=11, limit=110, color=ink).encode(y=y, text="label:N"),
    ]  # fmt: skip


def _arrow(base: alt.Chart, y: alt.Y, reach: str, sign: str, ink: str) -> alt.Chart:
    """The open end of a range, drawn as an arrow beside its mark."""
    arrow = base.transform_filter(alt.datum.reach == reach)
    return arrow.mark_text(text=sign, fontSize=16, fontWeight="bold", dx=10, color=ink).encode(y=y)


def _cycled(values: Sequence, keys: Sequence) -> list:
    """One value for each key, from the beginning again when there are more keys."""
    return [values[i % len(values)] for i, _ in enumerate(keys)]


def shares(rows: pd.DataFrame, name: str, value: str, unit: str, ink: str) -> alt.LayerChart:
    """Horizontal bars in the order given, with numbers; ``Kind`` 'rest' is only outlined."""
    rest = alt.datum.Kind == "rest"
    order = list(rows[name])
    base = alt.Chart(rows).encode(
        x=alt.X(f"{value}:Q", title=unit, axis=alt.Axis(format=",d", tickMinStep=1)),
        y=alt.Y(
            f"{name}:N", title=None, sort=order, axis=alt.Axis(labelLimit=180, labelOverlap=False)
        ),
    )
    bars = base.mark_bar(stroke=COLOURS[0], strokeWidth=1.5).encode(
        fillOpacity=alt.condition(rest, alt.value(0), alt.value(0.85)),
        strokeDash=alt.condition(rest, alt.value([4, 3]), alt.value([1, 0])),
        tooltip=[f"{name}:N", alt.Tooltip(f"{value}:Q", format=",d")],
        color=alt.value(COLOURS[0]),
    )
    numbers = base.mark_text(align="left", dx=5, color=ink).encode(
        text=alt.Text(f"{value}:Q", format=",d")
    )
    return alt.layer(bars, numbers).properties(height=32 * len(rows) + 70)
