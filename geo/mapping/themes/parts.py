"""What the state of the map is made of, and what each theme gets and gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NotRequired, TypedDict

from geo.dataset import Dataset
from geo.mapping.inert import inert
from geo.view import View
from geo.view.events import SPAN
from geo.view.figure import Figures
from geo.view.key_figure import KeyFigure, Label

LONGEST_WORDS, LONGEST_LABEL, LONGEST_NOTE = 400, 60, 240


class Mark(TypedDict):
    """How a place is drawn in a theme; every text is inert.

    ``s`` names a sign, ``r`` is its radius in pixels, ``t`` a short text in it or after the name,
    ``w`` what a tooltip and a screen reader say, ``f`` flags, ``g`` the weight for names and for
    what lies on top: 0 for nothing to tell, to 4 for the gravest.
    """

    s: str
    w: str
    g: float
    r: NotRequired[float]
    t: NotRequired[str]
    f: NotRequired[list[str]]


# ``from`` is a word of the language, so the class form cannot name it. ``to`` is a place_id, "" for
# somewhere in the country that nobody named. ``bearing`` is of the way from there to the origin,
# degrees clockwise from north on a Mercator map.
Arrow = TypedDict("Arrow", {"from": str, "to": str, "words": str, "bearing": float})


class Point(TypedDict):
    """How an event is drawn at a point of its own: longitude and latitude, and as a Mark.

    The flag "area" is of one of which only a wide surrounding is known; ``n`` says how many events
    it stands for, of which it is the gravest.
    """

    p: list[float]
    s: str
    w: str
    g: float
    r: NotRequired[float]
    f: NotRequired[list[str]]
    n: NotRequired[int]


class Place(TypedDict):
    """What never changes of a place: name (inert), kind, longitude and latitude.

    ``c`` marks a capital, ``v`` what is no settlement, ``o`` a region without an outline.
    """

    n: str
    k: str
    p: NotRequired[list[float]]
    c: NotRequired[int]
    v: NotRequired[int]
    o: NotRequired[int]


class State(TypedDict):
    """The map at a moment, in every theme that can be offered then.

    ``events`` by their key, and how many days up to the moment they are of (``span``), for datasets
    that have any with a point.
    """

    at: str
    said: str
    themes: list[str]
    notes: dict[str, str]
    marks: dict[str, dict[str, Mark]]
    arrows: list[Arrow]
    events: NotRequired[dict[str, Point]]
    span: NotRequired[str]


@dataclass(frozen=True)
class Scene:
    """What the themes are made of: a view, its rows of the situation but for those of countries,
    its key figures, and how long before its moment events were.
    """

    view: View
    rows: Sequence[Any]
    figures: Mapping[Label, KeyFigure]
    span: str = SPAN

    @property
    def people(self) -> Figures:
        """The figures of people by place_id and measure."""
        return self.view.people


@dataclass(frozen=True)
class Drawn:
    """What a theme shows: a mark by place_id, one line for the foot of its legend, arrows, events.

    ``is_offered`` is False where there is too little of it for a map.
    """

    marks: Mapping[str, Mark]
    note: str = ""
    arrows: Sequence[Arrow] = field(default_factory=tuple)
    is_offered: bool = True
    points: Mapping[str, Point] = field(default_factory=dict)


def _always(_: Dataset) -> bool:
    return True


@dataclass(frozen=True)
class Theme:
    """One way to read the map.

    Nobody is offered it without claims in the ledger table ``table``, or where the dataset has
    nothing else that it needs (``is_there``).
    """

    id: str
    label: str
    group: str
    table: str
    draw: Callable[[Scene], Drawn]
    is_there: Callable[[Dataset], bool] = _always


def mark(
    sign: str,
    words: Sequence[str],
    weight: float,
    text: str = "",
    flags: Sequence[str] = (),
    radius: float | None = None,
) -> Mark:
    """A mark whose ``words`` are sentences; empty ones are left out."""
    made = Mark(s=sign, w=inert(" ".join(filter(None, words)), LONGEST_WORDS), g=round(weight, 2))
    if radius is not None:
        made["r"] = radius
    if text:
        made["t"] = inert(text, LONGEST_LABEL)
    if flags:
        made["f"] = list(flags)
    return made
