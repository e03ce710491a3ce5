"""The state of the map at a moment: every theme at once, for map.js and for exported pages."""

from collections.abc import Iterable
from functools import partial

import pandas as pd

from geo.dataset import Dataset
from geo.mapping.inert import inert
from geo.mapping.themes import curfew, events, forces, people, services, severity
from geo.mapping.themes.parts import LONGEST_NOTE, Drawn, Scene, State, Theme
from geo.rows import read_rows
from geo.view import View, keeping
from geo.view.events import SPAN, have_points
from geo.view.key_figure import KeyFigure
from geo.view.key_figures import MEASURES, key_figures
from geo.view.values import write_at
from geo.words import moments, terms

EVENTS = "events"
THEMES = (
    Theme("severity", "How grave", "", "", severity.draw),
    Theme("curfew", "Curfew", "", "restrictions", curfew.draw),
    Theme("services", "Services cut", "", "services", services.draw),
    *(
        Theme(
            measure.value,
            terms.heading(measure.value),
            "People",
            "casualties",
            partial(people.draw, measure),
        )
        for measure in MEASURES
    ),
    Theme(EVENTS, "Events", "", "", events.draw, have_points),
    Theme("forces", "Forces", "", "deployments", forces.draw),
)

FIRST = THEMES[0].id  # what a map shows where nobody says


# What the themes read of the situation.
_COLUMNS = (
    "place_id", "name", "kind", "severity", "severity_basis", "severity_reason", "stale_judgement",
    "stale", "status_age_hours", "status_age_days", "curfew", "curfew_begin_unknown",
    "curfew_tonight", "curfew_lapsed",
    "services_suspended",
    *(f"{measure.value}_value" for measure in MEASURES),
)  # fmt: skip


def options(dataset: Dataset) -> list[dict[str, str]]:
    """The themes that the dataset can have, for the choice on the map."""
    return [{"id": one.id, "label": one.label, "group": one.group} for one in _themes_of(dataset)]


def _themes_of(dataset: Dataset) -> list[Theme]:
    return [
        one
        for one in THEMES
        if (not one.table or len(dataset.details[one.table])) and one.is_there(dataset)
    ]


def state(view: View, span: str = SPAN) -> State:
    """The state of the map for a view, from what is kept of it."""
    return draw(view, keeping.situation(view), keeping.once(key_figures, view), span)


def draw(
    view: View, situation: pd.DataFrame, figures: Iterable[KeyFigure], span: str = SPAN
) -> State:
    """The state of the map for a view, its situation, key figures and the span of its events."""
    rows = [row for row in read_rows(situation, _COLUMNS) if row.kind != "country"]
    scene = Scene(view, rows, {figure.label: figure for figure in figures}, span)
    drawn = {theme.id: theme.draw(scene) for theme in _themes_of(view.dataset)}
    offered = {name: one for name, one in drawn.items() if one.is_offered}
    marks: dict[str, dict] = {}
    for name, one in offered.items():
        for place_id, mark in one.marks.items():
            marks.setdefault(place_id, {})[name] = mark
    shown = State(
        at=write_at(view.at, view.dataset),
        said=moments.as_known(view.at, view.dataset.about.zone),
        themes=list(offered),
        notes=_notes(offered),
        marks=marks,
        arrows=[arrow for one in offered.values() for arrow in one.arrows],
    )
    if EVENTS in offered:
        shown["events"], shown["span"] = dict(offered[EVENTS].points), span
    return shown


def _notes(offered: dict[str, Drawn]) -> dict[str, str]:
    return {name: inert(one.note, LONGEST_NOTE) for name, one in offered.items() if one.note}
