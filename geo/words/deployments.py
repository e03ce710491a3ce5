"""The strength of a contingent in words."""

from collections.abc import Sequence
from typing import Any

from geo.words import numbers, terms
from geo.words.figures import Rival, in_rivalry

PARTED = "no number since part of it left"
EXCEEDS = "more than the whole force"
# How far a contingent has come.
PHASES = {
    "deployed": "in place",
    "in_transit": "on the way",
    "announced": "announced",
    "withdrawn": "left",
}


def strength(
    row: Any, noun: str = "", rivals: Sequence[Rival] = (), wholes: Sequence[Rival] = ()
) -> str:
    """'150', '150 (as announced)', '2,030, Ministry; 2,500, Alliance (contested)'.

    ``row`` is one of ``deployments.strengths``; ``noun`` goes after the number, in the place of
    which its ``rivals`` stand where it is contested. ``wholes`` are the numbers of the whole force
    that it is more than.
    """
    told = in_rivalry(rivals) or _number(row, noun)
    noted = notes(row, wholes)
    return f"{told} ({noted})" if noted else told


def notes(row: Any, wholes: Sequence[Rival] = ()) -> str:
    """'as announced; more than the whole force, about 2,500': what is noted beside a number."""
    found = (
        as_counted(row.counted_as) if row.counted_as not in ("", row.phase) else "",
        "contested" if row.contested else "",
        _more_than(wholes) if wholes else "",
        "withdrawal announced" if row.leaving else "",
    )
    return "; ".join(filter(None, found))


def as_counted(phase: str) -> str:
    """'as announced': in which phase a number was given that is not of the present one."""
    return f"as {terms.plain(phase)}"


def _number(row: Any, noun: str) -> str:
    if row.parted:
        return PARTED
    number = numbers.range_in_words(row.low, row.best, row.high)
    return f"{number} {noun}".strip() if row.counted_as else number


def _more_than(wholes: Sequence[Rival]) -> str:
    """'more than the whole force, about 2,500'."""
    amounts = dict.fromkeys(numbers.range_in_words(*one.bounds) for one in wholes)
    return f"{EXCEEDS}, {' or '.join(amounts)}"
