"""The services at a place: the state of each, and what was announced of it."""

import pandas as pd

from geo.subjects import services
from geo.view import View
from geo.words import numbers, restrictions, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.map.place.in_force import last_reported
from pages.map.place.section import Section, nothing

DIFFER = terms.VERDICTS["contradictory"]


def section(here: View, table: str) -> Section:
    states = here.service_states
    stale = int(states.stale.sum())
    above = (
        f"{numbers.count(stale, 'service')} no longer reported, and not counted" if stale else ""
    )
    return Section("Services", len(states) - stale, tell, table, above)


def tell(here: View, table: str) -> Markup:
    """What is to come, then the state of each service, what is stale last."""
    states = here.service_states
    rows = here.claims.set_index("entry_id", drop=False)
    parts = [_plan(plan, rows, here) for plan in services.plans(here.table(table), here.at)]
    for state in states.sort_values(["stale", "state", "service"], key=_rank).itertuples():
        when = f", no longer counted: {last_reported(state.last_reported, here)}"
        title = Markup('<p class="{}"><strong>{}: {}</strong>{} {}</p>').format(
            "cm-stale" if state.stale else "",
            terms.plain(state.service).capitalize(), state.state, when if state.stale else "",
            markup.tag(DIFFER) if state.contested and not state.stale else "",
        )  # fmt: skip
        found = rows.loc[state.entry_ids if state.contested else [state.entry_id]]
        parts.append(title + markup.claim_list(here.dataset, found.itertuples()))
    return markup.join(parts) or nothing("No claim says which services worked.")


def _plan(plan: services.Plan, rows: pd.DataFrame, here: View) -> Markup:
    """A state that was announced for a time to come, which it is not yet."""
    title = Markup("<p><strong>{}</strong>, to be {} from {}</p>").format(
        terms.plain(plan.service).capitalize(), plan.state, restrictions.point(plan.since)
    )
    return title + markup.claim_list(here.dataset, rows.loc[[plan.entry_id]].itertuples())


def _rank(column: pd.Series) -> pd.Series:
    return -column.map(services.RANK) if column.name == "state" else column
