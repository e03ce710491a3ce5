"""What a change is called, and how it is told: one plain sentence built from the data.

Every sentence names the place first and the authority last. Local times are those of the place.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import pandas as pd

from geo.changes.facts import OVER, Fact, phase, terms
from geo.dataset.vocabulary import SEVERITY
from geo.ranges import RANGE
from geo.subjects import services
from geo.subjects.deployments import LEAVING, stage
from geo.words.terms import _MEASURES, _RESTRICTIONS, _WHO

# Before and after (either may be missing), and the moment of the later -> direction and words.
Telling = tuple[str, str]
_SOON = pd.Timedelta(days=2)


def tell(kind: str, before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    """Direction and words for a fact that stands at ``at`` (UTC), and stood otherwise or not
    before.
    """
    return _TELL[kind](before, after, at)


def name_fact(kind: str, fact: Fact) -> str:
    """The fact as the subject of a sentence: 'the figure of 164 people killed'."""
    return _NAMES[kind](fact.row, fact)


def _severity(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    if before is None:
        return "new", f"first rated {after.value}"
    if "Unknown" in (before.value, after.value):
        return "revised", f"rated {after.value}, was {before.value}"
    if SEVERITY.index(after.value) < SEVERITY.index(before.value):
        return "worse", f"got worse, {after.value} after {before.value}"
    return "better", f"eased, {after.value} after {before.value}"


def _figure(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    count = _count(after.row, after)
    if before is None:
        return "new", f"{count}, the first figure"
    old, new = _level(before.row), _level(after.row)
    if old is None or new is None or old == new:
        return "revised", f"{count}, was {before.value}"
    return "revised", f"{count}, {'up' if new > old else 'down'} from {before.value}"


def _level(figure: tuple) -> int | None:
    """One number by which to tell up from down: the best, else the low, else the high."""
    bounds = [getattr(figure, bound) for bound in ("best", "low", "high")]
    return next((int(bound) for bound in bounds if not pd.isna(bound)), None)


def _count(figure: tuple, fact: Fact) -> str:
    one, many = _WHO.get(figure.group, ("", figure.group.replace("_", " ")))
    counts = {getattr(figure, bound) for bound in RANGE if not pd.isna(getattr(figure, bound))}
    whom = (
        f"{one if counts == {1} and one else many} {_MEASURES.get(figure.measure, figure.measure)}"
    )
    whom += f" ({figure.subset})" if figure.subset else ""
    if not counts:
        given = figure.qualifier and figure.qualifier != "unquantified"
        return f"{whom}, no number given" + (f" ({figure.qualifier})" if given else "")
    amount, _, contested = fact.value.partition(", ")
    return f"{amount} {whom}" + (f", {contested}" if contested else "")


def _service(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    name = after.row.service.replace("_", " ")
    if before is None:
        direction = "new" if after.row.state == "operating" else "lost"
        return direction, f"{name} {after.value}, the first report"
    change = services.RANK[after.row.state] - services.RANK[before.row.state]
    direction = "lost" if change > 0 else "restored" if change < 0 else "revised"
    return direction, f"{name} {after.value}, was {before.value}"


def _incident(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    return _report("" if before is None else "revised: ", before, after)


def _contact(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    label = f"{after.row.kind}: " if before is None else f"{after.row.kind}, revised: "
    return _report(label, before, after)


def _report(label: str, before: Fact | None, after: Fact) -> Telling:
    direction = "new" if before is None else "revised"
    return direction, label + _sentence(after.row.summary)


def _sentence(summary: str) -> str:
    return summary.strip().removesuffix(".")


def _deployment(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    claim = after.row
    now = stage(claim)
    moved = before is None or stage(before.row) != now
    direction = _STAGES[now] if moved else "revised"
    label = f"{_force(claim)} {now}"
    return direction, f"{label}{'' if moved else ', revised'}: {_sentence(claim.summary)}"


def _force(claim: tuple) -> str:
    return f"{claim.force} ({claim.contributor})" if claim.contributor else claim.force


_STAGES = {
    "announced": "announced",
    "in transit": "under way",
    "deployed": "arrived",
    LEAVING: "announced",
    "withdrawn": "gone",
}


def _restriction(before: Fact | None, after: Fact, at: pd.Timestamp) -> Telling:
    claim = after.row
    what = restriction_in_words(claim)
    if before is None:
        if phase(claim, at) == OVER:
            return "ended", f"{what} {claim.basis} {span_in_words(claim)}, over by now"
        return "imposed", f"{what} {claim.basis} {span_in_words(claim)}"
    if terms(before.row) == terms(claim):
        return _by_clock(claim, what, at)
    return _changed_terms(before.row, claim, what)


def _by_clock(claim: tuple, what: str, at: pd.Timestamp) -> Telling:
    sure = claim.certainty in ("Observed", "Likely")
    told = "as announced" if sure else f"by a claim rated {claim.certainty.lower()}"
    if phase(claim, at) == OVER:
        return "ended", f"{what} ended {_when(claim.occurred_to, end=True)}, {told}"
    return "began", f"{what} began {_when(claim.occurred_from)}, {told}"


def _changed_terms(old: tuple, new: tuple, what: str) -> Telling:
    """Lifted where an end comes sooner and soon; extended where it comes later; else revised."""
    last = pd.Timestamp.max.tz_localize("UTC")
    old_end, new_end = (last if pd.isna(one.ends) else one.ends for one in (old, new))
    if new_end > old_end:
        was = _when(old.occurred_to, end=True)
        return "extended", f"{what} extended, {span_in_words(new)}, was to end {was}"
    if new_end < old_end and new_end <= new.reported_at + _SOON:
        return "lifted", f"{what} lifted {_when(new.occurred_to, end=True)}"
    if new_end < old_end:
        return "revised", f"{what} shortened, {span_in_words(new)}"
    if restriction_in_words(old) != what:
        return "revised", f"{what} instead of {restriction_in_words(old)}, {span_in_words(new)}"
    if old.basis != new.basis:
        return "revised", f"{what} now {new.basis}, was {old.basis}, {span_in_words(new)}"
    return "revised", f"{what} {span_in_words(new)}, was {span_in_words(old)}"


def restriction_in_words(claim: tuple) -> str:
    """'curfew 19:00-07:00', 'red threat level', 'ban on assemblies'."""
    name = _RESTRICTIONS.get(claim.kind, claim.kind.replace("_", " "))
    level = f"{claim.level} " if claim.level else ""
    hours = f" {claim.daily_from}-{claim.daily_to}" if claim.daily_from else ""
    return f"{level}{name}{hours}"


def span_in_words(claim: tuple) -> str:
    """'from 5 January 2022, no end given'; in local time, as precise as the claim."""
    begin = f"from {_point(claim.occurred_from)}" if claim.occurred_from else "with no begin given"
    if not claim.occurred_to:
        return f"{begin}{_zone_note(claim.occurred_from)}, no end given"
    word = "through" if len(claim.occurred_to) == 10 else "until"
    note = _zone_note(claim.occurred_from + claim.occurred_to)
    return f"{begin} {word} {_point(claim.occurred_to)}{note}"


def _when(text: str, end: bool = False) -> str:
    """'at 07:00 on 15 January 2022 local time', 'with the end of 14 January 2022'."""
    if not text:
        return "at a time not given"
    if len(text) == 10:
        return f"{'with the end of' if end else 'on'} {_point(text)}"
    return f"at {_point(text)}{_zone_note(text)}"


def _point(text: str) -> str:
    moment = datetime.fromisoformat(text)
    day = day_in_words(moment)
    return day if len(text) == 10 else f"{moment:%H:%M} on {day}"


def _zone_note(texts: str) -> str:
    return " local time" if "T" in texts else ""


def day_in_words(moment: datetime) -> str:
    """'5 January 2022'."""
    return f"{moment.day} {moment:%B} {moment.year}"


_TELL: Mapping[str, Callable[[Fact | None, Fact, pd.Timestamp], Telling]] = {
    "severity": _severity,
    "figure": _figure,
    "service": _service,
    "incident": _incident,
    "contact": _contact,
    "deployment": _deployment,
    "restriction": _restriction,
}


def _quoted(row: tuple, fact: Fact) -> str:
    return f"the report “{_sentence(row.summary)}”"


_NAMES: Mapping[str, Callable[[tuple, Fact], str]] = {
    "severity": lambda row, fact: f"the rating as {fact.value}",
    "figure": lambda row, fact: f"the figure of {_count(row, fact)}",
    "service": lambda row, fact: (
        f"the report that {row.service.replace('_', ' ')} was {fact.value}"
    ),
    "incident": _quoted,
    "contact": _quoted,
    "deployment": _quoted,
    "restriction": lambda row, fact: f"the report of {restriction_in_words(row)}",
}
