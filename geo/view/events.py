"""The events that a reader is shown: those of a view, and of them the last before its moment."""

from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd

from geo.dataset import Dataset
from geo.subjects import events as subject
from geo.view.keeping import once, per_dataset
from geo.view.view import View
from geo.words import moments

# How many days up to the moment; None for all that is known.
SPANS: Mapping[str, int | None] = {"day": 1, "3 days": 3, "week": 7, "month": 30, "all": None}
SPAN = "week"
TABLES = ("incidents", "casualties")


def events(view: View) -> pd.DataFrame:
    """The events of which the filters leave a claim; see ``geo.subjects.events``.

    The killed of an event are by all the evidence, whatever kinds, words or places are asked for.
    """
    days = view.dataset.about.comparable_days
    incidents, counts = (view.standing(name) for name in TABLES)
    found = subject.events(incidents, counts, days)
    if view.whole is view:
        return found
    own = view.table("casualties")
    named = subject.key_of(own[(own.counts == subject.EVENT).to_numpy()])
    return found[found.key.isin({*view.table("incidents").entry_id, *named})]


def shown(view: View, span: str = SPAN) -> pd.DataFrame:
    """Those of the last days before the moment, as SPANS has them."""
    first, last = window(view, span)
    return subject.between(once(events, view), first, last)


def window(view: View, span: str) -> tuple[str, str]:
    """The first and the last day of a span that ends with the moment's; "" for from the beginning.

    The days are local ones of the dataset.
    """
    last = view.at.tz_convert(view.dataset.about.zone).date()
    days = SPANS[span]
    first = (last - timedelta(days=days - 1)).isoformat() if days else ""
    return first, last.isoformat()


def in_days(first: str, last: str) -> str:
    """'on 20 Apr 2017', 'of 14 to 20 Apr 2017', 'up to 20 Apr 2017': the days of a window."""
    if not first:
        return f"up to {moments.local(last)}"
    days = moments.days(date.fromisoformat(first), date.fromisoformat(last))
    return f"on {days}" if first == last else f"of {days}"


@per_dataset
def have_points(dataset: Dataset) -> bool:
    """Whether any claim on an event of the dataset has a point of its own, at any moment."""
    claims = dataset.claims
    return bool((claims.latitude.notna() & claims.table.isin(TABLES)).any())


def claims(view: View, keys: tuple[str, ...]) -> pd.DataFrame:
    """The known claims on events of these keys, whatever their standing, with their ``key``."""
    counts = view.dataset.ledger["casualties"]
    own = subject.key_of(counts)[(counts.counts == subject.EVENT).to_numpy()]
    own = own[own.isin(keys)]
    named = dict(zip(counts.entry_id.loc[own.index], own, strict=True))
    known = view.evidence
    found = known[known.entry_id.isin({*keys, *named})]
    return found.assign(key=[named.get(one, one) for one in found.entry_id])
