"""Essential services: the latest state of each at a place, and claims that disagree with it."""

from typing import NamedTuple

import pandas as pd

from geo.dataset.vocabulary import SERVICE_STATE
from geo.rows import read_rows, write_rows

_KEY = ["place_id", "service"]
_TEXTS = [*_KEY, "state", "since", "summary", "entry_id"]
_TYPES = dict.fromkeys(_TEXTS, "object") | {"contested": "bool", "entry_ids": "object"}
_EVER = pd.Timestamp.min.tz_localize("UTC")
_DAY = pd.Timedelta(days=1)
# From working to not working, as a reader ranks them.
RANK = {state: rank for rank, state in enumerate(SERVICE_STATE)}


class _Service(NamedTuple):
    place_id: str
    service: str
    state: str
    occurred_from: str
    summary: str
    entry_id: str
    begins: pd.Timestamp
    reported_at: pd.Timestamp
    place: str


def latest_states(services: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """One row per place_id and service: the current claim about the latest time by ``at`` (UTC).

    Claims whose time is over by then are left out. ``contested``: a claim about the day before or
    later gives another state. ``entry_ids``: every claim that holds at that moment.
    """
    begun = ~(services.begins > at)
    lasting = ~(services.ends <= at)
    groups: dict[tuple, list[_Service]] = {}
    for claim in sorted(read_rows(services[begun & lasting], _Service), key=_order):
        # Two unlocated places are not one place.
        unlocated = "" if claim.place_id else claim.place
        groups.setdefault((claim.place_id, claim.service, unlocated), []).append(claim)
    rows = [_latest(claims) for _, claims in sorted(groups.items())]
    return write_rows(rows, _TYPES)


def _order(claim: _Service) -> tuple:
    """A claim that does not say since when is no news beside one that does."""
    begins = _EVER if pd.isna(claim.begins) else claim.begins
    return begins, claim.reported_at, claim.entry_id


def _latest(claims: list[_Service]) -> tuple:
    latest = claims[-1]
    since = latest.begins - _DAY
    recent = {one.state for one in claims if pd.isna(since) or one.begins >= since}
    return (*latest[: len(_TEXTS)], len(recent) > 1, [one.entry_id for one in claims])
