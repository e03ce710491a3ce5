"""Numbers of people that were taken back, in a few words beside those that stand."""

from collections.abc import Sequence

from geo.ranges import Range
from geo.words import numbers, terms

_NAMED = 2  # numbers; of more only how many is told


def number(bounds: Range, group: str) -> str:
    """'103', '2 (children)'."""
    of = "" if group == "all" else f" ({terms.plain(group)})"
    return numbers.range_in_words(*bounds) + of


def told(was: Sequence[str], how: str, day: str) -> str:
    """'103 and 2 (children), withdrawn 9 Jan', '18, corrected 9 Jan'."""
    return f"{numbers.listed(dict.fromkeys(was), _NAMED)}, {how} {day}"
