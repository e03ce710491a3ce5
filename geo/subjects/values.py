"""What claims come to, as typed values: equal values are no change, whatever says them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

import pandas as pd

from geo.dataset import Dataset
from geo.ranges import Range, known
from geo.rows import read_rows
from geo.subjects import casualties, deployments, services, status
from geo.subjects.counting import Rival


@dataclass(frozen=True, kw_only=True)
class Value:
    """What one claim says, or those of a place together; ``contested`` where they disagree."""

    contested: bool = False


@dataclass(frozen=True)
class Report(Value):
    """What is told by its summary; ``lead`` is a term that goes before it."""

    summary: str
    lead: str = field(default="", compare=False)


@dataclass(frozen=True)
class Severity(Value):
    """The severity of a place; ``others`` are those that claims of the same time give.

    By the rule where nobody judged it: then ``reason`` says which part of it gives that.
    """

    severity: str
    others: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Figure(Value):
    """A number of people: a range, without a best that is one of its ends; or ``rivals``.

    Of tolls as of another day the same number is the same value.
    """

    bounds: Range
    as_of: str = field(default="", compare=False)
    events: int | None = None
    said: tuple[tuple[Range, str, str], ...] = ()
    rivals: tuple[Rival, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class ServiceState(Value):
    """How far a service works, or did when it was last reported, and what was announced of it.

    ``state`` is "" where only the ``planned`` one is known, which begins ``planned_from``;
    ``until`` is the end that is named of the state (both local, as written).
    """

    state: str
    trend: str = field(default="", compare=False)
    until: str = field(default="", compare=False)
    stale: bool = False
    planned: str = ""
    planned_from: str = ""


class Phase(StrEnum):
    """Where the whole span of a restriction, not its daily hours, lies from a moment."""

    AHEAD = "to begin"
    RUNNING = "in force"
    OVER = "over"
    LAPSED = "no longer reported"


@dataclass(frozen=True)
class Terms:
    """What a restriction sets, without whether it runs."""

    kind: str
    level: str
    daily_from: str
    daily_to: str
    basis: str
    occurred_from: str
    occurred_to: str


@dataclass(frozen=True)
class Restriction(Value):
    """What a claim on a restriction sets, and whether that runs."""

    terms: Terms
    phase: Phase


@dataclass(frozen=True)
class Deployment(Value):
    """How far a force has come, and what is told of it."""

    stage: str
    summary: str


Kind = TypeVar("Kind", bound=Value, covariant=True)


@dataclass(frozen=True)
class Fact(Generic[Kind]):
    """What stands: the distinct values in order of reporting, and the claims that it rests on.

    A fact of a place has one value; that of a thread has one for each claim that says another
    thing. ``latest`` is the value of ``row``: the claim reported last, or the figure of the place.
    """

    values: tuple[Kind, ...]
    entry_ids: tuple[str, ...]
    latest: Kind
    row: Any


# What a fact is of: the place_id, or the name as written where that is not located, and the rest.
Key = tuple[str, tuple[str, ...]]
Facts = Iterator[tuple[Key, Fact[Value]]]


# When what has lapsed was last reported (UTC), by entry_id.
LastReports = Mapping[str, pd.Timestamp]


def report(claim: Any, at: pd.Timestamp, last: LastReports, lead: str = "") -> Report:
    """The summary of a claim, led by the term in the column of this name."""
    return Report(claim.summary, getattr(claim, lead) if lead else "")


def restriction(claim: Any, at: pd.Timestamp, last: LastReports) -> Restriction:
    """What a restriction claim sets, and where that lies from a moment (UTC)."""
    terms = Terms(
        claim.kind,
        claim.level,
        claim.daily_from,
        claim.daily_to,
        claim.basis,
        claim.occurred_from,
        claim.occurred_to,
    )
    return Restriction(terms, Phase.LAPSED if claim.entry_id in last else _phase(claim, at))


def _phase(claim: Any, at: pd.Timestamp) -> Phase:
    if not pd.isna(claim.ends) and claim.ends <= at:
        return Phase.OVER
    is_ahead = not pd.isna(claim.begins) and claim.begins > at
    return Phase.AHEAD if is_ahead else Phase.RUNNING


def deployment(claim: Any, at: pd.Timestamp, last: LastReports) -> Deployment:
    """How far the force of a claim has come."""
    return Deployment(deployments.stage(claim), claim.summary)


class _Status(NamedTuple):
    place_id: str
    severity: str
    entry_id: str
    rivals: list[str]


class _Figure(NamedTuple):
    place_id: str
    measure: str
    group: str
    subset: str
    since: str
    low: int | None
    best: int | None
    high: int | None
    qualifier: str
    scope: str
    counts: str
    collection: str
    as_of: str
    events: int | None
    contested: bool
    rivals: list[str]
    entry_ids: list[str]


class _Service(NamedTuple):
    place_id: str
    service: str
    state: str
    trend: str
    until: str
    stale: bool
    last_reported: pd.Timestamp
    contested: bool
    entry_id: str
    entry_ids: list[str]


def severities(claims: pd.DataFrame, at: pd.Timestamp, dataset: Dataset) -> Facts:
    """The severity of each place, by its latest status claim."""
    latest = status.latest_status(claims, at, pd.Timedelta.max).reset_index()
    severity_of = dict(zip(claims.entry_id, claims.severity, strict=True))
    for row in read_rows(latest, _Status):
        others = {severity_of[one] for one in row.rivals} - {row.severity}
        value = Severity(row.severity, tuple(sorted(others)), contested=bool(others))
        yield (row.place_id, ("severity",)), _single(value, [row.entry_id, *row.rivals], row)


def figures(claims: pd.DataFrame, at: pd.Timestamp, dataset: Dataset) -> Facts:
    """The figures of people of each place; those of events apart, by their collection."""
    table = casualties.figures(_by_place(claims), dataset.about.comparable_days)
    for row in read_rows(table, _Figure):
        rivals = casualties.rivals(row, dataset.rows)
        said = tuple((one.bounds, one.authority, one.measure) for one in rivals)
        events = None if pd.isna(row.events) else row.events
        value = Figure(_bounds(row), row.as_of, events, said, rivals, contested=row.contested)
        people = row.measure, row.group, row.subset
        subject: tuple[str, ...] = (*people, row.since) if row.since else people
        if row.counts == casualties.EVENT:
            subject = (*subject, "events", row.collection)
        yield (row.place_id, subject), _single(value, row.entry_ids, row)


def _bounds(figure: _Figure) -> Range:
    low, best, high = known((figure.low, figure.best, figure.high))
    return low, None if best in (low, high) else best, high


def service_states(claims: pd.DataFrame, at: pd.Timestamp, dataset: Dataset) -> Facts:
    """The state of each service of each place, and what was announced of it."""
    claims = _by_place(claims)
    plans = {(plan.place_id, plan.service): plan for plan in services.plans(claims, at)}
    for row in read_rows(services.latest_states(claims, at), _Service):
        plan = plans.pop((row.place_id, row.service), None)
        value = _service_state(row, plan)
        ids = [*row.entry_ids, *([plan.entry_id] if plan else [])]
        yield (row.place_id, (row.service,)), _single(value, ids, row)
    for plan in plans.values():
        value = ServiceState("", planned=plan.state, planned_from=plan.since)
        yield (plan.place_id, (plan.service,)), _single(value, [plan.entry_id], plan)


def _service_state(row: _Service, plan: services.Plan | None) -> ServiceState:
    is_news = plan and (row.stale or plan.state != row.state)
    planned = (plan.state, plan.since) if plan and is_news else ("", "")
    named = row.state, row.trend, row.until, row.stale
    return ServiceState(*named, *planned, contested=row.contested and not row.stale)


def _single(value: Value, entry_ids: Iterable[str], row: Any) -> Fact[Value]:
    return Fact((value,), tuple(entry_ids), value, row)


def _by_place(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims under the name of their place where that is not located."""
    if "" not in claims.place_id.array:
        return claims
    return claims.assign(place_id=claims.place_id.mask(claims.place_id == "", claims.place))
