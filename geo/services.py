"""Essential services: the latest state of each at a place, and claims that disagree with it."""

import pandas as pd

from geo.schema import SERVICE_STATE

_KEY = ["place_id", "service"]
_NEEDED = [*_KEY, "state", "occurred_from", "summary", "entry_id", "begins", "place"]
_COLUMNS = [*_KEY, "state", "since", "summary", "entry_id", "contested", "entry_ids"]
_DAY = pd.Timedelta(days=1)
# From working to not working, as a reader ranks them.
RANK = {state: rank for rank, state in enumerate(SERVICE_STATE)}


def latest_states(services: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """One row per place_id and service: the current claim about the latest time by ``at`` (UTC).

    Claims whose time is over by then are left out. ``contested``: a claim about the day before or
    later gives another state. ``entry_ids``: every claim that holds at that moment.
    """
    begun = services.begins.isna() | (services.begins <= at)
    lasting = services.ends.isna() | (services.ends > at)
    order = ["begins", "reported_at", "entry_id"]
    # A claim that does not say since when is no news beside one that does.
    holding = services[begun & lasting].sort_values(order, na_position="first")
    groups: dict[tuple, list] = {}
    for claim in holding[_NEEDED].itertuples(index=False):
        # Two unlocated places are not one place.
        unlocated = "" if claim.place_id else claim.place
        groups.setdefault((claim.place_id, claim.service, unlocated), []).append(claim)
    rows = [_latest(claims) for _, claims in sorted(groups.items())]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"contested": "bool"})


def _latest(claims: list) -> tuple:
    latest = claims[-1]
    since = latest.begins - _DAY
    recent = {one.state for one in claims if pd.isna(since) or one.begins >= since}
    return (*latest[: len(_COLUMNS) - 2], len(recent) > 1, [one.entry_id for one in claims])
