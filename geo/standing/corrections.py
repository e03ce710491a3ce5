"""What was withdrawn or corrected: when, by whom, why, and what stands in its place."""

from typing import Any, NamedTuple

import pandas as pd

from geo.dataset.schema import TABLES
from geo.ledger import RETRACTED, SUPERSEDED, breadth
from geo.ranges import level
from geo.rows import split, write_rows
from geo.standing.judging import figure_in_words, state_in_words
from geo.standing.known import Known
from geo.subjects.correcting import bounds
from geo.view import View
from geo.view.taken_back import Correction, Kind, of_claim
from geo.words import moments, numbers, terms


class Instead(NamedTuple):
    """What stands in the place of a claim, in words, and the claims that it rests on."""

    words: str = ""
    entry_ids: tuple[str, ...] = ()


_MOMENT = "datetime64[us, UTC]"
COLUMNS = {
    "correction": "object", "table": "object", "place_id": "object", "place": "object",
    "summary": "object", "authority": "object", "reported_at": _MOMENT, "corrected_at": _MOMENT,
    "corrected_by": "object", "why": "object", "stood_for": "object", "instead": "object",
    "hour_unknown": "bool", "entry_id": "object", "corrected_in": "object",
    "instead_ids": "object", "source_id": "object",
}  # fmt: skip


def corrections(view: View, since: pd.Timestamp | None = None) -> list[Correction]:
    """What was taken back by the moment of the view, and after ``since`` (UTC), of the claims that
    its filters leave: the withdrawn first, of those the newest, the widest and the most people.

    ``correcting.corrects`` has the rule.
    """
    rows, is_over = view.dataset.rows, view.claims.standing.isin((SUPERSEDED, RETRACTED))
    found = [one for name in view.claims.entry_id[is_over] for one in of_claim(rows[name], view)]
    return sorted((one for one in found if since is None or one.known_at > since), key=_order)


def newest_first(found: list[Correction]) -> list[Correction]:
    """The same by the time at which each became known, of one time in their own order."""
    return sorted(found, key=lambda one: one.known_at, reverse=True)


def _order(one: Correction) -> tuple:
    people = level(*bounds(one.claim))
    return (one.kind != Kind.WITHDRAWN, -one.known_at.value, breadth(one.claim.scope),
            -(people or 0), one.claim.place, one.claim.entry_id)  # fmt: skip


def instead(one: Correction, known: Known) -> Instead:
    """What stands at the moment of looking: the last message on it, else what others say."""
    last = known.chain(one.message)[-1]
    if one.kind == Kind.CORRECTED and not known.view.cancel(last):
        return Instead(last.summary, (last.entry_id,))
    return of_same(one.claim, known)


def of_same(claim: Any, known: Known) -> Instead:
    """What stands on the same people or the same service at the place of a claim."""
    if claim.table == "casualties" and not (claim.subset or claim.since):
        figure = known.figures_of_all.get((claim.place_id, claim.measure, claim.group))
        if figure:
            ids = tuple(dict.fromkeys((*figure.entry_ids, *figure.rivals)))
            return Instead(figure_in_words(figure, known), ids)
    if claim.table == "services":
        state = known.states.get((claim.place_id, claim.service))
        if state:
            return Instead(state_in_words(state, known), tuple(state.entry_ids))
    return Instead()


def number_in_words(claim: Any) -> str:
    """'people killed: 164'; "" of a claim that counts nobody."""
    if not TABLES[claim.table].counted_by:
        return ""
    part = f" ({claim.subset})" if claim.subset else ""
    whom = f"{terms.people(claim.measure, claim.group)}{part}"
    return f"{whom}: {numbers.range_in_words(*bounds(claim))}"


def tabulate(view: View, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """One row a correction, with the COLUMNS, in the order of ``corrections``."""
    known = Known(view.whole, view.at)
    rows = (_row(one, instead(one, known), view) for one in corrections(view, since))
    return write_rows(rows, COLUMNS)


def _row(one: Correction, now: Instead, view: View) -> tuple:
    claim, message = one.claim, one.message
    sources = dict.fromkeys((*split(claim.source_id), *split(message.source_id)))
    return (
        str(one.kind), claim.table, claim.place_id, claim.place, claim.summary, claim.authority,
        claim.reported_at, message.reported_at, message.authority, message.summary,
        moments.lasted(claim, message, view.dataset.about.zone), now.words,
        message.reported_at > view.at, claim.entry_id, message.entry_id,
        "|".join(now.entry_ids), "|".join(sources),
    )  # fmt: skip
