"""What became of a claim: whether it stands, or by whom it was revised, withdrawn or contested."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from geo.ranges import UNKNOWN
from geo.rows import split
from geo.standing import matching
from geo.standing.known import Known
from geo.standing.mentions import Mention
from geo.standing.verdicts import Outcome
from geo.standing.vocabulary import DEPLOYED
from geo.subjects import casualties, deployments
from geo.words import deployments as strengths
from geo.words import moments, restrictions, terms
from geo.words.countries import country_name


class Judged(NamedTuple):
    """What became of a claim; see ``Verdict``. ``behind`` are the claims that say so."""

    outcome: Outcome
    now: str = ""
    when: pd.Timestamp | None = None
    by: str = ""
    after: str = ""
    behind: tuple[str, ...] = ()


def judge(claim: Any, mention: Mention, known: Known) -> Judged:
    """What became of a claim that says what a text says."""
    chain = known.chain(claim)
    last = chain[-1]
    if cancel := known.view.cancel(claim) or known.view.cancel(last):
        after = moments.withdrawn(claim, cancel, known.view.dataset.about.zone)
        now = standing(mention, claim.place_id, known)
        return Judged(Outcome.WITHDRAWN, now, cancel.reported_at, cancel.authority, after,
                      (cancel.entry_id,))  # fmt: skip
    if mention.measure == DEPLOYED:
        return _force(chain, mention, known)
    if mention.hours:
        return _curfew(last, mention, known)
    if mention.state:
        return _service(last, mention, known)
    return _figure(last, mention, known)


def standing(mention: Mention, place_id: str, known: Known) -> str:
    """What is known of the subject of a mention at a place, in words; '' where nothing is."""
    if mention.state:
        state = known.states.get((place_id, mention.measure))
        return state_in_words(state, known) if state else ""
    figure = known.figures_of_all.get((place_id, mention.measure, mention.groups[0]))
    return figure_in_words(figure, known) if figure else ""


def _revised(now: str, claim: Any, behind: tuple[str, ...] = ()) -> Judged:
    ids = tuple(dict.fromkeys((claim.entry_id, *behind)))
    return Judged(Outcome.REVISED, now, claim.reported_at, claim.authority, "", ids)


def _figure(last: Any, mention: Mention, known: Known) -> Judged:
    """By the figure that rests on the claim, or has it as its history."""
    figure = known.figures.get(last.entry_id)
    if figure is None:
        return _revised(last.summary, last)
    now, ids = figure_in_words(figure, known), tuple(figure.entry_ids)
    own = {one.entry_id for one in known.claims(ids) if _repeats(one, mention)}
    if not own.isdisjoint(figure.rivals):
        return Judged(Outcome.CONTESTED, now, behind=tuple(figure.rivals))
    if own:
        return Judged(Outcome.STANDS, now, behind=ids)
    return _revised(now, known.view.dataset.rows[ids[-1]], ids)


def _repeats(claim: Any, mention: Mention) -> bool:
    return matching.says(matching.bounds_of(claim), claim.qualifier, mention)


def figure_in_words(figure: Any, known: Known) -> str:
    """'people killed: 20, Prosecutors; 60 or more, TASS'."""
    whom = terms.people(figure.measure, figure.group)
    whom += f" ({figure.subset})" if figure.subset else ""
    return f"{whom}: {casualties.in_words(figure, known.view.dataset.rows)}"


def _force(chain: Sequence[Any], mention: Mention, known: Known) -> Judged:
    """By the last number that the claim or an Update of it gave; that they left is no revision."""
    numbered = [one for one in chain if matching.personnel_of(one) != UNKNOWN]
    last, row = numbered[-1], known.strengths.get(chain[-1].entry_id)
    now = _strength_in_words(row, known) if row else ""
    if row and last.entry_id in row.rivals:
        return Judged(Outcome.CONTESTED, now, behind=tuple(row.rivals))
    if matching.says(matching.personnel_of(last), "", mention):
        return Judged(Outcome.STANDS, now, behind=(chain[-1].entry_id,))
    return _revised(now or last.summary, last)


def _strength_in_words(row: deployments.Strength, known: Known) -> str:
    """'CSTO, RUS, in place: 3,000 people'."""
    rows = known.view.dataset.rows
    rivals, wholes = deployments.rivals(row, rows), deployments.wholes(row, rows)
    told = strengths.strength(row, "people", rivals, wholes)
    who = country_name(row.contributor) if row.contributor else ""
    return f"{', '.join(filter(None, (row.force, who)))}, {strengths.PHASES[row.phase]}: {told}"


def _curfew(last: Any, mention: Mention, known: Known) -> Judged:
    """Its hours stand when it is over: a later end takes nothing from what was in force."""
    now = f"{restrictions.name(last)} {restrictions.span(last)}, {last.place}"
    if rivals := split(known.rivals.get(last.entry_id, "")):
        return Judged(Outcome.CONTESTED, now, behind=tuple(rivals))
    if (last.daily_from, last.daily_to) == mention.hours:
        return Judged(Outcome.STANDS, now, behind=(last.entry_id,))
    return _revised(now, last)


def _service(last: Any, mention: Mention, known: Known) -> Judged:
    """By the state at the moment of the text, by what is known now: later news revise nothing."""
    place = last.place_id, mention.measure
    now = standing(mention, last.place_id, known)
    state = known.states_then.get(place)
    if state is None or last.begins > known.then:
        return Judged(Outcome.STANDS, now, behind=(last.entry_id,))
    ids = tuple(state.entry_ids)
    if state.contested:
        return Judged(Outcome.CONTESTED, _states_in_words(ids, known), behind=ids)
    if state.state == mention.state:
        return Judged(Outcome.STANDS, now, behind=ids)
    return _revised(_states_in_words(ids, known), known.view.dataset.rows[ids[-1]], ids)


def state_in_words(state: Any, known: Known) -> str:
    day = moments.long_moment(state.last_reported, known.view.dataset.about.zone)
    told = "contested" if state.contested else state.state
    return f"{terms.plain(state.service)} {told}, last reported on {day}"


def _states_in_words(entry_ids: tuple[str, ...], known: Known) -> str:
    """'internet limited, NetBlocks; suspended, Reuters', of the time that the text speaks of."""
    found = dict.fromkeys(f"{one.state}, {one.authority}" for one in known.claims(entry_ids))
    return f"at that time: {'; '.join(found)}"
