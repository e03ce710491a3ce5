"""What a reader is to hear of first, of all that changed: gravest first."""

from enum import IntEnum

from geo.changes.directions import Direction
from geo.changes.steps import Change
from geo.dataset.vocabulary import SEVERITY
from geo.ledger import breadth
from geo.subjects import catalogue
from geo.subjects.services import BY_DECISION
from geo.subjects.values import Figure, Restriction, Severity, Value

_WORST, _GRAVE = SEVERITY[0], SEVERITY[:2]
_TURNED_BAD = (Direction.NEW, Direction.WORSE)


class Rank(IntEnum):
    """The ranks of changes; within the last two they are in the order of their kinds."""

    EXTREME = 0
    DEATHS = 1
    RETRACTED = 2
    CURFEW = 3
    GRAVE = 4
    SERVICE_LOST = 5
    OTHER = 6
    LAPSED = 7


_BY_DIRECTION = {Direction.LOST: Rank.SERVICE_LOST, Direction.LAPSED: Rank.LAPSED}


def gravity(change: Change) -> tuple[int, ...]:
    """Sorts changes: by rank, the most people first, then by how severe things are in the place."""
    rank = _rank(change)
    kinds = list(catalogue.entries())
    place = change.step.later.dataset.places.kind.get(change.place_id, "")
    return (
        rank,
        kinds.index(change.table) if rank >= Rank.OTHER else 0,
        -_people(change) if rank == Rank.DEATHS else 0,
        SEVERITY.index(change.step.later.status.severity.get(change.place_id, "Unknown")),
        breadth(place),
        -change.step.changed_at.value,
    )


def _rank(change: Change) -> Rank:
    latest, direction = _latest(change), change.step.direction
    if isinstance(latest, Severity):
        return _rank_of_severity(change, direction)
    if isinstance(latest, Figure) and change.subjects[0][0] == "killed":
        return Rank.DEATHS
    if direction == Direction.RETRACTED:
        return Rank.RETRACTED
    is_curfew = isinstance(latest, Restriction) and latest.terms.kind == "curfew"
    if is_curfew and direction != Direction.LAPSED:
        return Rank.CURFEW
    # Schools on longer holidays are no service lost.
    is_closed = change.table == "services" and change.subjects[0][0] in BY_DECISION
    rank = _BY_DIRECTION.get(direction, Rank.OTHER)
    return Rank.OTHER if is_closed and rank == Rank.SERVICE_LOST else rank


def _rank_of_severity(change: Change, direction: Direction) -> Rank:
    before, after = (
        fact.latest.severity if fact and isinstance(fact.latest, Severity) else ""
        for fact in (change.step.before, change.step.after)
    )
    if direction == Direction.RETRACTED:
        return Rank.RETRACTED
    if direction in _TURNED_BAD and after == _WORST:
        return Rank.EXTREME
    is_grave = direction == Direction.WORSE or before == _WORST
    return Rank.GRAVE if is_grave or (direction in _TURNED_BAD and after in _GRAVE) else Rank.OTHER


def _latest(change: Change) -> Value | None:
    fact = change.step.after or change.step.before
    return fact.latest if fact else None


def _people(change: Change) -> int:
    """The most people that its number, or one of its rivals, can mean; 0 without one."""
    latest = _latest(change)
    if not isinstance(latest, Figure):
        return 0
    rivals = [number for bounds, _, _ in latest.said for number in bounds]
    return max((number for number in (*latest.bounds, *rivals) if number is not None), default=0)
