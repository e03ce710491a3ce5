"""What works and what is in force, in words: the sentences of services and restrictions.

Local times are those of the place.
"""

from dataclasses import replace
from typing import Any

import pandas as pd

from geo.changes.directions import Direction, turn
from geo.changes.wording import in_words, many, name, tell_fact, thing
from geo.subjects.values import Fact, Restriction, ServiceState, Terms, Value
from geo.words import moments, restrictions, terms


@in_words.register
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


@tell_fact.register
def _(latest: ServiceState, before: Fact[ServiceState] | None, after: Fact[ServiceState]) -> str:
    return f"{terms.plain(after.row.service)} {_state(latest, before, after)}"


def _state(latest: ServiceState, before: Fact[ServiceState] | None, after: Fact[Value]) -> str:
    """What became of a service: 'suspended, was operating', 'limited and reopening, the first …'"""
    now = in_words(latest)
    if not latest.state:
        return now
    if before is None or not before.latest.state:
        planned = f", {_planned(latest)}" if latest.planned else ""
        return f"{_now(latest)}{_outlook(latest)}{planned}, the first report"
    if turn(before, after) == Direction.NEW:
        return f"{now}, reported again"
    last = "was last reported as" if before.latest.stale else "was"
    was = replace(before.latest, stale=False, planned="", planned_from="")
    return f"{now}, {last} {in_words(was)}"


def _outlook(first: ServiceState) -> str:
    """Where a service is going, by the first that is known of it."""
    if first.state == "operating":
        return " again" if first.trend == "easing" else ""
    if first.until:
        opens = ", then to reopen" if first.trend == "easing" else ""
        return f" until {restrictions.point(first.until)}{opens}"
    return " and reopening" if first.trend == "easing" else ""


@thing.register
def _(latest: ServiceState, fact: Fact[Value]) -> str:
    return f"{terms.plain(fact.row.service)} {in_words(replace(latest, stale=False))}"


@many.register
def _(latest: ServiceState, fact: Fact[Value]) -> tuple[str, str]:
    return f"services last reported {latest.state}", terms.plain(fact.row.service)


@name.register
def _(latest: ServiceState, fact: Fact[Value]) -> str:
    was = in_words(replace(latest, stale=False))
    return f"the report that {terms.plain(fact.row.service)} was {was}"


@in_words.register
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


@tell_fact.register
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


@thing.register
def _(latest: Restriction, fact: Fact[Value]) -> str:
    return restrictions.name(latest.terms)


@many.register
def _(latest: Restriction, fact: Fact[Value]) -> tuple[str, str]:
    return "restrictions not reported again", restrictions.name(latest.terms)


@name.register
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
