"""Charts from templates: Altair writes each specification once, a run of a page only fills it in.

Writing one takes Altair about a tenth of a second, which no page can spend on every run. Streamlit
draws the filled specification just as it draws Altair's own charts.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from pages.drawing import insides
from pages.drawing.theme import ink

PICK = "pick"
_SIGN = "\u0001"


def slot(name: str) -> Any:
    """Stands in a template for a value, of whatever type, that each run fills in."""
    return _SIGN + name


# What ``alt.layer`` gives.
Layers = alt.LayerChart | alt.FacetChart


def data(name: str) -> alt.NamedData:
    """Stands in a template for a frame that each run brings; "marks" is a name of Vega's own."""
    return alt.NamedData(name)


def picking() -> alt.Parameter:
    """Lets a reader pick one mark by its ``entry_id``; a double click lets go of it."""
    return alt.selection_point(name=PICK, fields=["entry_id"], on="click", clear="dblclick")


def template(build: Callable[[], alt.TopLevelMixin]) -> Callable[[], dict]:
    """The specification that ``build`` writes, written once for the process."""

    @cache
    def specification() -> dict:
        # Slots are no valid values, so nothing is validated before they are filled.
        with insides.unvalidated():
            return build().to_dict(validate=False)

    return specification


def fill(part: Any, values: Mapping[str, Any]) -> Any:
    """A copy of a template with every slot replaced by its value."""
    if isinstance(part, dict):
        return {name: fill(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [fill(value, values) for value in part]
    if isinstance(part, str) and part.startswith(_SIGN):
        return values[part.removeprefix(_SIGN)]
    return part


def draw(
    specification: dict, values: Mapping[str, Any], frames: Mapping[str, pd.DataFrame],
    key: str, text: str, pick: bool = False,
) -> str | None:  # fmt: skip
    """Draws a chart with ``text`` for who cannot see it; the entry_id picked in it, or None.

    ``values`` holds one for every slot but ``ink``, and the ``height`` in pixels.
    """
    words = ink()
    # Streamlit's own grey is too faint for small words (WCAG 2.2, 1.4.3).
    config = {part: {"labelColor": words, "titleColor": words} for part in ("axis", "legend")}
    spec = fill(specification, {**values, "ink": words})
    spec |= {"height": values["height"], "datasets": dict(frames)}
    spec["config"] |= config
    if not pick:
        st.vega_lite_chart(spec=spec, key=key, alt=text)
        return None
    event = st.vega_lite_chart(spec=spec, key=key, alt=text, on_select="rerun")
    picked = event.selection.get(PICK) or [{}]
    return picked[0].get("entry_id")
