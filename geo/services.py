"""Essential services: the latest state of each at a place, and claims that disagree with it."""

import pandas as pd

from geo.schema import SERVICE_STATE

_NEEDED = ["place_id", "service", "state", "occurred_from", "begins", "summary", "entry_id"]
_COLUMNS = [
    "place_id",
    "service",
    "state",
    "since",
    "summary",
    "entry_id",
    "contested",
    "entry_ids",
]
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
    holding = services[begun & lasting].sort_values(["begins", "reported_at", "entry_id"])
    groups: dict[tuple, list] = {}
    for claim in holding[_NEEDED].itertuples(index=False):
        groups.setdefault((claim.place_id, claim.service), []).append(claim)
    rows = [_latest(claims) for _, claims in sorted(groups.items())]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _latest(claims: list) -> tuple:
    latest = claims[-1]
    recent = {one.state for one in claims if not one.begins < latest.begins - _DAY}
    ids = [one.entry_id for one in claims]
    return (*latest[:4], latest.summary, latest.entry_id, len(recent) > 1, ids)
