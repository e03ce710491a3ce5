"""The theme of services: how many are cut at each place, and which are hurt or at work."""

from typing import Any, NamedTuple

import pandas as pd

from geo.dataset.vocabulary import SERVICE
from geo.mapping.signs import radius
from geo.mapping.themes.parts import Drawn, Mark, Scene, mark
from geo.rows import read_rows
from geo.subjects.services import BY_DECISION
from geo.view.key_figure import Label
from geo.words import key_figures as said
from geo.words import numbers, terms

_MOST_NAMED = 12
# As a reader ranks them, the worst first; of what is no longer reported last.
_STATES = {
    "suspended": "Cut", "damaged": "Damaged", "limited": "Limited", "operating": "At work",
}  # fmt: skip


class _Service(NamedTuple):
    place_id: str
    service: str
    state: str
    stale: bool
    contested: bool


def draw(scene: Scene) -> Drawn:
    """A mark for each place of which the state of a service is known, by how many are cut."""
    services: dict[str, list[_Service]] = {}
    for service in read_rows(scene.view.service_states, _Service):
        services.setdefault(service.place_id, []).append(service)
    marks = {
        row.place_id: _mark(row, services[row.place_id])
        for row in scene.rows
        if not pd.isna(row.services_suspended)
    }
    return Drawn(marks, said.services_cut(scene.figures[Label.SUSPENDED]))


def _mark(row: Any, services: list[_Service]) -> Mark:
    cut = int(row.services_suspended)
    counted = [one for one in services if not one.stale]
    closed = [one for one in counted if one.state == "suspended" and one.service in BY_DECISION]
    by_state = {
        state: [one.service for one in counted if one.state == state and one not in closed]
        for state in _STATES
    }
    words = [f"{row.name}.", *(_named(_STATES[state], those) for state, those in by_state.items())]
    words.append(_named("Closed by decision", [one.service for one in closed]))
    contested = [one.service for one in counted if one.contested]
    words.append(_named("Claims differ on", contested))
    words.append(_named("No longer reported", [one.service for one in services if one.stale]))
    disputed = any(one.contested for one in counted if one.service in by_state["suspended"])
    flags = ["contested"] if disputed else []
    if not cut:
        return mark("CutNone", words, 0, flags=flags)
    share = min(cut / len(SERVICE), 1) ** 0.5
    return mark("Cut", words, 1 + 3 * share, str(cut), flags, radius(cut, len(SERVICE)))


def _named(head: str, services: list[str]) -> str:
    """'Cut: internet and fuel.', "" for none."""
    named = numbers.listed([terms.plain(one) for one in services], most=_MOST_NAMED)
    return f"{head}: {named}." if named else ""
