"""The line of figures in as few words as it has room for; ``key_figures`` says them in full."""

from collections.abc import Sequence
from typing import Protocol

from geo.ranges import Range, level, said
from geo.words import numbers, terms
from geo.words.countries import country_name
from geo.words.figures import Rival
from geo.words.key_figures import KeyFigure, Part

LONGEST_NUMBER, LONGEST_LINE, LONGEST_NAMES = 20, 30, 28


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


def phase(entry: LineFigure) -> str:
    """How far the force is that the number is of: 'announced', 'in place'; '' of people."""
    return _PHASES.get(entry.shown.now.label, "")


def number_of(bounds: Range, rivals: Sequence[Rival], measure: str = "") -> str:
    """'60 or more'; of rivals their numbers of people of that measure, '18 or 26'."""
    return _either(rivals, measure) if rivals else numbers.range_in_words(*bounds)


def line(entry: LineFigure) -> str:
    """What qualifies the number, before how it changed: 'civilians, police', 'up 3 in a day'."""
    figure = entry.shown.now
    head = _of_places(entry) if figure.scope == "places" else _of_people(entry)
    return _fitting([*head, _change(entry.shown)])


def mark(entry: LineFigure) -> str:
    """Whether claims differ, beside the line: 'contested', of places 'Taraz: claims differ'."""
    if entry.shown.now.contested or entry.shown.now.scope == "places":
        return terms.CONTESTED if entry.shown.now.contested or entry.differing else ""
    words = _differing(entry.differing)
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
_NUMBERLESS = {"unknown": "not known", "gone": "all have left", "passed": "none left of these"}
_NOTHING = {"country": "no national figure", "force": "nobody gives a number"}
_PHASES = {"announced": "announced", "deployed": "in place"}
_MOST_BESIDE = 3
# In quotation marks what only the state calls them.
_SHORT = {"alleged_attackers": "“attackers”"}


def _number(figure: KeyFigure) -> str:
    if figure.state in _NUMBERLESS:
        return _NUMBERLESS[figure.state]
    if figure.scope == "places":
        return _places(figure)
    if figure.rivals:
        return _either(figure.rivals, figure.label)
    if figure.whole is not None:
        return numbers.range_in_words(*figure.whole)
    return _beside(figure)


def _places(figure: KeyFigure) -> str:
    """'34 of 34', '7 places', 'none known': nobody has claimed it of any place."""
    amount = _amount(figure)
    if not amount:
        return "none known"
    if figure.label == "suspended":
        return numbers.count(amount, "place")
    return f"{amount:,} of {figure.among:,}"


def _amount(figure: KeyFigure) -> int:
    return (level(*figure.whole) if figure.whole else None) or 0


def _either(rivals: Sequence[Rival], measure: str = "") -> str:
    """'5,135 or about 5,800'; where that is too long, from the lowest to the highest.

    What is said of other people than those of the measure is none of it.
    """
    own = [one.bounds for one in rivals if one.measure in ("", measure)]
    given = {said(bounds) for bounds in own or [one.bounds for one in rivals]}
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
        return "no number given"
    told = _told_beside(figure)
    if told:
        return told
    return numbers.count(len(figure.parts), *_unit(figure))


def _told_beside(figure: KeyFigure) -> str:
    words = [number_of(part.bounds, part.rivals, figure.label) for part in _numbered(figure)]
    told = numbers.listed(words)
    return told if len(told) <= LONGEST_NUMBER and len(figure.parts) <= _MOST_BESIDE else ""


def _short(part: Part) -> str:
    return numbers.range_in_words(*part.bounds)


def _level(part: Part) -> int | None:
    found = [level(*bounds) for bounds in (part.bounds, *(one.bounds for one in part.rivals))]
    return max((one for one in found if one is not None), default=None)


def _numbered(figure: KeyFigure) -> list[Part]:
    """The parts that have a number, the highest first."""
    numbered = [part for part in figure.parts if _level(part) is not None]
    return sorted(numbered, key=lambda part: -(_level(part) or 0))


def _unit(figure: KeyFigure) -> tuple[str, str]:
    is_of_countries = figure.scope == "force" or len({part.place for part in figure.parts}) > 1
    return ("country", "countries") if is_of_countries else ("group", "groups")


def _of_people(entry: LineFigure) -> list[str]:
    """What the number is of, what was withdrawn of it, and that no filter touches it."""
    figure = entry.shown.now
    unfiltered = ["not filtered"] if entry.is_filtered else []
    if figure.state != "known":
        return [_NOTHING[figure.scope] if figure.state == "unknown" else "", *unfiltered]
    differ = f"{len(figure.rivals)} claims differ" if figure.rivals else ""
    whose = _whose(figure, is_alone=not (entry.is_filtered or figure.retracted))
    head = ", ".join(filter(None, (phase(entry), whose)))
    if len(head) > LONGEST_LINE:
        head = ", ".join(filter(None, (phase(entry), f"of one {_unit(figure)[0]}")))
    return [*unfiltered, head, differ, _retracted(figure), _differing(entry.differing)]


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


def _retracted(figure: KeyFigure) -> str:
    if len(figure.retracted) > 1:
        return numbers.count(len(figure.retracted), "total") + " retracted"
    return "".join(f"{_short(part)} retracted" for part in figure.retracted)


def _of_places(entry: LineFigure) -> list[str]:
    """Which places are counted, where claims differ and what holds in the whole country."""
    figure = entry.shown.now
    told = [_differing(entry.differing), _nationwide(figure)]
    among = f"in {numbers.count(figure.among, 'place')}"
    if entry.is_filtered:
        return _of_shown(told) if _amount(figure) else [f"{among} shown", *told]
    is_said = entry.differing or figure.label == "suspended"
    return [*told, among if not _amount(figure) else "" if is_said else "places"]


def _of_shown(told: Sequence[str]) -> list[str]:
    """That filters chose the places goes before all else, in one word where more is told."""
    if not any(told):
        return ["of the places shown"]
    room = LONGEST_LINE - len("filtered; ")
    return ["filtered", *(one if len(one) <= room else _shortened(one) for one in told)]


def _shortened(told: str) -> str:
    """'Shymkent: claims differ' -> 'claims differ', 'nationwide: 2 services' -> '2 services'."""
    return told.rpartition(": ")[2]


def _differing(places: Sequence[str]) -> str:
    if not places:
        return ""
    words = f"{places[0]}: claims differ"
    if len(places) == 1 and len(words) <= LONGEST_LINE:
        return words
    return f"{numbers.count(len(places), 'place')}: claims differ"


def _nationwide(figure: KeyFigure) -> str:
    told = [terms.plain(one) for one in figure.nationwide]
    words = f"nationwide: {numbers.listed(told)}"
    if len(words) > LONGEST_LINE:
        words = f"nationwide: {numbers.count(len(told), 'service')}"
    return words if told else ""


def _change(compared: Compared) -> str:
    """'up 1,513 in a day', 'a day before: about 1,000', 'unchanged'."""
    now, before, how = compared.now, compared.before, compared.change
    if how == "none":
        is_known = now.state == "known" and (now.scope != "places" or _amount(now))
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
    return "claims differed a day before" if before.rivals else f"a day before: {_number(before)}"


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
