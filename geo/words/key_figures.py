"""The key figures in words: what each counts, how many, of whom, and since yesterday."""

from collections.abc import Callable, Sequence
from typing import Protocol

from geo.ranges import Range
from geo.words import numbers, terms
from geo.words.countries import country_name
from geo.words.figures import Rival, in_rivalry


class Part(Protocol):
    """What is known of one group, contributor or kind of place."""

    @property
    def of(self) -> str: ...

    @property
    def bounds(self) -> Range: ...

    @property
    def place(self) -> str: ...

    @property
    def rivals(self) -> Sequence[Rival]: ...


class KeyFigure(Protocol):
    """A figure as ``geo.view.key_figure`` has it."""

    @property
    def label(self) -> str: ...

    @property
    def scope(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def whole(self) -> Range | None: ...

    @property
    def parts(self) -> Sequence[Part]: ...

    @property
    def force(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def rivals(self) -> Sequence[Rival]: ...

    @property
    def retracted(self) -> Sequence[Part]: ...

    @property
    def differing(self) -> int: ...

    @property
    def among(self) -> int: ...

    @property
    def contested(self) -> bool: ...

    @property
    def is_of_shown(self) -> bool: ...

    @property
    def as_announced(self) -> bool: ...

    @property
    def exceeding(self) -> Sequence[str]: ...

    @property
    def nationwide(self) -> Sequence[str]: ...


def label(figure: KeyFigure) -> str:
    """'Killed (people)', 'Curfew in force (places)'."""
    return _LABELS[figure.label]


def value(figure: KeyFigure) -> str:
    """'164', 'about 500', 'police 16; protesters 26', 'not known'.

    A contested figure is its rivals, each with its authority: '20, prosecutors; 60 or more, TASS'.
    """
    if figure.state in _STATES:
        return _STATES[figure.state]
    if figure.rivals:
        return in_rivalry(figure.rivals)
    if figure.whole is not None:
        return numbers.range_in_words(*figure.whole)
    name = country_name if figure.scope == "force" else terms.plain
    return "; ".join(_part(part, name) for part in figure.parts)


def _part(part: Part, name: Callable[[str], str]) -> str:
    """'police 16', 'Myanmar, civilians 217 or more', 'police (18, One; 26, Other)'."""
    of = "" if part.of == "all" else name(part.of)
    amount = numbers.range_in_words(*part.bounds)
    if part.rivals:
        amount = f"({in_rivalry(part.rivals)})"
    return f"{', '.join(filter(None, (part.place, of)))} {amount}".strip()


def scope(figure: KeyFigure) -> str:
    """Of whom or what the figure is, and what of it was retracted."""
    if not figure.retracted:
        return _scope(figure)
    withdrawn = ", ".join(_part(part, terms.plain) for part in figure.retracted)
    return f"{_scope(figure)}; retracted: {withdrawn}"


def change(how: str, before: KeyFigure) -> str:
    """How a figure stood a day before; ``how`` is a ``geo.view.key_figure.Change``.

    Nothing of one that was known at neither time.
    """
    return {
        "none": "" if before.state == "unknown" else "unchanged in 24 h",
        "other": f"24 h before: {value(before)}",
        "other scope": f"24 h before: {value(before)} ({scope(before)})",
    }[how]


_LABELS = {
    "killed": "Killed (people)",
    "injured": "Injured (people)",
    "detained": "Detained (people)",
    "curfew_tonight": "Curfew tonight (places)",
    "curfew": "Curfew in force this minute (places)",
    "announced": "Peacekeepers announced (people)",
    "deployed": "Peacekeepers deployed (people)",
    "suspended": "Services cut (places)",
}
_STATES = {"unknown": "not known", "gone": "withdrawn", "passed": "no more"}
# Of the whole, of its parts, of nothing that is known.
_SCOPES = {
    "country": ("national total", "national, no total known", "no national figure"),
    "force": ("whole force, {}", "by country, not added up", "no number known"),
}
_PLURALS = {"city": "cities"}


def _scope(figure: KeyFigure) -> str:
    if figure.state == "gone":
        return "reported to have left"
    if figure.state == "passed":
        return "all that there was has come further"
    if figure.scope == "places":
        nationwide = numbers.listed([terms.plain(one) for one in figure.nationwide])
        country = f"; in the whole country: {nationwide}" if nationwide else ""
        return _places(figure) + country
    whole, parts, nothing = _SCOPES[figure.scope]
    if figure.whole is not None:
        return ", ".join(filter(None, (whole.format(figure.force), figure.place)))
    if not figure.parts:
        return nothing
    announced = ", some by the number announced" if figure.as_announced else ""
    more = numbers.listed([country_name(one) for one in figure.exceeding])
    return parts + announced + (f"; more than the whole force: {more}" if more else "")


def _places(figure: KeyFigure) -> str:
    """'20 cities, 14 regions of the dataset; claims differ on the hours in 1 place'."""
    if not figure.parts:
        whose = "places shown" if figure.is_of_shown else "places of the dataset"
        return f"none of the {figure.among:,} {whose}, by any claim"
    counts = [
        numbers.count(part.bounds[1] or 0, part.of, _PLURALS.get(part.of, ""))
        for part in figure.parts
    ]
    whose = "of the places shown" if figure.is_of_shown else "of the dataset"
    differ = f"; claims differ on the hours in {numbers.count(figure.differing, 'place')}"
    return f"{', '.join(counts)} {whose}{differ if figure.differing else ''}"
