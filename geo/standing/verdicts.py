"""What is said of a part of a text."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Outcome(StrEnum):
    """What became of it."""

    STANDS = "stands"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    CONTESTED = "contested"
    NOT_FOUND = "not found"


@dataclass(frozen=True)
class Verdict:
    """A part of a text, from ``start`` on, and what became of the claims that say the same.

    ``number`` is that of people, None where the text gives none. ``measure`` is what they
    underwent, else 'curfew', 'place' or a service. ``now`` is what stands, in words, ``when`` and
    ``by`` whom it was revised or withdrawn (UTC), ``after`` how long it had stood until withdrawn.
    ``entry_ids``: the claim that says the same first, then those behind the verdict.
    """

    text: str
    start: int
    measure: str
    verdict: Outcome
    number: int | None = None
    group: str = ""
    place_id: str = ""
    now: str = ""
    when: pd.Timestamp | None = None
    by: str = ""
    after: str = ""
    entry_ids: tuple[str, ...] = ()
