"""One key figure as a value, and how it is beside an earlier one. ``geo.words`` says it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from geo.ranges import Range, said
from geo.subjects.counting import Rival


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
    GONE = "gone"
    PASSED = "passed"


class Part(NamedTuple):
    """What is known of one group, contributor (ISO 3166-1 alpha-3) or kind of place.

    ``place`` names the country of a national figure where there are those of others; ``rivals``
    are the claims of which a contested figure consists, in place of ``bounds``. Of a contingent
    ``counted_as`` is the earlier phase in which its number was given, if it was, and ``parted``
    says that some of it have left, and no number is given of the others.
    """

    of: str
    bounds: Range
    place: str = ""
    rivals: tuple[Rival, ...] = ()
    entry_ids: tuple[str, ...] = ()
    counted_as: str = ""
    parted: bool = False
    since: str = ""


class Corrected(NamedTuple):
    """A number of a group, or of "all", which the one that stands corrects: what it ``was``."""

    of: str
    was: Range
    now: Range
    place: str = ""
    entry_id: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A number of people, or of places; ``entry_ids`` are the claims it rests on.

    ``whole`` is the figure of all of it. Where none is known, ``parts`` stand beside each other
    and are not added up; where it is a count of places, they are what it counts. ``rivals`` are
    the claims of which a contested whole consists, which has no bounds then. ``place`` names the
    country where there are national figures of others, ``since`` the day from which it counts,
    ``as_of`` the local time up to which a whole of people does. ``retracted`` holds the totals that
    were withdrawn, ``corrected`` the numbers that those which stand correct. ``credit`` names the
    sources where the figure is theirs, and is empty where it is a count. ``differing`` counts the
    places at which claims do not agree, ``begin_unknown`` those at which it begins on this day and
    nobody says whether it has, ``among`` those of which places are counted; ``is_of_shown``: these
    are the places that the filters leave, not all.
    ``exceeding``: the contingents that are said to have more people than the whole force.
    ``nationwide``: what claims on a whole country say of services, which no place counts for.
    ``by_decision``: services that are shut at a place by decision, which is no outage.
    """

    label: Label
    scope: Scope
    state: State
    whole: Range | None = None
    parts: tuple[Part, ...] = ()
    force: str = ""
    place: str = ""
    since: str = ""
    as_of: str = ""
    rivals: tuple[Rival, ...] = ()
    retracted: tuple[Part, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    entry_ids: tuple[str, ...] = ()
    contested: bool = False
    credit: str = ""
    differing: int = 0
    begin_unknown: int = 0
    among: int = 0
    is_of_shown: bool = False
    exceeding: tuple[Part, ...] = ()
    nationwide: tuple[str, ...] = ()
    by_decision: tuple[str, ...] = ()


def each(figure: KeyFigure) -> Iterator[tuple[str, KeyFigure]]:
    """The whole as "all"; where none is known, its parts, each as a figure of its own."""
    if figure.whole is not None or not figure.parts:
        yield "all", figure
        return
    for part in figure.parts:
        yield (
            part.of,
            replace(
                figure,
                whole=part.bounds,
                parts=(),
                entry_ids=part.entry_ids,
                contested=bool(part.rivals),
                rivals=part.rivals,
                place=part.place,
                since=part.since,
                corrected=tuple(
                    one for one in figure.corrected if (one.of, one.place) == (part.of, part.place)
                ),
            ),
        )


class Change(StrEnum):
    """How a figure is beside an earlier one."""

    NONE = "none"
    OTHER = "other"
    OTHER_SCOPE = "other scope"


def change(now: KeyFigure, before: KeyFigure) -> Change:
    """How a figure changed from an earlier one of the same label."""
    if _amount(now) == _amount(before):
        return Change.NONE
    if before.state == State.UNKNOWN or _basis(now) == _basis(before):
        return Change.OTHER
    return Change.OTHER_SCOPE


def _amount(figure: KeyFigure) -> tuple:
    """What is read as the figure itself."""
    parts = () if figure.scope == Scope.PLACES else figure.parts
    whole = None if figure.whole is None else said(figure.whole)
    return figure.state, whole, figure.since, tuple(map(_said, parts)), _rivals(figure.rivals)


def _said(part: Part) -> tuple:
    return part.of, part.place, said(part.bounds), part.since, _rivals(part.rivals)


def _rivals(rivals: tuple[Rival, ...]) -> tuple:
    return tuple((one.authority, said(one.bounds)) for one in rivals)


def _basis(figure: KeyFigure) -> tuple:
    """What is read as whose figure it is."""
    places = figure.parts if figure.scope == Scope.PLACES else ()
    known_as = figure.state, figure.whole is None, figure.force, figure.place
    return *known_as, tuple(map(_said, figure.retracted)), places
