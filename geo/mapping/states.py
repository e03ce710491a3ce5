"""The states of the map at every step of the time strip, each as what differs from the one before.

So a browser that was sent them once draws any of them without asking again.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NotRequired, TypedDict, TypeVar

import pandas as pd

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import themes
from geo.mapping.themes import Arrow, Mark, Point, State
from geo.view import View, keeping, strip
from geo.view.events import have_points
from geo.view.key_figures import key_figures
from geo.view.situation import situation
from geo.view.values import read_at, write_minute

# Beyond these the server draws each step itself: uncompressed JSON, days, and what it costs to go
# through all claims for each of the days.
MOST_BYTES, MOST_STEPS, MOST_READ = 300_000, 200, 200_000
T = TypeVar("T")
Marks = dict[str, dict[str, Mark]]


class Step(TypedDict):
    """What a state holds beside its marks."""

    at: str
    said: str
    themes: list[str]
    notes: dict[str, str]
    arrows: list[Arrow]
    span: NotRequired[str]


class States(TypedDict):
    """``marks`` has for each step the places whose marks differ; None where there are none left.

    ``events`` has the same for events, where the dataset has any with a point.
    """

    version: str
    steps: list[Step]
    marks: list[dict[str, dict[str, Mark] | None]]
    events: NotRequired[list[dict[str, Point | None]]]


def go_on() -> None:
    """No pause between two steps."""


def states(
    dataset: Dataset,
    selection: Selection,
    most_bytes: int = MOST_BYTES,
    most_steps: int = MOST_STEPS,
    pause: Callable[[], object] = go_on,
) -> States:
    """The states under the filters of a selection, whatever its moment; none beyond the bounds.

    ``pause`` is called between the steps, so that one who is in no hurry makes way for others.
    """
    made = States(version=dataset.version, steps=[], marks=[])
    nothing = States(version=dataset.version, steps=[], marks=[])
    moments = _moments(dataset)
    if len(moments) > most_steps or len(moments) * len(dataset.claims) > MOST_READ:
        return nothing
    parts = 2
    if have_points(dataset):
        made["events"], parts = [], 3
    # Between two steps there is a comma in each part.
    size = len(_json(made)) - parts
    for step in _differences(dataset, selection, moments):
        size += parts + sum(len(_json(one)) for one in step[:parts])
        if size > most_bytes:
            return nothing
        made["steps"].append(step[0])
        made["marks"].append(step[1])
        if "events" in made:
            made["events"].append(step[2])
        pause()
    return made


def to_json(made: States | State) -> bytes:
    """States, or one of them, as sent; the length of those of all steps is what the bound is on."""
    return _json(made)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _moments(dataset: Dataset) -> list[pd.Timestamp]:
    return [read_at(write_minute(step.end, dataset), dataset) for step in strip.steps(dataset)]


def _differences(
    dataset: Dataset, selection: Selection, moments: list[pd.Timestamp]
) -> Iterator[tuple[Step, dict[str, dict[str, Mark] | None], dict[str, Point | None]]]:
    marks: Marks = {}
    events: dict[str, Point] = {}
    for moment in moments:
        now = _state(View(dataset, replace(selection, known_on=moment)))
        own = now.get("events", {})
        yield _without_marks(now), _changed(marks, now["marks"]), _changed(events, own)
        marks, events = now["marks"], own


def _changed(before: dict[str, T], after: dict[str, T]) -> dict[str, T | None]:
    """What is otherwise than before, None for what is gone."""
    gone: dict[str, T | None] = dict.fromkeys(before.keys() - after.keys())
    return {**{name: mine for name, mine in after.items() if before.get(name) != mine}, **gone}


def _state(view: View) -> State:
    """What rests on all of the evidence is shared with readers, who ask for the same days.

    Of any other evidence nothing is kept: it would take the place of what many ask for.
    """
    if view.selection.evidence_only != Selection(view.at):
        return themes.draw(view, situation(view), key_figures(view))
    whole = keeping.share(view.whole)
    if not view.selection.picks_subjects:
        return themes.state(whole)
    shown = view.resting_on(whole)
    return themes.draw(shown, situation(shown), key_figures(shown))


def _without_marks(state: State) -> Step:
    step = Step(
        at=state["at"],
        said=state["said"],
        themes=state["themes"],
        notes=state["notes"],
        arrows=state["arrows"],
    )
    if "span" in state:
        step["span"] = state["span"]
    return step
