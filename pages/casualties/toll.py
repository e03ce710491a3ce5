"""How a figure came to be known: the frames of its chart, and its sentence."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.mapping.inert import visible
from geo.ranges import Range, known, level
from geo.rows import split
from geo.subjects import casualties, casualties_in_time
from geo.view import View
from geo.words import figures as words
from geo.words import moments, numbers, terms
from pages.casualties.charts import claims_values
from pages.drawing import charts, columns, timeaxis
from pages.frame import session

EVERY = session.GROUP.default
GROUPS = {"all": "everybody"}


@dataclass(frozen=True)
class Toll:
    """The claims of a place and measure, and what a chart needs to draw them."""

    claims: pd.DataFrame
    frames: dict[str, pd.DataFrame]
    values: dict[str, Any]
    sentence: str


def prepare(view: View, place: str, measure: str, group: str, parts: bool, mode: str) -> Toll:
    """The claims on a measure at a place, of one group or every group, with parts of groups."""
    history = view.history("casualties")
    wanted = (history.place_id == place) & (history.measure == measure)
    wanted &= (group == EVERY) | (history.group == group)
    rows = history[wanted & (parts | (history.subset == ""))]
    points, steps = casualties_in_time.points(rows), _steps(view, rows)
    zone, ended = view.dataset.about.zone, points.ended_at[points.ended_at <= view.at]
    turns = [*_known_at(view, points), *ended, *steps.begins, *steps.ends]
    axis = timeaxis.lay_out(turns, zone, mode, _days_alone(view, rows))
    marks, lines = _marks(view, points, axis), _lines(view, steps, axis)
    frames = {
        "points": marks,
        "settled": lines[~lines.contested],
        "rivals": lines[lines.contested],
        "withdrawn": _withdrawn(view, points, axis),
    }
    title = timeaxis.title(zone, mode)
    values = charts.dates_values(axis.labels, title, axis.span) | claims_values(marks, lines)
    name = visible(view.dataset.places.name[place], 80)
    sentence = _sentence(view, points, steps, f"people {measure}, {name}")
    return Toll(rows.sort_values(["reported_at", "entry_id"]), frames, values, sentence)


def _steps(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    evidence, claims = set(view.evidence.entry_id), view.dataset.rows
    disputing = {one for cell in rows.disputed_by for one in split(cell)}
    others = {one: claims[one] for one in disputing & evidence}
    days = view.dataset.about.comparable_days
    return casualties_in_time.steps(rows, view.at, days, others, view.selection.hours)


def _known_at(view: View, points: pd.DataFrame) -> pd.Series:
    """Where the mark of a claim stands: a day without an hour at its end, if that has come."""
    return points.reported_at.mask(points.reported_at > view.at, points.reported_from)


def _days_alone(view: View, rows: pd.DataFrame) -> set[pd.Timestamp]:
    """The begins of the day that the moment lies inside, which stand for an hour nobody gave."""
    found: set[pd.Timestamp] = set()
    for event in ("reported", "superseded", "retracted"):
        begins, ends = rows[f"{event}_from"], rows[f"{event}_at"]
        found |= {*begins[(begins <= view.at) & (view.at < ends)]}
    return found


def counted(group: str, subset: str, is_one: bool = False) -> str:
    """Who is counted, in words: 'everybody', 'security forces', 'protesters (…)', 'child'."""
    name = terms.who(group, is_one) if is_one else GROUPS.get(group, terms.plain(group))
    return f"{name} ({visible(subset, 60)})" if subset else name


def series(rows: pd.DataFrame) -> list[str]:
    """Who is counted, in words, for each row."""
    spans = zip(rows.group, rows.subset, rows.since, strict=True)
    return [_of_span(counted(group, subset), since) for group, subset, since in spans]


def _of_span(who: str, since: str) -> str:
    """'everybody', 'everybody, since 9 May 2022'."""
    return ", ".join(filter(None, (who, words.since(since))))


def _marks(view: View, points: pd.DataFrame, axis: timeaxis.TimeAxis) -> pd.DataFrame:
    x, groups = axis.place(_known_at(view, points)), series(points)
    # Of several claims of one moment and series the last is written; the others would hide it.
    last = {spot: i for i, spot in enumerate(zip(x, groups, strict=True))}
    written = set(last.values())
    return pd.DataFrame(
        {
            "entry_id": points.entry_id,
            "x": x,
            **columns.numbers(points, "low", "high", "level"),
            "reach": points.reach,
            "standing": columns.standing(points),
            "series": groups,
            "label": points.words,
            "beside": [one if i in written else "" for i, one in enumerate(points.words)],
            "who": columns.texts(points.authority),
            "reported": columns.reported(view, points),
        }
    )


def _withdrawn(view: View, points: pd.DataFrame, axis: timeaxis.TimeAxis) -> pd.DataFrame:
    """The spans in which figures stood that were retracted: '164, withdrawn after 7 h'."""
    gone = points[(points.standing == "retracted") & (points.ended_at <= view.at)]
    begins = _known_at(view, gone)
    x_end, middle = axis.place(gone.ended_at), sum(axis.span) / 2
    zone, rows = view.dataset.about.zone, map(view.dataset.rows.__getitem__, gone.entry_id)
    spans = [moments.withdrawn(row, view.cancel(row), zone) for row in rows]
    return pd.DataFrame(
        {
            "x": axis.place(begins),
            "x_end": x_end,
            "label": [", ".join(one) for one in zip(gone.words, spans, strict=True)],
            "is_late": [end > middle for end in x_end],
        }
    ).astype({"x": "float64", "x_end": "float64", "is_late": "bool"})


def _lines(view: View, steps: pd.DataFrame, axis: timeaxis.TimeAxis) -> pd.DataFrame:
    """What stood: at its level, a contested figure once for each of its rivals."""
    spells = [
        (row, known(bounds))
        for row in steps.itertuples()
        for bounds in _bounds(view, row)
        if level(*bounds) is not None
    ]
    low, _, high = zip(*(bounds for _, bounds in spells), strict=True) if spells else ((),) * 3
    return pd.DataFrame(
        {
            "x": axis.place([row.begins for row, _ in spells]),
            "x_end": axis.place([row.ends for row, _ in spells]),
            "low": list(low),
            "high": list(high),
            "level": [level(*bounds) for _, bounds in spells],
            "contested": [row.contested for row, _ in spells],
            "series": [_of_span(counted(row.group, row.subset), row.since) for row, _ in spells],
        }
    ).astype({"contested": "bool", "low": "float64", "high": "float64", "level": "float64"})


def _bounds(view: View, step: Any) -> list[Range]:
    if not step.contested:
        return [(step.low, step.best, step.high)]
    rivals = casualties.rivals(step, view.dataset.rows)
    return [one.bounds for one in rivals if one.measure == step.measure]


def _sentence(view: View, points: pd.DataFrame, steps: pd.DataFrame, what: str) -> str:
    """The chart in one sentence: how many claims, and what stands at the end of it."""
    retracted = int((points.standing == "retracted").sum())
    last = steps[steps.ends == view.at]
    now = [_standing(view, row) for row in last.itertuples()]
    told = f"{numbers.count(len(points), 'claim')} on {what}"
    told += f", {retracted} of them retracted" if retracted else ""
    return f"{told}. What stands: {numbers.listed(now)}." if now else f"{told}. None stands."


def _standing(view: View, step: Any) -> str:
    """'security forces 18, as of 6 Jan 2022', 'everybody contested (20, One; 60 or more, TASS)'."""
    who = counted(step.group, step.subset)
    if step.contested:
        rivals = casualties.rivals(step, view.dataset.rows)
        return f"{who} contested ({visible(words.in_rivalry(rivals, step), 300)})"
    return f"{who} {visible(words.value(step), 120)}, as of {words.as_of(step.as_of)}"
