"""Which claims a view needs for those it shows to read the same without the rest of the dataset."""

import pandas as pd

from geo.rows import split
from geo.subjects.curfews import enclosing
from geo.view import View


def needed(view: View) -> pd.DataFrame:
    """The claims of the view and their context, of those known at the moment, in its order.

    Context is, until nothing more comes in: the messages that replace a claim, the claims that a
    message replaces, and those that cannot be true together with a claim; what the evidence says of
    the places shown; the restrictions that hold there because they hold for the region or the
    country; and the status of each place that occurs.
    """
    known, evidence = view.known, view.evidence
    chosen = set(view.claims.entry_id)
    links = _links(known)
    place_of = dict(zip(known.entry_id, known.place_id, strict=True))
    shown = {place_of[one] for one in chosen} - {""}
    above = enclosing(view.dataset.places)
    around = {name for place_id in shown for name in above[place_id]}
    restrictions = evidence[evidence.table == "restrictions"]
    chosen |= set(evidence.entry_id[evidence.place_id.isin(shown)])
    chosen |= set(restrictions.entry_id[restrictions.place_id.isin(around)])
    statuses = evidence[evidence.table == "status"]
    while True:
        places = {place_of[one] for one in chosen} - {""}
        more = {other for one in chosen for other in links.get(one, ())}
        more |= set(statuses.entry_id[statuses.place_id.isin(places)])
        if more <= chosen:
            return known[known.entry_id.isin(chosen)]
        chosen |= more


# A claim reads otherwise without those that it replaces, disputes or does not fit.
_NAMING = ("replaces", "disputed_by", "exceeds")


def _links(known: pd.DataFrame) -> dict[str, set[str]]:
    """For each claim those that it names, or that name it."""
    links: dict[str, set[str]] = {}
    ids = set(known.entry_id)
    named_by = zip(known.entry_id, *(known[name] for name in _NAMING), strict=True)
    for entry_id, *cells in named_by:
        others = (one for cell in cells for one in split(cell))
        for named in filter(ids.__contains__, others):
            links.setdefault(entry_id, set()).add(named)
            links.setdefault(named, set()).add(entry_id)
    return links
