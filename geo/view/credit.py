"""Whom a figure rests on, in one line: who said it, who carried it, when it was published."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.claims import Claim
from geo.dataset.vocabulary import CERTAINTY
from geo.view.keeping import per_dataset
from geo.words import moments, numbers

MOST = 2  # authorities, and publishers of each; the others are counted
WEAK = CERTAINTY[CERTAINTY.index("Possible") :]


def credit(data: Dataset, entry_ids: Iterable[str]) -> str:
    """'Interior Ministry (TASS, Kloop), Qazaq TV and 2 more, published 6 to 7 Jan 2022'.

    Says so where all of it is at most possible (CAP); '' for no claim. Days are those of the
    dataset's zone. Text of a dataset, to be escaped like any other.
    """
    told = [data.rows[one] for one in entry_ids]
    if not told:
        return ""
    first, last = (pick(one.reported_at for one in told) for pick in (min, max))
    zone = data.about.zone
    days = moments.days(first.tz_convert(zone).date(), last.tz_convert(zone).date())
    later = " or later" if any(one.reported_basis == "not_before" for one in told) else ""
    strongest = min((one.certainty for one in told), key=CERTAINTY.index)
    doubt = f", {strongest.lower()}" if strongest in WEAK else ""
    return f"{_named(told)}, published {days}{later}{doubt}"


def briefly(data: Dataset, entry_ids: Iterable[str], at: pd.Timestamp, most: int = 1) -> str:
    """'TASS, 7 Jan', 'TASS and 2 more, 7 Jan': who says so, and the latest day of publication."""
    ids = list(entry_ids)
    if not ids:
        return ""
    latest = max(data.rows[one].reported_at for one in ids)
    return f"{names(data, ids, most)}, {day(latest, at, data)}"


def names(data: Dataset, entry_ids: Iterable[str], most: int = 1) -> str:
    """'TASS and 2 more': the authorities of claims."""
    return numbers.listed(dict.fromkeys(data.rows[one].authority for one in entry_ids), most)


def days(texts: Iterable[str], at: pd.Timestamp, data: Dataset) -> str:
    """'7 Jan', '7 to 9 Jan': from the first to the last of some local times; years as for ``day``.

    '' where none is given.
    """
    given = sorted({text[:10] for text in texts if text})
    if not given:
        return ""
    first, last = date.fromisoformat(given[0]), date.fromisoformat(given[-1])
    is_near = _is_near(first.year, at, data) and _is_near(last.year, at, data)
    return moments.short_days(first, last) if is_near else moments.days(first, last)


def day(moment: pd.Timestamp, at: pd.Timestamp, data: Dataset) -> str:
    """'7 Jan'; with the year where it is not that of the moment ``at`` of the view, or where that
    is another one than that in which the crisis began.
    """
    local = moment.tz_convert(data.about.zone)
    return moments.short_day(local) if _is_near(local.year, at, data) else moments.day(local)


def _is_near(year: int, at: pd.Timestamp, data: Dataset) -> bool:
    return {at.tz_convert(data.about.zone).year, _began(data)} == {year}


@per_dataset
def _began(data: Dataset) -> int:
    """The year in which the first of its claims was reported."""
    first = data.claims.reported_at.min()
    return int(first.tz_convert(data.about.zone).year)


def _named(told: Iterable[Claim]) -> str:
    carried: dict[str, list[str]] = {}
    for one in told:
        publishers = carried.setdefault(one.authority, [])
        if one.publisher not in (one.authority, *publishers):
            publishers.append(one.publisher)
    return _listed([
        f"{authority} ({_listed(publishers)})" if publishers else authority
        for authority, publishers in carried.items()
    ])  # fmt: skip


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST
    return ", ".join(names[:MOST]) + (f" and {rest} more" if rest > 0 else "")
