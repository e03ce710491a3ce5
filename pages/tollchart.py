"""The chart of how a figure came to be known: its frames, and which claim a reader picked."""

import pandas as pd

from geo import tolls
from geo.mapping.inert import visible
from geo.view import View
from pages import charts, drawing, timeaxis, words
from pages.mapview import is_dark

GROUPS = {"all": "everybody"}


def counted(group: str, subset: str) -> str:
    """Who is counted, in words: 'everybody', 'security forces', 'protesters (…)'."""
    name = GROUPS.get(group, words.plain(group))
    return f"{name} ({visible(subset, 60)})" if subset else name


def draw(view: View, points: pd.DataFrame, steps: pd.DataFrame, mode: str, text: str) -> str | None:
    """Draws the claims and the steps; the entry_id of the mark that was picked, or None."""
    zone = view.dataset.about.zone
    moments = [*points.reported_at, *points.ended_at, *steps.begins, *steps.ends]
    axis = timeaxis.lay_out(moments, zone, mode)
    title = f"When it was reported ({zone.key})"
    title += "" if mode == timeaxis.SCALE else ", not to scale"
    marks, lines = _marks(view, points, axis), _lines(steps, axis)
    values = charts.dates_values(axis.labels, title) | charts.claims_values(marks, lines)
    frames = {
        "points": marks,
        "settled": lines[~lines.contested],
        "rivals": lines[lines.contested & lines.high.notna()],
    }
    values["ink"] = charts.ink(is_dark())
    return drawing.draw(charts.claims_over_time(), values, frames, "tolls", text, pick=True)


def _marks(view: View, points: pd.DataFrame, axis: timeaxis.TimeAxis) -> pd.DataFrame:
    zone = view.dataset.about.zone
    numbers = points[["low", "high", "level"]].astype("Float64").astype(object)
    return pd.DataFrame(
        {
            "entry_id": points.entry_id,
            "x": axis.place(points.reported_at),
            **{name: numbers[name].where(numbers[name].notna(), None) for name in numbers},
            "reach": points.reach,
            "standing": points.standing.map(words.STANDING),
            "series": [counted(*one) for one in zip(points.group, points.subset, strict=True)],
            "label": points.words,
            "who": [visible(name, 80) for name in points.authority],
            "reported": [words.reported(claim, zone) for claim in points.itertuples()],
        }
    )


def _lines(steps: pd.DataFrame, axis: timeaxis.TimeAxis) -> pd.DataFrame:
    shown = steps[steps.level.notna()]
    numbers = shown[["low", "high", "level"]].astype("Float64").astype(object)
    return pd.DataFrame(
        {
            "x": axis.place(shown.begins),
            "x_end": axis.place(shown.ends),
            **{name: numbers[name].where(numbers[name].notna(), None) for name in numbers},
            "contested": shown.contested,
            "series": [counted(*one) for one in zip(shown.group, shown.subset, strict=True)],
        }
    )


def sentence(view: View, points: pd.DataFrame, steps: pd.DataFrame, what: str) -> str:
    """The chart in one sentence: how many claims, and what stands at the end of it."""
    retracted = int((points.standing == "retracted").sum())
    last = steps[steps.ends == view.at]
    now = [
        f"{counted(row.group, row.subset)} {casualty_words(row)}"
        + (" (contested)" if row.contested else "")
        for row in last.itertuples()
    ]
    told = f"{words.count(len(points), 'claim')} on {what}"
    told += f", {retracted} of them retracted" if retracted else ""
    return f"{told}. What stands: {words.listed(now)}." if now else f"{told}. None stands."


def casualty_words(row: tuple) -> str:
    """A range in words."""
    return tolls.range_in_words(row.low, row.best, row.high)
