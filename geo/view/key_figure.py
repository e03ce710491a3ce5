"""One key figure as a value, and how it is beside an earlier one. ``geo.words`` says it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from geo.ranges import Range, said


class Label(StrEnum):
    """Which figure it is: a measure of people, a phase of a force, or what places are under."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    CURFEW_TONIGHT = "curfew_tonight"
    CURFEW = "curfew"
    ANNOUNCED = "announced"
    DEPLOYED = "deployed"
    SUSPENDED = "suspended"


class Scope(StrEnum):
    """Whose figure it is: the country's, a whole force's, or that of its cities and regions."""

    COUNTRY = "country"
    FORCE = "force"
    PLACES = "places"


class State(StrEnum):
    """Whether a figure is known; if not, why."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    LEFT_OUT = "left out"
    GONE = "gone"
    PASSED = "passed"


class Part(NamedTuple):
    """What is known of one group, contributor (ISO 3166-1 alpha-3) or kind of place."""

    of: str
    bounds: Range


@dataclass(frozen=True)
class KeyFigure:
    """A number of people, or of places; ``entry_ids`` are the claims it rests on.

    ``whole`` is the figure of all of it. Where none is known, ``parts`` stand beside each other
    and are not added up; where it is a count of places, they are what it counts. ``retracted``
    holds the totals that were withdrawn. ``credit`` names the sources where the figure is theirs,
    and is empty where it is a count. ``differing`` counts the places at which claims do not agree.
    """

    label: Label
    scope: Scope
    state: State
    whole: Range | None = None
    parts: tuple[Part, ...] = ()
    force: str = ""
    retracted: tuple[Range, ...] = ()
    entry_ids: tuple[str, ...] = ()
    contested: bool = False
    credit: str = ""
    differing: int = 0


class Change(StrEnum):
    """How a figure is beside an earlier one."""

    NOT_COMPARED = "not compared"
    NONE = "none"
    OTHER = "other"
    OTHER_SCOPE = "other scope"


def change(now: KeyFigure, before: KeyFigure) -> Change:
    """How a figure changed from an earlier one of the same label."""
    if State.LEFT_OUT in (now.state, before.state):
        return Change.NOT_COMPARED
    if _amount(now) == _amount(before):
        return Change.NONE
    if before.state == State.UNKNOWN or _basis(now) == _basis(before):
        return Change.OTHER
    return Change.OTHER_SCOPE


def _amount(figure: KeyFigure) -> tuple:
    """What is read as the figure itself."""
    parts = () if figure.scope == Scope.PLACES else figure.parts
    whole = None if figure.whole is None else said(figure.whole)
    return figure.state, whole, tuple((part.of, said(part.bounds)) for part in parts)


def _basis(figure: KeyFigure) -> tuple:
    """What is read as whose figure it is."""
    places = figure.parts if figure.scope == Scope.PLACES else ()
    known_as = figure.state, figure.whole is None, figure.force
    return *known_as, tuple(map(said, figure.retracted)), places
