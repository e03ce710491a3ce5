"""A count of places in the line of figures, in the few words it has room for."""

from collections.abc import Sequence

from geo.ranges import level
from geo.words import moments, numbers, terms
from geo.words.key_figures import KeyFigure, kinds
from geo.words.line_of_people import LONGEST_LINE, LONGEST_NUMBER


def number(figure: KeyFigure) -> str:
    """'34 of 34', '5 cities, 2 regions', 'none known': nobody has claimed it of any place.

    'nationwide' where it was claimed of the whole country alone.
    """
    found = amount(figure)
    if not found:
        return "nationwide" if figure.nationwide else "none known"
    if figure.label != "suspended":
        return f"{found:,} of {figure.among:,}"
    named = ", ".join(kinds(figure))
    return named if len(named) <= LONGEST_NUMBER else numbers.count(found, "place")


def amount(figure: KeyFigure) -> int:
    """How many places are counted."""
    return (level(*figure.whole) if figure.whole else None) or 0


def qualified(figure: KeyFigure, differ: Sequence[str], is_filtered: bool) -> list[str]:
    """Which places are counted, where claims differ and what holds in the whole country."""
    told = [differing(differ), _begin_unknown(figure), _nationwide(figure)]
    among = f"in {numbers.count(figure.among, 'place')}"
    if figure.nationwide and not amount(figure):
        return [*told, "no single place"]
    if is_filtered:
        return _of_shown(told) if amount(figure) else [f"{among} shown", *told]
    is_said = differ or figure.begin_unknown or figure.label == "suspended"
    return [*told, among if not amount(figure) else "" if is_said else "places"]


def _of_shown(told: Sequence[str]) -> list[str]:
    """That filters chose the places goes before all else, in one word where more is told."""
    if not any(told):
        return ["of the places shown"]
    room = LONGEST_LINE - len("filtered; ")
    return ["filtered", *(one if len(one) <= room else _shortened(one) for one in told)]


def _shortened(told: str) -> str:
    """'Shymkent: claims differ' -> 'claims differ', 'nationwide: 2 services' -> '2 services'."""
    return told.rpartition(": ")[2]


def _begin_unknown(figure: KeyFigure) -> str:
    """'from an hour not known', '39 from an hour not known'."""
    found = figure.begin_unknown
    number = "" if found == amount(figure) else f"{found:,} "
    return f"{number}{moments.FROM_UNKNOWN}" if found else ""


def differing(places: Sequence[str]) -> str:
    """'Taraz: claims differ', '3 places: claims differ'."""
    if not places:
        return ""
    words = f"{places[0]}: claims differ"
    if len(places) == 1 and len(words) <= LONGEST_LINE:
        return words
    return f"{numbers.count(len(places), 'place')}: claims differ"


def _nationwide(figure: KeyFigure) -> str:
    told = [terms.plain(one) for one in figure.nationwide]
    if not told:
        return ""
    # Alone it is the number itself.
    before = "nationwide: " if amount(figure) else ""
    words = f"{before}{numbers.listed(told)}"
    if len(words) > LONGEST_LINE:
        words = f"{before}{numbers.count(len(told), 'service')}"
    return words
