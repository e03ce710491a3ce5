"""What all charts share, and the charts of figures of people, as templates.

What tells two things apart is never colour alone. Times are drawn as numbers with labels of our
own, because Vega would write moments in the time zone of the reader's browser.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pages.drawing import templates
from pages.drawing.templates import data, slot

# Told apart by people who see colours otherwise, and at least 3:1 on light and dark grounds.
COLOURS = ("#2b7bba", "#c4690c", "#148a63", "#b8579a", "#7a7fd0", "#a0761a", "#7d8790", "#c2504a")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 4], [1, 3], [10, 2])


def dates_axis(labels: Mapping[float, str], title: str) -> alt.X:
    """An x channel over the numeric column ``x`` that writes the labels given for its values."""
    return _dates_axis(**dates_values(labels, title))


def dates_slots() -> alt.X:
    """The same for a template; ``dates_values`` fills it in."""
    return _dates_axis(*map(slot, ("ticks", "tick_words", "x_domain", "x_title")))


def _dates_axis(ticks: Any, tick_words: str, x_domain: Any, x_title: str) -> alt.X:
    axis = alt.Axis(
        values=ticks,
        labelExpr=tick_words,
        labelAngle=-40,
        labelOverlap="greedy",
        grid=False,
        ticks=True,
    )
    scale = alt.Scale(domain=x_domain, nice=False, zero=False)
    return alt.X("x:Q", title=x_title, axis=axis, scale=scale)


def dates_values(
    labels: Mapping[float, str], title: str, span: tuple[float, float] | None = None
) -> dict[str, Any]:
    """What fills in a time axis: words by their x, with some room at both ends of these.

    ``span`` is the first and the last x of what is drawn, where that is not known to be a label's.
    """
    texts = json.dumps({f"{value:g}": label for value, label in labels.items()})
    drawn = [*labels, *(span or ())] or [0, 1]
    low, high = min(drawn), max(drawn)
    room = max((high - low) * 0.04, 0.4)
    return {
        "ticks": list(labels),
        "tick_words": f"{texts}[toString(datum.value)]",
        "x_domain": [low - room, high + room],
        "x_title": title,
    }


def cycled(values: Sequence, keys: Sequence) -> list:
    """One value for each key, from the beginning again when there are more keys."""
    return [values[i % len(values)] for i, _ in enumerate(keys)]


def bars_values(rows: pd.DataFrame, unit: str) -> dict[str, Any]:
    """What fills in ``bars``: the names in their order, the unit, and room for each bar."""
    return {"names": list(rows.name), "unit": unit, "height": 32 * len(rows) + 70}


@templates.template
def bars() -> templates.Layers:
    """Horizontal bars with numbers. rows: name, number, rest (bool: only outlined)."""
    base = alt.Chart(data("rows")).encode(
        x=alt.X("number:Q", title=slot("unit"), axis=alt.Axis(format=",d", tickMinStep=1)),
        y=alt.Y("name:N", title=None, sort=slot("names"),
                axis=alt.Axis(labelLimit=180, labelOverlap=False)),
    )  # fmt: skip
    drawn = base.mark_bar(stroke=COLOURS[0], color=COLOURS[0], strokeWidth=1.5).encode(
        fillOpacity=alt.condition("datum.rest", alt.value(0), alt.value(0.85)),
        strokeDash=alt.condition("datum.rest", alt.value([4, 3]), alt.value([1, 0])),
        tooltip=[alt.Tooltip("name:N", title="Name"), alt.Tooltip("number:Q", title="Number")],
    )
    numbers = base.mark_text(align="left", dx=5, color=slot("ink")).encode(
        text=alt.Text("number:Q", format=",d")
    )
    return alt.layer(drawn, numbers)
