"""How severe things are at a place: the judgement, or the rule, and the claims behind it."""

from typing import Any

from geo.subjects.rating import DERIVED
from geo.view import View
from geo.words import numbers, severity
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.map.place.section import Section, nothing


def section(here: View) -> Section:
    """The claims that a severity rests on, and those that say something else of the same time."""
    place_id = here.selection.places[0]
    if place_id not in here.status.index:
        return Section("Status", 0, tell, id="status")
    status = here.status.loc[place_id]
    return Section("Status", len(_ids(status)), tell, above=_above(status), id="status")


def tell(here: View, _: str) -> Markup:
    """These claims, with their sources."""
    place_id = here.selection.places[0]
    if place_id not in here.status.index:
        return nothing("No claim says how things stood.")
    ids = _ids(here.status.loc[place_id])
    claims = here.claims.set_index("entry_id", drop=False).loc[ids]
    return markup.claim_list(here.dataset, claims.itertuples())


def _ids(status: Any) -> list[str]:
    if status.basis == DERIVED:
        return [*status.derived_from, *filter(None, [status.entry_id])]
    return [status.entry_id, *status.rivals]


def _above(status: Any) -> str:
    if status.basis == DERIVED:
        why = severity.because(severity.reason(status.reason), status.stale_judgement)
        return f"{status.severity}, {severity.DERIVED}: {why}"
    others = f"Beside it {numbers.count(len(status.rivals), 'other judgement')} of the same time."
    return others if status.rivals else ""
