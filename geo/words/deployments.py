"""The strength of a contingent in words."""

from typing import Any

from geo.words import numbers, terms


def strength(row: Any, noun: str = "") -> str:
    """'150', '150 (as announced)', '2,030 to 2,500 (contested; withdrawal announced)'.

    ``row`` is one of ``deployments.strengths``; ``noun`` goes after the number.
    """
    notes = (
        f"as {terms.plain(row.counted_as)}" if row.counted_as not in ("", row.phase) else "",
        "contested" if row.contested else "",
        "withdrawal announced" if row.leaving else "",
    )
    told = " ".join(filter(None, (numbers.range_in_words(row.low, row.best, row.high), noun)))
    noted = "; ".join(filter(None, notes))
    return f"{told} ({noted})" if noted else told
