"""What became of one claim: by what it was replaced or withdrawn, and what contests it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from geo.rows import split
from geo.standing.corrections import Instead, of_same
from geo.standing.known import Known
from geo.standing.verdicts import Outcome
from geo.subjects.correcting import corrects
from geo.words import moments


class End(NamedTuple):
    """What ended a claim: 'withdrawn', 'corrected', or 'replaced' by later news; how long it had
    stood, and the message.
    """

    word: str
    lasted: str
    message: Any


class Fate(NamedTuple):
    """What became of a claim; NOT_FOUND is one that was not yet known.

    ``ends`` are its own end, that of what replaced it, and so on; ``rivals`` the claims that stand
    and cannot be true together with it, or give another number; ``now`` what stands on the same
    where it was withdrawn.
    """

    outcome: Outcome
    ends: tuple[End, ...] = ()
    rivals: tuple[Any, ...] = ()
    now: Instead = Instead()


def fate(claim: Any, known: Known) -> Fate:
    """What had become of a claim at the moment of looking."""
    if claim.entry_id not in known.rivals:
        return Fate(Outcome.NOT_FOUND)
    ends = tuple(_ends(claim, known))
    if any(end.word == "withdrawn" for end in ends):
        return Fate(Outcome.WITHDRAWN, ends, now=of_same(claim, known))
    if ends:
        return Fate(Outcome.REVISED, ends)
    rivals = tuple(known.claims(_rivals(claim, known)))
    return Fate(Outcome.CONTESTED if rivals else Outcome.STANDS, rivals=rivals)


def _ends(claim: Any, known: Known) -> Iterator[End]:
    chain, zone = known.chain(claim), known.view.dataset.about.zone
    if cancel := known.view.cancel(claim):
        yield End("withdrawn", moments.lasted(claim, cancel, zone), cancel)
        return
    for one, message in pairwise(chain):
        word = "corrected" if corrects(message, one) else "replaced"
        yield End(word, moments.lasted(one, message, zone), message)
    if cancel := known.view.cancel(chain[-1]):
        yield End("withdrawn", moments.lasted(chain[-1], cancel, zone), cancel)


def _rivals(claim: Any, known: Known) -> list[str]:
    """Those that a curator holds against it, and those that give another number."""
    found = split(known.rivals[claim.entry_id])
    figure = known.figures.get(claim.entry_id) if claim.table == "casualties" else None
    if figure and claim.entry_id in figure.rivals:
        found += figure.rivals
    return [one for one in dict.fromkeys(found) if one != claim.entry_id]
