"""The theme of severity: how grave things are in each place, and the curfew around it."""

from typing import Any

from geo.dataset.vocabulary import SEVERITY
from geo.mapping.themes.parts import Drawn, Mark, Scene, mark
from geo.mapping.themes.rings import ring
from geo.view.gravest import grades_lost
from geo.words.severity import origin

_WEIGHTS = {severity: float(rank) for rank, severity in enumerate(reversed(SEVERITY))}


def draw(scene: Scene) -> Drawn:
    """Every place of the situation, by its severity."""
    lasts = scene.view.dataset.about.stale_after
    return Drawn({row.place_id: _mark(row, grades_lost(row, lasts)) for row in scene.rows})


def _mark(row: Any, lost: int) -> Mark:
    is_derived = row.severity_basis == "derived"
    flag, curfew = ring(row)
    flags = ("stale" if row.stale else "", "derived" if is_derived else "", flag)
    words = (
        f"{row.name}. Severity: {row.severity}.",
        origin(row.severity_basis, row.severity_reason, row.stale_judgement),
        "The last report is old." if row.stale else "",
        curfew,
    )
    weight = max(_WEIGHTS[row.severity] - lost, 0.0)
    return mark(row.severity, words, weight, flags=[one for one in flags if one])
