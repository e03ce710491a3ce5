"""Figures of people in words: what one claim gives, what rivals give, what events add up to."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from geo.ranges import Range, level
from geo.words import moments, numbers, terms


class Rival(Protocol):
    """One of the claims of which a contested figure consists."""

    @property
    def bounds(self) -> Range: ...

    @property
    def authority(self) -> str: ...

    @property
    def as_of(self) -> str: ...

    @property
    def measure(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def subset(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def publisher(self) -> str: ...

    @property
    def since(self) -> str: ...

    @property
    def unlikely(self) -> bool: ...

    @property
    def in_doubt(self) -> bool: ...


class Counted(Protocol):
    """Who is counted, from which day on if from a later than the first, and what they underwent."""

    @property
    def measure(self) -> str: ...

    @property
    def group(self) -> str: ...

    @property
    def subset(self) -> str: ...

    @property
    def since(self) -> str: ...


class Figure(Counted, Protocol):
    """A figure as ``geo.subjects.casualties.figures`` has it."""

    @property
    def low(self) -> int | None: ...

    @property
    def best(self) -> int | None: ...

    @property
    def high(self) -> int | None: ...

    @property
    def counts(self) -> str: ...

    @property
    def collection(self) -> str: ...

    @property
    def events(self) -> int | None: ...

    @property
    def qualifier(self) -> str: ...


def value(figure: Figure, rivals: Sequence[Rival] = (), apart: Sequence[Range] = ()) -> str:
    """'164', '9 since 9 May 2022', '20, Prosecutors; 60 or more, TASS', '37, the sum of 18 events,
    UCDP GED'.

    ``apart`` are the numbers of events that are not added up, since no one database has them.
    """
    if rivals:
        return in_rivalry(rivals, figure)
    number = numbers.range_in_words(figure.low, figure.best, figure.high)
    if number != _NONE and figure.since:
        number += f" {since(figure.since)}"
    if figure.counts != "event" or not figure.events:
        return number
    events = numbers.count(figure.events, "event")
    if figure.events > 1 and number == _NONE:
        each = "; ".join(numbers.range_in_words(*bounds) for bounds in apart)
        return f"{events}, not added up" + (f": {each}" if each else "")
    what = f"the sum of {events}" if figure.events > 1 else f"in {events}"
    return ", ".join(filter(None, (number, what, figure.collection)))


def of_group(figure: Figure, rivals: Sequence[Rival] = ()) -> str:
    """'security forces 13', 'police (18, One; 26, Other)', 'alleged attackers (dozens)'."""
    told = value(figure, rivals)
    if told == _NONE:
        told = f"({figure.qualifier})" if figure.qualifier else f"({_NONE})"
    elif rivals or figure.counts == "event":
        told = f"({told})"
    return f"{terms.plain(figure.group)} {told}"


_NONE = numbers.range_in_words(None, None, None)


def in_rivalry(rivals: Sequence[Rival], figure: Counted | None = None) -> str:
    """'20, Prosecutors; 60 or more, TASS'; with the days that they are as of where these differ.

    'since 9 May 2022: 7, UN; 8, Ministry' of what is counted from that day on.
    """
    days = {rival.as_of[:10] for rival in rivals}
    told = "; ".join(rival(one, figure, len(days) > 1) for one in rivals)
    return f"{since(figure.since)}: {told}" if figure and figure.since else told


def rival(one: Rival, figure: Counted | None = None, with_day: bool = True) -> str:
    """'60 or more, TASS, as of 7 Jan 2022'; whom it counts and where, where that is not whom the
    figure does: '60 injured in Taraz, not killed, Police (TASS)'.
    """
    number = numbers.range_in_words(*one.bounds)
    if figure and _people(one) != _people(figure):
        number += f" {_whom(one, figure, number == '1')}"
    if one.since != (figure.since if figure else ""):
        number += f" {since(one.since)}" if one.since else ""
    number += f" in {one.place}" if one.place else ""
    number += f", not {terms.undergone(figure.measure)}" if figure and denies(one, figure) else ""
    who = one.authority + (f" ({one.publisher})" if one.publisher else "")
    day = f", as of {as_of(one.as_of)}" if with_day and one.as_of else ""
    return f"{number}, {who}{day}" + (" (judged unlikely)" if one.unlikely else "")


def sure(rivals: Sequence[Rival], measure: str = "") -> list[Rival]:
    """Those on people of the measure that are not in doubt: all that a headline may give."""
    own = [one for one in rivals if one.measure in ("", measure)] or rivals
    return [one for one in own if not one.in_doubt]


def amount(bounds: Range, rivals: Sequence[Rival], measure: str = "") -> int | None:
    """By how many people a figure is ranked: of rivals the least that is sure, 0 where none is."""
    if not rivals:
        return level(*bounds)
    found = sure(rivals, measure)
    given = [level(*one.bounds) for one in found]
    return min((one for one in given if one is not None), default=None if found else 0)


def since(text: str) -> str:
    """'since 9 May 2022'; '' where no day is said."""
    return f"since {moments.local(text)}" if text else ""


def since_short(text: str) -> str:
    """'since 9 May', for where the year stands nearby."""
    return f"since {moments.short_day(date.fromisoformat(text))}" if text else ""


def as_of(text: str) -> str:
    """'7 Jan 2022' or '7 Jan 2022, 19:00'; '' where it is not known."""
    return moments.local(text)


def _whom(one: Rival, figure: Counted, is_one: bool) -> str:
    """'police officers killed'; of the same people only what they underwent, 'injured'."""
    is_same = one.group == figure.group and denies(one, figure)
    whom = terms.people(one.measure, one.group, is_one)
    whom = terms.undergone(one.measure) if is_same else whom
    return whom + (f" ({one.subset})" if one.subset else "")


def denies(one: Counted, figure: Counted) -> bool:
    """Whether it says that what the figure counts befell nobody of these people."""
    return one.measure != figure.measure and {one.measure, figure.measure} != _BOTH


_BOTH = {"injured", "hospitalised"}  # who is the one may be the other


def _people(one: Rival | Counted) -> tuple[str, str, str]:
    return one.measure, one.group, one.subset
