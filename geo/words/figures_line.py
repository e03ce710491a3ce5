"""The line of figures in as few words as it has room for; ``key_figures`` says them in full."""

from collections.abc import Sequence
from typing import Protocol

from geo.words import key_figures as in_full
from geo.words import line_of_people as people
from geo.words import line_of_places as places
from geo.words import numbers, terms
from geo.words.key_figures import KeyFigure
from geo.words.line_of_people import LONGEST_LINE, SOME_LEFT


class Compared(Protocol):
    """A figure and the same of a day before; see ``geo.view.figures_line``."""

    @property
    def now(self) -> KeyFigure: ...

    @property
    def before(self) -> KeyFigure: ...

    @property
    def change(self) -> str: ...


class LineFigure(Protocol):
    """A figure of the line; see ``geo.view.figures_line``."""

    @property
    def name(self) -> str: ...

    @property
    def shown(self) -> Compared: ...

    @property
    def differing(self) -> Sequence[str]: ...

    @property
    def is_filtered(self) -> bool: ...


def label(entry: LineFigure) -> str:
    """'Killed', 'Curfew tonight'."""
    return _LABELS[entry.name]


def number(entry: LineFigure) -> str:
    """'26 and 18', 'about 1,000', '34 of 34', 'not known', in at most LONGEST_NUMBER signs."""
    return _number(entry.shown.now)


def aloud(entry: LineFigure) -> str:
    """The number for those who do not see the line: where it is of groups, with whose each is."""
    figure = entry.shown.now
    is_of_groups = figure.scope != "places" and figure.whole is None and figure.parts
    return in_full.value(figure) if is_of_groups else number(entry)


def phase(entry: LineFigure) -> str:
    """How far the force is that the number is of: 'announced', 'in place'; '' of people."""
    return people.phase(entry.shown.now)


def line(entry: LineFigure) -> str:
    """What qualifies the number, before how it changed: 'civilians, police', 'up 3 in a day'."""
    figure = entry.shown.now
    return _fitting([
        *_qualified(entry),
        _change(entry.shown),
        "" if figure.since else people.as_of(figure),
    ])  # fmt: skip


def _qualified(entry: LineFigure) -> list[str]:
    figure = entry.shown.now
    if figure.scope == "places":
        return places.qualified(figure, entry.differing, entry.is_filtered)
    return [*people.qualified(figure, entry.is_filtered), places.differing(entry.differing)]


def mark(entry: LineFigure) -> str:
    """Whether claims differ, beside the line: 'contested', of places 'Taraz: claims differ'."""
    if entry.shown.now.contested or entry.shown.now.scope == "places":
        return terms.CONTESTED if entry.shown.now.contested or entry.differing else ""
    words = places.differing(entry.differing)
    return "" if words in line(entry) else words


def differing(entry: LineFigure) -> str:
    """'Claims differ on the number at Almaty and Taraz'; of the hours, the scope tells it."""
    if entry.shown.now.scope == "places" or not entry.differing:
        return ""
    return f"Claims differ on the number at {numbers.listed(entry.differing)}"


_LABELS = {
    "killed": "Killed",
    "injured": "Injured",
    "detained": "Detained",
    "curfew": "Curfew tonight",
    "peacekeepers": "Peacekeepers",
    "services": "Services cut",
}
_NUMBERLESS = {"unknown": "not known", "gone": "all have left", "passed": "none still to come"}


_BEFORE = {
    SOME_LEFT: "some had left a day before",
    _NUMBERLESS["gone"]: "all had left a day before",
}


def _number(figure: KeyFigure) -> str:
    if figure.state in _NUMBERLESS:
        return _NUMBERLESS[figure.state]
    return (places if figure.scope == "places" else people).number(figure)


def _change(compared: Compared) -> str:
    """'up 1,513 in a day', 'a day before: about 1,000', 'unchanged'."""
    now, before, how = compared.now, compared.before, compared.change
    if how == "none":
        is_known = now.state == "known" and (now.scope != "places" or places.amount(now))
        return "unchanged" if is_known else ""
    difference = _difference(now, before)
    if difference:
        more, fewer = ("more", "fewer") if now.scope == "places" else ("up", "down")
        words = (f"{abs(difference):,}", more if difference > 0 else fewer)
        return " ".join([*(words if now.scope == "places" else words[::-1]), "in a day"])
    if how == "other scope" and now.whole is not None and before.whole is None:
        return "no total a day before"
    if before.state == "unknown":
        return "not known a day before"
    if before.rivals:
        return "claims differed a day before"
    return _BEFORE.get(_number(before)) or f"a day before: {_number(before)}"


def _difference(now: KeyFigure, before: KeyFigure) -> int | None:
    """How much more of the same it is, where both are exact and there were some before."""
    pairs = [(one.whole[0], one.whole[2]) for one in (now, before) if one.whole and not one.rivals]
    if len(pairs) < len((now, before)) or any(low is None or low != high for low, high in pairs):
        return None
    (least, _), (earlier, _) = pairs
    return (least or 0) - (earlier or 0) if least and earlier else None


def _fitting(parts: Sequence[str]) -> str:
    """As many of the parts as the line has room for, the first before the others."""
    line = ""
    for part in filter(None, parts):
        longer = f"{line}; {part}" if line else part
        line = longer if len(longer) <= LONGEST_LINE else line or part
    return line
