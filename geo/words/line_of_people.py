"""A number of people in the line of figures, and whose it is, in the few words it has room for."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from geo.ranges import Range, level, said
from geo.words import figures, moments, numbers, terms
from geo.words.countries import country_name
from geo.words.deployments import as_counted
from geo.words.figures import Rival
from geo.words.key_figures import KeyFigure, Part

LONGEST_NUMBER, LONGEST_LINE, LONGEST_NAMES = 20, 30, 28
ALL_IN_DOUBT = terms.CONTESTED  # in the place of a number, where no claim on it is sure
SOME_LEFT = "some have left"  # and nobody gives the number of the others
_MOST_BESIDE = 3
_MOST_TAKEN_BACK = 2
_NOTHING = {"country": "no national figure", "force": "nobody gives a number"}
_PHASES = {"announced": "announced", "deployed": "in place"}
# In quotation marks what only the state calls them.
_SHORT = {"alleged_attackers": "“attackers”"}


class Contingent(Protocol):
    """A strength as ``geo.subjects.deployments`` has it."""

    @property
    def bounds(self) -> Range: ...

    @property
    def counted_as(self) -> str: ...

    @property
    def is_by_another_phase(self) -> bool: ...

    @property
    def parted(self) -> bool: ...


def number(figure: KeyFigure) -> str:
    """'26 and 18', 'about 1,000', '18 or 26', '4 groups' of a figure that is known."""
    if figure.rivals:
        return _either(figure.rivals, figure.label)
    if figure.whole is not None:
        return numbers.range_in_words(*figure.whole)
    return _beside(figure)


def number_of(bounds: Range, rivals: Sequence[Rival], measure: str = "") -> str:
    """'60 or more'; of rivals their numbers of people of that measure, '18 or 26'.

    A number in doubt is none of them; where all are, 'contested'.
    """
    return _either(rivals, measure) if rivals else numbers.range_in_words(*bounds)


def of_contingent(row: Contingent, rivals: Sequence[Rival]) -> str:
    """'3,000', '500 (as announced)', 'some have left', '18 or 26'; '' where no number is known.

    A number of an earlier phase is none of those who are there, and says so wherever it stands.
    """
    if row.parted:
        return SOME_LEFT
    if not rivals and not row.counted_as:
        return ""
    counted = f" ({as_counted(row.counted_as)})" if row.is_by_another_phase else ""
    return number_of(row.bounds, rivals) + counted


def phase(figure: KeyFigure) -> str:
    """How far the force is that the number is of: 'announced', 'in place'; '' of people."""
    return _PHASES.get(figure.label, "")


def qualified(figure: KeyFigure, is_filtered: bool) -> list[str]:
    """What the number is of, what of it was taken back, and that no filter touches it."""
    unfiltered = ["not filtered"] if is_filtered else []
    if figure.state != "known":
        return [_NOTHING[figure.scope] if figure.state == "unknown" else "", *unfiltered]
    differ = f"{len(figure.rivals)} claims differ" if figure.rivals else ""
    whose = _whose(figure, is_alone=not (is_filtered or figure.retracted or figure.corrected))
    head = ", ".join(filter(None, (phase(figure), whose)))
    if len(head) > LONGEST_LINE:
        head = ", ".join(filter(None, (phase(figure), f"of one {_unit(figure)[0]}")))
    span = f"{figures.since_short(figure.since)}, {as_of(figure)}" if figure.since else ""
    return [*unfiltered, head, differ, span, _exceeding(figure), _taken_back(figure)]


def as_of(figure: KeyFigure) -> str:
    """'as of 16 May'; '' of what has no day of its own, and of rivals of several."""
    if not figure.as_of or len({one.as_of[:10] for one in figure.rivals}) > 1:
        return ""
    return f"as of {moments.short_day(date.fromisoformat(figure.as_of[:10]))}"


def _either(rivals: Sequence[Rival], measure: str = "") -> str:
    """'5,135 or about 5,800'; where that is too long, from the lowest to the highest.

    What is said of other people than those of the measure is none of it.
    """
    given = {said(one.bounds) for one in figures.sure(rivals, measure)}
    if not given:
        return ALL_IN_DOUBT
    levels = {bounds: level(*bounds) or 0 for bounds in given}
    ordered = sorted(given, key=lambda bounds: (levels[bounds], str(bounds)))
    words = " or ".join(numbers.range_in_words(*one) for one in ordered)
    if len(words) <= LONGEST_NUMBER:
        return words
    lowest, highest = f"{min(levels.values()):,}", numbers.range_in_words(*ordered[-1])
    whole = f"{lowest} to {highest}"  # of which the end may be open: '35 to 60 or more'
    return whole if len(whole) <= LONGEST_NUMBER else f"{lowest} to {max(levels.values()):,}"


def _beside(figure: KeyFigure) -> str:
    """The numbers of several groups, the highest first; where they are too long, how many."""
    if not _numbered(figure):
        return SOME_LEFT if any(part.parted for part in figure.parts) else "no number given"
    told = _told_beside(figure)
    if told:
        return told
    return numbers.count(len(figure.parts), *_unit(figure))


def _told_beside(figure: KeyFigure) -> str:
    words = [number_of(part.bounds, part.rivals, figure.label) for part in _numbered(figure)]
    told = numbers.listed(words)
    return told if len(told) <= LONGEST_NUMBER and len(figure.parts) <= _MOST_BESIDE else ""


def _short(part: Part) -> str:
    return _amount(part.bounds)


def _amount(bounds: Range) -> str:
    return numbers.range_in_words(*bounds)


def _numbered(figure: KeyFigure) -> list[Part]:
    """The parts that have a number, the highest first."""
    amounts = [figures.amount(part.bounds, part.rivals, figure.label) for part in figure.parts]
    numbered = [
        (amount, part)
        for amount, part in zip(amounts, figure.parts, strict=True)
        if amount is not None
    ]
    return [part for _, part in sorted(numbered, key=lambda pair: -pair[0])]


def _unit(figure: KeyFigure) -> tuple[str, str]:
    is_of_countries = figure.scope == "force" or len({part.place for part in figure.parts}) > 1
    return ("country", "countries") if is_of_countries else ("group", "groups")


def _whose(figure: KeyFigure, is_alone: bool) -> str:
    """'civilians, police', 'by group, no total', beside other words 'by group'; '' of a whole."""
    if figure.whole is not None:
        return ""
    is_one = len(figure.parts) == 1
    if is_alone and not is_one and (names := _names(figure)):
        return names
    whose = _name(figure, figure.parts[0]) if is_one else f"by {_unit(figure)[0]}"
    # A force has many contingents, of which one alone is no total to anybody.
    is_no_total = is_alone and _numbered(figure) and not (is_one and figure.scope == "force")
    return f"{whose}, no total" if is_no_total else whose


def _names(figure: KeyFigure) -> str:
    """Whose the numbers beside each other are, in their order; '' where that is too long."""
    if not _told_beside(figure):
        return ""
    names = [_SHORT.get(part.of) or _name(figure, part) for part in _numbered(figure)]
    told = ", ".join(names)
    return told if all(names) and len(told) <= LONGEST_NAMES else ""


def _name(figure: KeyFigure, part: Part) -> str:
    """'Russia', 'security forces', 'Myanmar, police'."""
    of = country_name(part.of) if figure.scope == "force" else terms.plain(part.of)
    return ", ".join(filter(None, (part.place, "" if part.of == "all" else of)))


def _exceeding(figure: KeyFigure) -> str:
    """'Russia alone 3,000', where that is more than the whole."""
    if figure.whole is None or not figure.exceeding:
        return ""
    return f"{_name(figure, figure.exceeding[0])} alone {_short(figure.exceeding[0])}"


def _taken_back(figure: KeyFigure) -> str:
    """'164 withdrawn', '18 corrected to 16', of both '164, 18 taken back'."""
    if not figure.corrected:
        if len(figure.retracted) > 1:
            return numbers.count(len(figure.retracted), "total") + " withdrawn"
        return "".join(f"{_short(part)} withdrawn" for part in figure.retracted)
    was = [*map(_short, figure.retracted), *(_amount(one.was) for one in figure.corrected)]
    if len(was) > _MOST_TAKEN_BACK:
        return numbers.count(len(was), "number") + " taken back"
    if len(was) > 1:
        return f"{', '.join(was)} {'taken back' if figure.retracted else 'corrected'}"
    # Beside one number it is plain to which it was corrected.
    is_one = figure.whole is not None or len(figure.parts) == 1
    return f"{was[0]} corrected" + ("" if is_one else f" to {_amount(figure.corrected[0].now)}")
