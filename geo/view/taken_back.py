"""What was taken back, as known at the moment of a view: withdrawn, or corrected."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from geo.ledger import RETRACTED, End, ended_at
from geo.rows import split
from geo.subjects.correcting import bounds, corrects
from geo.view.credit import day
from geo.view.view import View
from geo.words import taken_back as words


class Kind(StrEnum):
    """How a claim was taken back: by a Cancel, or by an Update that says that it was wrong."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class Correction(NamedTuple):
    """A claim, the message that took it back, and from when on (UTC) that is known."""

    kind: Kind
    claim: Any
    message: Any
    known_at: pd.Timestamp


_ENDS: dict[End, Kind] = {"retracted": Kind.WITHDRAWN, "superseded": Kind.CORRECTED}


def of_claim(claim: Any, view: View) -> Iterator[Correction]:
    """Whether and how a claim was taken back; ``correcting.corrects`` has the rule."""
    for end, kind in _ENDS.items():
        message = view.dataset.rows.get(view.ended_by(claim, end))
        if message is not None and corrects(message, claim):
            yield Correction(kind, claim, message, ended_at(claim, end, view.selection.hours))


def withdrawn_people(view: View) -> list[Correction]:
    """What was withdrawn of all people or of whole groups at the places that a view is of, the
    newest first, of one time the most people.
    """
    claims = view.history("casualties")
    gone = claims[(claims.standing == RETRACTED) & (claims.subset == "")]
    found = (
        one
        for name in gone.entry_id
        for one in of_claim(view.dataset.rows[name], view)
        if one.kind == Kind.WITHDRAWN
    )
    return sorted(found, key=lambda one: (-one.known_at.value, -_people(one.claim)))


def _people(claim: Any) -> int:
    return max((one for one in bounds(claim) if one is not None), default=0)


def corrected_by(entry_ids: Iterable[str], view: View) -> list[Correction]:
    """What claims that stand corrected, or another of the same numbers that they repeat."""
    rows = view.dataset.rows
    return [one for name in entry_ids for one in _corrected(rows[name], view)]


def _corrected(message: Any, view: View) -> Iterator[Correction]:
    for name in split(message.replaces):
        claim = view.dataset.rows.get(name)
        if claim is None or view.ended_by(claim, "superseded") != message.entry_id:
            continue
        found = [one for one in of_claim(claim, view) if one.kind == Kind.CORRECTED]
        repeats = not found and bounds(claim) == bounds(message)
        yield from _corrected(claim, view) if repeats else found


def told(found: Sequence[Correction], view: View) -> Iterator[str]:
    """Numbers of people, by how and when they were taken back: '103 and 2 (children), withdrawn 9
    Jan', '18 (security forces), corrected 9 Jan'.
    """
    numbers: dict[tuple[str, str], list[str]] = {}
    for kind, claim, message, _ in found:
        when = day(message.reported_at, view.at, view.dataset)
        numbers.setdefault((kind, when), []).append(words.number(bounds(claim), claim.group))
    return (words.told(was, how, when) for (how, when), was in numbers.items())
