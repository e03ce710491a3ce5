"""How a change is told: one plain sentence built from the data.

Every sentence names the place first and the authority last. Local times are those of the place.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch
from operator import attrgetter
from typing import Any

import pandas as pd

from geo.changes.directions import Direction, turn
from geo.changes.steps import Step
from geo.ranges import Range, level
from geo.subjects.values import (
    Deployment,
    Fact,
    Figure,
    Report,
    Restriction,
    ServiceState,
    Severity,
    Terms,
    Value,
)
from geo.words import figures, moments, numbers, restrictions, terms


def tell(step: Step) -> str:
    """What became of a fact, with the authority behind it; without the place."""
    if step.after is None:
        return _tell_gone(step)
    is_lapsed = step.direction == Direction.LAPSED
    words = _tell_lapsed(step) if is_lapsed else _tell(step.after.latest, step.before, step.after)
    if step.direction == Direction.RETRACTED:
        words += ", which was withdrawn"
    ids = step.after.entry_ids
    return f"{words} ({_authorities(step, ids if step.after.latest.contested else ids[-1:])})"


def _tell_gone(step: Step) -> str:
    what = _name(step.before.latest, step.before) if step.before else ""
    if step.is_brief:
        return f"{what}, {_published(step)}, {_withdrawn(step)}"
    if step.direction == Direction.RETRACTED:
        return f"{what} was withdrawn ({_authorities(step, step.cancels)})"
    if step.direction == Direction.REPLACED:
        last = step.claims[step.updates[-1]]
        return f"{what} gave way to a report on {last.place} ({last.authority})"
    return f"{what} is past its time, and nothing later was known"


def _published(step: Step) -> str:
    first = min((step.claims[one] for one in step.stood), key=attrgetter("reported_at"))
    return f"published {_when(first, step)} ({_authorities(step, step.stood)})"


def _withdrawn(step: Step) -> str:
    first = min((step.claims[one] for one in step.cancels), key=attrgetter("reported_at"))
    return f"was withdrawn {_when(first, step)} ({_authorities(step, step.cancels)})"


def _when(claim: Any, step: Step) -> str:
    return moments.short_moment(claim.reported_at, step.later.dataset.about.zone)


def _tell_lapsed(step: Step) -> str:
    """What nobody reports any longer: neither that it goes on nor that it is over."""
    fact, zone = step.after, step.later.dataset.about.zone
    assert fact is not None, "what has lapsed is still known"
    reports = [step.later.last_reports.get(one) for one in fact.entry_ids]
    last = max(report for report in reports if report is not None)
    day = moments.day(last.tz_convert(zone), full=True)
    return f"{_thing(fact.latest, fact)}, last reported on {day}, no longer counted"


def _authorities(step: Step, entry_ids: Sequence[str]) -> str:
    names = list(dict.fromkeys(step.claims[one].authority for one in entry_ids))
    return numbers.listed(names, most=len(names))


def value_in_words(found: Sequence[Value]) -> str:
    """The values of a fact, "" where there is none."""
    return " / ".join(dict.fromkeys(map(_in_words, found)))


@singledispatch
def _in_words(value: Value) -> str:
    raise TypeError(f"no words for {value!r}")


@singledispatch
def _tell(latest: Value, before: Fact[Value] | None, after: Fact[Value]) -> str:
    raise TypeError(f"no sentence for {latest!r}")


@singledispatch
def _name(latest: Value, fact: Fact[Value]) -> str:
    """The fact as the subject of a sentence."""
    return f"the report “{_clause(fact)}”"


@singledispatch
def _thing(latest: Value, fact: Fact[Value]) -> str:
    """What can lapse, in words."""
    raise TypeError(f"{latest!r} does not lapse")


def _clause(fact: Fact[Value]) -> str:
    return fact.row.summary.strip().removesuffix(".")


@_in_words.register
def _(value: Report) -> str:
    return value.summary


@_tell.register
def _(latest: Report, before: Fact[Report] | None, after: Fact[Report]) -> str:
    lead = terms.plain(latest.lead)
    label = ", ".join(filter(None, (lead, "revised" if before else "")))
    return f"{label}: {_clause(after)}" if label else _clause(after)


@_in_words.register
def _(value: Severity) -> str:
    return value.severity + _others(value)


def _others(value: Severity) -> str:
    return f", by others {numbers.listed(value.others)}" if value.others else ""


@_tell.register
def _(latest: Severity, before: Fact[Severity] | None, after: Fact[Severity]) -> str:
    now, others = latest.severity, _others(latest)
    if before is None:
        return f"first rated {now}{others}"
    was = before.latest.severity
    if now == was:
        gone = [one for one in before.latest.others if one not in latest.others]
        ending = f", no longer {numbers.listed(gone)} by others" if gone else ""
        return f"still rated {now}{others}{ending}"
    return {
        Direction.REVISED: f"rated {now}{others}, was {_in_words(before.latest)}",
        Direction.WORSE: f"got worse, {now} after {was}{others}",
        Direction.BETTER: f"eased, {now} after {was}{others}",
    }[turn(before, after)]


@_name.register
def _(latest: Severity, fact: Fact[Value]) -> str:
    return f"the rating as {latest.severity}"


@_in_words.register
def _(value: Figure) -> str:
    if value.contested:
        return f"contested: {figures.in_rivalry(value.rivals)}"
    return _amount(value.bounds)


@_tell.register
def _(latest: Figure, before: Fact[Figure] | None, after: Fact[Figure]) -> str:
    people = _people(latest, after.row)
    if before is None:
        return f"{people}, the first figure"
    was, way = _in_words(before.latest), _way(before.row, after.row)
    if before.latest.contested:
        was = f"(contested: {figures.in_rivalry(before.latest.rivals, before.row)})"
    return f"{people}, {way} from {was}" if way else f"{people}, was {was}"


@_name.register
def _(latest: Figure, fact: Fact[Value]) -> str:
    return f"the figure of {_people(latest, fact.row)}"


def _amount(bounds: Range) -> str:
    """A range, with the best number where it is neither of its ends."""
    low, best, high = bounds
    words = numbers.range_in_words(*bounds)
    is_alone = low is None and high is None
    return words if best is None or is_alone else f"{words} (best {best:,})"


def _way(old: Any, new: Any) -> str:
    """Up or down, by the best, else the low, else the high; "" where that cannot be told."""
    was, now = (level(row.low, row.best, row.high) for row in (old, new))
    if was is None or now is None or was == now:
        return ""
    return "up" if now > was else "down"


def _people(figure: Figure, row: Any) -> str:
    """'3 civilians killed'; rivals with whom each is according to, events with how many."""
    given = {bound for bound in figure.bounds if bound is not None}
    whom = terms.people(row.measure, row.group, is_one=given == {1})
    whom += f" ({row.subset})" if row.subset else ""
    if figure.contested:
        return f"{whom}, contested: {figures.in_rivalry(figure.rivals, row)}"
    if figure.events and figure.events > 1:
        return f"{whom}: {figures.value(row)}"
    if not given:
        is_said = row.qualifier and row.qualifier != "unquantified"
        return f"{whom}, no number given" + (f" ({row.qualifier})" if is_said else "")
    return f"{_amount(figure.bounds)} {whom}"


@_in_words.register
def _(value: ServiceState) -> str:
    return ", ".join(filter(None, (_now(value), _planned(value))))


def _now(value: ServiceState) -> str:
    parts = (
        value.state,
        "accounts differ" if value.contested else "",
        "no longer reported" if value.stale else "",
    )
    return ", ".join(filter(None, parts))


def _planned(value: ServiceState) -> str:
    if not value.planned:
        return ""
    return f"to be {value.planned} from {restrictions.point(value.planned_from)}"


@_tell.register
def _(latest: ServiceState, before: Fact[ServiceState] | None, after: Fact[ServiceState]) -> str:
    return f"{terms.plain(after.row.service)} {_state(latest, before, after)}"


def _state(latest: ServiceState, before: Fact[ServiceState] | None, after: Fact[Value]) -> str:
    """What became of a service: 'suspended, was operating', 'limited and reopening, the first …'"""
    now = _in_words(latest)
    if not latest.state:
        return now
    if before is None or not before.latest.state:
        planned = f", {_planned(latest)}" if latest.planned else ""
        return f"{_now(latest)}{_outlook(latest)}{planned}, the first report"
    if turn(before, after) == Direction.NEW:
        return f"{now}, reported again"
    last = "was last reported as" if before.latest.stale else "was"
    was = replace(before.latest, stale=False, planned="", planned_from="")
    return f"{now}, {last} {_in_words(was)}"


def _outlook(first: ServiceState) -> str:
    """Where a service is going, by the first that is known of it."""
    if first.state == "operating":
        return " again" if first.trend == "easing" else ""
    if first.until:
        opens = ", then to reopen" if first.trend == "easing" else ""
        return f" until {restrictions.point(first.until)}{opens}"
    return " and reopening" if first.trend == "easing" else ""


@_thing.register
def _(latest: ServiceState, fact: Fact[Value]) -> str:
    return f"{terms.plain(fact.row.service)} {_in_words(replace(latest, stale=False))}"


@_name.register
def _(latest: ServiceState, fact: Fact[Value]) -> str:
    was = _in_words(replace(latest, stale=False))
    return f"the report that {terms.plain(fact.row.service)} was {was}"


@_in_words.register
def _(value: Deployment) -> str:
    return f"{value.stage}: {value.summary}"


@_tell.register
def _(latest: Deployment, before: Fact[Deployment] | None, after: Fact[Deployment]) -> str:
    claim = after.row
    force = f"{claim.force} ({claim.contributor})" if claim.contributor else claim.force
    revised = ", revised" if turn(before, after) == Direction.REVISED else ""
    return f"{force} {latest.stage}{revised}: {_clause(after)}"


@_in_words.register
def _(value: Restriction) -> str:
    rule = value.terms
    parts = (
        terms.plain(rule.kind),
        rule.level,
        moments.daily_hours(rule),
        rule.basis,
        f"from {rule.occurred_from}" if rule.occurred_from else "",
        f"to {rule.occurred_to}" if rule.occurred_to else "",
    )
    return f"{' '.join(filter(None, parts))}; {value.phase}"


@_tell.register
def _(latest: Restriction, before: Fact[Restriction] | None, after: Fact[Restriction]) -> str:
    what, direction = restrictions.name(latest.terms), turn(before, after)
    if before is None:
        over = ", over by now" if direction == Direction.ENDED else ""
        return f"{what} {latest.terms.basis} {restrictions.span(latest.terms)}{over}"
    if direction == Direction.NEW:
        return f"{what} reported again"
    if before.latest.terms == latest.terms:
        return f"{what} {_by_clock(latest.terms, direction)}, {_sureness(after.row.certainty)}"
    return f"{what} {_new_terms(before, after, direction)}"


@_thing.register
def _(latest: Restriction, fact: Fact[Value]) -> str:
    return restrictions.name(latest.terms)


@_name.register
def _(latest: Restriction, fact: Fact[Value]) -> str:
    return f"the report of {restrictions.name(latest.terms)}"


def _by_clock(now: Terms, direction: Direction) -> str:
    if direction == Direction.ENDED:
        return f"ended {restrictions.end(now)}"
    return f"began {restrictions.begin(now)}"


def _sureness(certainty: str) -> str:
    is_sure = certainty in ("Observed", "Likely")
    return "as announced" if is_sure else f"by a claim rated {certainty.lower()}"


def _new_terms(before: Fact[Restriction], after: Fact[Restriction], direction: Direction) -> str:
    old, new = before.latest.terms, after.latest.terms
    span = restrictions.span(new)
    if direction == Direction.EXTENDED:
        return f"extended, {span}, was to end {restrictions.end(old)}"
    if direction == Direction.LIFTED:
        return f"lifted {restrictions.end(new)}"
    if direction == Direction.ANNOUNCED:
        return f"to be lifted {restrictions.end(new)}"
    if _ends_sooner(before.row, after.row):
        return f"shortened, {span}"
    if restrictions.name(old) != restrictions.name(new):
        return f"instead of {restrictions.name(old)}, {span}"
    if old.basis != new.basis:
        return f"now {new.basis}, was {old.basis}, {span}"
    return f"{span}, was {restrictions.span(old)}"


def _ends_sooner(old: Any, new: Any) -> bool:
    return not pd.isna(new.ends) and (pd.isna(old.ends) or new.ends < old.ends)
