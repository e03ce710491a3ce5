"""What a fact says, in words: as a value, as news, and as the subject of a sentence.

``geo.changes.measures`` has those of services and restrictions.
"""

from functools import singledispatch
from typing import Any

from geo.changes.directions import Direction, turn
from geo.ranges import Range, level
from geo.subjects import casualties
from geo.subjects.values import Deployment, Fact, Figure, Report, Severity, Value
from geo.words import figures, numbers, terms


@singledispatch
def in_words(value: Value) -> str:
    raise TypeError(f"no words for {value!r}")


@singledispatch
def tell_fact(latest: Value, before: Fact[Value] | None, after: Fact[Value]) -> str:
    raise TypeError(f"no sentence for {latest!r}")


@singledispatch
def name(latest: Value, fact: Fact[Value]) -> str:
    """The fact as the subject of a sentence."""
    return f"the report “{clause(fact)}”"


@singledispatch
def thing(latest: Value, fact: Fact[Value]) -> str:
    """What can lapse, in words."""
    raise TypeError(f"{latest!r} does not lapse")


@singledispatch
def many(latest: Value, fact: Fact[Value]) -> tuple[str, str]:
    """What can lapse, as several of its kind are called and as one of them is named."""
    raise TypeError(f"{latest!r} does not lapse")


def clause(fact: Fact[Value]) -> str:
    return summary(fact.row)


def summary(claim: Any) -> str:
    """What a claim says, to be put into a sentence."""
    text: str = claim.summary
    return text.strip().removesuffix(".")


@in_words.register
def _(value: Report) -> str:
    return value.summary


@tell_fact.register
def _(latest: Report, before: Fact[Report] | None, after: Fact[Report]) -> str:
    lead = terms.plain(latest.lead)
    label = ", ".join(filter(None, (lead, "revised" if before else "")))
    return f"{label}: {clause(after)}" if label else clause(after)


@in_words.register
def _(value: Severity) -> str:
    return value.severity + (", by the rule" if value.reason else "") + _others(value)


def _others(value: Severity) -> str:
    return f", by others {numbers.listed(value.others)}" if value.others else ""


@tell_fact.register
def _(latest: Severity, before: Fact[Severity] | None, after: Fact[Severity]) -> str:
    now, others = latest.severity, _others(latest)
    if before is None:
        return f"first rated {now}{others}"
    was = before.latest.severity
    if now == was:
        gone = [one for one in before.latest.others if one not in latest.others]
        ending = f", no longer {numbers.listed(gone)} by others" if gone else ""
        return f"still rated {now}{others}{ending}"
    by_rule = ", by the rule," if latest.reason else ""
    if by_rule and not before.latest.reason:
        return f"{now}{by_rule} in place of {was}, an editor's judgement that is out of date"
    return {
        Direction.REVISED: f"rated {now}{by_rule}{others}, was {in_words(before.latest)}",
        Direction.WORSE: f"got worse, {now}{by_rule} after {was}{others}",
        Direction.BETTER: f"eased, {now}{by_rule} after {was}{others}",
    }[turn(before, after)]


@name.register
def _(latest: Severity, fact: Fact[Value]) -> str:
    return f"the rating as {latest.severity}"


@in_words.register
def _(value: Figure) -> str:
    if value.contested:
        return f"contested: {figures.in_rivalry(value.rivals)}"
    return _amount(value.bounds)


@tell_fact.register
def _(latest: Figure, before: Fact[Figure] | None, after: Fact[Figure]) -> str:
    people = _people(latest, after.row)
    if before is None:
        return f"{people}, the first figure"
    was, way = in_words(before.latest), _way(before.row, after.row)
    if before.latest.contested:
        was = f"(contested: {figures.in_rivalry(before.latest.rivals, before.row)})"
    return f"{people}, {way} from {was}" if way else f"{people}, was {was}"


@name.register
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
    if row.since and not (figure.contested or figure.events):
        whom += f" {figures.since(row.since)}"
    if figure.contested:
        return f"{whom}, contested: {figures.in_rivalry(figure.rivals, row)}"
    if figure.events and figure.events > 1:
        wide = f", {terms.NOT_CLOSER}" if casualties.is_placed_widely(row) else ""
        return f"{whom}: {figures.value(row)}{wide}"
    if not given:
        is_said = row.qualifier and row.qualifier != "unquantified"
        return f"{whom}, no number given" + (f" ({row.qualifier})" if is_said else "")
    return f"{_amount(figure.bounds)} {whom}"


@in_words.register
def _(value: Deployment) -> str:
    return f"{value.stage}: {value.summary}"


@tell_fact.register
def _(latest: Deployment, before: Fact[Deployment] | None, after: Fact[Deployment]) -> str:
    claim = after.row
    force = f"{claim.force} ({claim.contributor})" if claim.contributor else claim.force
    revised = ", revised" if turn(before, after) == Direction.REVISED else ""
    return f"{force} {latest.stage}{revised}: {clause(after)}"
