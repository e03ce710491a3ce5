"""The strength of a contingent in words."""

from collections.abc import Sequence
from typing import Any

from geo.words import numbers, terms
from geo.words.figures import Rival, in_rivalry


def strength(row: Any, noun: str = "", rivals: Sequence[Rival] = ()) -> str:
    """'150', '150 (as announced)', '2,030, Ministry; 2,500, Alliance (contested)'.

    ``row`` is one of ``deployments.strengths``; ``noun`` goes after the number, in the place of
    which its ``rivals`` stand where it is contested.
    """
    notes = (
        f"as {terms.plain(row.counted_as)}" if row.counted_as not in ("", row.phase) else "",
        "contested" if row.contested else "",
        "withdrawal announced" if row.leaving else "",
    )
    number = in_rivalry(rivals) or numbers.range_in_words(row.low, row.best, row.high)
    told = " ".join(filter(None, (number, "" if rivals else noun)))
    noted = "; ".join(filter(None, notes))
    return f"{told} ({noted})" if noted else told
