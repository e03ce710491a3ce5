"""What is written in a picture, in lines of a width."""

from collections.abc import Iterable
from typing import NamedTuple

from geo.picturing.elements import Element, write
from geo.picturing.lettering import lines

LEADING = 1.25


class Line(NamedTuple):
    """A line of what is written, with its letters."""

    words: str
    size: float
    weight: str


def broken(text: str, size: float, room: float, weight: str = "400") -> list[Line]:
    """The text in as many lines as it takes."""
    is_bold = weight != "400"
    return [Line(line, size, weight) for line in lines(text, size * (1 + is_bold / 8), room)]


def height(told: Iterable[Line]) -> float:
    """Of the lines, with the room below them."""
    return sum(line.size * LEADING for line in told) + 8


def put(parent: Element, told: Iterable[Line], left: float, top: float) -> None:
    """The lines one below the other."""
    y = top + 4
    for line in told:
        y += line.size * LEADING
        write(parent, line.words, left, y, line.size, "", font_weight=line.weight)
