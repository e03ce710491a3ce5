"""How a change is told: one plain sentence built from the data.

Every sentence names the place first and the authority last.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from geo.changes import measures  # noqa: F401  (it adds sentences to those of wording)
from geo.changes.directions import Direction
from geo.changes.steps import Step
from geo.changes.wording import in_words, many, name, summary, tell_fact, thing
from geo.subjects.values import Fact, Severity, Value
from geo.words import moments, numbers, severity


def tell(step: Step) -> str:
    """What became of a fact, with the authority behind it; without the place."""
    if step.after is None:
        return _tell_gone(step)
    is_lapsed = step.direction == Direction.LAPSED
    words = (
        _tell_lapsed(step, step.after)
        if is_lapsed
        else tell_fact(step.after.latest, step.before, step.after)
    )
    if step.direction == Direction.RETRACTED:
        words += ", which was withdrawn"
    return f"{words} ({_grounds(step, step.after)})"


def _grounds(step: Step, after: Fact[Value]) -> str:
    """Who said so; or, of what nobody said, why the rule has it."""
    latest, ids = after.latest, after.entry_ids
    if isinstance(latest, Severity) and latest.reason:
        return severity.reason(latest.reason)
    return _authorities(step, ids if latest.contested else ids[-1:])


def _tell_gone(step: Step) -> str:
    what = name(step.before.latest, step.before) if step.before else ""
    if step.is_brief:
        return f"{what}, {_published(step)}, {_withdrawn(step)}"
    if step.direction == Direction.RETRACTED:
        return f"{what} was withdrawn ({_authorities(step, step.cancels)})"
    if step.direction == Direction.OVERTAKEN:
        return f"{what} was {_overtaken(step)}"
    return f"{what} is past its time, and nothing later was known"


def _published(step: Step) -> str:
    first = min((step.claims[one] for one in step.stood), key=attrgetter("reported_at"))
    return f"published {_when(first, step)} ({_authorities(step, step.stood)})"


def _withdrawn(step: Step) -> str:
    first = min((step.claims[one] for one in step.cancels), key=attrgetter("reported_at"))
    return f"was withdrawn {_when(first, step)} ({_authorities(step, step.cancels)})"


def _when(claim: Any, step: Step) -> str:
    return moments.short_moment(claim.reported_at, step.later.dataset.about.zone)


def _overtaken(step: Step) -> str:
    """By what: neither withdrawn nor corrected, but no longer how things stand."""
    last, own = step.claims[step.updates[-1]], step.claims[step.stood[0]]
    where = f" of {last.place}" if last.place_id != own.place_id else ""
    return f"overtaken by later news{where}: “{summary(last)}” ({last.authority})"


def _tell_lapsed(step: Step, fact: Fact[Value]) -> str:
    """What nobody reports any longer: neither that it goes on nor that it is over."""
    zone = step.later.dataset.about.zone
    reports = [step.later.last_reports.get(one) for one in fact.entry_ids]
    last = max(report for report in reports if report is not None)
    day = moments.day(last.tz_convert(zone), full=True)
    return f"{thing(fact.latest, fact)}, last reported on {day}, no longer counted"


class Alike(NamedTuple):
    """What tells a change in one line with others of the same ``key``.

    ``many`` says what became of several of them, of which this one is ``own``; of what was
    overtaken the later news is told and not each report. ``words`` tell it alone, without the
    ``authorities`` behind it, where several can be behind the same.
    """

    key: tuple[str, ...]
    many: str
    own: str
    words: str = ""
    authorities: tuple[str, ...] = ()
    is_named: bool = True


def alike(step: Step) -> Alike | None:
    """What lapsed like others did, whatever the place; or was overtaken by the same report."""
    if step.direction == Direction.LAPSED and step.after:
        fact = step.after
        kind, own = many(fact.latest, fact)
        authorities = tuple(step.claims[one].authority for one in fact.entry_ids[-1:])
        told = f"{kind} are no longer counted"
        return Alike(("lapsed", kind), told, own, _tell_lapsed(step, fact), authorities)
    if step.direction == Direction.OVERTAKEN and step.before and not step.is_brief:
        key = "overtaken", step.claims[step.stood[0]].place, step.updates[-1]
        return Alike(key, f"earlier reports were {_overtaken(step)}", step.stood[0], is_named=False)
    return None


def _authorities(step: Step, entry_ids: Sequence[str]) -> str:
    names = list(dict.fromkeys(step.claims[one].authority for one in entry_ids))
    return numbers.listed(names, most=len(names))


def value_in_words(found: Sequence[Value]) -> str:
    """The values of a fact, "" where there is none."""
    return " / ".join(dict.fromkeys(map(in_words, found)))
