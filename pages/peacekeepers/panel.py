"""What stands beside the map of forces: who is where, who guards what, or the chosen place."""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import pandas as pd
import streamlit as st

from geo.ledger import breadth
from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects import contingents, deployments
from geo.view import View
from geo.words import deployments as said
from geo.words import numbers, terms
from geo.words.line_of_people import of_contingent
from pages.drawing import elements, markup
from pages.drawing.markup import Markup
from pages.frame import current, session
from pages.frame.places import pick_place
from pages.peacekeepers import forces

NOT_THERE = {"in_transit": "on the way", "announced": "not yet", "withdrawn": "left"}
NO_NUMBER = "no number"
SHORT = len("contested")  # what has room beside a number
_DIFFER = Markup(
    '<span class="cm-choice-mark" role="img" aria-label="{0}" title="{0}">≠</span>'
).format(terms.CONTESTED)


def draw(view: View, choose: Callable[[str | None], None]) -> str | None:
    """The panel; the place that is chosen, which a link's is only once its list was drawn."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small",
                      key=session.PANEL_HEAD):  # fmt: skip
        title = st.empty()
        place = pick_place("Place", view.dataset, session.PLACE, label_visibility="collapsed")
    with title:
        _heading(view.dataset.places.name[place] if place else "Contingents")
    if place:
        _place(view, place)
        return place
    markup.show(
        current.once(contingents_by_phase, view) + current.once(announced_against_in_place, view)
    )
    _guarded(view, choose)
    return None


def _heading(words: str) -> None:
    markup.show(Markup('<h2 class="cm-panel-title">{}</h2>').format(markup.text(words)))


def _place(view: View, place_id: str) -> None:
    """The claims on forces at a place that stand, the newest first."""
    claims = current.share(view.about_place(place_id)).table("deployments")
    if claims.empty:
        st.write("No claim speaks of forces there.")
        return
    st.caption(f"{numbers.count(len(claims), 'claim')}, newest first")
    newest = claims.sort_values(["reported_at", "entry_id"], ascending=False)
    markup.show(markup.claim_list(view.dataset, newest.itertuples()))


def contingents_by_phase(view: View) -> Markup:
    """A line for each contingent under the phase that it has reached."""
    every = read_rows(view.strengths, deployments.Strength)
    exceeded = {entry_id for row in every for entry_id in row.exceeds}
    rows = _of_interest(every)
    if not rows:
        return Markup("<p>{}</p>").format("No contingent was known to be there or on its way.")
    return markup.join(
        Markup('<h3 class="cm-phase">{}</h3><ul class="cm-choices">{}</ul>').format(
            terms.heading(head),
            markup.join(_line(row, view.dataset.rows, exceeded) for row in mine),
        )
        for phase, head in said.PHASES.items()
        if (mine := [row for row in rows if row.phase == phase])
    )


def _of_interest(rows: Sequence[deployments.Strength]) -> list[deployments.Strength]:
    """Without the earlier phases of the whole force of which no number stands."""
    order = list(said.PHASES)
    furthest = min((order.index(row.phase) for row in rows if not row.contributor), default=0)
    return [
        row
        for row in rows
        if row.contributor or row.contested or row.counted_as or row.phase == order[furthest]
    ]


def _line(
    row: deployments.Strength, claims: Mapping[str, Any], exceeded: Set[str] = frozenset()
) -> Markup:
    """'Russia  3,000 (as announced)', as in the sidebar, and below what is noted of the number.

    ``exceeded`` are the claims on a whole force than which a part of it has more people.
    """
    rivals, wholes = deployments.rivals(row, claims), deployments.wholes(row, claims)
    number = of_contingent(row, rivals) or ("" if row.phase == "withdrawn" else NO_NUMBER)
    parted = "nobody gives the number of the others" if row.parted else ""
    is_less = not row.contributor and not exceeded.isdisjoint(row.entry_ids) and not row.parted
    notes = parted, said.notes(row._replace(counted_as=""), wholes)
    noted = said.in_rivalry(rivals) or "; ".join(
        filter(None, (*notes, terms.EXCEEDED if is_less else ""))
    )
    beside, below = (noted, "") if len(noted) <= SHORT else ("", noted)
    mark = _DIFFER if row.contested or wholes or is_less else Markup("")
    return Markup(
        '<li><span class="cm-choice-head"><b class="cm-choice-name">{}</b>'
        '<span class="cm-choice-number"><small>{}</small> {}</span>{}</span>'
        '<span class="cm-choice-meta">{}</span></li>'
    ).format(forces.lane(row.contributor), beside, number, mark, markup.text(below))


def announced_against_in_place(view: View) -> Markup:
    """A row for each contingent of which a number was announced: that, and what is there."""
    claims, days = view.table("deployments"), view.dataset.about.comparable_days
    announced = _by_contingent(
        deployments.strengths(claims[claims.phase == "announced"], days), view
    )
    reached = _by_contingent(view.strengths, view)
    rows = [
        Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
            forces.lane(key[1]), amount, _there(reached[key])
        )
        for key, told in announced.items()
        if key in reached and (amount := told["announced"]) != NO_NUMBER
    ]
    if not rows:
        return Markup("")
    return Markup(
        '<h3 class="cm-phase">Announced against in place</h3><table class="cm-against"><thead><tr>'
        '<td></td><th scope="col">Announced</th><th scope="col">In place</th></tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(markup.join(rows))


def _by_contingent(strengths: pd.DataFrame, view: View) -> dict[tuple[str, str], dict[str, str]]:
    """By force and contributor, the own number of each phase."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_rows(strengths, deployments.Strength):
        rivals = deployments.rivals(row, view.dataset.rows)
        number = " or ".join(numbers.range_in_words(*one.bounds) for one in rivals)
        is_own = row.counted_as == row.phase and not row.parted
        own = numbers.range_in_words(*row.bounds) if is_own else NO_NUMBER
        told = number or own
        found.setdefault((row.force, row.contributor), {})[row.phase] = told
    return found


def _there(reached: Mapping[str, str]) -> str:
    """The own number of those in place; without it that they are, or how far they are."""
    if told := reached.get("deployed"):
        return "in place, number not given" if told == NO_NUMBER else told
    return next((words for phase, words in NOT_THERE.items() if phase in reached), "")


def _guarded(view: View, choose: Callable[[str | None], None]) -> None:
    lines = current.once(guarded_lines, view)
    if lines:
        markup.show(Markup('<h3 class="cm-phase">What they guard and do</h3>'))
        elements.choices(lines, session.TABLE("guarded-lines"), lambda one: choose(one or None),
                         "What the forces guard and do")  # fmt: skip


def guarded_lines(view: View) -> tuple[elements.Line, ...]:
    """A line for each task, the places before the country as a whole."""
    rows = contingents.guarded(view.table("deployments"))
    order = rows.assign(breadth=rows.scope.map(breadth)).sort_values(
        ["breadth", "place", "contributor"], ascending=[False, True, True], kind="stable"
    )
    return tuple(
        elements.Line(
            row.place_id,
            visible(row.place, 80),
            number="" if row.contributor == "" else forces.lane(row.contributor),
            detail=visible(terms.heading(row.task), 120),
        )
        for row in order.itertuples()
    )
